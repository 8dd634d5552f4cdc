"""Every ledger kind is well formed, and no header can be taken for another kind's."""

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

import sources.ledgers
from sources import Export
from sources._recognise import plain_label
from sources.ledgers import sign_offs
from sources.templates import filled_columns

LEDGERS: dict[str, Export] = {
    module.name: import_module(f"sources.ledgers.{module.name}").EXPORT
    for module in iter_modules(sources.ledgers.__path__)
}
DAY_OF_GRAIN = {
    "posts": "published_at",
    "pieces": "used_on",
    "cases": "received_at",
    "amounts": "from_day",
    "items": "valid_from",
    "events": "happened_on",
}
each = pytest.mark.parametrize("export", LEDGERS.values(), ids=LEDGERS.keys())


def required_labels(export: Export) -> dict[str, set[str]]:
    """Column name -> every label it goes by, for the columns without which the kind is not recognised."""
    return {
        column.name: {plain_label(label) for label in (column.label, *column.aliases)}
        for column in export.columns
        if column.presence != "optional"
    }


def test_twenty_eight_kinds() -> None:
    assert len(LEDGERS) == 28


@pytest.mark.parametrize("name", LEDGERS)
def test_kind_is_called_like_its_file(name: str) -> None:
    assert LEDGERS[name].kind == name


@each
def test_states_its_period_and_has_a_template(export: Export) -> None:
    assert (export.replaces, export.covers, export.template) == ("period", "stated", True)


@each
def test_titles_make_file_names(export: Export) -> None:
    assert re.fullmatch(r"\w+台账", export.title)
    assert len(export.title) <= 31


def test_titles_differ() -> None:
    assert len({export.title for export in LEDGERS.values()}) == len(LEDGERS)


@each
def test_column_names_and_labels_differ(export: Export) -> None:
    names = [column.name for column in export.columns]
    labels = [plain_label(label) for column in export.columns for label in (column.label, *column.aliases)]
    assert len(set(names)) == len(names)
    assert len(set(labels)) == len(labels)


@each
def test_key_and_day_are_columns_every_row_has(export: Export) -> None:
    columns = {column.name: column for column in export.columns}
    assert columns[export.day].presence == "cell"
    assert columns[export.day].type in ("date", "timestamp")
    assert columns[export.day].into == DAY_OF_GRAIN[export.grain]
    assert any(columns[name].presence == "cell" for name in export.key)


@each
def test_each_core_column_is_filled_once(export: Export) -> None:
    filled = [column.into for column in export.columns if column.into] + list(export.constants)
    assert len(set(filled)) == len(filled)


@each
def test_private_columns_stay_out_of_key_and_core(export: Export) -> None:
    private = [column for column in export.columns if column.private]
    assert not any(column.into or column.name in export.key for column in private)


@each
def test_no_column_asks_for_a_name_or_a_number_unless_private(export: Export) -> None:
    asking = [column.label for column in export.columns if re.search("姓名|电话|手机|昵称|身份证", column.label)]
    assert asking == [column.label for column in export.columns if column.private and column.label in asking]


@each
def test_choices_belong_to_choice_columns(export: Export) -> None:
    for column in export.columns:
        assert bool(column.choices) == (column.type == "choice"), column.label


@each
def test_header_is_not_enough_for_another_kind(export: Export) -> None:
    present = {plain_label(column.label) for column in filled_columns(export)}
    others = [
        other.title
        for other in LEDGERS.values()
        if other is not export and all(labels & present for labels in required_labels(other).values())
    ]
    assert others == []


@pytest.mark.parametrize("missing", sign_offs.STEPS)
def test_piece_without_one_step_is_not_signed_off(missing: str) -> None:
    done = dict.fromkeys(sign_offs.STEPS, True)
    rows = sign_offs.judge([dict(done), {**done, missing: False}, {**done, missing: None}])
    assert [row["compliant"] for row in rows] == [True, False, False]
    assert all(row["required"] for row in rows)
