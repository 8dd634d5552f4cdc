"""One row per page published on the website.

Where: the website's content management system, filled into or pasted below our template. Evidence: guessed.

The address is the key. 浏览量 are page views as the site's own statistics count them, robots included or not: note
which.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="website_posts",
    title="网站发稿",
    source="网站内容管理系统 → 文章列表 → 导出，按模板粘贴",
    evidence="guessed",
    grain="posts",
    constants={"platform": "website", "visibility": "公开", "count_window": "lifetime"},
    key=("url",),
    day="published_at",
    covers="span",
    collect_every=30,
    template=True,
    columns=(
        Column("title", "文章标题", into="title", example="文章标题"),
        Column("url", "文章链接", "url", "cell", aliases=("网页地址",), into="url"),
        Column("section", "栏目", presence="optional", aliases=("频道",), into="section", example="要闻"),
        Column("published_at", "发布时间", "timestamp", "cell", into="published_at", example="2024-01-01 08:30"),
        Column("views", "浏览量", "count", "optional", ("阅读量", "点击量"), into="views", floors=True, example="120"),
    ),
)
