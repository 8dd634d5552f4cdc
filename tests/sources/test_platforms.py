"""Every platform export is well-formed, is recognised by its own header and by nothing else's, and maps honestly."""

from collections import Counter
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import sources.platforms
from sources import Export, exports, read
from sources._reading import Part
from sources._recognise import Recogniser, plain_label
from sources.platforms.app_store_sales import with_first_downloads
from sources.platforms.wechat_articles import with_what_the_address_says
from sources.sample._write import Table, write_biff, write_csv, write_xlsx
from warehouse._grains import DAYS, GRAINS, MEASURES

PLATFORM_IDS = frozenset(
    {"wechat", "channels", "douyin", "weibo", "app", "website", "xiaohongshu", "bilibili", "toutiao", "kuaishou"}
    | {"zhihu", "xuexi", "newspaper", "tv", "radio"}
)
MODULES = [import_module(f"sources.platforms.{module.name}") for module in iter_modules(sources.platforms.__path__)]
PLATFORM_EXPORTS = [value for module in MODULES for value in vars(module).values() if isinstance(value, Export)]

every_export = pytest.mark.parametrize("export", PLATFORM_EXPORTS, ids=lambda export: export.kind)


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser(exports())


def part_of(path: Path) -> Part:
    reading = read(path, name=path.name, exports=exports(), aliases={})
    assert reading.refusal is None
    return reading.parts[0]


@every_export
def test_names_that_an_export_uses_are_its_own(export: Export) -> None:
    names = [column.name for column in export.columns]
    used = [*export.key, export.day, *export.any_of, *([export.ordinal_by] if export.ordinal_by else [])]
    assert Counter(names).most_common(1)[0][1] == 1
    assert set(used) <= set(names)
    assert all(name.isidentifier() and name == name.lower() for name in [export.kind, *names])


@every_export
def test_no_label_means_two_columns(export: Export) -> None:
    labels = [plain_label(label) for column in export.columns for label in (column.label, *column.aliases)]
    assert len(labels) == len(set(labels))


@every_export
def test_columns_go_to_core_columns_of_the_grain(export: Export) -> None:
    targets = Counter(column.into for column in export.columns if column.into)
    allowed = set(GRAINS[export.grain]) | (MEASURES if export.grain == "account_days" else set())
    assert set(targets) <= allowed
    assert not targets or max(targets.values()) == 1
    assert set(export.constants) <= set(GRAINS[export.grain])
    day = next(column for column in export.columns if column.name == export.day)
    assert day.presence == "cell"
    assert day.into == DAYS[export.grain] or not targets


@every_export
def test_posts_say_who_may_see_them_and_for_how_long_they_are_counted(export: Export) -> None:
    if export.grain != "items":
        assert export.constants["platform"] in PLATFORM_IDS
    if export.grain == "posts":
        told = {*export.constants, *(column.into for column in export.columns if column.into)}
        assert {"visibility", "views"} <= told
        assert export.constants["count_window"] in {"lifetime", "7d", "30d"}


@every_export
def test_columns_that_tidy_fills_are_optional(export: Export) -> None:
    made = [column for column in export.columns if "文件中没有这一列" in column.note]
    assert all(column.presence == "optional" for column in made)
    assert not made or export.tidy is not None


@every_export
def test_an_export_tells_people_where_to_click(export: Export) -> None:
    assert export.source
    assert export.title
    assert all(module.__doc__ and "Evidence" in module.__doc__ for module in MODULES)


@every_export
def test_full_header_and_barest_header_are_recognised(export: Export, recogniser: Recogniser) -> None:
    first_of_any = {export.any_of[0]} if export.any_of else set()
    full = [column.label for column in export.columns]
    bare = [column.label for column in export.columns if column.presence != "optional" or column.name in first_of_any]
    for labels in (full, bare):
        found = recogniser.find([labels])
        assert found is not None
        assert found[1].export is export


def test_douyin_header_of_2026(tmp_path: Path) -> None:
    labels = (
        "作品名称 发布时间 体裁 发布状态 播放量 完播率 5s完播率 作品时长 2s跳出率 平均播放时长 "
        "点赞量 评论量 分享量 收藏量 主页访问量 粉丝增量"
    )
    cells = ["甲", "2026-01-02 03:04:05", "图文", "好友可见", 7, 0.1, 0.2, "00:31", 0.3, 4.5, 1, 2, 3, 4, 5, -6]
    write_xlsx(tmp_path / "作品列表导出.xlsx", {"Sheet1": [labels.split(), cells]}, as_text=True)
    part = part_of(tmp_path / "作品列表导出.xlsx")
    assert part.kind == "douyin_works"
    assert part.columns["visibility"] == ["好友可见"]
    assert (part.columns["comments"], part.columns["shares"]) == ([2], [3])
    assert part.columns["followers_gained"] == [-6]


