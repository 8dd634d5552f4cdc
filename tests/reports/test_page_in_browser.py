"""The dashboard in a real browser: what people do with it, and what nobody can do to it."""

import dataclasses
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pandas as pd
import pytest
from _browser import chromium, sync_api

from pipelines.reports.dashboard.page import write_dashboard
from warehouse.catalogue import Catalogue, Figure
from warehouse.trends import Point

OVER_10K = "dy_posts_over_10k"
FIGURES = 78
OF_WECHAT = (("platform", ("wechat",)), ("visibility", ("公开",)))


@dataclasses.dataclass
class Watched:
    """A page, and all that it said on its console and asked for."""

    page: "sync_api.Page"
    url: str
    said: list[str]
    requested: list[str]

    def at(self, state: str = "") -> "sync_api.Page":
        """The page, showing what a link with `state` shows."""
        self.page.goto(f"{self.url}#{state}")
        return self.page

    def drawn(self, state: str = "") -> "sync_api.Page":
        """The same when the main charts are there."""
        self.at(state).wait_for_selector("body[data-charts=drawn]", timeout=30_000)
        return self.page


@pytest.fixture(scope="module")
def browser() -> Iterator["sync_api.Browser"]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def open_page(browser: "sync_api.Browser") -> Iterator[Callable[..., Watched]]:
    """Opens a page in a window of its own, without a network."""
    contexts = []

    def opened(path: Path, **settings: object) -> Watched:
        context = browser.new_context(offline=True, **settings)
        contexts.append(context)
        page = context.new_page()
        watched = Watched(page, path.as_uri(), [], [])
        page.on("console", lambda message: watched.said.append(message.text))
        page.on("pageerror", lambda error: watched.said.append(str(error)))
        page.on("request", lambda request: watched.requested.append(request.url))
        page.goto(watched.url)
        return watched

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def sample(open_page, sample_home) -> Watched:
    """The page of the sample home, the same for all tests."""
    return open_page(sample_home.reports / "2024-06-20" / "index.html", viewport={"width": 1280, "height": 900})


@pytest.fixture(scope="module")
def small(tmp_path_factory, figure, module_con, report_over, markup) -> Path:
    """A page of two figures of the small warehouse: one named and measured in markup, with a gap in its trend."""
    about = {"table": "posts", "period": "year_to_date", "of": OF_WECHAT}
    known = [
        Figure("wx_reads", "wx.reads", markup, "<b>次</b>", kind="flow", measure="sum(views)", note=markup, **about),
        Figure("wx_posts", "wx.posts", "样例推文", "条", kind="flow", measure="count(*)", **about),
    ]
    rows = [
        figure(markup, 350, id="wx_reads", unit="<b>次</b>", rows=4, platform="wechat", verdict="一致"),
        figure("样例推文", 4, id="wx_posts", rows=4, platform="wechat", verdict="一致"),
    ]
    catalogue = Catalogue({one.id: one for one in known}, {}, {}, {})
    report = dataclasses.replace(report_over(module_con, rows), known=catalogue)
    values = [(31, 100, True), (29, None, False), (31, 340, False), (30, 345, True)]
    points = tuple(Point(date(2024, month, day), value, whole, None)
                   for month, (day, value, whole) in enumerate(values, 1))  # fmt: skip
    report.__dict__["trends"] = {("jianhu", "wx_reads"): points}
    folder = tmp_path_factory.mktemp("small-page") / "2024-06-20"
    write_dashboard(folder, report)
    return folder / "index.html"


@pytest.fixture(scope="module")
def small_opened(open_page, small) -> Watched:
    """That page, the same for tests that do not care how it was opened."""
    return open_page(small)


def shown(page: "sync_api.Page") -> list[str]:
    """The ids of the figures that are to be seen."""
    return page.eval_on_selector_all("tr.figure", "rows => rows.filter(row => row.offsetParent).map(row => row.id)")


def comes_true(page: "sync_api.Page", script: str) -> bool:
    """Whether `script` is true in the end; the page lets nothing wait for it inside, as it forbids eval."""
    for _ in range(100):
        if page.evaluate(script):
            return True
        page.wait_for_timeout(50)
    return False


