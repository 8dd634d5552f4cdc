"""indexes.toml: the formulas as published, the user's entries laid over ours, mistakes named."""

from pathlib import Path

import pytest

from sources import exports
from warehouse import catalogue
from warehouse._indexes import COUNTS, Composite, Formula, load
from warehouse.catalogue import CatalogueError

FIGURES = ("dy_views", "wx_reads", "wxch_views", "wb_reads")
FORMULA = '[own]\nlabel = "x"\nversion = "1"\nsource = "x"\nperiod = "week"\nplatform = "douyin"\n'
COMPOSITE = '[own]\nlabel = "x"\nversion = "1"\nsource = "x"\nperiod = "week"\n'
TERM = '{ input = "likes", label = "赞", weight = 1 }'


def loaded(folder: Path, text: str) -> dict[str, Formula | Composite]:
    (folder / "indexes.toml").write_text(text, "utf-8")
    return {one.id: one for one in load(FIGURES, folder)}


def test_ours_are_as_published() -> None:
    ours = {one.id: one for one in load(catalogue.load().figures)}
    wci, bci, composite = ours["wci"], ours["bci"], ours["four_channels"]
    assert isinstance(wci, Formula)
    assert isinstance(bci, Formula)
    assert isinstance(composite, Composite)
    assert [(part.weight, part.of, part.per) for part in wci.parts] == [
        (0.6, "total", "day"),
        (0.2, "total", "post"),
        (0.1, "headline", "day"),
        (0.1, "maximum", ""),
    ]
    assert {part.terms for part in wci.parts} == {wci.parts[0].terms}
    weights = [(term.input, term.weight, term.times) for term in wci.parts[0].terms]
    assert weights == [("views", 0.7, 1), ("recommends", 0.09, 10), ("likes", 0.06, 10), ("shares", 0.15, 10)]
    assert (wci.power, wci.factor, wci.days) == (2, 12, {"week": 7, "month": 30, "year": 365})
    assert [(part.weight, [(t.input, t.weight) for t in part.terms]) for part in bci.parts] == [
        (0.2, [("posts", 1)]),
        (0.8, [("shares", 0.4), ("comments", 0.4), ("likes", 0.2)]),
    ]
    assert (bci.power, bci.factor) == (1, 160)
    assert [part.weight for part in composite.parts] == [30, 25, 25, 20]


def test_every_index_says_where_it_comes_from() -> None:
    for one in load(catalogue.load().figures):
        assert all((one.label, one.version, one.source, one.note)), one.id
        assert "自行测算" not in one.label  # put there for all of them


def test_the_inputs_of_wci_can_come_from_a_file() -> None:
    held = {column.into for column in exports()["wechat_articles"].columns}
    assert {"views", "recommends", "likes", "shares", "position"} <= held
    assert {"posts", "views", "recommends", "likes", "shares", "comments"} <= set(COUNTS)
    assert "position" not in COUNTS


def test_the_user_changes_bases_and_adds_indexes(tmp_path: Path) -> None:
    parts = '[four_channels]\nparts = [{ label = "抖音", weight = 100, figure = "dy_views", base = 7 }]\n'
    found = loaded(tmp_path, parts + FORMULA + f'parts = [{{ label = "P", weight = 1, terms = [{TERM}] }}]\n')
    assert [(part.figure, part.base) for part in found["four_channels"].parts if not hasattr(part, "terms")] == [
        ("dy_views", 7)
    ]
    assert found["own"].text() == ["1 × (1×P)", "P = 1×ln(赞合计+1)"]
    assert set(found) == {"wci", "bci", "four_channels", "own"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[wci]\nfactors = 12\n", "［wci］：不认识的键 factors（是不是 factor？）"),
        ("[wci]\nfactor = 0\n", "［wci］：factor = 0 应当大于 0"),
        ("[wci]\ndays = { month = 30, quarter = 90 }\n", "［wci］.days：不认识的键 quarter"),
        ("[wci]\ndays = {}\n", "有的部分按天计"),
        ('[wci]\nperiod = "quarter"\n', "period = 'quarter' 不认识"),
        ("[wci]\nparts = []\n", "［wci］：缺少 parts"),
        ('[wci]\nparts = [{ label = "O", weight = 1, of = "all" }]\n', "［wci］.parts：of = 'all' 不认识"),
        ('[wci]\nparts = [{ label = "O", weight = 1, per = "week" }]\n', "［wci］.parts：per = 'week' 不认识"),
        ('[wci]\nparts = [{ label = "O", weight = "1" }]\n', "［wci］.parts：weight 应当是数字"),
        ('[wci]\nparts = [{ label = "O" }]\n', "［wci］.parts：缺少 weight"),
        ('[wci]\nterms = [{ input = "read", label = "阅读", weight = 1 }]\n', "［wci］.terms：input = 'read' 不认识"),
        ('[wci]\nterms = [{ input = "position", label = "位置", weight = 1 }]\n', "input = 'position' 不认识"),
        ('[wci]\nterms = [{ input = "posts", label = "篇数", weight = 1 }]\n', "没有单篇最高"),
        (FORMULA + 'parts = [{ label = "P", weight = 1 }]\n', "［own］.parts：缺少 terms"),
        (FORMULA.replace('version = "1"\n', "") + f"terms = [{TERM}]\n", "［own］：缺少"),
        (COMPOSITE + 'parts = [{ label = "A", weight = 90, figure = "dy_views", base = 1 }]\n', "相加应当是 100"),
        (COMPOSITE + 'parts = [{ label = "A", weight = 100, figure = "dy_view", base = 1 }]\n', "是不是 dy_views？"),
        (COMPOSITE + 'parts = [{ label = "A", weight = 100, index = "wcl", base = 1 }]\n', "（是不是 wci？）"),
        (COMPOSITE + 'parts = [{ label = "A", weight = 100, figure = "dy_views" }]\n', "［own］.parts：缺少 base"),
        (COMPOSITE + 'parts = [{ label = "A", weight = 100, base = 1 }]\n', "figure、index 写一个"),
        (COMPOSITE + 'factor = 2\nparts = []\n', "［own］：不认识的键 factor"),
        ("[four_channels\n", "不是正确的 TOML"),
    ],
)  # fmt: skip
def test_mistakes_are_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CatalogueError) as refused:
        loaded(tmp_path, text)
    assert said in str(refused.value)
    assert "indexes.toml" in str(refused.value)
