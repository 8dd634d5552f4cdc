"""Whose items a draft follows, and how a notice names them."""

from datetime import date

import pytest

from pipelines.drafting.outline import pattern, placed
from tests.wording._drafted import KNOWN, row
from warehouse import catalogue
from warehouse.catalogue import CatalogueError

OURS = date(2024, 6, 20)


@pytest.mark.parametrize(
    ("as_of", "followed"),
    [
        (date(2024, 6, 20), OURS),
        (date(2024, 6, 29), OURS),
        (date(2024, 7, 1), date(2024, 6, 30)),
        (date(2020, 1, 1), OURS),
    ],
)
def test_the_last_notice_before_the_day_is_followed(tmp_path, as_of, followed):
    (tmp_path / "notices").mkdir()
    later = 'as_of = 2024-06-30\ntitle = "另一份"\n[headings]\n"一" = "概况"\n'
    (tmp_path / "notices" / "2024-06-30.toml").write_text(later, "utf-8")
    found = pattern(catalogue.load(tmp_path), as_of)
    assert found.as_of == followed
    if followed != OURS:
        assert found.headings == {"一": "概况"}


def test_what_a_notice_does_not_mention_comes_last_and_without_an_item():
    rows = [row("wx_posts_by_day", 1), row("dy_posts", 2), row("rect_total", 3)]
    assert [(one.id, one.item) for one in placed(rows, KNOWN.notice(OURS))] == [
        ("rect_total", "一(3)"), ("dy_posts", "二(一)3"), ("wx_posts_by_day", ""),
    ]  # fmt: skip


def test_a_heading_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "notices").mkdir()
    (tmp_path / "notices" / "2024-06-20.toml").write_text('as_of = 2024-06-20\n[headings]\n"二" = 2\n', "utf-8")
    with pytest.raises(CatalogueError, match=r"headings］：二 应当是文字"):
        catalogue.load(tmp_path)
