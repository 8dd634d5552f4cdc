"""The dashboard: one page, nothing from outside, nothing that outside text could do to it."""

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import lxml.html
import plotly.graph_objects as go
import pytest

from pipelines.reports.dashboard.missing import gaps
from pipelines.reports.dashboard.page import write_dashboard
from warehouse._coverage import ShownCoverage


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, module_con, figures, report_over) -> str:
    folder = tmp_path_factory.mktemp("page") / "2024-06-20"
    write_dashboard(folder, report_over(module_con, figures))
    return (folder / "index.html").read_text("utf-8")


def charts(page: str) -> dict[str, dict]:
    return json.loads(lxml.html.fromstring(page).get_element_by_id("page-data").text_content())["platforms"]


def test_text_from_outside_is_only_text(page, formula, markup):
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "<img" not in page
    assert "javascript:" not in page
    assert "\u202e" not in page
    titles = [item.text_content() for item in lxml.html.fromstring(page).xpath("//article/ol/li")]
    assert [title.split("　")[0].rsplit(" ", 1)[0] for title in titles] == ["【样例】控制符与 换行", markup, formula]


def test_text_of_figures_is_escaped_too(tmp_path, figure, report_of, markup):
    row = figure(markup, 1, item=markup, unit=markup, verdict="偏高", remark=markup, kind="state", state=markup,
                 target_verdict=markup, coverage=ShownCoverage(0.5, [markup], 0))  # fmt: skip
    write_dashboard(tmp_path / "d", report_of([row], title=markup))
    assert "<img" not in (tmp_path / "d" / "index.html").read_text("utf-8")


def test_nothing_is_fetched_from_elsewhere(page):
    root = lxml.html.fromstring(page)
    assert not root.xpath("//*[@src]")  # the script of the page asks for the one program that draws
    assert re.findall(r'src: "(.*?)"', page) == ["../plotly.min.js"]
    assert not root.xpath("//link | //iframe | //object | //form | //img")
    outside = [tag.get("href") for tag in root.xpath("//*[@href]") if not tag.get("href").startswith("#")]
    assert outside == ["https://example.org/a"]
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|WebSocket|innerHTML|insertAdjacentHTML", page)
    assert set(re.findall(r"https?://[^\s\"<&]+", page)) == {"https://example.org/a", "http://evil.example"}


def test_only_our_own_script_may_run(page):
    root = lxml.html.fromstring(page)
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    script = root.xpath("//script[not(@type)]/text()")[0]
    assert f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy.replace("style-src 'unsafe-inline'", "")


def test_one_plotly_is_shared_and_written_only_when_it_differs(tmp_path, figures, report_of):
    shared = tmp_path / "plotly.min.js"
    for as_of in ("2024-06-19", "2024-06-20"):
        write_dashboard(tmp_path / as_of, report_of(figures))
    before = shared.stat().st_ino
    assert sorted(path.name for path in (tmp_path / "2024-06-20").iterdir()) == ["index.html"]
    write_dashboard(tmp_path / "2024-06-20", report_of(figures))
    assert shared.stat().st_ino == before
    shared.write_bytes(b"an older version")
    write_dashboard(tmp_path / "2024-06-20", report_of(figures))
    assert shared.stat().st_size > 1_000_000


def test_charts_are_valid_and_hold_the_numbers(page):
    found = charts(page)
    assert list(found) == ["wechat", "tv"]
    for chart in found.values():
        go.Figure(chart)  # raises on a property that plotly does not know
    bars = found["wechat"]["data"][0]
    assert bars["x"] == ["1月", "2月", "3月", "4月", "5月", "6月至20日"]
    assert bars["customdata"] == [350, None, None, None, None, 100_000]
    assert bars["y"] == [0.035, None, None, None, None, 10]
    assert found["wechat"]["layout"]["title"]["text"] == "阅读量（万次）"
    assert bars["text"] == ["0.035", "", "", "", "", "10"]
    assert found["tv"]["data"][0]["y"] == [0, 0, 0, 0, 1, 0]


