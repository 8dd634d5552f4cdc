"""Ledgers of discipline and people: rectification, incidents, sign-offs, reviews, talks, gradings, staff."""

from datetime import date

from _golden_files import MARK, PERIOD, head, ledger, text, xlsx
from openpyxl.worksheet.worksheet import Worksheet


def write() -> None:
    _rectification()
    _sign_offs()
    _reviews()
    _people()


def _rectification() -> None:
    def merge_aspects(sheet: Worksheet) -> None:
        for cells in ("A1:H1", "B4:B5", "A8:H8"):
            sheet.merge_cells(cells)

    measure, day = ["【样例】措施", "样例部"], date(2024, 1, 8)
    rows = [
        [1, "媒体融合", "【样例】问题一", *measure, "已完成", day, "材料1"],
        [2, None, "【样例】问题二", *measure, "已完成整改", day, None],
        [3, "安全播出", "【样例】问题三", *measure, "整改中", "2024年1月8日", "-"],
        [None, None, None, None, None, None, None, None],
        ["备注：佐证材料存党办"],
    ]
    labels = "序号 方面 问题 整改措施 责任部门 整改状态 反馈日期 佐证材料"
    xlsx("rectification/merged_cells.xlsx", {"整改台账": ledger("样例中心整改台账", labels, *rows)}, merge_aspects)
    labels = "差错事故编号 发生日期 类别 等级 领域 处理"
    xlsx("incidents/no_rows.xlsx", {"差错事故台账": ledger("差错事故台账", labels)})
    told = ["CC2024-01", date(2024, 2, 3), "一般差错", "轻微", "播出", "【样例】口头提醒，联系１３８-００１３-８０００"]
    xlsx("incidents/a_number_of_a_person.xlsx", {"差错事故台账": ledger("差错事故台账", labels, told)})


def _sign_offs() -> None:
    def merge_groups(sheet: Worksheet) -> None:
        for cells in ("A3:A4", "B3:B4", "C3:E3", "F3:H3"):
            sheet.merge_cells(cells)

    rows = [
        ["三审三校台账"],
        ["登记起止：2024-01-01 至 2024-06-20"],
        [f"稿件编号{MARK}", "签发日期", "三审", None, None, "三校", None, None],
        [None, None, "初审", "复审", "终审", "一校", "二校", "三校"],
        ["G2024-0001", date(2024, 1, 2), "√", "√", "√", "√", "√", "√"],
        ["G2024-0002", "2024.1.3", "是", "是", "是", "是", "否", None],
    ]
    xlsx("sign_offs/two_row_header.xlsx", {"三审三校台账": rows}, merge_groups)


def _reviews() -> None:
    labels = "对象代码 对象类别 排查日期 应排查 已排查 审核人代码"
    reviewed = [
        ["代码A017", "中层以上干部", date(2024, 3, 31), "是", "是", "代码A001"],
        ["代码A018", "运作部", date(2024, 3, 31), True, False, None],
    ]
    xlsx("risk_reviews/booleans.xlsx", {"廉政风险排查台账": ledger("廉政风险排查台账", labels, *reviewed)})
    talks = [
        "廉政谈话台账",
        "登记起,2023-12-01,登记止,2024-06-20",
        f"谈话日期{MARK},节点,谈话人代码,谈话对象代码",
        "2023-12-29,元旦,代码A001,代码A017",
        "2024-02-08,春节,代码A001,代码A017",
        "合计：2次,,,",
    ]
    text("talks/counted.csv", talks)
    inspected = [
        [None, None, None],
        head("检查编号 检查日期 检查类别 检查部位 隐患数 已检查"),
        ["AQ2024-01", date(2024, 1, 30), "安全生产", "机房", 2, "是"],
        ["AQ2024-02", date(2024, 2, 27), "安全生产", None, 0, "是"],
        ["累计", None, None, None, 2, None],
    ]
    xlsx("inspections/total.xlsx", {"安全检查台账": [PERIOD, *inspected]})
    graded = [
        [f"考核项目{MARK}", "考核年度", "考核单位", "等次", "公布日期"],
        ["党建", 2023, "样例单位", "较好", date(2024, 3, 1)],
        ["意识形态", "2023", None, "好", "2024/3/2"],
    ]
    xlsx("gradings/no_period.xlsx", {"考核": graded})


def _people() -> None:
    labels = "人员代码 部门 学历 岗位 入职日期 离职日期"
    period = ["登记起", date(2000, 1, 1), "登记止", date(2024, 6, 20)]
    staff = [
        ["代码A017", "新媒体部", "硕士研究生", "宣传一线", date(2022, 7, 1), None],
        ["代码A018", "新媒体部", "大学本科", "宣传一线", "2010年8月15日", date(2024, 5, 31)],
        ["代码A018", "新媒体部", "大学本科", "其他", "2010年8月15日", None],
    ]
    xlsx("people/a_code_twice.xlsx", {"人员台账": ledger("人员台账", labels, *staff, period=period)})
    changes = [
        [date(2024, 3, 1), "新招聘", "代码A101", "新媒体部", "是"],
        [date(2024, 4, 1), "确定发展对象", "代码A018", None, None],
        [date(2023, 4, 1), "确定发展对象", "代码A019", None, None],
    ]
    labels = "日期 事项 人员代码 部门 宣传一线"
    xlsx("people_changes/row_outside_the_period.xlsx", {"人员变动台账": ledger("人员变动台账", labels, *changes)})
