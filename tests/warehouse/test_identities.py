"""What must hold between figures holds over the sample, and each identity fails when its own cause is there.

Some can be broken by a row of a file. The others compare what comes from the same rows: no row can break them, only a
definition that no longer fits the others, which a user's figures.toml may bring.
"""

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from tests.oracle._centres import Files, night_of_centres
from tests.oracle._file_edits import with_cells, without_rows
from tests.oracle._sample_files import FOLDER, Sample, within
from warehouse import Home, catalogue, connect, identities
from warehouse.catalogue import Catalogue
from warehouse.figures import FigureRow, evaluate

AS_OF = date(2024, 6, 20)
KNOWN = catalogue.load()
CHECKS = sorted(KNOWN.checks)

FAILS_AS_IT_IS = {"c3"}
"""The sample is like the notice: of many registered users few are active."""

BY_VALUE: dict[str, tuple[str, Any]] = {
    "s1": ("rect_open", 4),
    "s4": ("insp_aspects", 34),
    "s6": ("party_cand_front", 4),
    "e1": ("ext_tv_cctv", 29),
    "e2": ("ext_radio_points", 147),
    "c1": ("app_selfmade_ratio__denominator", 7413),
    "c2": ("app_downloads", 193_639),
    "c3": ("app_dau_avg", 1936.4),
    "c5": ("wx_fans_total", 7300),
    "c6": ("wxch_views_max", 67_000),
    "c7": ("dy_views", 2_760_275),
    "c8": ("wb_posts_over_10k", 866),
    "h1": ("hotline_satisf_rate__denominator", 196),
    "h2": ("hotline_episodes", 54),
    "m1": ("comment_satisf_rate__denominator", 0),
    "r1": ("tv_selfmade_ratio__denominator", 0),
    "f1": ("ad_outdoor_yoy__denominator", 0),
    "z1": ("party_violations__coverage", 0.99),
}
"""Check -> a figure, or a part of one, and a value of it that turns the outcome."""

BY_DEFINITION: dict[str, tuple[str, dict[str, Any]]] = {
    "s1": ("rect_open", {"of": (("register", ("rectification",)),)}),
    "s4": ("rect_total", {"where": "category = '样例方面01'"}),
    "e1": ("ext_tv_city", {"of": (("level", ("市级", "省级")), ("medium", ("电视",)))}),
    "c1": ("app_posts", {"where": "origin <> '转载'"}),
    "c6": ("wxch_posts", {"where": "views > 400000"}),
    "c7": ("dy_posts_over_10k", {"of": (("platform", ("douyin",)),), "where": ""}),
    "c8": ("wb_posts_over_10k", {"where": "views > 1"}),
    "h1": ("hotline_cases", {"where": "episode_key = '2024年第1期'"}),
}
"""Check that no row can break -> a figure defined so that it no longer fits the others."""


@pytest.fixture(scope="module")
def by_rows(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bool | None]:
    """Check -> its outcome in a centre of which the files were changed on its account."""
    centres = changed_files(Sample(sample_home.inbox))
    found = night_of_centres(tmp_path_factory.mktemp("identities") / "home", centres, AS_OF)
    rows = [row for of_centre in found.values() for row in of_centre.values()]
    return {o.centre: o.passed for o in identities.check(KNOWN, rows) if o.check_id == o.centre}


def test_all_hold_over_the_sample(sample_figures: Mapping[str, FigureRow]) -> None:
    assert outcomes(sample_figures.values()) == {check: check not in FAILS_AS_IT_IS for check in CHECKS}


@pytest.mark.parametrize("check", CHECKS)
def test_each_follows_the_figures(sample_figures: Mapping[str, FigureRow], check: str) -> None:
    changed = _with_value(sample_figures, *BY_VALUE[check])
    assert outcomes(changed)[check] is (check in FAILS_AS_IT_IS)


@pytest.mark.parametrize("check", CHECKS)
def test_each_needs_every_figure_it_names(sample_figures: Mapping[str, FigureRow], check: str) -> None:
    for name in KNOWN.checks[check].names:
        if not name.endswith("__coverage"):
            assert outcomes(_with_value(sample_figures, name, None))[check] is None, name


@pytest.mark.parametrize("check", sorted(set(CHECKS) - set(BY_DEFINITION)))
def test_rows_can_break_it(by_rows: dict[str, bool | None], check: str) -> None:
    assert by_rows[check] is (check in FAILS_AS_IT_IS)


@pytest.mark.parametrize("check", BY_DEFINITION)
def test_another_definition_can_break_it(sample_home: Home, check: str) -> None:
    figure, given = BY_DEFINITION[check]
    known = replace(KNOWN, figures={**KNOWN.figures, figure: replace(KNOWN.figures[figure], **given, readings=())})
    with connect(sample_home.root) as con:
        assert outcomes(evaluate(con, known, AS_OF), known)[check] is False


def test_a_centre_without_data_is_not_judged(sample_home: Home, tmp_path: Path) -> None:
    name = f"{FOLDER}/知乎/日报表.xls"
    files = {name: (sample_home.inbox / name).read_bytes()}
    found = night_of_centres(tmp_path / "home", {"another": files}, AS_OF)["another"]
    assert outcomes(found.values()) == dict.fromkeys(CHECKS)


