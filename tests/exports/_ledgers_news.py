"""Ledgers of the newsroom: pieces used, our own items, awards, ranks, and what we broadcast on."""

from datetime import date, datetime

from _golden_files import MARK, PERIOD, biff, head, ledger, text, wps, xlsx
from openpyxl.worksheet.worksheet import Worksheet


def write() -> None:
    _pieces()
    _own_items()
    _awards()
    _ranks()
    _registers()
    _coverage()


def _pieces() -> None:
    pieces = [
        f"用稿编号{MARK},媒体类型,级别,媒体,稿件编号,标题,用稿日期,头条,积分,备注",
        "WX2024-001,电视,省级,样例卫视,G2024-0001,【样例】甲,2024/1/5,否,5,",
        "WX2024-002,电台,市级,样例广播,G2024-0002,【样例】乙,2024/1/6,是,3,",
        "WX2024-003,广播,市级,样例广播,G2024-0003,【样例】丙,1月7日,也许,三分,",
        "WX2024-001,电视,省级,样例卫视,G2024-0001,【样例】甲,2024/1/5,否,5,",
        "WX2024-001,电视,央级,样例卫视,G2024-0001,【样例】甲,2024/1/5,否,5,",
        "WX2024-004,报刊,国家级,样例报,,'=【样例】丁,2024-01-08,√,,转发",
    ]
    text("external_pieces/rejected_rows_gbk.csv", pieces, "gb18030")
    shared = [
        ["G1", "WX2024-010", "广播", "市级", "样例广播", "【样例】戊", date(2024, 3, 1), 90, "否", 3],
        ["G1", "WX2024-011", "广播", "省级", "样例广播", "【样例】戊", date(2024, 3, 2), 95, "否", 5],
        ["总计", None, None, None, None, None, None, 185, None, 8],
    ]
    labels = "稿件编号 用稿编号 媒体类型 级别 媒体 标题 采用日期 时长/字数 头条 积分"
    wps("external_pieces/other_order_with_total.xlsx", {"外宣用稿台账": ledger("外宣用稿台账", labels, *shared)})


def _own_items() -> None:
    labels = "稿件编号 播出（刊发）日期 媒体 栏目（版面） 标题 类别 来源 部门 作者代码"
    items = [
        ["G2024-0001", date(2024, 6, 19), "电视", "样例新闻", "【样例】甲", "民生", "自采", "采访部", "代码A017"],
        ["G2024-0001", date(2024, 6, 19), "电视", "样例播报", "【样例】甲", "民生", "自采", "采访部", "代码A017"],
        [None, date(2024, 6, 20), "报纸", "一版", "【样例】线索请拨13800138000", None, "转载", None, None],
        ["G2024-0002", date(2024, 6, 20), "电台", "样例广播", "【样例】丙", None, "原创", None, None],
    ]
    xlsx("own_items/wide_brackets_and_a_number_of_a_person.xlsx", {"6月": [head(labels), *items]})


def _awards() -> None:
    labels = "获奖编号 获奖日期 评选活动 主办方 级别 奖次 作品"
    won = [
        ["HJ2024-01", "2024.3.15", "【样例】评选", "江苏省", "省级", "三等奖", "【样例】作品甲"],
        ["HJ2024-02", "2024-05-06", "【样例】评选", "盐城市", "市级", "二等奖", "【样例】作品乙"],
        ["HJ2024-03", "2024-05-07", "【样例】评选", "盐城市", "市级", "二", "【样例】作品丙"],
        ["合计3项"],
    ]
    biff(
        "awards/old_workbook.xls", ledger("获奖台账", labels, *won, period=["登记起止：2024年1月1日 至 2024年6月20日"])
    )
    labels = "报送编号 评选活动 门类 作品 截止日期 应报送 已报送"
    sent = [
        ["示例 BS2024-01", "评选活动名称", "消息", "作品名称", date(2024, 1, 15), "是", "是"],
        ["BS2024-01", "【样例】评选", "消息", "【样例】作品甲", date(2024, 2, 1), "是", "是"],
        ["BS2024-02", "【样例】评选", None, "【样例】作品乙", date(2024, 2, 1), "是", "未"],
    ]
    xlsx("award_submissions/template.xlsx", {"创优报送台账": ledger("创优报送台账", labels, *sent)})


def _ranks() -> None:
    labels = "月份 榜单 发布机构 名次"
    places = [
        [date(2024, 2, 29), "【样例】百强榜", "样例研究院", 86],
        [date(2024, 3, 31), "【样例】百强榜", "样例研究院", "79"],
        ["2024-03-31", "【样例】用稿榜", None, 2],
    ]
    xlsx("ranks/month_ends.xlsx", {"榜单名次台账": ledger("榜单名次台账", labels, *places)})

    months = [
        ["2024年2月", "【样例】百强榜", "样例研究院", 86],
        [date(2024, 3, 1), "【样例】百强榜", "样例研究院", 79],
        ["2024-04", "【样例】百强榜", "样例研究院", 91],
        ["五月", "【样例】百强榜", "样例研究院", 83],
    ]
    xlsx("ranks/months.xlsx", {"榜单名次台账": ledger("榜单名次台账", labels, *months)})


def _registers() -> None:
    accounts = [
        ["【样例】端", "客户端", "端", date(2019, 1, 1), None],
        ["【样例】号", "抖音号", "号", date(2020, 5, 1), date(2023, 12, 31)],
        ["【样例】报", "日报", "报", date(2000, 1, 1), None],
    ]
    period = ["登记起", date(2000, 1, 1), "登记止", date(2024, 6, 20)]
    labels = "账号名称 平台 类型 开通日期 停用日期"
    xlsx("platform_accounts/closed.xlsx", {"平台账号台账": ledger("平台账号台账", labels, *accounts, period=period)})
    columns = [
        f"平台,栏目名称{MARK},开设日期,停办日期",
        "微信公众号,【样例】专栏甲,2024-01-10,",
        "报纸,【样例】专栏乙,2024-02-20,2024-05-31",
        "共2个,,,",
    ]
    stated = ["专栏台账,,,", "登记起,2024-01-01,登记止,2024-06-20"]
    text("programme_columns/utf16_counted.csv", [*stated, *columns], "utf-16")
    resources = [
        ["PD-01", "频点", "【样例】101.0", date(2001, 1, 1), None, "兆赫"],
        ["DS-01", "电视节目", "【样例】频道", date(2001, 1, 1), date(2024, 1, 1), None],
        ["GB-01", "广播节目", "【样例】节目", date(2024, 2, 1), None, None],
    ]
    labels = "资源编号 类型 名称 启用日期 停用日期 单位"
    wps(
        "broadcast_resources/added_column_written_by_wps.xlsx",
        {"频点节目台账": ledger("频点节目台账", labels, *resources, period=period)},
    )


def _coverage() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A3:A4")
        sheet.merge_cells("A6:C6")

    tests = [
        PERIOD,
        head("镇（街道） 测试点 测试日期 场强（dBμV/m） 应覆盖 达标"),
        ["样例镇", "样例村一", datetime(2024, 3, 1, 9, 0), 56.5, "是", "√"],
        [None, "样例村二", datetime(2024, 3, 1, 9, 30), None, "是", "×"],
        ["样例街道", "样例社区", "2024-03-02", 60, "否", "是"],
        ["备注：仪器已校准"],
    ]
    xlsx("coverage_tests/merged_towns.xlsx", {"Sheet1": tests}, merge)
