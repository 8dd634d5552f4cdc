"""Layouts that nobody told us: the kind that is proposed, what each column is taken for, and what is refused."""

import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sources import exports, read
from sources._guard import alone
from sources._reading import RefusedError
from sources.learning import Look, Table, disturbed, look, look_safely

DAYS = ["2024-06-19", "2024-06-20"]
UMENG = (
    "日期,新增用户,活跃用户,启动次数,累计用户,次日留存率\n"
    "2024-06-19,52,900,2100,190052,31.2%\n2024-06-20,48,910,2200,190100,30.1%\n"
)
OWN_BACK_END = "统计日期,新增注册用户数,累计注册用户数,DAU\n2024-06-19,52,190052,900\n2024-06-20,48,190100,910\n"
XIAOMI = "日期,下载量\n2024-06-19,12\n2024-06-20,15\n"
OPPO = "统计时间,渠道,新增下载量,累计下载量\n2024-06-19,OPPO,12,3000\n2024-06-20,OPPO,15,3015\n"
VIVO = "日期,商店名称,当天下载次数,历史累计下载,评分\n2024-06-19,vivo,12,3000,4.5\n2024-06-20,vivo,15,3015,4.5\n"
TENCENT = "数据日期,应用市场,日下载量,总下载量\n20240619,应用宝,12,3000\n20240620,应用宝,15,3015\n"
CMS = (
    "文章ID,文章标题,所属频道,稿件来源,发稿时间,浏览次数,编辑\n"
    "10001,甲,民生,自采,2024-06-19 08:30,320,张三\n10002,乙,时政,转载,2024-06-20 08:30,410,李四\n"
)
CMS_WITH_SOURCES = (
    "序号,标题,栏目名称,出处,发布日期,点击数,作者\n"
    "1,甲,民生,新华社,2024-06-19 08:30,320,张三\n2,乙,时政,本网,2024-06-20 08:30,410,李四\n"
)
WEIBO = "发博时间,博文,阅读次数,转发,评论,赞\n2024-06-19 08:30,甲,320,1,2,3\n2024-06-20 08:30,乙,410,1,2,3\n"
BROADCAST = (
    "播出日期,频道,栏目名称,新闻标题,新闻类别,稿源,编号,责任部门,记者代码\n"
    "2024-06-19,电视,建湖新闻,甲,民生,自采,A1,新闻部,R1\n2024-06-20,广播,今日播报,乙,时政,转载,A2,新闻部,R2\n"
)
GROUPED = "统计日期,用户,,日活\n,新增注册,累计注册,\n2024-06-19,52,190052,900\n2024-06-20,48,190100,910\n"

# layout -> kind, heading -> column ("!" sure, "?" to be confirmed, "=" known already), what is missing
LAYOUTS: dict[str, tuple[str, str, dict[str, str], tuple[str, ...]]] = {
    "友盟": (
        UMENG,
        "app_user_days",
        {"日期": "day=", "新增用户": "registered_new?", "活跃用户": "active_users=", "累计用户": "registered_total?"},
        (),
    ),
    "App 后台": (
        OWN_BACK_END,
        "app_user_days",
        {
            "统计日期": "day!",
            "新增注册用户数": "registered_new=",
            "累计注册用户数": "registered_total=",
            "DAU": "active_users!",
        },
        (),
    ),
    "小米": (
        XIAOMI,
        "app_store_days",
        {"日期": "day=", "下载量": "downloads_new!"},
        ("应用商店", "期初累计下载量"),
    ),
    "OPPO": (
        OPPO,
        "app_store_days",
        {"统计时间": "day!", "渠道": "store=", "新增下载量": "downloads_new?", "累计下载量": "downloads_total?"},
        (),
    ),
    "vivo": (
        VIVO,
        "app_store_days",
        {"日期": "day=", "商店名称": "store?", "当天下载次数": "downloads_new!", "历史累计下载": "downloads_total?"},
        (),
    ),
    "应用宝": (
        TENCENT,
        "app_store_days",
        {"数据日期": "day!", "应用市场": "store!", "日下载量": "downloads_new?", "总下载量": "downloads_total?"},
        (),
    ),
    "采编系统": (
        CMS,
        "app_posts",
        {
            "文章ID": "post_id!",
            "文章标题": "title!",
            "所属频道": "section?",
            "稿件来源": "origin!",
            "发稿时间": "published_at!",
            "浏览次数": "views!",
        },
        (),
    ),
    "采编系统，来源不是三种": (
        CMS_WITH_SOURCES,
        "website_posts",
        {"标题": "title!", "栏目名称": "section?", "发布日期": "published_at!", "点击数": "views!"},
        ("文章链接",),
    ),
    "微博": (
        WEIBO,
        "weibo_posts",
        {
            "发博时间": "published_at!",
            "博文": "title!",
            "阅读次数": "views!",
            "转发": "shares=",
            "评论": "comments=",
            "赞": "likes=",
        },
        (),
    ),
    "播出单": (
        BROADCAST,
        "own_items",
        {
            "播出日期": "published_on!",
            "频道": "platform?",
            "栏目名称": "programme?",
            "新闻标题": "title!",
            "新闻类别": "section!",
            "稿源": "origin!",
            "编号": "story_code!",
            "责任部门": "desk?",
            "记者代码": "author_code?",
        },
        (),
    ),
    "两行表头": (
        GROUPED,
        "app_user_days",
        {
            "统计日期": "day!",
            "新增注册": "registered_new!",
            "累计注册": "registered_total!",
            "日活": "active_users=",
        },
        (),
    ),
}