def test_each_centre_is_judged_by_itself(sample_figures: Mapping[str, FigureRow]) -> None:
    other = [replace(row, centre="other") for row in _with_value(sample_figures, "rect_open", 4)]
    found = identities.check(KNOWN, [*sample_figures.values(), *other])
    assert {o.centre: o.passed for o in found if o.check_id == "s1"} == {"jianhu": True, "other": False}


def test_a_users_own_identity_is_judged(sample_figures: Mapping[str, FigureRow], tmp_path: Path) -> None:
    own = '[mine]\nlabel = "视频比推文多"\nexpr = "wxch_posts > wx_posts"\nseverity = "warn"\n'
    (tmp_path / "checks.toml").write_text(own, "utf-8")
    found = {o.check_id: o for o in identities.check(catalogue.load(tmp_path), list(sample_figures.values()))}
    assert (found["mine"].passed, found["mine"].severity, found["mine"].detail) == (
        False,
        "warn",
        "视频比推文多：不成立",
    )
    assert set(found) == {*CHECKS, "mine"}


def outcomes(rows: Iterable[FigureRow], known: Catalogue = KNOWN) -> dict[str, bool | None]:
    return {outcome.check_id: outcome.passed for outcome in identities.check(known, list(rows))}


def changed_files(sample: Sample) -> dict[str, Files]:
    """Check -> the files of a centre in which it must fail (in which c3 must hold)."""
    changes, pieces, comments, items, income, stores = (
        sample.ledger("人员变动台账"),
        sample.ledger("外宣用稿台账"),
        sample.ledger("留言办理台账"),
        sample.ledger("播出刊发稿件台账"),
        sample.ledger("广告收入台账"),
        sample.table("应用商店/客户端商店下载量.xlsx", 3),
    )
    users = f"{FOLDER}/客户端/客户端每日用户.xlsx"
    as_they_are = {users: (sample.inbox / users).read_bytes()}
    opening = stores[(stores["应用商店"] == "华为") & stores["期初累计下载量"].notna()]
    last_year = within(income, "到账日期", date(2023, 1, 1), date(2023, 6, 20))
    return {
        "s6": _said(sample, changes[changes["事项"] == "确定发展对象"], "E", "否"),
        "e2": _said(sample, pieces[pieces["媒体类型"] == "广播"], "J", "3000"),
        "c2": as_they_are | dict(_gone(sample, opening)),
        "c3": _said(sample, sample.table("客户端/客户端每日用户.xlsx", 3), "C", "90000"),
        "c5": _many_new_followers(sample),
        "h2": _episodes_of_every_day(sample),
        "m1": _gone(sample, comments[comments["是否评价"] == "是"]),
        "r1": _gone(sample, items[items["栏目"].isin(["建湖新闻", "今日播报"])]),
        "f1": _gone(sample, last_year[last_year["类别"] == "户外广告"]),
        "z1": _stated_later(sample, "差错事故台账"),
    }


def _with_value(rows: Mapping[str, FigureRow], name: str, value: Any) -> list[FigureRow]:
    """The rows of the sample, with another value in the figure, or the part of one, that `name` means to a check."""
    figure, _, part = name.partition("__")
    row = rows[figure]
    if part == "coverage":
        changed = replace(row, coverage=replace(row.coverage, share=value))
    else:
        changed = replace(row, **{part or "value": value})
    return [changed if one is row else one for one in rows.values()]


def _said(sample: Sample, rows: pd.DataFrame, column: str, text: str) -> Files:
    """The file of `rows` in which the last of them says `text` in a column."""
    file, sheet, row = rows.index[-1]
    return {file: with_cells(sample.inbox / file, {(sheet, f"{column}{row}"): text})}


def _gone(sample: Sample, rows: pd.DataFrame) -> Files:
    """The file of `rows` without them."""
    file = rows.index[0][0]
    places = [(sheet, row) for _, sheet, row in rows.index]
    return {file: without_rows(sample.inbox / file, places + sample.totals[file])}


def _many_new_followers(sample: Sample) -> Files:
    name = f"{FOLDER}/微信公众号/user_analysis.xls"
    content = (sample.inbox / name).read_bytes()
    return {name: re.sub(rb"(<td>2024-01-01</td><td>)\d+", rb"\g<1>100000", content)}


def _episodes_of_every_day(sample: Sample) -> Files:
    name = f"{FOLDER}/台账/热线播出台账.xlsx"
    book = load_workbook(sample.inbox / name)
    for day in pd.date_range("2024-05-01", "2024-06-01"):
        book.worksheets[0].append([f"{day:%m%d}期", day.to_pydatetime(), "环境保护", "样例单位"])
    out = io.BytesIO()
    book.save(out)
    return {name: out.getvalue()}


def _stated_later(sample: Sample, title: str) -> Files:
    name = f"{FOLDER}/台账/{title}.xlsx"
    return {name: with_cells(sample.inbox / name, {(title, "B2"): "2024-01-02"})}
