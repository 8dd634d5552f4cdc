"""What must hold between figures holds over the sample, follows the figures it names, and says what it fails with."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from _exports import INCIDENTS, listed, warehouse_of

from tests.oracle._centres import night_of_experiments
from tests.oracle._sample_files import FOLDER
from warehouse import Home, catalogue, identities
from warehouse.catalogue import Catalogue, CatalogueError
from warehouse.figures import FigureRow

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
    "e2": ("ext_radio_points_stated", 147),
    "e3": ("ext_radio_points_stated", 601),
    "c1": ("app_selfmade_ratio__denominator", 7413),
    "c2": ("app_downloads", 193_639),
    "c3": ("app_dau_avg", 1936.4),
    "c5": ("wx_fans_total", 7300),
    "c6": ("wxch_views_max", 67_000),
    "c7": ("dy_views", 2_760_275),
    "c8": ("wb_posts_over_10k", 866),
    "c9": ("wx_fans_opening", 133_021),
    "c10": ("app_registered_new", 9235),
    "c11": ("wx_posts_by_day", 933),
    "c12": ("wb_posts_by_day", 866),
    "h1": ("hotline_satisf_rate__denominator", 196),
    "h2": ("hotline_episodes", 54),
    "h3": ("hotline_case_episodes", 23),
    "m1": ("comment_satisf_rate__denominator", 0),
    "r1": ("tv_selfmade_ratio__denominator", 0),
    "p1": ("hr_joined", 5),
    "f1": ("ad_outdoor_yoy__denominator", 0),
    "z1": ("party_violations__coverage", 0.99),
}
"""Check -> a figure, or a part of one, and a value of it that turns the outcome."""


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


def test_a_centre_without_data_is_not_judged(sample_home: Home, tmp_path: Path) -> None:
    name = f"{FOLDER}/知乎/日报表.xls"
    files = {name: (sample_home.inbox / name).read_bytes()}
    found = night_of_experiments(tmp_path / "home", {"another": files}, AS_OF)["another"]
    assert outcomes(found.values()) == dict.fromkeys(CHECKS)


def test_each_centre_is_judged_by_itself(sample_figures: Mapping[str, FigureRow]) -> None:
    other = [replace(row, centre="other") for row in _with_value(sample_figures, "rect_open", 4)]
    found = identities.check(KNOWN, [*sample_figures.values(), *other])
    assert {o.centre: o.passed for o in found if o.check_id == "s1"} == {"jianhu": True, "other": False}


def test_it_says_what_it_fails_with(sample_figures: Mapping[str, FigureRow]) -> None:
    def detail(check: str, name: str, value: Any) -> str:
        changed = _with_value(sample_figures, name, value)
        return next(o.detail for o in identities.check(KNOWN, changed) if o.check_id == check).partition("：")[2]

    assert detail("s1", "rect_open", 3) == "成立"
    assert detail("s1", "rect_open", 4) == "不成立（已完成整改的问题30个，正在整改的问题4个，巡察指出的问题33个）"
    assert detail("s1", "rect_open", None) == "缺数据，无法判断（缺：正在整改的问题）"
    assert detail("f1", "ad_outdoor_yoy__denominator", None) == "缺数据，无法判断（缺：户外广告收入同比增长的分母）"
    assert "违反党纪党规和廉洁纪律的行为的覆盖率99%" in detail("z1", "party_violations__coverage", 0.99)


def test_the_last_outcomes_are_kept_by_centre(sample_figures: Mapping[str, FigureRow]) -> None:
    known = replace(KNOWN, checks={check: KNOWN.checks[check] for check in ("s1", "e1")})
    other = [replace(row, centre="other") for row in _with_value(sample_figures, "rect_open", 4)]
    judged = identities.check(known, [*other, *sample_figures.values()])
    with warehouse_of(listed("06-21", INCIDENTS, covers=("2024-01-01", "2024-06-20"))) as con:
        identities.append(con, [replace(one, passed=None) for one in judged], AS_OF, datetime(2024, 6, 21, 2))
        identities.append(con, judged, AS_OF, datetime(2024, 6, 22, 2))
        found = identities.last(con, AS_OF)
        assert identities.last(con, date(2024, 6, 19)) == []
    assert found == judged
    assert [(o.centre, o.check_id, o.passed) for o in found] == [
        ("other", "s1", False), ("other", "e1", True), ("jianhu", "s1", True), ("jianhu", "e1", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("expr", "said"),
    [
        (
            "rect_done + rect_open",
            "checks.toml［mine］：expr 应当是能说成立或不成立的式子，如 a + b = c；算出来却是 33.0",
        ),
        ("rect_done = '三十'", "checks.toml［mine］：SQL 不能执行"),
        ("RECT_OPEN + rect_done = rect_total", "checks.toml［mine］：SQL 不能执行"),  # rect_open is another's
        ("COLUMNS(*) >= 0 and rect_done + rect_open > 0", "checks.toml［mine］：SQL 不能执行"),
    ],
)
def test_what_cannot_be_judged_is_named(
    sample_figures: Mapping[str, FigureRow], tmp_path: Path, expr: str, said: str
) -> None:
    (tmp_path / "checks.toml").write_text(f'[mine]\nlabel = "试"\nexpr = "{expr}"\n', "utf-8")
    with pytest.raises(CatalogueError) as refused:
        identities.check(catalogue.load(tmp_path), list(sample_figures.values()))
    assert said in str(refused.value)


def test_a_users_own_identity_is_judged(sample_figures: Mapping[str, FigureRow], tmp_path: Path) -> None:
    own = '[mine]\nlabel = "视频比推文多"\nexpr = "wxch_posts > wx_posts"\nseverity = "warn"\n'
    (tmp_path / "checks.toml").write_text(own, "utf-8")
    found = {o.check_id: o for o in identities.check(catalogue.load(tmp_path), list(sample_figures.values()))}
    assert (found["mine"].passed, found["mine"].severity, found["mine"].detail) == (
        False,
        "warn",
        "视频比推文多：不成立（视频号短视频304条，微信公众号推文932条）",
    )
    assert set(found) == {*CHECKS, "mine"}


def outcomes(rows: Iterable[FigureRow], known: Catalogue = KNOWN) -> dict[str, bool | None]:
    return {outcome.check_id: outcome.passed for outcome in identities.check(known, list(rows))}


def _with_value(rows: Mapping[str, FigureRow], name: str, value: Any) -> list[FigureRow]:
    """The rows of the sample, with another value in the figure, or the part of one, that `name` means to a check."""
    figure, _, part = name.partition("__")
    row = rows[figure]
    if part == "coverage":
        changed = replace(row, coverage=replace(row.coverage, share=value))
    else:
        changed = replace(row, **{part or "value": value})
    return [changed if one is row else one for one in rows.values()]
