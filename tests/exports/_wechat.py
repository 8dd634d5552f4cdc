"""公众号: an HTML table called .xls, old workbooks with a blank column A and tables side by side."""

from _golden_files import MARK, biff, head, place, xlsx

_FOLLOWERS = f"时间{MARK} 新关注人数 取消关注人数 净增关注人数 累积关注人数"
_ARTICLES = (
    f"内容标题{MARK} 发表时间 总阅读人数 总阅读次数 总分享人数 总分享次数 阅读后关注人数 送达人数 公众号消息阅读次数 "
    "送达阅读率 首次分享次数 分享产生阅读次数 首次分享率 每次分享带来阅读次数 阅读完成率 内容url"
)
_ADDRESS = "http://mp.weixin.qq.com/s?__biz=MzA=&mid=2247490098&idx=1&sn=0f#rd"


def write() -> None:
    _followers()
    _traffic()
    _articles()


def _followers() -> None:
    days = [("2024-06-19", 10, 2, 8, 100), ("2024-06-20", 3, 5, -2, 98), ("2024-06-21", "-", "-", "-", 98)]
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in days)
    header = "".join(f"<th>{label}</th>" for label in _FOLLOWERS.split())
    page = f"<table><tr><th>用户增长</th></tr><tr>{header}</tr>{body}</table>"
    place("wechat_followers/html_called_xls.xls", page.encode())
    saved = [["用户增长"], _FOLLOWERS.replace("累积", "累计").split(), *days[:2]]
    xlsx("wechat_followers/saved_again_as_xlsx.xlsx", {"user_analysis": saved})


def _traffic() -> None:
    labels = [
        *["", f"日期{MARK}", "渠道", "阅读人数", ""],
        *[f"日期{MARK}", "分享人数", "跳转阅读原文人数", "微信收藏人数", "发表篇数", ""],
        *[f"传播渠道{MARK}", "发表日期", "内容标题", "阅读人数", "阅读人数占比"],
    ]
    rows = [
        [
            *["", "2024-06-01", "全部", 98, ""],
            *["2024-06-01", 220, 0, 146, 2, ""],
            *["全部", "20240531", "【样例】推文", 10056, 1],
        ],
        [
            *["", "2024-06-01", "朋友圈", 40, ""],
            *["2024-06-02", 7, 1, 3, 0, ""],
            *["推荐", "20240531", "【样例】推文", 2011, 0.2],
        ],
        ["", "2024-06-02", "全部", 60],
        ["", "2024-06-02", "其它", 5],
    ]
    second_title = [*[""] * 11, "数据来源概况"]
    biff("wechat_traffic_days/three_blocks.xls", [["", "数据趋势概况"], second_title, labels, *rows])
    biff("wechat_traffic_days/three_blocks_header_in_row_2.xls", [["", "数据趋势概况"], labels, *rows[:1]])
    old = "日期 阅读次数 阅读人数 分享次数 分享人数 阅读原文次数 阅读原文人数 收藏次数 收藏人数 群发篇数 渠道"
    days = [
        ["2024-03-01", 300, 200, 12, 10, 3, 2, 5, 4, 1, "全部"],
        ["2024-03-01", 20, 15, 0, 0, 0, 0, 0, 0, 0, "历史消息页"],
    ]
    biff("wechat_traffic_days/one_table_with_times.xls", [head(old), *days])


def _articles() -> None:
    first = ["【样例】甲 | 乙", 20220329, 94, 163, 7, 10, 0, 2112, 79, 0.0374, 5, 69, 0.0633, 6.9, 0.6889, _ADDRESS]
    second = [
        "【样例】丙",
        "20220330",
        1,
        2,
        0,
        0,
        0,
        2112,
        1,
        0.0005,
        0,
        0,
        0,
        0,
        1,
        "https://mp.weixin.qq.com/s/Ab-cD_3f",
    ]
    biff("wechat_articles/notified.xls", [_ARTICLES.split(), first, second])
    without = [labels for labels in _ARTICLES.split() if labels not in ("送达人数", "送达阅读率")]
    kept = first[:7] + first[8:9] + first[10:]
    biff("wechat_articles/not_notified.xls", [without, kept])
    added = [*first[:-1], _ADDRESS.replace("idx=1", "idx=2"), 9, "1,024"]
    xlsx("wechat_articles/with_columns_of_ones_own.xlsx", {"Sheet1": [[*_ARTICLES.split(), "在看数", "点赞数"], added]})
