"""A small warehouse, a small home and a few figures, synthetic and small enough to be worked out by hand."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.night import Night
from pipelines.reports.report import Report
from tests.auditing._notice import weibo_home
from warehouse import Home, catalogue, open_home
from warehouse._coverage import ShownCoverage
from warehouse._grains import GRAINS, KEYS
from warehouse._schema import _KINDS, META
from warehouse.catalogue import Catalogue, Claim, Target
from warehouse.figures import FigureRow

AS_OF = date(2024, 6, 20)
OBSERVED_AT = datetime(2024, 6, 21, 9, 1)
WHOLE = ShownCoverage(1.0, [], 0, days=172, days_covered=172, newest="2024-06-21", age_days=0)
LACKING = ShownCoverage(
    0.9709, ["2024-03-01~2024-03-05"], 3, days=172, days_covered=167, newest="2024-06-17", age_days=3,
    late_days_tolerated=7, mends=["公众号图文明细缺3月1日至3月5日"],
)  # fmt: skip
FORMULA = '=HYPERLINK("http://evil.example","x")'
MARKUP = "<img src=x onerror=alert(1)>"
_POSTS: list[tuple[str, str, str, int | None, dict[str, Any]]] = [
    ("wechat", "2024-01-02 08:00:00", FORMULA, 100, {"likes": 7, "url": "https://example.org/a"}),
    ("wechat", "2024-01-31 23:59:59", MARKUP, 250, {"url": "javascript:alert(1)"}),
    ("wechat", "2024-03-05 08:00:00", "【样例】没有阅读量", None, {}),
    ("wechat", "2024-06-20 23:59:59", "【样例】控制\x07符\u202e与\n换行", 100_000, {"views_is_floor": True}),
    # none of these is counted
    ("wechat", "2023-12-31 23:59:59", "【样例】上一年", 9_999_999, {}),
    ("wechat", "2024-06-21 00:00:00", "【样例】后一天", 9_999_999, {}),
    ("wechat", "2024-02-01 08:00:00", "【样例】仅自己可见", 9_999_999, {"visibility": "自见"}),
    ("wechat", "2024-02-01 08:00:00", "【样例】已撤回", 9_999_999, {"withdrawn": True}),
    ("wechat", "2024-02-01 08:00:00", "【样例】别的时点", 9_999_999, {"as_of": date(2023, 12, 31)}),
    ("wechat", "2024-02-01 08:00:00", "【样例】别的中心", 9_999_999, {"centre": "other"}),
    # a platform without views
    ("tv", "2024-05-01 19:30:00", "【样例】电视新闻", None, {}),
]


ReportOver = Callable[..., Report]
"""Makes a report over a connection: of which figures, and what is told otherwise."""


@pytest.fixture(scope="session")
def said() -> dict[str, Any]:
    """What every report is told."""
    computed_at = datetime(2024, 6, 21, 2, 30, 11)
    return {"title": "样例县融媒体中心", "as_of": AS_OF, "centre": "jianhu", "computed_at": computed_at}


@pytest.fixture(scope="session")
def report_over(said: dict[str, Any]) -> ReportOver:
    """A maker of reports over any connection."""

    def make(con: duckdb.DuckDBPyConnection, figures: Sequence[FigureRow], **changes: Any) -> Report:
        return Report(figures, Catalogue({}, {}, {}, {}), con, **said | changes)

    return make


@pytest.fixture
def report_of(warehouse_con: duckdb.DuckDBPyConnection, report_over: ReportOver) -> Callable[..., Report]:
    """The same over the small warehouse of the test."""
    return partial(report_over, warehouse_con)


@pytest.fixture(scope="session")
def formula() -> str:
    """The title of a work that wants to be a formula."""
    return FORMULA


@pytest.fixture(scope="session")
def markup() -> str:
    """The title of a work that wants to be a tag."""
    return MARKUP


@pytest.fixture
def warehouse_con(small_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A small warehouse of the test's own: works of a newspaper's 公众号 and of TV, app days, three files."""
    with _copied(small_warehouse) as con:
        yield con