@pytest.fixture
def looked_at(tmp_path: Path) -> Any:
    def give(text: str, aliases: dict[str, dict[str, str]] | None = None) -> Look:
        path = tmp_path / "导出.csv"
        path.write_text(text, "utf-8-sig")
        return look(path, path.name, aliases or {})

    return give


@pytest.fixture
def table_of(looked_at: Any) -> Any:
    def give(text: str, aliases: dict[str, dict[str, str]] | None = None) -> Table:
        found = looked_at(text, aliases)
        assert found.refusal is None
        (table,) = found.tables
        return table

    return give


def meant(table: Table, kind: str = "") -> dict[str, str]:
    """Heading -> column and how sure, of the likeliest kind or of the given one."""
    proposal = next(one for one in table.proposals if kind in ("", one.kind))
    return {
        heading.label: guess.column + ("=" if guess.is_known else "!" if guess.is_sure else "?")
        for heading, guess in zip(table.headings, proposal.guesses, strict=True)
        if guess.column
    }


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_a_layout_is_taken_for(table_of: Any, name: str) -> None:
    text, kind, columns, missing = LAYOUTS[name]
    table = table_of(text)
    best = table.proposals[0]
    assert (best.kind, meant(table), best.missing) == (kind, columns, missing)


@pytest.mark.parametrize("name", [name for name, layout in LAYOUTS.items() if not layout[3]])
def test_what_is_proposed_can_be_read(tmp_path: Path, name: str) -> None:
    text, kind, columns, _ = LAYOUTS[name]
    path = tmp_path / "a.csv"
    path.write_text(text, "utf-8-sig")
    taught = {kind: {label: column[:-1] for label, column in columns.items() if column[-1] != "="}}
    assert read(path, name="a.csv", exports=exports(), aliases={}).refusal
    reading = read(path, name="a.csv", exports=exports(), aliases=taught)
    assert reading.refusal is None
    (part,) = reading.parts
    assert (part.kind, part.rows_loaded, part.rows_rejected) == (kind, 2, 0)


def test_every_other_kind_is_there_to_be_chosen(table_of: Any) -> None:
    assert {proposal.kind for proposal in table_of(UMENG).proposals} == set(exports())


def test_a_header_below_banners_and_its_row(table_of: Any) -> None:
    table = table_of("客户端用户统计,,,\n导出时间：2024-06-21,制表：某某,,\n,,,\n" + OWN_BACK_END + "合计,100,,\n")
    assert table.row == 4
    assert [heading.label for heading in table.headings] == ["统计日期", "新增注册用户数", "累计注册用户数", "DAU"]
    assert table.proposals[0].kind == "app_user_days"


def test_people_are_shown_shapes(table_of: Any) -> None:
    table = table_of(CMS)
    shown = {heading.label: heading.samples for heading in table.headings}
    assert shown["文章标题"] == ("字",)
    assert shown["编辑"] == ("字字",)
    assert shown["浏览次数"] == ("320", "410")
    assert shown["发稿时间"] == ("2024-06-19 08:30", "2024-06-20 08:30")
    phones = table_of("日期,电话,证号\n2024-06-19,13800138000,11010519491231002X\n")
    assert [heading.samples for heading in phones.headings[1:]] == [("99999999999",), ("99999999999999999a",)]


def test_nobody_is_asked_for_a_name_where_a_code_belongs(table_of: Any) -> None:
    assert "编辑" not in meant(table_of(CMS))
    assert "作者" not in meant(table_of(CMS_WITH_SOURCES))


