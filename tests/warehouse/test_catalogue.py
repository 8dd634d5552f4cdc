"""The catalogue: every number of the notice has its figure and claim, every entry is sound, the user's entries win."""

import csv
import re
from datetime import date
from pathlib import Path

import duckdb
import pytest

from warehouse._grains import GRAINS, KEYS
from warehouse.catalogue import Catalogue, CatalogueError, Claim, Figure, load

FIGURES_CSV = Path(__file__).parents[3] / "shared" / "figures.csv"
NOT_FIGURES = {"date", "ordinal", "list number", "idiom", "period marker", "identifier"}
AS_OF = date(2024, 6, 20)

BOUNDS = {
    "=": "=",
    "= (rounded)": "=",
    "= (words)": "=",
    "rank=": "=",
    ">": ">",
    ">=": ">=",
    ">= (达)": ">=",
    "rank<=": "<=",
    "≈": "~",
    "≈ (rounded to 万)": "~",
    "vague": "vague",
    "rank (vague)": "vague",
    "? (lost)": "~",
}
EXCEPTIONS = {
    "wx.reads": "only the digits 21 are left, the candidates give them a scale",
    "rule.review_steps": "3+3 is the rule itself; the claim is that every piece keeps it, 100%",
    "rule.big_spend": "the row is the threshold of 10000 yuan; the claim is that all above it were decided, 100%",
}
"""metric_id -> why the claim does not print the value of the row as it stands."""


@pytest.fixture(scope="module")
def ours() -> Catalogue:
    return load()


def rows_of_the_notice() -> dict[str, list[dict[str, str]]]:
    """metric_id -> rows of the notice's numbers; nothing where the list is not at hand."""
    if not FIGURES_CSV.exists():
        return {}
    found: dict[str, list[dict[str, str]]] = {}
    with FIGURES_CSV.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["kind"] not in NOT_FIGURES and row["metric_id"] != "-":
                found.setdefault(row["metric_id"], []).append(row)
    return found


NOTICE_ROWS = rows_of_the_notice()
needs_csv = pytest.mark.skipif(
    not NOTICE_ROWS, reason="figures.csv is not at hand: nothing to compare the catalogue with"
)


@needs_csv
def test_every_number_of_the_notice_has_a_figure_and_a_claim(ours: Catalogue) -> None:
    notice = ours.notice(AS_OF)
    assert notice is not None
    shown = [figure for figure in ours.figures.values() if not figure.supporting]
    assert {figure.metric_id for figure in shown} == set(NOTICE_ROWS)
    assert {ours.figures[figure].metric_id for figure in notice.claims} == set(NOTICE_ROWS)
    assert len(shown) == 78


@needs_csv
@pytest.mark.parametrize("metric_id", NOTICE_ROWS)
def test_the_claim_carries_what_the_row_says(ours: Catalogue, metric_id: str) -> None:
    notice = ours.notice(AS_OF)
    assert notice is not None
    claim = notice.claims[metric_id.replace(".", "_")]
    row = next(row for row in NOTICE_ROWS[metric_id] if row["span"] == claim.quote)
    assert claim.item == re.sub(r"(?: item )?(\d*)(?: \S+)?$", r"\1", row["section"])
    assert bool(claim.damage) == bool(row["damage"])
    if metric_id in EXCEPTIONS:
        assert_exception(claim, row)
        return
    assert claim.bound == BOUNDS[row["comparator"]]
    printed = printed_value(row["value"])
    assert printed in ((claim.value,) if claim.value is not None else claim.candidates or (None,))


def printed_value(cell: str) -> float | None:
    """The number a row gives: 190000 (reading 19万), >=5, 2 of 2 as a percentage; None for words."""
    if parts := re.fullmatch(r"(\d+) of (\d+)", cell):
        return 100 * int(parts[1]) / int(parts[2])
    number = re.match(r"[><=]*(\d+(?:\.\d+)?)", cell)
    return float(number[1]) if number else None


def assert_exception(claim: Claim, row: dict[str, str]) -> None:
    digits = re.match(r"\d+", row["value"])
    assert digits is not None
    if claim.candidates:
        assert all(str(int(one)).startswith(digits[0]) for one in claim.candidates)
    else:
        assert claim.value == 100
        assert claim.threshold in (None, float(digits[0]))