@pytest.fixture(scope="module")
def module_con(small_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same for fixtures that all tests of a file look at: those may add to it, tests write nothing into it."""
    with _copied(small_warehouse) as con:
        yield con


@pytest.fixture(scope="session")
def small_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that it is copied from, which is quicker than to fill it each time."""
    path = tmp_path_factory.mktemp("small") / "small.duckdb"
    with duckdb.connect(str(path)) as con:
        _fill(con)
    return path


@contextmanager
def _copied(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        con.execute(f"attach '{file}' as small (read_only)")
        con.execute("copy from database small to memory")
        con.execute("detach small")
        yield con


def _fill(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(META)
    _insert(con, "meta.as_of_days", {"as_of": AS_OF})
    con.execute(_KINDS)
    con.execute("create table core.ledger_parts (as_of date, centre varchar, batch bigint)")
    for grain, columns in GRAINS.items():
        added = {"posts": {"withdrawn": "boolean"}, "account_days": {"is_last": "boolean"}}.get(grain, {})
        head = {"as_of": "date", "centre": "varchar", "account": "varchar", "batch": "bigint"}
        head |= {"source_row": "bigint", "observed_at": "timestamp", KEYS[grain]: "varchar"}
        body = ", ".join(f"{name} {sql_type}" for name, sql_type in (head | columns | added).items())
        con.execute(f"create table core.{grain} ({body})")
    for number, (platform, published_at, title, views, more) in enumerate(_POSTS):
        row = {"as_of": AS_OF, "centre": "jianhu", "batch": 1, "post_key": str(number), "visibility": "公开"}
        row |= {"account": "main", "source_row": number + 2, "observed_at": OBSERVED_AT}
        row |= {"withdrawn": False, "views_is_floor": False, "count_window": "7d"}
        row |= {"platform": platform, "published_at": published_at, "title": title, "views": views} | more
        _insert(con, "core.posts", row)
    days = {"as_of": AS_OF, "centre": "jianhu", "batch": 2, "platform": "app", "day": AS_OF, "value": 5}
    days |= {"account": "main", "source_row": 2, "observed_at": OBSERVED_AT}
    _insert(con, "core.account_days", days)
    _insert(con, "core.ledger_parts", {"as_of": AS_OF, "centre": "jianhu", "batch": 3})
    _files(con)


def _files(con: duckdb.DuckDBPyConnection) -> None:
    kind = {"kind": "wechat_articles", "title": "公众号图文明细", "source": "公众号后台 → 内容分析 → 下载"}
    kind |= {"grain": "posts", "covers": "snapshot", "domains": '{"platform": ["wechat"]}'}
    _insert(con, "meta.kinds", kind)
    for number, kind, how in (
        (1, "wechat_articles", "name"), (2, "app_daily", "assumed"), (3, "incidents", "name"), (4, "unused", "name"),
    ):  # fmt: skip
        at = datetime(2024, 6, 21, 9, number)
        path = f"2024-06-21/{number}.xlsx"
        _insert(
            con,
            "meta.files",
            {"file_id": number, "sha256": f"{number}" * 64, "original_path": path, "observed_how": how},
        )
        part = {
            "batch": number,
            "file_id": number,
            "kind": kind,
            "sheet": "Sheet1",
            "account": "main",
            "observed_at": at,
        }
        rows = {"rows_read": 12, "rows_loaded": 9, "rows_rejected": 1, "rows_set_aside": 2}
        _insert(con, "meta.parts", part | rows)


def _insert(con: duckdb.DuckDBPyConnection, table: str, row: dict[str, Any]) -> None:
    places = ", ".join("?" * len(row))
    con.execute(f"insert into {table} ({', '.join(row)}) values ({places})", list(row.values()))


@pytest.fixture
def reported_home(reported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home of one list of 微博 with the reports of its night, in which of all figures only its own are computed."""
    monkeypatch.setattr(catalogue, "load", _of_weibo)
    return open_home(shutil.copytree(reported, tmp_path / "reported-home"))


@pytest.fixture(scope="session")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What it is copied from."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(catalogue, "load", _of_weibo)
        home = weibo_home(tmp_path_factory.mktemp("reported") / "home")
        Night.of(home, AS_OF).report()
    return home.root


def _of_weibo(config: Path | None = None, load: Callable[..., Catalogue] = catalogue.load) -> Catalogue:
    return Catalogue({key: one for key, one in load(config).figures.items() if one.platform == "weibo"}, {}, {}, {})


@pytest.fixture(scope="session")
def figure() -> Callable[..., FigureRow]:
    """A maker of figures: what is not said is plain."""

    def make(label: str, value: float | None = None, **said: Any) -> FigureRow:
        plain: dict[str, Any] = {
            "id": "f", "metric_id": "f", "centre": "jianhu", "item": "", "unit": "条", "kind": "flow",
            "numerator": None, "denominator": None, "as_of": AS_OF, "claim": None, "verdict": "", "remark": "",
            "target": None, "target_verdict": "", "coverage": WHOLE, "files": 1, "rows": 1,
            "platform": None, "state": None,
        }  # fmt: skip
        return FigureRow(**plain | said | {"label": label, "value": value})

    return make


@pytest.fixture(scope="session")
def figures(figure: Callable[..., FigureRow]) -> list[FigureRow]:
    """Six figures, one of each thing that can be said of one, not in the order of the notice."""

    def claim(item: str, quote: str, bound: str, value: float | None = None, **more: Any) -> Claim:
        return Claim("f", item, quote, bound, value, **more)

    target = Target("t", "f", ">=", 95, "样例考核办法", date(2024, 1, 1))
    return [
        figure("样例没有对照的数", 12.5, unit="元"),
        figure("样例满意率", 96.6, item="二(一)16", unit="%", kind="share", numerator=398, denominator=412,
               share="398/412 = 96.6%", claim=claim("二(一)16", "满意率超95%", ">", 95), verdict="一致", target=target,
               target_verdict="达标"),
        figure("样例推文", 930, item="二(一)3", platform="wechat", claim=claim("二(一)3", "推文932条", "=", 932),
               verdict="偏高", remark="少两条"),
        figure("样例阅读量", None, item="二(一)3", unit="次", platform="wechat", verdict="数据不全", complete=False,
               claim=claim("二(一)3", "阅读量超20万", ">", 200_000),
               coverage=LACKING),
        figure("样例注册用户", 193_640, item="二(一)3", unit="人", verdict="文字残缺",
               claim=claim("二(一)3", "超过了19", ">", candidates=(1_900, 190_000))),
        figure("样例等次", None, item="一(1)", kind="state", unit="", state="较好", verdict="无法核对",
               claim=claim("一(1)", "较好", "vague")),
    ]  # fmt: skip
