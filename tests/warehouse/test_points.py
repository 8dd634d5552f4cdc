"""Points of pieces used outside: by level, length and headline, one story once; ours, the user's, and wrong ones."""

from collections.abc import Mapping
from datetime import date
from itertools import islice
from pathlib import Path

import duckdb
import pytest

from sources.ledgers import external_pieces
from tests.warehouse._exports import AS_OF, INCIDENTS, LOADED_AT, USES, Row, listed, numbered, on, rows_of, warehouse_of
from warehouse import Home, connect
from warehouse._grains import LEVELS, MEDIA
from warehouse._points import load_rules, rules_of
from warehouse.build import build_as_of
from warehouse.catalogue import Catalogue, CatalogueError, load
from warehouse.evidence import explain
from warehouse.figures import FigureRow, append, evaluate

FULL = """
[radio]
points = { "市级" = 3, "省级" = 5 }
long_from = 180
long_points = { "市级" = 5, "省级" = 10 }
headline = 2
highest_only = true
"""
FIGURE = "ext_radio_points"


def use(when: str, level: str | None, **more: object) -> Row:
    return on(when, medium="广播", level=level) | more


def known(folder: Path, text: str = FULL) -> Catalogue:
    """Our catalogue with `text` as the user's rules."""
    (folder / "points.toml").write_text(text, "utf-8")
    return load(folder)


def office(*uses: Row) -> duckdb.DuckDBPyConnection:
    return warehouse_of(listed("06-21", USES, *numbered(*uses), covers=("2023-01-01", "06-20")))


def points(folder: Path, *uses: Row, rules: str = FULL) -> list[float]:
    """What each use brings that brings any, in the order of the ledger."""
    with office(*uses) as con:
        build_as_of(con, [AS_OF], rules=load_rules(known(folder, rules) and folder))
        return [each for (each,) in rows_of(con, "select points from core.points order by source_row")]


def each_alone(folder: Path, cases: list[list[Row]]) -> list[list[float]]:
    """What the uses of each case bring; all of them stand in one ledger, no case with a story of another."""
    told = [
        use | {"story": use.get("story") and f"{number}{use['story']}"}
        for number, uses in enumerate(cases)
        for use in uses
    ]
    with office(*told) as con:
        build_as_of(con, [AS_OF], rules=load_rules(known(folder) and folder))
        brought = dict(rows_of(con, "select source_row, points from core.points"))
    rows = iter(range(2, len(told) + 2))  # below the heading
    return [[brought[row] for row in islice(rows, len(uses)) if row in brought] for uses in cases]


ONE_USE: list[tuple[Row, list[float]]] = [
    (use("03-01", "市级"), [3]),
    (use("03-01", "省级"), [5]),
    (use("03-01", "央级"), []),  # a level that no rule names
    (use("03-01", None), []),
    (use("03-01", "市级", length=179.9), [3]),
    (use("03-01", "市级", length=180), [5]),
    (use("03-01", "省级", length=600), [10]),
    (use("03-01", "省级", length=None), [5]),  # nobody wrote down that it was long
    (use("03-01", "市级", headline=True), [6]),
    (use("03-01", "市级", headline=False), [3]),
    (use("03-01", "省级", headline=True, length=200), [20]),
    (on("03-01", medium="电视", level="省级"), []),  # a medium without an entry
    (use("06-21", "省级"), []),  # used after the day
]


def test_what_one_use_brings(tmp_path: Path) -> None:
    assert each_alone(tmp_path, [[one] for one, _ in ONE_USE]) == [brings for _, brings in ONE_USE]


USES_OF_A_STORY: list[tuple[list[Row], list[float]]] = [
    ([use("03-01", "市级", story="甲"), use("03-05", "省级", story="甲")], [5]),
    ([use("03-01", "市级", story="甲", headline=True), use("03-05", "省级", story="甲")], [6]),  # 6 is more than 5
    ([use("03-01", "市级", story="甲"), use("03-05", "市级", story="甲")], [3]),
    ([use("03-01", "市级", story="甲"), use("03-05", "省级", story="乙")], [3, 5]),
    ([use("03-01", "市级", story=None), use("03-05", "省级", story=None)], [3, 5]),  # nobody said that they are one
    ([use("2023-12-31", "省级", story="甲"), use("01-01", "市级", story="甲")], [5, 3]),  # a year of its own
    ([use("03-01", "市级", story="甲"), use("06-21", "省级", story="甲")], [3]),  # not used yet
]


def test_a_story_scores_once_at_its_highest(tmp_path: Path) -> None:
    assert each_alone(tmp_path, [uses for uses, _ in USES_OF_A_STORY]) == [brings for _, brings in USES_OF_A_STORY]


def test_a_story_scores_in_each_medium(tmp_path: Path) -> None:
    on_television = '[tv]\nmedium = "电视"\npoints = { "市级" = 1 }\nhighest_only = true\n'
    uses = [use("03-01", "省级", story="甲"), on("03-01", medium="电视", level="市级", story="甲")]
    assert points(tmp_path, *uses, rules=FULL + on_television) == [5, 1]


def test_a_story_scores_at_every_level_unless_the_rules_say_otherwise(tmp_path: Path) -> None:
    uses = [use("03-01", "市级", story="甲"), use("03-05", "省级", story="甲")]
    assert points(tmp_path, *uses, rules="") == [3, 5]
    assert points(tmp_path, *uses, rules=FULL.replace("true", "false")) == [3, 5]


def test_the_first_of_equal_uses_is_the_one_that_scores(tmp_path: Path) -> None:
    uses = [use("03-05", "市级", story="甲"), use("03-01", "市级", story="甲")]
    with office(*uses) as con:
        build_as_of(con, [AS_OF], rules=load_rules(known(tmp_path) and tmp_path))
        assert rows_of(con, "select used_on from core.points") == [(date(2024, 3, 1),)]