def test_what_is_missing_comes_first(page):
    headings = [tag.text_content() for tag in lxml.html.fromstring(page).xpath("//h2")]
    assert headings == ["要补的下载", "要改的说法", "定不了的说法", "指标对照", "各平台", "结论是什么意思"]
    text = " ".join(lxml.html.fromstring(page).xpath("//ul[@class='wanted']")[0].text_content().split())
    assert text == "公众号图文明细缺3月1日至3月5日：样例阅读量"
    assert "通报 932条，算得 930条（少两条）" in page


def test_what_a_row_says_of_its_coverage(page):
    found = lxml.html.fromstring(page).xpath("//td[@data-label='覆盖率']")
    cells = [" ".join(cell.text_content().split()) for cell in found]
    assert cells[0] == "100.0%"
    assert cells[2] == ("97.1% 167/172天 最新 2024-06-17（早3天） 缺 2024-03-01~2024-03-05 晚读3天 容许缺0天、晚7天")


def test_a_share_shows_what_it_is_made_of(page):
    remarks = [cell.text_content() for cell in lxml.html.fromstring(page).xpath("//td[@data-label='备注']")]
    assert remarks[4] == "398/412 = 96.6%；原文「满意率超95%」"


def test_gaps_are_told_once_for_all_that_wait_for_them(figure):
    missing = ShownCoverage(0.5, ["2024-05-01"], 0)
    rows = [figure("甲", verdict="无数据")]
    rows += [figure(name, verdict="数据不全", coverage=missing) for name in "乙丙"]
    rows += [figure("丁", verdict="一致", coverage=missing)]
    rows += [figure("戊", verdict="数据不全", coverage=replace(missing, mends=["一份下载"]))]
    assert [(gap.missing, gap.labels) for gap in gaps(rows)] == [
        ("缺 2024-05-01", ["乙", "丙"]),
        ("一行数据也没有读到", ["甲"]),
    ]


def test_what_was_read_too_late_is_told_of_without_a_claim_too(figure):
    late = ShownCoverage(1.0, [], 171, days=2, days_covered=2, late_days_tolerated=7)
    read_late = figure("late", verdict="", complete=False, coverage=late)
    assert [gap.labels for gap in gaps([read_late, figure("whole", verdict="")])] == [[read_late.label]]


def test_scorecard_can_be_filtered_by_every_verdict_shown(page):
    root = lxml.html.fromstring(page)
    verdicts = [row.get("data-verdict") for row in root.xpath("//tr[@class='figure']")]
    assert verdicts == ["无法核对", "偏高", "数据不全", "文字残缺", "一致", ""]
    chips = {chip.get("data-verdict"): chip.text_content() for chip in root.xpath("//button[@data-verdict]")}
    options = [option.get("value") for option in root.xpath("//select[@id='page-verdict']/option")]
    assert set(options) == set(chips) == set(verdicts) | {"*"}
    assert chips["偏高"] == "1▲ 偏高"


def test_page_of_a_night_without_any_data(tmp_path, report_of, warehouse_con):
    warehouse_con.execute("delete from core.posts")
    write_dashboard(tmp_path / "d", report_of([]))
    assert "没有缺的数据" in (tmp_path / "d" / "index.html").read_text("utf-8")


def test_the_page_of_a_sample_says_so_first(tmp_path, page, figures, report_of):
    write_dashboard(tmp_path / "d", report_of(figures, is_sample=True))
    root = lxml.html.fromstring((tmp_path / "d" / "index.html").read_text("utf-8"))
    assert root.body[0].text_content() == "样例（虚构数据）"
    assert root.findtext(".//title").startswith("样例（虚构数据）")
    assert "虚构" not in page


def test_what_is_a_floor_reads_at_least(tmp_path, figure, report_of):
    write_dashboard(tmp_path / "d", report_of([figure("样例阅读量", 1_600_000, unit="次", floors=3)]))
    (cell,) = lxml.html.fromstring((tmp_path / "d" / "index.html").read_text("utf-8")).xpath(
        "//td[@data-label='计算值']"
    )
    assert cell.text_content().split() == ["≥", "1,600,000", "次"]