def test_douyin_works_of_one_second_keep_apart(tmp_path: Path) -> None:
    labels = (
        "作品名称 发布时间 体裁 审核状态 播放量 完播率 5s完播率 2s跳出率 平均播放时长 "
        "点赞量 分享量 评论量 收藏量 主页访问量 粉丝增量"
    )
    works = [[title, "2026-01-02 03:04:05", "图文", "公开", *[1] * 11] for title in ("乙", "甲")]
    write_xlsx(tmp_path / "a.xlsx", {"Sheet1": [labels.split(), *works]}, as_text=True)
    keys = part_of(tmp_path / "a.xlsx").columns["row_key"]
    assert sorted(keys) == ["2026-01-02 03:04:05", "2026-01-02 03:04:05#2"]


def test_douyin_metric_stated_by_two_files_has_one_key(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", {"Sheet1": [["日期", "总粉丝量"], ["2024-06-20", "50218"]]})
    write_xlsx(tmp_path / "b.xlsx", {"Sheet1": [["日期", "总粉丝量", "新增粉丝"], ["2024-06-20", "50218", "9"]]})
    single, whole = part_of(tmp_path / "a.xlsx"), part_of(tmp_path / "b.xlsx")
    assert (single.kind, whole.kind) == ("douyin_metric_days", "douyin_fan_days")
    assert single.columns["row_key"] == whole.columns["row_key"] == ["2024-06-20"]


def test_wechat_old_traffic_table_with_times(tmp_path: Path) -> None:
    labels = "日期 阅读次数 阅读人数 分享次数 分享人数 阅读原文次数 阅读原文人数 收藏次数 收藏人数 群发篇数 渠道"
    rows: Table = [labels.split(), *(["2024-05-01", 30, 20, *[1] * 7, name] for name in ("全部", "推荐", "其它"))]
    write_biff(tmp_path / "tendency.xls", {"New Sheet1": rows})
    part = part_of(tmp_path / "tendency.xls")
    assert part.kind == "wechat_traffic_days"
    assert part.columns["channel"] == ["全部", "推荐", "其他"]
    assert part.columns["all_reads"] == [30, None, None]


def test_wechat_totals_of_channels_in_the_article_table_are_rows(tmp_path: Path) -> None:
    labels = "传播渠道 发表日期 内容标题 阅读人数 阅读人数占比"
    rows: Table = [labels.split(), ["全部", "20240501", "甲", 9, 1.0], ["推荐", "20240501", "甲", 4, 0.4]]
    write_biff(tmp_path / "a.xls", {"New Sheet1": rows})
    part = part_of(tmp_path / "a.xls")
    assert part.rows_loaded == 2
    assert part.columns["published_on"] == [date(2024, 5, 1)] * 2


def test_wechat_article_without_address_is_kept() -> None:
    rows = with_what_the_address_says([{"url": None, "published_on": date(2024, 5, 1), "title": "甲"}])
    assert rows[0]["article_id"] == "2024-05-01 甲"


def test_app_store_counts_first_downloads_of_one_day() -> None:
    day, later = date(2024, 6, 17), date(2024, 6, 23)
    told = [
        ("1F", day, day),
        ("F1", day, day),
        ("3F", day, day),
        ("7F", day, day),
        ("IA1", day, day),
        ("1F", day, later),
    ]
    rows = with_first_downloads([{"product_type": t, "day": a, "last_day": b, "units": 5} for t, a, b in told])
    assert [row["downloads_new"] for row in rows] == [5, 5, None, None, None, None]


def test_google_play_by_country_is_set_aside(tmp_path: Path) -> None:
    labels = ["Date", "Package Name", "Country", "Daily Device Installs", "Daily User Installs"]
    rows: Table = [labels, ["2024-06-01", "com.example", "CN", 3, 2], ["2024-06-01", "com.example", "US", 1, 1]]
    write_csv(tmp_path / "installs_com.example_202406_country.csv", rows, encoding="utf-16")
    part = part_of(tmp_path / "installs_com.example_202406_country.csv")
    assert part.kind == "google_play_installs"
    assert (part.rows_loaded, len(part.rows_set_aside), part.rejects) == (0, 2, [])


def test_xiaohongshu_without_its_banner(tmp_path: Path) -> None:
    labels = "笔记标题 首次发布时间 体裁 曝光 观看量 封面点击率 点赞 评论 收藏 涨粉 分享 人均观看时长 弹幕"
    cells = [None, "2026年03月24日17时33分05秒", "图文", 0, 126, 0.221, 1, 2, 3, 4, 5, 6, 0]
    write_xlsx(tmp_path / "a.xlsx", {"Sheet1": [labels.split(), cells]})
    part = part_of(tmp_path / "a.xlsx")
    assert part.kind == "xiaohongshu_notes"
    assert part.columns["row_key"] == ["2026-03-24 17:33:05"]
    assert (part.columns["title"], part.columns["views"]) == ([None], [126])


def test_another_store_is_not_taken_for_huawei(tmp_path: Path) -> None:
    path = tmp_path / "应用宝.csv"
    path.write_text("日期,新增下载量\n2024-06-19,30\n", "utf-8")
    refusal = read(path, name=path.name, exports=exports(), aliases={}).refusal
    assert refusal is not None
    assert "认不出" in refusal
    assert "华为应用市场下载量（缺 国家/地区或更新下载量或曝光量" in refusal
