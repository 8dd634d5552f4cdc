"""The sheet 口径: what it prints can be followed, and comes to the number."""

from dataclasses import replace
from datetime import date

import duckdb
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports.contents.definitions import KINDS
from pipelines.reports.workbook.summary import write_summary
from warehouse._kinds import KINDS as COMPUTED_KINDS
from warehouse.catalogue import Catalogue, Figure, Reading, Target

POSTS = Figure(
    "posts", "wx.posts", "样例推文", "条", "posts", "flow", "year_to_date",
    of=(("platform", ("wechat",)), ("visibility", ("公开",))), measure="count(*)", note="按篇数计",
)  # fmt: skip
OVER = replace(
    POSTS, id="over", label="样例过百", where="views > 100", readings=(Reading("含自见", POSTS), Reading("全部", POSTS))
)
TARGET = Target("t", "over", ">=", 2, "样例任务书", date(2024, 1, 1), date(2024, 12, 31))
KNOWN = Catalogue({figure.id: figure for figure in (POSTS, OVER)}, {}, {"t": TARGET}, {})


@pytest.fixture(scope="module")
def con(module_con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The small warehouse, with kinds of files that came and such that did not."""
    module_con.execute(
        "create or replace table meta.kinds "
        "(kind varchar, title varchar, source varchar, grain varchar, covers varchar, domains varchar)"
    )
    module_con.execute("""insert into meta.kinds values
        ('wechat_articles', '公众号图文明细', '后台 → 导出', 'posts', '', '{}'),
        ('app_daily', '客户端每日', 'App 后台', 'account_days', '', '{}'),
        ('douyin_works', '抖音作品', '抖音 → 导出', 'posts', '', '{"platform": ["douyin"]}'),
        ('other_articles', '没有来过的明细', '另一处', 'posts', '', '{}')""")
    module_con.execute("update meta.parts set centre = 'jianhu'")
    return module_con


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory, figure, report_over, con: duckdb.DuckDBPyConnection) -> Worksheet:
    path = tmp_path_factory.mktemp("definitions") / "s.xlsx"
    rows = [figure("样例过百", 1, id="over"), figure("样例推文", 4, id="posts"), figure("没有定义的", 5, id="none")]
    write_summary(path, replace(report_over(con, rows), known=KNOWN))
    return load_workbook(path)["口径"]


def said(sheet: Worksheet, row: int) -> dict[str, object]:
    return {str(head.value): cell.value for head, cell in zip(sheet[4], sheet[row], strict=True)}


def test_a_figure_is_told_in_words_and_as_it_is_written(sheet):
    over, posts = said(sheet, 5), said(sheet, 6)
    assert over == over | {
        "指标": "样例过百", "统计期": "2024年1月1日至6月20日", "怎么算": "期内合计", "说明": "按篇数计",
        "其他口径": "含自见；全部", "目标依据": "样例任务书（2024-01-01至2024-12-31有效）", "代号": "over wx.posts",
        "版本": OVER.definition_hash,
        "定义": "from: posts；of: platform = wechat，visibility = 公开；where: views > 100；measure: count(*)；"
                "period: year_to_date",
    }  # fmt: skip
    assert (posts["指标"], posts["目标依据"], posts["其他口径"]) == ("样例推文", None, None)
    assert posts["版本"] != over["版本"]
    assert sheet["A7"].value is None


def test_its_sql_comes_to_the_number(sheet, con):
    counted = [dict(con.execute(str(said(sheet, row)["实际执行的 SQL"])).fetchall()) for row in (5, 6)]
    assert counted == [{"jianhu": 2, "other": 1}, {"jianhu": 4, "other": 1}]


def test_where_to_download_is_told_of_what_came(sheet):
    assert said(sheet, 6)["在哪里导出"] == "公众号图文明细：后台 → 导出"


def test_the_scorecard_leads_to_it(sheet):
    links = [row[19].hyperlink for row in sheet.parent["指标对照"].iter_rows(6, 8)]
    assert [link and link.location for link in links] == ["'口径'!A5", "'口径'!A6", None]


def test_every_kind_of_figure_has_words():
    assert KINDS.keys() == COMPUTED_KINDS.keys()
