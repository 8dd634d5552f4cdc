"""What the page holds for the panels of its figures: words, rows and files, each row and file once."""

import json
from dataclasses import replace
from datetime import date

import pytest

from pipelines.reports.dashboard.embedded import data_block
from pipelines.reports.dashboard.panels import panels
from warehouse._coverage import ShownCoverage
from warehouse.catalogue import Catalogue, Claim, Figure, Target

OF_WECHAT = (("platform", ("wechat",)), ("visibility", ("公开",)))
READS = Figure("wx_reads", "wx.reads", "样例阅读量", "次", "posts", "flow", "year_to_date", of=OF_WECHAT,
               measure="sum(views)", note="期内推文的阅读量")  # fmt: skip
POSTS = replace(READS, id="wx_posts", measure="count(*)", note="期内的推文")


@pytest.fixture
def found(figure, report_of):
    """Makes the panels of figures of the small warehouse: those of READS and POSTS, and what is said otherwise."""

    def make(**said):
        rows = [
            figure("样例阅读量", 100_350, id="wx_reads", unit="次", rows=4, platform="wechat", **said),
            figure("样例推文", 4, id="wx_posts", rows=4, platform="wechat"),
            figure("样例不认识的", 1, id="unknown"),
        ]
        report = replace(report_of(rows), known=Catalogue({"wx_reads": READS, "wx_posts": POSTS}, {}, {}, {}))
        report.__dict__["trends"] = {}  # they need tables that the small warehouse does not have
        return panels(report)

    return make


def test_rows_and_files_that_figures_share_stand_there_once(found, markup, formula):
    data = found()
    assert len(data["rows"]) == 4
    assert len(data["tables"]) == 1
    of_reads, of_posts = (data["figures"][name]["rows"] for name in ("wx_reads", "wx_posts"))
    assert [data["rows"][at][1] for at in of_reads] == [5, 3, 2, 4]
    assert [data["rows"][at][1] for at in of_posts] == [5, 4, 3, 2]
    table, row, title, more, url, day, quantity, counted = data["rows"][of_reads[2]]
    assert (row, title, more, url, day, quantity, counted) == (
        2, formula, "", "https://example.org/a", "2024-01-02", "100", "",
    )  # fmt: skip
    assert data["tables"][table] == ["2024-06-21/1.xlsx", "Sheet1", "2024-06-21 09:01", "1" * 64]
    assert data["rows"][of_reads[1]][2:5] == [markup, "", None]  # its address is a script
    assert data["rows"][of_reads[0]][6] == "100,000+"


def test_the_definition_is_in_words(found):
    claim = Claim("wx_reads", "二(一)3", "阅读量超10万", ">", 100_000)
    target = Target("t", "wx_reads", ">=", 200_000, "样例考核办法", date(2024, 1, 1))
    panel = found(claim=claim, item="二(一)3", target=target, target_verdict="按进度", completion=0.50175)["figures"]
    said = dict(panel["wx_reads"]["definition"])
    assert said["口径"] == "期内推文的阅读量"
    assert said["时段"] == "2024年1月1日至6月20日"
    assert said["通报"] == "「阅读量超10万」，见 二(一)3"
    assert said["目标"] == "≥ 20万次；按进度；完成 50.18%；依据：样例考核办法"
    assert said["编号"] == f"wx_reads（f），口径版本 {READS.definition_hash}"
    assert panel["wx_reads"]["downloads"] == [["公众号图文明细", "公众号后台 → 内容分析 → 下载"]]
    assert panel["wx_reads"]["order"] == "共 4 行，分量重的在前"
    assert panel["wx_posts"]["order"] == "共 4 行，新的在前"


def test_what_is_missing_and_what_would_mend_it(found):
    lacking = ShownCoverage(0.97, ["2024-03-01~2024-03-05"], 0, days=172, days_covered=167, mends=["图文明细缺3月"])
    panel = found(coverage=lacking, verdict="数据不全", complete=False)["figures"]["wx_reads"]
    assert panel["missing"] == "缺 2024-03-01~2024-03-05；容许缺0天、晚0天"
    assert panel["mends"] == ["图文明细缺3月"]
    tolerated = found(coverage=lacking, verdict="一致")["figures"]["wx_reads"]
    assert tolerated["missing"] == ""
    assert "缺" not in dict(tolerated["definition"])["口径"]
    assert "2024-03-01~2024-03-05" in dict(tolerated["definition"])["覆盖"]


def test_a_figure_that_the_catalogue_no_longer_has_is_told_of_without_rows(found):
    panel = found()["figures"]["unknown"]
    assert (panel["rows"], panel["tables"], panel["chart"]) == ([], [], None)


def test_a_long_title_is_cut_with_a_mark(found, warehouse_con):
    warehouse_con.execute("update core.posts set title = repeat('长', 500) where post_key = '0'")
    titles = [row[2] for row in found()["rows"]]
    assert max(len(title) for title in titles) == 121
    assert "长" * 120 + "…" in titles


def test_the_block_cannot_be_left_by_text(found, markup):
    written = str(data_block(found() | {"x": "</script><!--"}))
    assert "<" not in written
    assert markup in json.dumps(json.loads(written), ensure_ascii=False)