@pytest.mark.parametrize(
    ("text", "kind", "fault"),
    [
        (CMS_WITH_SOURCES, "app_posts", "“出处”像“来源”，但有 2 格读不出，应为其中之一：自采、原创、转载"),
        ("发布时间,微博内容,阅读(万)\n2024-06-19 08:30,甲,3\n", "weibo_posts", "换算"),
        ("到账日期,凭证号,类别,客户代码,金额（万元）\n2024-06-19,A1,户外广告,K1,3\n", "ad_income", "换算"),
        ("发布时间,微博内容,阅读次数\n2024-06-19 08:30,甲,很多\n", "weibo_posts", "读不出"),
        ("发布时间,微博内容,阅读次数,阅读次数\n2024-06-19 08:30,甲,1,1\n", "weibo_posts", "同名"),
    ],
)
def test_a_column_that_would_be_read_wrongly_is_not_proposed(table_of: Any, text: str, kind: str, fault: str) -> None:
    proposal = next(one for one in table_of(text).proposals if one.kind == kind)
    assert proposal.missing
    assert fault in "".join(proposal.faults)


def test_a_share_in_percent_without_a_sign_is_not_taken_for_a_fraction(table_of: Any) -> None:
    text = "发布时间,视频标题,播放次数,点赞率(%)\n2024-06-19 08:30,甲,320,{}\n2024-06-20 08:30,乙,410,{}\n"
    assert "点赞率(%)" not in meant(table_of(text.format("0.5", "0.8")), "bilibili_videos")
    assert meant(table_of(text.format("0.5%", "0.8%")), "bilibili_videos")["点赞率(%)"] == "like_share!"


def test_two_columns_for_one_are_in_doubt(table_of: Any) -> None:
    table = table_of("发布时间,微博内容,浏览次数,观看次数\n2024-06-19 08:30,甲,1,2\n2024-06-20 08:30,乙,1,2\n")
    assert meant(table)["浏览次数"] == "views?"


def test_an_empty_column_is_in_doubt(table_of: Any) -> None:
    assert meant(table_of("发布时间,微博内容,浏览次数\n2024-06-19 08:30,甲,\n"))["浏览次数"] == "views?"


def test_what_was_taught_before_is_known(table_of: Any) -> None:
    table = table_of(UMENG, {"app_user_days": {"新增 用户": "registered_new"}})
    assert meant(table)["新增用户"] == "registered_new="


def test_a_file_that_is_known(looked_at: Any) -> None:
    found = looked_at("日期,播放量\n2024-06-19,5\n")
    assert (found.known, found.taught, found.tables) == (("douyin_metric_days",), (), ())
    taught = {"app_user_days": {"新增用户": "registered_new", "累计用户": "registered_total"}}
    found = looked_at(UMENG, taught)
    assert (found.known, found.taught, found.tables) == (("app_user_days",), ("app_user_days",), ())


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "文件是空的"),
        ("发布时间,微博内容,阅读数,阅读数\n2024-06-19,甲,1,1\n", "两次"),
        ('日期,"甲\n2024-06-19,1\n', "引号"),
        ("2024-06-19,12\n2024-06-20,15\n", "认不出"),
    ],
)
def test_what_cannot_be_taught_is_refused_in_the_readers_words(looked_at: Any, text: str, refusal: str) -> None:
    found = looked_at(text)
    assert refusal in (found.refusal or "")
    assert found.tables == ()


def test_a_sheet_that_is_strange_beside_one_that_is_known(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    known = book.worksheets[0]
    for row in (["日期", "播放量"], [DAYS[0], 5]):
        known.append(row)
    for month in ("1月", "2月"):
        sheet = book.create_sheet(month)
        for line in UMENG.splitlines():
            sheet.append(line.split(","))
    book.create_sheet("说明").append(["怎么填", "这样填"])
    book.save(tmp_path / "a.xlsx")
    found = look(tmp_path / "a.xlsx", "a.xlsx", {})
    assert found.known == ("douyin_metric_days",)
    assert [table.sheet for table in found.tables] == ["1月"]  # the other is headed alike


def test_tables_side_by_side_and_a_gap_inside_one(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["统计日期", "新增注册数", "", "累计注册数", "DAU"], [DAYS[0], 52, "", 190052, 900]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "a.xlsx")
    (table,) = look(tmp_path / "a.xlsx", "a.xlsx", {}).tables
    assert table.proposals[0].missing == ()


def test_what_teaching_would_disturb() -> None:
    assert disturbed({}, {"app_user_days": {"新增用户": "registered_new"}}) == []
    assert disturbed({}, {"weibo_posts": {"点击数": "views"}}) == ["微博博文"]


def test_a_file_that_kills_its_reader_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="程序中断"):
        alone(os._exit, 1)
    path = tmp_path / "a.csv"
    path.write_text(UMENG, "utf-8")
    assert look_safely(path, "a.csv", {}).tables[0].proposals[0].kind == "app_user_days"
