"""Whatever core holds has a heading and a word for people, and no two things have the same."""

import pytest

from pipelines.reports.behind.columns import COLUMNS, SHOWN, SORTED_BY, TABLES
from pipelines.reports.codes import WORDS
from sources import exports
from warehouse._definitions import DIMENSIONS
from warehouse._grains import DAYS, GRAINS, MEASURES


def test_every_column_that_a_figure_may_ask_for_has_a_heading():
    asked = {name for columns in GRAINS.values() for name in columns} | {
        name for own in DIMENSIONS.values() for name in own
    }
    assert asked | set(DAYS.values()) <= COLUMNS.keys()


def test_every_table_has_a_sheet():
    assert SHOWN.keys() == SORTED_BY.keys() == TABLES.keys() == DAYS.keys()


@pytest.mark.parametrize("table", GRAINS)
def test_no_two_columns_of_a_table_are_called_the_same(table):
    names = [COLUMNS[key].name for key in ("account", *GRAINS[table])]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("column", ["register", "channel", "measure"])
def test_every_code_that_is_loaded_has_a_word(column):
    told = {export.constants[column] for export in exports().values() if column in export.constants}
    chosen = {
        code
        for export in exports().values()
        for one in export.columns
        if one.into == column
        for code in one.choices.values()
    }
    codes = told | chosen | (MEASURES if column == "measure" else set())
    assert codes
    assert codes <= WORDS[column].keys()


@pytest.mark.parametrize("column", WORDS)
def test_no_two_codes_of_a_column_are_called_the_same(column):
    words = list(WORDS[column].values())
    assert len(set(words)) == len(words)
