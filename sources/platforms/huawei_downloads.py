"""One row per day: downloads from 华为应用市场.

Click path: AppGallery Connect > 分析 > 应用市场分析 (下载与安装) > 按日期, 不分组 > 导出 CSV, language 中文; at most
180 days at a time.
Evidence: that it is CSV with a language and a grouping is documented; the headings are a guess. Other headings are
taught once (`media-metrics learn`).

Days are UTC: what was downloaded before eight in the morning Beijing time stands under the day before. 更新下载量 is
never added. Android and HarmonyOS are separate reports that add up but look alike: this kind is the Android one; the
days of HarmonyOS go into the template 客户端商店下载量 as a store of their own. A report grouped by country or
version is not this one: its rows are set aside.
"""

from sources._spec import Column, Export, Row


def without_groups(rows: list[Row]) -> list[Row]:
    """The rows of a report that is not grouped."""
    return [row for row in rows if row["grouped_by"] is None]


EXPORT = Export(
    kind="huawei_downloads",
    title="华为应用市场下载量",
    source="AppGallery Connect → 分析 → 应用市场分析 → 下载与安装 → 按日期、不分组 → 导出 CSV（中文）",
    evidence="guessed",
    grain="account_days",
    constants={"platform": "app", "segment": "华为"},
    key=("day",),
    day="day",
    covers="days",
    collect_every=30,
    kept_days=180,
    any_of=("grouped_by", "updates", "impressions", "page_views", "uninstalls"),  # other stores say 新增下载量 as well
    tidy=without_groups,
    columns=(
        Column("day", "日期", "date", "cell", into="day"),
        Column("grouped_by", "国家/地区", presence="optional", aliases=("国家地区", "应用版本", "版本号")),
        Column("downloads_new", "新增下载量", "count", aliases=("新增下载次数",), into="downloads_new"),
        Column("updates", "更新下载量", "count", "optional", ("更新下载次数",)),
        Column("impressions", "曝光量", "count", "optional", ("曝光次数",)),
        Column("page_views", "详情页浏览量", "count", "optional", ("详情页浏览次数",)),
        Column("uninstalls", "卸载量", "count", "optional", ("卸载次数",)),
    ),
)
