"""The audited copy: every number marked, a note for each claim, and text from outside never markup."""

import re
from base64 import b64encode
from datetime import datetime
from hashlib import sha256

import lxml.html
import pytest
from _notice import LOST_SCALE, account, audit, claim, judged

from pipelines.auditing.page import page
from warehouse._coverage import ShownCoverage
from warehouse.auditing.judged import Overruling
from warehouse.catalogue import Figure
from warehouse.files_behind import FileBehind

MARKUP = "<img src=x onerror=alert(1)></script><script>alert(2)</script><a href=javascript:alert(3)>\u202e7"
TEXT = "一、总浏览量超4万次，发布3条。\n\n截至2024年6月20日，第2名，■9■\n注册用户数超过了3"
SEEN = datetime(2024, 6, 21, 8, 30)
READS = Figure("wb_reads", "wb.reads", "微博总阅读量", "次", "posts", "flow", "year_to_date")


@pytest.fixture
def audited(row):
    said = account(
        TEXT,
        claim("超4万次", ">", 40_000, "wb_reads", unit="次"),
        claim("3条", "=", 3, "wb_posts"),
        claim("超过了3", ">", None, damage=LOST_SCALE),
        tokens=[("一、", "list_number", None), ("截至2024年6月20日", "date", None), ("第2", "ordinal", None),
                ("■9■", "not_understood", None)],
        findings=[("3条", "3条不足4条", False)],
        damaged_lines=[(4, "句末没有标点")],
    )  # fmt: skip
    file = FileBehind("jianhu", "main", "1" * 64, "2024-06-21/微博.csv", SEEN, SEEN, 3)
    missing = row(32_010, coverage=ShownCoverage(0.9, ["2024-03-01"], 0, mends=["下载微博 2024-03-01 的列表"]))
    high = judged(claim("超4万次"), "偏高", "通报为超4万次", figure=READS, row=missing, files=[file])
    return audit(said, high, judged(claim("3条")), judged(claim("超过了3"), "文字残缺", "数字后缺“万”"))


def root_of(one) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(page(one).decode())


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_copy_says_what_the_text_says(audited):
    shown = root_of(audited).xpath("//div[@class='line']/p")
    for number in shown[0].getroottree().xpath("//sup"):
        number.drop_tree()
    assert [paragraph.text_content() for paragraph in shown] == [line for line in TEXT.split("\n") if line]


def test_every_number_is_marked_by_verdict_or_by_what_it_is(audited):
    root = root_of(audited)
    marks = [(a.get("class"), a.get("data-verdicts"), a.get("href")) for a in root.xpath("//p/a[@id]")]
    assert marks == [
        ("mark bad", "偏高", "#n1"),
        ("mark good", "一致", "#n2"),
        ("mark mute", "文字残缺", "#n3"),
    ]
    others = [(span.text_content(), span.get("class"), span.get("title")) for span in root.xpath("//p/span[@title]")]
    assert others == [
        ("一、", "token list_number", "序号"),
        ("截至2024年6月20日", "token date", "日期"),
        ("第2", "token ordinal", "次序"),
        ("■9■", "token not_understood", "没有读懂"),
    ]


def test_a_note_has_value_reason_mend_and_source_and_stands_beside_its_line(audited):
    root = root_of(audited)
    note = root.get_element_by_id("n1")
    assert words(note) == (
        "1 ▲ 偏高 微博总阅读量 算得 32,010次 通报为超4万次 下载微博 2024-03-01 的列表 "
        "来源：2024-06-21/微博.csv（2024-06-21）"
    )
    assert [len(line.xpath(".//li")) for line in root.xpath("//div[@class='line']")] == [2, 0, 1]
    assert note.xpath(".//a/@href") == ["#m1"]


def test_every_verdict_can_be_filtered_by_a_button(audited):
    root = root_of(audited)
    assert [(b.get("data-verdict"), words(b)) for b in root.xpath("//button")] == [
        ("偏高", "1▲ 偏高"), ("文字残缺", "1□ 文字残缺"), ("一致", "1√ 一致"), ("*", "3全部"),
    ]  # fmt: skip
    judged_parts = {part.get("data-verdicts") for part in root.xpath("//*[@data-verdicts]")}
    assert judged_parts == {"偏高", "文字残缺", "一致"}


