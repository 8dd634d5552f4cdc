"""Ledgers of what the public asks: the hotline, comments, and who is on duty for them."""

from datetime import date, datetime

from _golden_files import MARK, PERIOD, head, ledger, text, xlsx

_STATED = "登记起,2024-01-01,登记止,2024-06-20"


def write() -> None:
    """Every golden of these ledgers."""
    _write_hotline()
    _write_comments()
    _write_duty_days()


def _write_hotline() -> None:
    episodes = [
        ["2024年第1期", date(2024, 1, 5), "【样例】供水", "样例水务"],
        ["2024年第2期", date(2024, 1, 12), None, "样例交通"],
        [None, None, None, None],
        ["2024年第3期", date(2024, 1, 19), "【样例】道路", None],
        ["合计", "3期"],
    ]
    labels = "期号 播出日期 主题 上线单位"
    xlsx("hotline_episodes/blank_row_and_count.xlsx", {"热线播出台账": ledger("热线播出台账", labels, *episodes)})
    cases = [
        _STATED,
        f"受理编号{MARK},受理时间,来电人,联系电话,诉求类别,诉求内容,期号,答复时间,是否回访,是否满意",
        'RX2024-001,2024-01-05 09:30,张某,000-0000,供水,"停水\n两天",2024年第1期,2024-01-06,是,是',
        "RX2024-002,2024年1月6日 10:00,李某,000-0001,道路,路灯不亮,,,否,",
        "合计,2件,,,,,,,,",
    ]
    text("hotline_cases/private_columns.csv", cases, end="\n")


def _write_comments() -> None:
    comments = [
        [
            "LY2024-0001",
            datetime(2024, 6, 19, 22, 5),
            "网友甲",
            "【样例】何时通车，电话13800138000",
            "交通",
            None,
            "否",
            None,
        ],
        ["LY2024-0002", "2024-06-20 07:00", "网友乙", "【样例】谢谢", None, datetime(2024, 6, 20, 9, 0), "是", "是"],
        ["LY2024-0003", "昨天", "网友丙", "【样例】", None, None, None, None],
    ]
    labels = "留言编号 留言时间 用户昵称 留言内容 类别 回复时间 是否评价 是否满意"
    xlsx("comments/private_columns.xlsx", {"留言办理台账": ledger("留言办理台账", labels, *comments)})


def _write_duty_days() -> None:
    labels = head("日期 值班人代码 查看留言")
    months = {
        "说明": [["每天记一行"]],
        "2024年1月": [labels, [date(2024, 1, 1), "代码A001", "是"], [date(2024, 1, 2), "代码A002", "否"]],
        "2月": [["二月值班"], labels, [date(2024, 2, 29), "代码A001", "是"]],
        "2024年3月": [labels],
    }
    xlsx("duty_days/sheet_per_month.xlsx", months)
    below = [
        PERIOD,
        ["2024年1月值班"],
        labels,
        [date(2024, 1, 31), "代码A001", "是"],
        ["合计", "1天"],
        [],
        ["2024年2月值班"],
        labels,
        [date(2024, 2, 1), "代码A002", "否"],
        ["备注：调班"],
    ]
    xlsx("duty_days/months_below_each_other.xlsx", {"值班": below})
