"""The sample ledgers hold exactly the totals that the notice prints, counted with pandas; then our reader agrees."""

import random
import re
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from sources import SAMPLE_MARK, exports, read
from sources.sample import ledgers
from sources.sample._ledger_sheet import Ledger

LAST_DAY = pd.Timestamp(2024, 6, 20)
each = pytest.mark.parametrize("ledger", ledgers.LEDGERS, ids=lambda ledger: ledger.export.kind)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("台账")
    ledgers.write(made, random.Random(0))
    return made


def table(folder: Path, title: str, header: int = 2) -> pd.DataFrame:
    """All sheets of a ledger under one another, without marks, totals and remarks."""
    sheets = pd.read_excel(folder / f"{title}.xlsx", sheet_name=None, header=header, engine="openpyxl")
    rows = pd.concat(sheets.values(), ignore_index=True)
    rows.columns = [str(label).replace("\u2063", "") for label in rows.columns]
    first = rows.iloc[:, 0].astype(str)
    return rows[~first.str.match("合计|备注")]


def within(rows: pd.DataFrame, day: str, first: str = "2024-01-01", last: str = "2024-06-20") -> pd.DataFrame:
    """Rows of a span, whether their dates are dates or were typed in one of many ways."""
    when = rows[day].map(_as_date)
    return rows[(when >= date.fromisoformat(first)) & (when <= date.fromisoformat(last))]


def _as_date(cell: object) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    year, month, day = map(int, re.findall(r"\d+", str(cell)))
    return date(year, month, day)


def test_pieces_outside(folder: Path) -> None:
    rows = within(table(folder, "外宣用稿台账"), "采用日期")
    television = rows[rows["媒体类型"] == "电视"]["级别"].value_counts()
    assert television.to_dict() == {"央级": 30, "省级": 78, "市级": 214}
    radio = rows[rows["媒体类型"] == "广播"]
    assert (len(radio), radio["积分"].sum()) == (148, 602)


def test_own_items(folder: Path) -> None:
    rows = within(table(folder, "播出刊发稿件台账"), "播出（刊发）日期")
    livelihood = rows[rows["类别"] == "民生"]["媒体"].value_counts()
    assert livelihood.to_dict() == {"电视": 121, "报纸": 96}
    news = rows[rows["栏目"].isin(["建湖新闻", "今日播报"])]["来源"]
    assert 83 < 100 * (news == "自采").mean() < 84
    paper = rows[rows["栏目"] == "建湖日报"]["来源"]
    assert 56 < 100 * paper.isin(["自采", "原创"]).mean() < 57


def test_hotline(folder: Path) -> None:
    assert len(within(table(folder, "热线播出台账"), "播出日期")) == 22
    rows = within(table(folder, "热线受理台账"), "受理时间")
    assert len(rows) == 195
    assert (rows["答复时间"] >= rows["受理时间"]).all()
    assert (rows["答复时间"] < LAST_DAY + pd.Timedelta(days=1)).all()
    assert (rows[["是否回访", "是否满意"]] == "是").all(axis=None)
    assert set(rows["期号"]) <= set(table(folder, "热线播出台账")["期号"])
    assert rows["联系电话"].str.startswith("000-").all()


def test_comments(folder: Path) -> None:
    rows = within(table(folder, "留言办理台账"), "留言时间")
    assert (len(rows), rows["回复时间"].notna().sum()) == (1286, 1286)
    assert ((rows["是否评价"] == "是").sum(), (rows["是否满意"] == "是").sum()) == (412, 398)
    assert (rows["回复时间"] < LAST_DAY + pd.Timedelta(days=1)).all()


def test_duty_every_day(folder: Path) -> None:
    rows = within(table(folder, "留言值班台账"), "日期")
    assert (rows["日期"].nunique(), (rows["查看留言"] == "是").sum()) == (172, 172)


