"""Ledgers of money and of what it buys: income, expenses, decisions, inquiries, assets, sites."""

from datetime import date

from _golden_files import MARK, head, ledger, text, wps, xlsx


def write() -> None:
    _income()
    _expenses()
    _decisions()
    _things()


def _income() -> None:
    rows = [
        ["登记起", "2024-01-01", "登记止", "2024-06-20"],
        head("凭证号 到账日期 类别 客户代码 金额（元）"),
        ["示例 记-0012", date(2024, 1, 15), "户外广告", "客户001", 12000],
        ["记-0001", date(2024, 1, 5), "户外广告", "客户001", 12000],
        ["记-0001", date(2024, 1, 5), "其他广告", "客户001", "3,000.50"],
        ["1月小计", None, None, None, 15000.5],
        ["记-0001", date(2024, 2, 5), "户外广告", None, "1.2万元"],
        ["合 计", None, None, None, 27000.5],
        [None, None, None, None, None],
        ["注：不含税"],
    ]
    xlsx("ad_income/totals_and_remarks.xlsx", {"广告收入台账": rows})
    short = ledger(
        "广告收入台账", "凭证号 到账日期 类别 客户代码 金额", *rows[3:5], ["合计", None, None, None, 27000.5]
    )
    xlsx("ad_income/total_that_is_not_the_sum.xlsx", {"广告收入台账": short})


def _expenses() -> None:
    labels = "凭证号 入账日期 类别 摘要 金额 会议纪要号"
    january = [
        ["记-0034", date(2024, 1, 9), "设备维修", "【样例】摄像机", 3200, None],
        ["记-0034", date(2024, 1, 9), "办公用品", "【样例】纸", 99.9, None],
        ["合计", None, None, None, 3299.9, None],
    ]
    february = [["记-0002", "2024-02-06", "其他支出", None, "¥12,500.00", "纪要2024-03"]]
    sheets = {"2024年1月": [head(labels), *january], "2024年2月": [head(labels), *february]}
    wps("amounts/sheet_per_month_written_by_wps.xlsx", sheets)


def _decisions() -> None:
    met = [
        ["SX2024-01", date(2024, 1, 4), "大额资金", "【样例】设备采购", "是", "是", "纪要2024-01"],
        ["SX2024-02", date(2024, 2, 4), None, None, "是", "否", None],
    ]
    labels = "事项编号 会议日期 事项类别 事项 应集体研究 已集体研究 纪要号"
    xlsx("decisions/template.xlsx", {"集体研究台账": ledger("集体研究台账", labels, *met)})
    asked = [
        ["登记起止", "2024-01-01 至 2024-06-20"],
        head("询价编号 询价日期 年度 项目 类别 应询价 已询价 报价家数"),
        ["XJ2024-01", "2024-03-01", 2024, "【样例】保洁", "保洁费用", "是", "是", 3],
        ["XJ2024-02", "2024-03-02", "2024", "【样例】保安", "保安费用", "是", "是", "-"],
    ]
    xlsx("price_inquiries/period_in_two_cells.xlsx", {"询价台账": asked})


def _things() -> None:
    period = ["登记起", date(2010, 1, 1), "登记止", date(2024, 6, 20)]
    assets = [
        ["ZC-0001", "【样例】摄像机", "设备", 2, 56000, "采访部", "在用", date(2021, 5, 6), None],
        ["ZC-0002", "【样例】旧车", "车辆", 1, "23.5万", "办公室", "已处置", date(2012, 1, 1), date(2023, 6, 1)],
        ["合计", None, None, 3, 291000, None, None, None, None],
    ]
    labels = "资产编号 资产名称 资产类别 数量 原值 使用部门 资产状态 购置日期 处置日期"
    xlsx("assets/total.xlsx", {"固定资产台账": ledger("固定资产台账", labels, *assets, period=period)})
    sites = [
        "登记起,2010-01-01,登记止,2024-06-20,,,",
        f"点位编号{MARK},点位名称,设施类型,面数,点位状态,设置日期,拆除日期",
        "DW-01,【样例】路口,立柱,2,在用,2015/6/1,",
        "DW-02,【样例】桥头,大屏,1,已拆,2016/6/1,2022/3/4",
        "全部,,,3,,,",
    ]
    text("ad_sites/total_gbk.csv", sites, "gb18030")