def test_it_loads_with_two_files_and_nothing_to_complain_of(sample):
    page = sample.drawn(f"open={OVER_10K}")
    page.wait_for_selector(f"#panel-{OVER_10K} svg")
    assert {Path(url).name for url in sample.requested} == {"index.html", "plotly.min.js"}
    assert all(url.startswith("file:") for url in sample.requested)
    assert page.locator(".platforms .chart svg.main-svg").count() >= page.locator(".platforms .chart").count() >= 6
    assert sample.said == []


def test_filters_combine_and_say_how_many_are_left(sample):
    page = sample.at()
    assert len(shown(page)) == FIGURES
    page.select_option("#page-platform", "wechat")
    page.click(".chip[data-verdict=一致]")
    assert set(shown(page)) == {"wx_posts", "wx_fans_new"}
    assert page.inner_text("#page-shown") == f"显示 2 / {FIGURES} 项"
    page.fill("#page-search", "粉丝 净增")
    assert shown(page) == ["wx_fans_new"]
    page.select_option("#page-item", "二(一)13")
    assert shown(page) == []
    assert page.inner_text("#page-none") == "没有符合条件的指标。"
    page.click("#page-reset")
    assert len(shown(page)) == FIGURES


def test_what_is_shown_stands_in_the_address_and_back_goes_back(sample, open_page):
    page = sample.at()
    page.select_option("#page-item", "二(一)5")
    page.click("#app_selfmade_ratio button")
    link = page.url
    assert page.is_visible("#panel-app_selfmade_ratio")
    page.go_back()
    assert page.is_hidden("#panel-app_selfmade_ratio")
    assert len(shown(page)) == 3
    page.go_back()
    assert len(shown(page)) == FIGURES
    page.goto(link)
    assert page.input_value("#page-item") == "二(一)5"
    assert page.is_visible("#panel-app_selfmade_ratio")


def test_words_are_looked_for_in_labels_quotes_and_ids(sample):
    for words, found in (("dy.posts_over_10k", [OVER_10K]), ("满意率超95%", ["comment_satisf_rate"]),
                         ("外宣用稿 央视", ["ext_tv_cctv"])):  # fmt: skip
        assert shown(sample.at(f"q={quote(words)}")) == found


def test_words_may_come_from_a_chinese_keyboard_and_are_no_pattern(sample):
    for words, like in (
        ("ＤＹ．ｐｏｓｔｓ＿ｏｖｅｒ", "dy.posts_over"),
        ("二（一）5", "二(一)5"),
        ("１，００４", "1,004"),
    ):
        assert shown(sample.at(f"q={quote(words)}")) == shown(sample.at(f"q={quote(like)}")) != []
    assert shown(sample.at(f"q={quote('.*')}")) == []


def test_a_figure_opens_down_to_the_rows_of_its_files(sample, sample_home):
    page = sample.at(OVER_10K)  # the plain anchor of a figure opens it
    panel = page.locator(f"#panel-{OVER_10K}")
    works = pd.read_excel(sample_home.inbox / "2024-06-21/抖音/作品列表导出.xlsx", dtype=str)
    works["views"], works["row"] = works["播放量"].astype(int), works.index + 2
    of_2024 = works[works["发布时间"].str.startswith("2024") & (works["审核状态"] == "公开")]
    best = of_2024.sort_values(["views", "发布时间"], ascending=False).head(20)
    cells = panel.locator("table.inner").first.locator("tbody tr").all_inner_texts()
    assert [cell.split("\t")[2].replace(",", "") for cell in cells] == best["播放量"].tolist()
    assert [cell.split("\t")[4] for cell in cells] == best["row"].astype(str).tolist()
    assert cells[0].split("\t")[3] == "2024-06-21/抖音/作品列表导出.xlsx　Sheet1"
    text = panel.inner_text()
    for said in (
        "严格大于10000",
        "2024年1月1日至6月20日",
        "「播放量过万276条」",
        "共 276 行，分量重的在前，这里列 20 行",
        "抖音创作者中心 → 内容管理",
        f"media-metrics explain {OVER_10K} --as-of 2024-06-20",
    ):
        assert said in text


def test_everything_is_reached_by_keyboard(sample):
    page = sample.at()
    page.reload()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('tr').id") == "insp_aspects"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.is_visible("#panel-insp_aspects")
    assert page.get_attribute("#insp_aspects button", "aria-expanded") == "true"
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel-insp_aspects")
    assert page.evaluate("document.activeElement.closest('tr').id") == "insp_aspects"