def test_competitions(folder: Path) -> None:
    entered = within(table(folder, "创优报送台账"), "截止日期")
    assert len(entered) == 46
    assert (entered[["应报送", "已报送"]] == "是").all(axis=None)
    won = within(table(folder, "获奖台账"), "获奖日期").groupby(["主办方", "级别", "奖次"]).size()
    assert won.to_dict() == {
        ("学习强国", "国家级", "入选"): 1,
        ("学习强国", "国家级", "三等奖"): 1,
        ("江苏省", "省级", "三等奖"): 1,
        ("盐城市", "市级", "二等奖"): 2,
        ("盐城市", "市级", "三等奖"): 2,
    }


def test_ranks(folder: Path) -> None:
    rows = table(folder, "榜单名次台账")
    national = rows[rows["榜单"] == "全国县级融媒体中心微信公众号百强榜"]
    assert dict(zip(national["月份"].dt.month, national["名次"], strict=True)) == {2: 86, 3: 79, 4: 91, 5: 83}
    assert (rows["月份"] == rows["月份"] + pd.offsets.MonthEnd(0)).all()
    city = rows[rows["榜单"].str.startswith("全市")].set_index("榜单")["名次"]
    assert city.to_dict() == {"全市县级台电视外宣用稿榜": 2, "全市县级台广播外宣积分榜": 1}


def test_rectification(folder: Path) -> None:
    rows = table(folder, "整改台账")
    assert rows["整改状态"].value_counts().to_dict() == {"已完成": 30, "正在整改": 3}
    assert rows["方面"].nunique() == 13
    assert rows["方面"].isna().any(), "aspects are merged downwards"
    assert (rows["反馈日期"] == pd.Timestamp(2023, 12, 27)).all()


def test_only_small_errors(folder: Path) -> None:
    assert table(folder, "差错事故台账")["类别"].tolist() == ["一般差错"] * 2


def test_advertising(folder: Path) -> None:
    rows = table(folder, "广告收入台账")
    spans = {
        "before": within(rows, "到账日期", "2023-01-01", "2023-06-20"),
        "now": within(rows, "到账日期"),
    }
    income = {name: some.groupby("类别")["金额"].sum().round(2) for name, some in spans.items()}
    assert (income["before"]["户外广告"], income["now"]["户外广告"]) == (600000, 721800)
    assert income["now"]["其他广告"] > income["before"]["其他广告"]
    assert len(within(rows, "到账日期", "2023-06-21", "2023-12-31")) > 0


def test_expenses(folder: Path) -> None:
    rows = table(folder, "费用支出台账")
    january = within(rows, "入账日期", "2023-01-01", "2023-01-31")
    november = within(rows, "入账日期", "2023-11-01", "2023-11-30")
    assert january[january["类别"] == "折旧"]["金额"].sum() == 5075
    assert november[november["类别"] == "钢塔检修"]["金额"].sum() == 110000
    this_year = within(rows, "入账日期")
    large = this_year[this_year["金额"] > 10000]
    assert (len(large), large["会议纪要号"].notna().sum()) == (17, 17)
    assert this_year[this_year["金额"] == 10000]["会议纪要号"].isna().all()
    assert set(large["会议纪要号"]) <= set(table(folder, "集体研究台账")["纪要号"])


def test_decided_asked_reviewed_tested(folder: Path) -> None:
    for title, day, done, count in (
        ("集体研究台账", "会议日期", ["应集体研究", "已集体研究"], 58),
        ("询价台账", "询价日期", ["应询价", "已询价"], 2),
        ("廉政风险排查台账", "排查日期", ["应排查", "已排查"], 36),
    ):
        rows = within(table(folder, title), day)
        assert len(rows) == count, title
        assert (rows[done] == "是").all(axis=None), title
    assert table(folder, "廉政风险排查台账")["审核人代码"].nunique() == 1
    tests = within(table(folder, "信号覆盖测试台账"), "测试日期", "2023-01-01", "2023-12-31")
    assert len(tests) == 44
    assert (tests[["应覆盖", "达标"]] == "是").all(axis=None)


def test_sign_offs_under_a_header_of_two_rows(folder: Path) -> None:
    rows = table(folder, "三审三校台账", header=3)
    steps = rows[["初审", "复审", "终审", "一校", "二校", "三校"]]
    assert len(steps) == 240
    assert (steps == "是").all(axis=None)


