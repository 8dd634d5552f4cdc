"""The audited copy in a real browser: what people do with it, how it fits their screens, and what it never does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from _notice import account, audit, claim, judged

from pipelines.auditing.page import page
from tests.reports._browser import chromium, sync_api

TEXT = (
    "附：<img src=x onerror=alert(1)>，总浏览量超4万次，发布3条。\n" + "县融媒体中心党委高度重视，及时召开会议。" * 30
)
WIDTHS = (360, 1280, 1920)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    said = account(TEXT, claim("超4万次"), claim("3条"), findings=[("3条", "30+2=32，与总数33个不符", False)])
    high = judged(claim("超4万次"), "偏高", "说过头了：通报为超4万次，数据为32010次")
    path = tmp_path_factory.mktemp("copy") / "核对.html"
    path.write_bytes(page(audit(said, high, judged(claim("3条")))))
    return path


@pytest.fixture(scope="module")
def window() -> Iterator[tuple["sync_api.Page", list[str]]]:
    """A window without a network, and whatever its page says on its console, asks for or opens."""
    with chromium() as browser, browser.new_context(offline=True) as context:
        shown = context.new_page()
        seen: list[str] = []
        shown.on("console", lambda message: seen.append(message.text))
        shown.on("pageerror", lambda error: seen.append(str(error)))
        shown.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
        shown.on("request", lambda request: seen.append(request.url))
        yield shown, seen


@pytest.fixture
def opened(window: tuple["sync_api.Page", list[str]], copy: Path) -> Iterator["sync_api.Page"]:
    """The page, loaded anew on a screen; whatever it says, asks for or opens fails the test."""
    shown, seen = window
    shown.emulate_media(media="screen")
    shown.set_viewport_size({"width": 1280, "height": 720})
    seen.clear()
    shown.goto(copy.as_uri())
    yield shown
    assert seen == [copy.as_uri()]


def test_a_verdict_is_picked_by_its_button(opened):
    def visible() -> list[str]:
        return [note.inner_text().split()[0] for note in opened.locator(".note:visible").all()]

    assert visible() == ["1", "2"]
    opened.get_by_role("button", name="偏高").click()
    assert visible() == ["1"]
    assert opened.get_by_role("button", name="偏高").get_attribute("aria-pressed") == "true"
    assert opened.locator("#shown").inner_text() == "显示 1 处"
    assert opened.locator("tbody tr:visible").count() == 1
    opened.get_by_role("button", name="全部").click()
    assert visible() == ["1", "2"]


@pytest.mark.parametrize("width", WIDTHS)
def test_notes_are_read_beside_or_below_the_text_on_every_screen(opened, width):
    opened.set_viewport_size({"width": width, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.evaluate("window.scrollTo(0, 300)")  # the text must not slide over its notes
    note, line = (opened.locator(part).first.bounding_box() for part in (".note", ".line > p"))
    beside = note["x"] >= line["x"] + line["width"]
    below = note["y"] >= line["y"] + line["height"]
    assert beside if width > 900 else below
    assert note["width"] >= 250


def test_markup_in_a_text_stays_text(opened):
    assert opened.locator("img").count() == 0
    assert "<img src=x onerror=alert(1)>" in opened.locator(".line > p").first.inner_text()


def test_a_number_leads_to_its_note_and_back(opened):
    opened.locator("#m1").click()
    assert opened.evaluate("document.querySelector(':target').id") == "n1"
    opened.locator("#n1 .n").click()
    assert opened.evaluate("document.querySelector(':target').id") == "m1"


def test_a_contradiction_is_told_at_the_top(opened):
    opened.locator(".against").click()
    assert opened.locator("#against li").inner_text().endswith("30+2=32，与总数33个不符")


def test_on_paper_the_sheet_begins_a_page_and_its_buttons_are_gone(opened):
    opened.emulate_media(media="print")
    assert opened.locator(".chips").is_hidden()
    assert opened.locator(".sheet").evaluate("section => getComputedStyle(section).breakBefore") == "page"
    signed = opened.locator(".signatures span").all_inner_texts()
    assert signed == ["填报：", "复核：", "分管领导：", "日期：", "日期：", "日期："]
    assert opened.pdf(format="A4").startswith(b"%PDF")