def test_skipping_to_the_table_leaves_it_filtered(sample):
    page = sample.at("platform=douyin")
    page.focus(".skip")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "page-scorecard"
    assert page.input_value("#page-platform") == "douyin"


def test_a_figure_filtered_away_is_drawn_as_wide_as_its_place_when_it_comes_back(open_page, small):
    page = open_page(small, viewport={"width": 360, "height": 900}).drawn("open=wx_reads&q=zzz")
    page.click("#page-reset")
    page.wait_for_selector("#panel-wx_reads .chart svg")
    assert comes_true(page, "document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [360, 768, 1920])
def test_nothing_stands_beyond_the_edge(sample, width):
    page = sample.drawn(f"open={OVER_10K},comment_satisf_rate")
    page.set_viewport_size({"width": width, "height": 900})
    assert comes_true(page, "document.documentElement.scrollWidth <= innerWidth")  # charts follow the window
    beyond = "all => all.filter(one => one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML)"
    assert page.eval_on_selector_all("main *:not(svg *)", beyond) == []


def test_paper_has_the_table_with_its_head_on_every_page(sample, tmp_path):
    page = sample.drawn()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(media="print")
    assert page.is_hidden(".tools")
    assert page.is_visible(".sample")
    assert page.is_visible("#safety_checks")
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    page.emulate_media(media="screen")
    if shutil.which("pdftotext"):
        command = ["pdftotext", "-layout", tmp_path / "page.pdf", "-"]
        pages = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\f")
        with_figures = [one for one in pages if "100.0%" in one]
        assert len(with_figures) >= 4
        assert all("计算值" in one and "通报值" in one and "样例（虚构数据）" in one for one in with_figures)


def test_text_from_outside_stays_text(small_opened, markup):
    page = small_opened.drawn("open=wx_reads,wx_posts")
    page.wait_for_selector("#panel-wx_reads .chart svg")
    assert page.locator("img").count() == 0
    links = page.eval_on_selector_all("#panel-wx_posts a", "all => all.map(one => one.href)")
    assert links == ["https://example.org/a"]
    assert markup in page.locator("#panel-wx_posts td.title").all_inner_texts()
    first = "[{curveNumber: 0, pointNumber: 0}]"
    page.evaluate(f"Plotly.Fx.hover(document.querySelector('#panel-wx_reads .chart'), {first})")
    assert "100<b>次</b>" in page.text_content("#panel-wx_reads .hoverlayer")
    assert "单位：<b>次</b>" in page.text_content("#panel-wx_reads .infolayer")
    assert small_opened.said == []


def test_a_gap_in_the_data_is_a_gap_in_the_line(small_opened):
    page = small_opened.at("open=wx_reads")
    page.wait_for_selector("#panel-wx_reads .chart svg")
    lines = page.eval_on_selector_all("#panel-wx_reads path.js-line", "all => all.map(one => one.getAttribute('d'))")
    assert [line.count("L") for line in lines] == [0, 1]  # January alone; from March to April
    assert page.locator("#panel-wx_reads .scatterlayer .points path").count() == 3
    assert page.locator("#panel-wx_reads .shapelayer path").count() == 1
    assert "没有数据：2月" in page.inner_text("#panel-wx_reads")
    assert "数据不全：3月" in page.inner_text("#panel-wx_reads")


def test_without_the_chart_program_it_says_so_and_all_else_works(open_page, small, tmp_path):
    (tmp_path / "alone").mkdir()
    page = open_page(Path(shutil.copy(small, tmp_path / "alone"))).drawn("open=wx_reads")
    assert "图画不出来；数字不受影响" in page.inner_text("#panel-wx_reads")
    assert "图画不出来；数字不受影响" in page.inner_text(".by-platform")
    assert page.locator("#panel-wx_reads td.title").count() == 4


def test_without_scripts_the_table_can_be_read(open_page, small):
    page = open_page(small, java_script_enabled=False).page
    assert "浏览器没有开启脚本" in page.inner_text("noscript")
    assert page.is_hidden(".tools")
    assert page.inner_text("#wx_posts .label") == "样例推文"
