"""One row per article of the official account, counted over the 7 days after it was published.

Click path: mp.weixin.qq.com > 数据分析 > 内容分析 > 已通知内容 (16 columns) or 未开启通知内容 (14 columns, without
送达人数 and 送达阅读率) > 下载数据明细. An old Excel file, header in row 1. Both lists are needed: an article stands
in one of them.
Evidence: reported by four projects with values that were recomputed, since 2022. There is no 点赞, 在看 or 留言 in
it: 点赞数 and 在看数 are columns that somebody added.

Rows are articles, not pushes: one push carries up to eight. `views` is 总阅读次数 (times), `viewers` 总阅读人数
(people). 发表时间 is a day without a clock time. The only stable key is the address: its mid and idx, else the short
id behind /s/; without an address the day and the title must do, and an edited title then counts as another article.
送达阅读率 and 首次分享率 divide times by people or by other times: they may pass 1 and are read as plain numbers.
"""

from urllib.parse import parse_qs, urlsplit

from sources._spec import Column, Export, Row


def article_id(url: str) -> str:
    """The stable part of an article's address.

    >>> article_id("http://mp.weixin.qq.com/s?__biz=MzA=&mid=2247490098&idx=1&sn=0f#wechat_redirect")
    '2247490098_1'
    >>> article_id("https://mp.weixin.qq.com/s/Ab-cD_3f?scene=1")
    'Ab-cD_3f'
    >>> article_id("https://mp.weixin.qq.com/mp/appmsg/show?id=7")
    'https://mp.weixin.qq.com/mp/appmsg/show?id=7'
    """
    address = urlsplit(url.strip().replace("&amp;", "&"))
    asked = parse_qs(address.query)
    if "mid" in asked and "idx" in asked:
        return f"{asked['mid'][0]}_{asked['idx'][0]}"
    if address.path.startswith("/s/") and len(address.path) > len("/s/"):
        return address.path.removeprefix("/s/").strip("/")
    return address._replace(fragment="").geturl()


def position(url: str) -> int | None:
    """The place of an article in its push, 1 for the headline; a short address does not say it.

    >>> position("http://mp.weixin.qq.com/s?__biz=MzA=&mid=2247490098&idx=2&sn=0f#rd"), position("https://mp.weixin.qq.com/s/Ab")
    (2, None)
    """
    said = parse_qs(urlsplit(url.strip().replace("&amp;", "&")).query).get("idx", [""])[0]
    return int(said) if said.isdecimal() else None


def with_what_the_address_says(rows: list[Row]) -> list[Row]:
    """The same rows, each with its key and its place in the push, which the file does not spell out."""
    for row in rows:
        row["article_id"] = article_id(row["url"]) if row["url"] else f"{row['published_on']} {row['title']}"
        row["position"] = position(row["url"]) if row["url"] else None
    return rows


_ADDED = "后台导出的明细没有这一列，可自己添上，或用第三方整理的表"

EXPORT = Export(
    kind="wechat_articles",
    title="公众号推文明细（7天）",
    source="公众号后台 → 数据分析 → 内容分析 → 已通知内容 / 未开启通知内容 → 下载数据明细（两个列表都要）",
    evidence="reported",
    since="2022",
    grain="posts",
    constants={"platform": "wechat", "visibility": "公开", "count_window": "7d"},
    key=("article_id",),
    day="published_on",
    covers="span",
    collect_every=7,
    tidy=with_what_the_address_says,
    columns=(
        Column("title", "内容标题", into="title"),
        Column("published_on", "发表时间", "date", "cell", into="published_at"),
        Column("viewers", "总阅读人数", "count", into="viewers", adds=False),
        Column("views", "总阅读次数", "count", into="views", floors=True),
        Column("sharers", "总分享人数", "count", adds=False),
        Column("shares", "总分享次数", "count", into="shares"),
        Column("followers_gained", "阅读后关注人数", "count", into="followers_gained"),
        Column("delivered", "送达人数", "count", "optional", adds=False),
        Column("message_views", "公众号消息阅读次数", "count"),
        Column("views_per_delivery", "送达阅读率", "number", "optional", adds=False),
        Column("first_shares", "首次分享次数", "count"),
        Column("views_from_shares", "分享产生阅读次数", "count"),
        Column("first_shares_per_view", "首次分享率", "number", adds=False),
        Column("views_per_share", "每次分享带来阅读次数", "number", adds=False),
        Column("finished_share", "阅读完成率", "share"),
        Column("url", "内容url", "url", into="url"),
        Column("recommends", "在看数", "count", "optional", ("在看(次)",), into="recommends", note=_ADDED),
        Column("likes", "点赞数", "count", "optional", ("点赞(次)",), into="likes", note=_ADDED),
        Column("article_id", "文章编号", "id", "optional", note="由内容url得出，文件中没有这一列"),
        Column("position", "推送位置", "count", "optional", into="position", note="由内容url得出，1是头条", adds=False),
    ),
)
