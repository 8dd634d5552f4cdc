"""The tables of files behind a figure, and how many of its rows each holds."""

from datetime import date

from pipelines.reports.contents.heaviest import heaviest
from pipelines.reports.contents.tables_behind import file_tables, newest_first, rows_by_batch
from warehouse import catalogue, connect

AS_OF = date(2024, 6, 20)


def test_every_figure_of_the_sample_rests_on_as_many_rows_in_files_as_it_counts(sample_home, sample_figures):
    known = catalogue.load(sample_home.config)
    figures = list(sample_figures.values())
    with connect(sample_home.root) as con:
        behind = rows_by_batch(con, known, figures, AS_OF, "jianhu")
        rows = heaviest(con, known, sample_figures, AS_OF, "jianhu")
        tables = file_tables(con)
    growing = {row.id for row in figures if row.kind == "growth"}  # their rows are those of two years
    for row in figures:
        assert sum(behind.get(row.id, {}).values()) == row.rows, row.id
        assert row.id in growing or len(rows[row.id]) == min(row.rows, 20), row.id
        assert len({tables[batch].sha256 for batch in behind.get(row.id, ())}) == row.files, row.id


def test_a_zero_rests_on_the_ledger_that_proves_it(sample_home, sample_figures):
    known = catalogue.load(sample_home.config)
    with connect(sample_home.root) as con:
        behind = rows_by_batch(con, known, [sample_figures["safety_incidents"]], AS_OF, "jianhu")
        tables = file_tables(con)
    ((batch, rows),) = behind["safety_incidents"].items()
    assert rows == 0
    assert tables[batch].path.endswith(".xlsx")
    assert "台账" in tables[batch].path


def test_tables_come_newest_first_and_unknown_ones_not_at_all(warehouse_con):
    assert list(newest_first([2, 99, 3, 1], file_tables(warehouse_con))) == [3, 2, 1]