def test_what_the_text_says_against_itself_and_the_damaged_lines_stand_apart(audited):
    items = [words(item) for item in root_of(audited).xpath("//ul/li")]
    assert items == ["≠ 不成立 3条：3条不足4条", "第 4 行：句末没有标点"]


def test_the_sheet_is_on_the_page_with_room_for_three_signatures(audited):
    sheet = root_of(audited).xpath("//section[@class='sheet']")[0]
    cells = [[words(cell) for cell in tr.xpath("td")] for tr in sheet.xpath(".//tbody/tr")]
    assert cells[0][:5] == ["1", "超4万次", "微博总阅读量", "32,010次", "▲ 偏高"]
    assert len(cells) == 3
    signed = [words(span) for span in sheet.xpath("./p[@class='signatures']/span")]
    assert signed == ["填报：", "复核：", "分管领导：", "日期：", "日期：", "日期："]
    assert words(sheet.xpath("./p/span[@class='verdict bad']/..")[0]) == "≠ 自相矛盾 3条：3条不足4条"


def test_a_reason_for_letting_through_is_shown(audited, row):
    kept = Overruling(datetime(2024, 6, 21, 10), "样例审核人", "含<b>转载</b>")
    one = judged(claim("超4万次"), "偏高", "通报为超4万次", row=row(32_010), overruled=kept)
    shown = root_of(audit(account("总浏览量超4万次", claim("超4万次")), one))
    assert "样例审核人 于 2024-06-21 10:00 放行：含<b>转载</b>" in words(shown.get_element_by_id("n1"))
    assert shown.xpath("//a[@id='m1']/@class") == ["mark warn"]
    assert not shown.xpath("//b[text()='转载']")


def test_text_from_outside_is_only_text(row):
    said = account(
        f"{MARKUP}\n{MARKUP}",
        claim(MARKUP, subject=MARKUP),
        findings=[(MARKUP, MARKUP, True)],
        damaged_lines=[(1, MARKUP)],
    )
    file = FileBehind("jianhu", "main", "1" * 64, MARKUP, SEEN, SEEN, 3)
    found = row(None, state=MARKUP, kind="state", coverage=ShownCoverage(0.5, [], 0, mends=[MARKUP]))
    one = judged(claim(MARKUP, subject=MARKUP), "偏高", MARKUP, row=found, files=[file],
                 overruled=Overruling(SEEN, MARKUP, MARKUP))  # fmt: skip
    shown = page(audit(said, one, name=f"{MARKUP.replace('/', '')}.txt")).decode()
    root = lxml.html.fromstring(shown)
    assert not root.xpath("//img")
    assert len(root.xpath("//script")) == 1
    assert all(link.startswith("#") for link in root.xpath("//@href"))
    assert not root.xpath("//@onerror")
    assert "\u202e" not in shown


def test_nothing_is_fetched_and_only_our_script_may_run(audited):
    shown = page(audited).decode()
    root = lxml.html.fromstring(shown)
    assert not root.xpath("//@src | //link | //iframe | //object | //form | //img")
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|https?://", shown)
    policy = root.xpath("//meta[@http-equiv]/@content")[0]
    script = re.search(r"<script>(.*?)</script>", shown, re.S)[1]
    assert f"script-src 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy


def test_claims_that_overlap_share_a_mark_and_keep_their_notes():
    said = account("发布1004条视频", claim("1004条"), claim("1004条视频"))
    root = root_of(audit(said, judged(claim("1004条"), "一致"), judged(claim("1004条视频"), "偏高", "多报")))
    assert [(a.text_content(), a.get("data-verdicts")) for a in root.xpath("//p/a[@id]")] == [
        ("1004条视频1,2", "一致 偏高")
    ]
    assert len(root.xpath("//li[starts-with(@id, 'n')]")) == 2


def test_the_page_of_a_sample_says_so_first(audited):
    root = root_of(audit(account("没有数字"), is_sample=True))
    assert words(root.body[0]) == "样例（虚构数据）"
    assert "虚构" not in page(audited).decode()


def test_the_same_audit_gives_the_same_bytes(audited):
    assert page(audited) == page(audited)