def test_rules_of_the_user_are_laid_over_ours(tmp_path: Path) -> None:
    uses = [use("03-01", "市级"), use("03-02", "省级", headline=True)]
    assert points(tmp_path, *uses, rules="[radio]\nheadline = 1.5\n") == [3, 7.5]
    assert points(tmp_path, *uses, rules='[radio]\npoints = { "市级" = 1 }\n') == [1]


def test_the_sample_comes_to_what_is_stated(sample_figures: Mapping[str, FigureRow]) -> None:
    row, stated = sample_figures[FIGURE], sample_figures["ext_radio_points_stated"]
    assert row.value == stated.value == 602 == 69 * 3 + 79 * 5
    assert (row.rows, row.verdict, row.coverage.share) == (148, "一致", 1)


def test_its_evidence_is_the_pieces_with_their_points(sample_home: Home) -> None:
    by_level = "select level, count(*), sum(points) from"
    with connect(sample_home.root) as con:
        found = explain(con, load(), FIGURE, AS_OF)
        asked = found["sql"][0].replace("select centre, sum(points) as value from", by_level)
        held = rows_of(con, asked.replace("group by centre", "group by level"))
    assert sorted(held) == [("市级", 69, 207), ("省级", 79, 395)]
    assert all(row["points"] == row["points_stated"] == 5 for row in found["rows"])
    assert found["definition"]["rules"] == ["广播市级3分", "广播省级5分"]


def test_changed_rules_count_at_once_and_are_another_definition(tmp_path: Path) -> None:
    uses = [use("03-01", "市级", points=3), use("03-02", "省级", points=5)]
    ours, theirs = load(), known(tmp_path, '[radio]\npoints = { "市级" = 4, "省级" = 5 }\n')
    assert ours.figures[FIGURE].definition_hash != theirs.figures[FIGURE].definition_hash
    assert ours.figures["ext_radio_total"] == theirs.figures["ext_radio_total"]
    assert repr(ours) != repr(theirs)  # so that a night computes anew
    with office(*uses) as con:
        build_as_of(con, [AS_OF], rules=rules_of(ours))
        for catalogue, value in ((ours, 8), (theirs, 9), (ours, 8)):
            row = next(row for row in evaluate(con, catalogue, AS_OF) if row.id == FIGURE)
            assert row.value == value
            append(con, [row], catalogue, LOADED_AT)
        said = "select value from report.figures where figure = 'ext_radio_points' order by 1"
        assert rows_of(con, said) == [(8,), (9,)]


def test_a_warehouse_published_before_there_were_points(tmp_path: Path) -> None:
    with office(use("03-01", "市级")) as con:
        con.execute("drop table core.points")
        con.execute("drop table core.points_rules")
        row = next(row for row in evaluate(con, load(), AS_OF) if row.id == FIGURE)
    assert row.value == 3


def test_a_ledger_without_pieces_is_zero_points_and_no_ledger_is_no_data() -> None:
    for kind, value in ((USES, 0), (INCIDENTS, None)):
        with warehouse_of(listed("06-21", kind, covers=("01-01", "06-20"))) as con:
            row = next(row for row in evaluate(con, load(), AS_OF) if row.id == FIGURE)
        assert row.value == value


def test_rules_may_name_what_the_ledger_holds() -> None:
    held = {column.into: set(column.choices.values()) for column in external_pieces.EXPORT.columns}
    assert (held["medium"], held["level"]) == (set(MEDIA), set(LEVELS))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[radio]\nlong = 180\n", "［radio］：不认识的键 long"),
        ('[radio]\nmedium = "电台"\n', "medium = '电台' 不认识；可以用：电视 广播 报刊 网络"),
        ('[other]\npoints = { "市级" = 1 }\n', "［other］：缺少 medium"),
        ('[other]\nmedium = "广播"\npoints = { "市级" = 1 }\n', "［other］：medium = '广播' 已经有一个条目"),
        ('[other]\nmedium = "电视"\n', "［other］：缺少 points"),
        ('[radio]\npoints = { "市" = 1 }\n', "［radio］.points：不认识的键 市"),
        ('[radio]\npoints = { "市级" = "3" }\n', "［radio］.points：市级 应当是数字"),
        ('[radio]\npoints = { "市级" = -1 }\n', "［radio］.points：市级 = -1 应当不小于 0"),
        ('[radio]\npoints = { "市级" = inf }\n', "［radio］.points：市级 应当是数字"),
        ("[radio]\npoints = 3\n", "points 应当写成 { 名称 = 值 }"),
        ("[radio]\nlong_from = 180\n", "long_from 和 long_points 要么都写，要么都不写"),
        ('[radio]\nlong_points = { "市级" = 5 }\n', "long_from 和 long_points 要么都写，要么都不写"),
        ('[radio]\nlong_from = 0\nlong_points = { "市级" = 5 }\n', "long_from = 0 应当大于 0"),
        ('[radio]\nlong_from = 180\nlong_points = { "央级" = 5 }\n', "long_points 里的 央级 在 points 里没有"),
        ("[radio]\nheadline = 0\n", "headline = 0 应当大于 0"),
        ('[radio]\nhighest_only = "yes"\n', "highest_only 应当是 true 或 false"),
        ('medium = "广播"\n', "medium 前面缺少条目名"),
        ("[radio]\npoints = { 市级 = 3 }\n", "不是正确的 TOML（文字和中文名称都要加引号）"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CatalogueError) as refused:
        known(tmp_path, text)
    assert said in str(refused.value)
    assert "points.toml" in str(refused.value)