def test_talks_and_inspections(folder: Path) -> None:
    talks = table(folder, "廉政谈话台账").groupby("节点")["谈话日期"].max().dt.date
    assert set(talks.index) == {"元旦", "春节", "五一", "端午"}
    assert talks["元旦"] == date(2023, 12, 29)
    rows = table(folder, "安全检查台账")
    safety = rows[rows["检查类别"] == "安全生产"]["检查日期"].map(_as_date)
    assert sorted(day.month for day in safety) == [1, 2, 3, 4, 5, 6]


def test_grading_of_party_building(folder: Path) -> None:
    rows = table(folder, "考核等次台账")
    assert rows[(rows["考核项目"] == "党建") & (rows["考核年度"] == 2023)]["等次"].tolist() == ["较好"]


def test_what_exists(folder: Path) -> None:
    resources = table(folder, "频点节目台账")
    end = pd.Timestamp(2023, 12, 31)
    on_air = resources[(resources["启用日期"] <= end) & ~(resources["停用日期"] < end)]
    assert on_air["类型"].value_counts().to_dict() == {"频点": 4, "电视节目": 17, "广播节目": 12}
    assert len(resources) == 4 + 17 + 12 + 2, "one given up earlier, one switched on later"
    accounts = table(folder, "平台账号台账")
    in_use = accounts[accounts["停用日期"].isna()]
    assert in_use["类型"].value_counts().to_dict() == {"端": 1, "网": 1, "微": 2, "号": 2}
    assert len(within(table(folder, "专栏台账"), "开设日期")) == 7


def test_people(folder: Path) -> None:
    rows = table(folder, "人员台账")
    desk = rows[(rows["部门"] == "新媒体部") & rows["离职日期"].isna()]
    assert len(desk) == 14
    assert desk["学历"].isin(["本科", "研究生"]).all()
    newcomers = within(rows, "入职日期", "2022-01-01")
    assert len(newcomers) == 17
    assert (newcomers["岗位"] == "宣传一线").all()
    changes = within(table(folder, "人员变动台账"), "日期")
    assert changes["事项"].value_counts().to_dict() == {"新招聘": 6, "确定入党积极分子": 3, "确定发展对象": 2}
    assert (changes["宣传一线"] == "是").all()
    hired = changes[changes["事项"] == "新招聘"]
    joined = newcomers.set_index("人员代码")["入职日期"]
    assert (hired["日期"].to_numpy() == joined[hired["人员代码"]].to_numpy()).all()


@each
def test_every_table_says_that_it_is_a_sample(folder: Path, ledger: Ledger) -> None:
    book = load_workbook(folder / f"{ledger.export.title}.xlsx", read_only=True)
    for sheet in book:
        assert str(sheet["A1"].value).startswith("【样例】")
        assert str(sheet["A3"].value).endswith(SAMPLE_MARK)


@each
def test_our_reader_takes_all_rows(folder: Path, ledger: Ledger) -> None:
    path = folder / f"{ledger.export.title}.xlsx"
    reading = read(path, name=f"2024-06-21/台账/{path.name}", exports=exports(), aliases={})
    assert reading.refusal is None
    assert reading.sample
    assert reading.observed_at is not None
    assert reading.observed_at.date() == date(2024, 6, 21)
    assert {part.kind for part in reading.parts} == {ledger.export.kind}
    for part in reading.parts:
        assert (part.rejects, part.warnings, part.unknown_columns) == ([], [], [])
        assert all(reason in ("合计行", "备注行") for _, reason in part.rows_set_aside)
    assert sum(part.rows_loaded for part in reading.parts) == len(ledger.rows(random.Random(1)))
    assert min(part.covers_from or date.max for part in reading.parts) == ledger.starts
    assert max(part.covers_to or date.min for part in reading.parts) == date(2024, 6, 20)


def test_tidy_judges_every_piece(folder: Path) -> None:
    path = folder / "三审三校台账.xlsx"
    (part,) = read(path, name=path.name, exports=exports(), aliases={}).parts
    assert part.columns["compliant"] == part.columns["required"] == [True] * 240


def test_same_seed_same_bytes(folder: Path, tmp_path: Path) -> None:
    ledgers.write(tmp_path, random.Random(0))
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name