def test_a_documented_exception_is_one() -> None:
    assert set(EXCEPTIONS) <= set(NOTICE_ROWS) or not NOTICE_ROWS


def test_every_figure_says_what_people_need(ours: Catalogue) -> None:
    for figure in ours.figures.values():
        assert figure.id == figure.metric_id.replace(".", "_")
        assert figure.note, figure.id
        assert len(figure.mention) >= 2 or figure.supporting, figure.id
        assert figure.unit == "%" or figure.kind not in ("share", "growth"), figure.id
        assert all(reading.figure.definition_hash != figure.definition_hash for reading in figure.readings), figure.id
        assert len({reading.label for reading in figure.readings}) == len(figure.readings), figure.id


def entries(known: Catalogue) -> list[Figure]:
    return [entry for figure in known.figures.values() for entry in (figure, *(r.figure for r in figure.readings))]


def test_every_definition_runs_on_the_core_tables(ours: Catalogue) -> None:
    downloads = {"platform": "varchar", "segment": "varchar", "day": "date", "amount": "double"}
    points = GRAINS["pieces"] | {"points": "double"}
    with duckdb.connect() as con:
        con.execute("create schema core")
        for table, columns in (GRAINS | {"downloads": downloads, "points": points}).items():
            keys = ("account", KEYS.get(table, "row_key"))
            body = ", ".join(f"{name} {kind}" for name, kind in (dict.fromkeys(keys, "varchar") | columns).items())
            con.execute(f"create table core.{table} ({body})")
        for entry in entries(ours):
            dims = "".join(f", {name} = 'x'" for name, _ in entry.of)
            where = f"where {entry.where}" if entry.where else ""
            for aggregate in filter(None, (entry.measure, entry.numerator, entry.denominator)):
                con.execute(
                    f"select {aggregate} from (select *{dims} from core.{entry.table}) rows_of {where}"
                ).fetchall()


def test_every_check_runs_on_figures(ours: Catalogue) -> None:
    with duckdb.connect() as con:
        for check in ours.checks.values():
            assert check.names, check.id
            given = ", ".join(f"cast(1 as double) as {name}" for name in check.names)
            assert isinstance(con.execute(f"select {check.expr} from (select {given})").fetchall()[0][0], bool)


def test_part_sums_and_order_hold_for_the_printed_numbers(ours: Catalogue) -> None:
    notice = ours.notice(AS_OF)
    assert notice is not None
    printed = {key: claim.value for key, claim in notice.claims.items() if claim.value is not None}
    judged = 0
    with duckdb.connect() as con:
        for check in ours.checks.values():
            if set(check.names) <= set(printed) and check.severity == "error":
                given = ", ".join(f"cast({printed[name]} as double) as {name}" for name in check.names)
                assert con.execute(f"select {check.expr} from (select {given})").fetchall() == [(True,)], check.id
                judged += 1
    assert judged >= 5


def test_targets_in_force(ours: Catalogue) -> None:
    target = ours.target("comment_satisf_rate", AS_OF)
    assert target is not None
    assert (target.bound, target.value, target.valid_from) == (">", 95, date(2024, 1, 1))
    assert ours.target("comment_satisf_rate", date(2023, 12, 31)) is None
    assert ours.target("dy_posts", AS_OF) is None
    assert ours.notice(date(2024, 6, 21)) is None


def written(folder: Path, **files: str) -> Path:
    """`folder` with figures.toml, targets.toml and so on; `notice` goes where notices are kept."""
    for name, text in files.items():
        path = folder / ("notices/2024-06-20.toml" if name == "notice" else f"{name}.toml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


OWN = """
[kuaishou_posts]
label = "快手作品"
unit = "条"
from = "posts"
of = { platform = "kuaishou" }
measure = "count(*)"
kind = "flow"
period = "year_to_date"
"""


def test_own_entries_are_added_and_keys_replaced(ours: Catalogue, tmp_path: Path) -> None:
    figures = (
        OWN + '[dy_posts]\nlabel = "抖音作品"\n[wx_fans_new]\nof = { platform = "wechat", measure = "followers_net" }\n'
    )
    targets = '[own_pieces_tv]\nvalue = 85\n[more]\nfigure = "kuaishou_posts"\nbound = ">="\nvalue = 100\n'
    targets += 'basis = "任务书"\nvalid_from = 2024-01-01\nperiod = "year"\nbands = { "优秀" = 120 }\n'
    known = load(written(tmp_path, figures=figures, targets=targets))
    assert known.figures["kuaishou_posts"].metric_id == "kuaishou_posts"
    assert known.figures["dy_posts"].label == "抖音作品"
    assert known.figures["dy_posts"].measure == ours.figures["dy_posts"].measure
    assert dict(known.figures["wx_fans_new"].of)["measure"] == ("followers_net",)
    assert known.targets["own_pieces_tv"].value == 85
    assert known.targets["own_pieces_tv"].basis == ours.targets["own_pieces_tv"].basis
    assert known.targets["more"].bands == (("优秀", 120.0),)
    assert len(known.figures) == len(ours.figures) + 1


def test_a_measure_puts_out_numerator_and_denominator(tmp_path: Path) -> None:
    known = load(written(tmp_path, figures='[comment_reply_rate]\nkind = "flow"\nmeasure = "count(*)"\nunit = "条"\n'))
    figure = known.figures["comment_reply_rate"]
    assert (figure.measure, figure.numerator, figure.denominator) == ("count(*)", "", "")


def test_own_claims_are_laid_over_the_notice(ours: Catalogue, tmp_path: Path) -> None:
    head = 'as_of = 2024-06-20\n[[claim]]\nfigure = "wx_reads"\nvalue = 210000\nstep = 10000\n'
    known = load(written(tmp_path, notice=head))
    notice, before = known.notice(AS_OF), ours.notice(AS_OF)
    assert notice is not None
    assert before is not None
    claim = notice.claims["wx_reads"]
    assert (claim.value, claim.step, claim.candidates, claim.quote) == (210_000, 10_000, (), "阅读量21")
    assert notice.title == before.title
    assert len(notice.claims) == len(before.claims)


def test_own_notices_are_added(tmp_path: Path) -> None:
    (tmp_path / "notices").mkdir()
    text = 'as_of = 2024-12-31\ntitle = "年报"\n[[claim]]\nfigure = "dy_posts"\nquote = "超2000条"\nbound = ">"\n'
    (tmp_path / "notices" / "2024-12-31.toml").write_text(f"{text}value = 2000\n", encoding="utf-8")
    known = load(tmp_path)
    assert sorted(known.notices) == [AS_OF, date(2024, 12, 31)]


def test_a_notice_of_one_centre_claims_nothing_of_another(tmp_path: Path) -> None:
    (tmp_path / "notices").mkdir()
    claim = '[[claim]]\nfigure = "dy_posts"\nquote = "9条"\nbound = "="\nvalue = 9\n'
    for day, head in (("2024-12-30", 'centre = "funing"\n'), ("2024-12-31", "")):
        text = f'as_of = {day}\ntitle = "样例"\n{head}{claim}'
        (tmp_path / "notices" / f"{day}.toml").write_text(text, encoding="utf-8")
    known = load(tmp_path)
    theirs, everybodys, ours = (known.notices[day] for day in (date(2024, 12, 30), date(2024, 12, 31), AS_OF))
    told = [
        [n.claim_of(centre, "dy_posts") is not None for centre in ("jianhu", "funing")]
        for n in (theirs, everybodys, ours)
    ]
    assert told == [[False, True], [True, True], [True, False]]


def test_the_hash_follows_the_definition(ours: Catalogue, tmp_path: Path) -> None:
    before = ours.figures["dy_posts"].definition_hash
    assert re.fullmatch("[0-9a-f]{12}", before)
    told = '[dy_posts]\nlabel = "别的"\nnote = "x"\nmention = ["抖音"]\nmeasure = "count(*)  "\nother_readings = []\n'
    assert load(written(tmp_path, figures=told)).figures["dy_posts"].definition_hash == before
    for change in ('where = "views > 0"', 'period = "year"', 'unit = "个"', 'of = { platform = "douyin" }'):
        changed = load(written(tmp_path, figures=f"[dy_posts]\n{change}\n")).figures["dy_posts"]
        assert changed.definition_hash != before, change


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("figures", '[dy_posts]\nperiods = "year"\n', "［dy_posts］：不认识的键 periods（是不是 period？）"),
        ("figures", '[dy_posts]\nkind = "flows"\n', "kind = 'flows' 不认识（是不是 flow？）；可以用：flow"),
        ("figures", '[dy_posts]\nperiod = "this_year"\n', "period = 'this_year' 不认识；可以用：as_of year"),
        ("figures", '[dy_posts]\nperiod = "since:2024-13-01"\n', "period = 'since:2024-13-01' 不认识"),
        ("figures", '[dy_posts]\nfrom = "post"\n', "from = 'post' 不认识（是不是 posts？）"),
        ("figures", '[dy_posts]\nof = { plattform = "douyin" }\n', "posts 没有维度 plattform（是不是 platform？）"),
        ("figures", "[dy_posts]\nof = { platform = 3 }\n", "of 里的 platform 应当是文字"),
        ("figures", '[wx_fans_total]\nof = { measure = "fans" }\n', "account_days 没有指标 fans；可以用：active_users"),
        ("figures", '[dy_posts]\nbetter = "higher"\n', "better = 'higher' 不认识；可以用：more less"),
        ("figures", '[dy_posts]\nkind = "share"\n', "要写 numerator 和 denominator"),
        ("figures", '[dy_posts]\nkind = "stock"\n', "只用于 from = account_days items downloads"),
        ("figures", '[safety_checks]\nperiod = "year"\n', "monthly_since:2024-01"),
        ("figures", "[dy_posts]\nlabel = 3\n", "label 应当是文字（加引号）"),
        ("figures", '[dy_posts]\nmention = "抖音"\n', "mention 应当是一列文字"),
        ("figures", "[dy_posts]\ntolerance = { days = 3 }\n", "［dy_posts］.tolerance：不认识的键 days"),
        (
            "figures",
            '[dy_posts]\nother_readings = [{ where = "views > 0" }]\n',
            "［dy_posts］.other_readings：缺少 label",
        ),
        (
            "figures",
            '[dy_posts]\nother_readings = [{ label = "x", whare = "" }]\n',
            "不认识的键 whare（是不是 where？）",
        ),
        ("figures", '[dy_posts]\nwhere = "true) or (true"\n', "where = 'true) or (true' 应当是一个 SQL 表达式"),
        ("figures", '[dy_posts]\nwhere = "true; drop table core.posts"\n', "［dy_posts］：where = "),
        ("figures", '[dy_posts]\nmeasure = "count(*), 1"\n', "measure = 'count(*), 1' 应当是一个 SQL 表达式"),
        ("figures", '[dy_posts]\nmeasure = "count(*) from core.cases"\n', "应当是一个 SQL 表达式"),
        ("figures", '[dy_posts]\nmeasure = "count(*) -- 全部"\n', "应当是一个 SQL 表达式"),
        ("figures", '[dy_posts]\nother_readings = [{ label = "x", where = "(views > 0" }]\n', "where = '(views > 0'"),
        ("checks", '[s1]\nexpr = "true; select 1"\n', "［s1］：expr = 'true; select 1' 应当是一个 SQL 表达式"),
        ("figures", '[New_one]\nlabel = "x"\n', "［New_one］：条目名只用小写英文字母"),
        ("figures", '[new__one]\nlabel = "x"\n', "单个下划线"),
        ("figures", '[new_one]\nlabel = "x"\n', "［new_one］：缺少 from"),
        ("figures", 'label = "x"\n', "label 前面缺少条目名"),
        ("figures", "[dy_posts\n", "不是正确的 TOML"),
        ("targets", '[t]\nfigure = "dy_post"\n', "figure = 'dy_post' 不在 figures.toml 里（是不是 dy_posts？）"),
        ("targets", '[own_pieces_tv]\nvalid_from = "2024"\n', "valid_from 应当是日期，如 2024-06-20"),
        ("targets", '[own_pieces_tv]\nvalue = "80"\n', "value 应当是数字（不加引号）"),
        ("targets", '[own_pieces_tv]\nbound = "~"\n', "bound = '~' 不认识"),
        ("targets", "[own_pieces_tv]\nvalid_until = 2024-12-31\n", "不认识的键 valid_until（是不是 valid_to？）"),
        ("targets", '[own_pieces_tv]\nvalid_to = "年底"\n', "［own_pieces_tv］：valid_to 应当是日期"),
        ("targets", "[own_pieces_tv]\nvalid_to = 2023-12-31\n", "valid_to（2023-12-31）早于 valid_from（2024-01-01）"),
        ("targets", '[own_pieces_tv]\nperiod = "week"\n', "可以用：any month quarter half_year year"),
        ("targets", '[inspected_monthly]\nperiod = "month"\n', 'period = "monthly_since:2024-01" 已经说定了日子'),
        ("targets", "[own_pieces_tv]\nvalue = 120\n", "value 是百分数，应当在 0 到 100 之间"),
        ("targets", "[own_pieces_tv]\nvalue = nan\n", "value 应当是数字"),
        ("targets", '[own_pieces_tv]\nbound = "<="\n', 'better = "more"（越多越好）。改成 bound = ">="'),
        ("targets", '[wechat_national_top_100]\nbound = ">"\n', 'better = "less"（越少越好）。改成 bound = "<"'),
        ("targets", '[own_pieces_tv]\nfigure = "party_grade"\n', "party_grade 是文字（党建工作年度考核等次）"),
        ("targets", "[own_pieces_tv]\nbands = 90\n", "bands 应当写成 { 名称 = 值 }"),
        ("targets", '[own_pieces_tv]\nbands = { "优秀" = "90" }\n', "［own_pieces_tv］.bands：优秀 应当是数字"),
        ("targets", '[own_pieces_tv]\nbands = { "优秀" = 90, "良好" = 90 }\n', "两个等次的数相同"),
        ("targets", "[own_pieces_tv]\nbasis = 5\n", "basis 应当是文字"),
        ("targets", '[new]\nfigure = "dy_posts"\nbound = ">="\nvalue = 9\n', "［new］：缺少 basis"),
        ("checks", '[c]\nlabel = "x"\nexpr = "1 = 1"\n', "expr 里没有指标，没有什么可以核对"),
        ("checks", '[c]\nlabel = "x"\nexpr = "party_grade > 0"\n', "party_grade 是文字（党建工作年度考核等次）"),
        ("checks", '[s1]\nexpression = "1"\n', "不认识的键 expression"),
        ("checks", '[c]\nexpr = "dy_posts > 0"\n', "［c］：缺少 label"),
        ("figures", '[dy_posts]\nsupporting = "yes"\n', "supporting 应当是 true 或 false"),
        (
            "checks",
            '[c]\nlabel = "x"\nexpr = "dy_post > 0"\n',
            "dy_post 不是 figures.toml 里的条目（是不是 dy_posts？）",
        ),
        ("checks", '[c]\nlabel = "x"\nexpr = "dy_posts__rows > 0"\n', "只能是 numerator denominator coverage"),
        ("checks", '[s1]\nseverity = "fatal"\n', "可以用：error warn"),
        ("notice", "as_of = 2024-06-21\n", "文件名应当是 2024-06-21.toml"),
        ("notice", 'as_of = 2024-06-20\n[[claim]]\nfigure = "dy_posts"\nbound = "vague"\n', "三者写一个"),
        ("notice", 'as_of = 2024-06-20\n[[claim]]\nfigure = "dy_posts"\nstep = 0\n', "［dy_posts］：step 应当大于 0"),
        ("notice", 'as_of = 2024-06-20\n[[claim]]\nfigure = "dy_posts"\ndamage = "lost"\n', "可以用：scale separator"),
        ("notice", 'as_of = 2024-06-20\n[[claim]]\nfigure = "dy_postz"\n', "［dy_postz］：缺少 bound"),
        (
            "notice",
            "as_of = 2024-06-20\n" + 2 * '[[claim]]\nfigure = "dy_posts"\n',
            "［dy_posts］：同一个文件里写了两次",
        ),
        ("notice", "as_of = 2024-06-20\n[[claims]]\n", "不认识的键 claims（是不是 claim？）"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, file: str, text: str, said: str) -> None:
    with pytest.raises(CatalogueError) as refused:
        load(written(tmp_path, **{file: text}))
    assert said in str(refused.value)
    assert str(tmp_path) in str(refused.value)  # it says which file


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "figures.toml").write_bytes('[dy_posts]\nlabel = "抖音"\n'.encode("gb18030"))
    with pytest.raises(CatalogueError, match="不是 UTF-8 编码"):
        load(tmp_path)
