"""The last look before people get a new version: nothing private among the raw tables.

It shares no code with the readers, which leave private columns out and mask numbers of people in free text: what they
let through by mistake is to be found here. Addresses and ids are numbers by nature and are not looked at, but for codes
that stand for people: there somebody may have typed a telephone number instead.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from datetime import date

import duckdb

from sources import Column, Export

_D = "[0-9０-９]"
_CANDIDATE = f"[1１][3-9３-９]{_D}[ -]?{_D}{{4}}[ -]?{_D}{{4}}|{_D}{{17}}[0-9０-９Xx]"
_MOBILE = re.compile(r"(?<![0-9])(?:\+86|0086)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9])", re.ASCII)
_IDENTITY = re.compile(r"(?<![0-9])\d{17}[0-9Xx](?![0-9])", re.ASCII)
_SHOWN = 5
"""Rows that a finding names."""

_NAMES = """
select p.batch, f.original_path || case when p.sheet = '' then '' else '［' || p.sheet || '］' end
from meta.parts p join meta.files f on f.file_id = p.file_id where p.batch > ?"""


def last_published_batch(con: duckdb.DuckDBPyConnection) -> int:
    """The last batch that was in the build file when it was published before; 0 where it never was."""
    seen = "select coalesce(max(batch), 0) from meta.parts where loaded_at <= (select max(known_at) from meta.runs)"
    return con.execute(seen).fetchall()[0][0]


def private_findings(con: duckdb.DuckDBPyConnection, exports: Mapping[str, Export], after_batch: int = 0) -> list[str]:
    """What the raw tables hold that they must not, in sentences that repeat no number; empty is as it should be.

    Columns are those of all tables, rows only those of batches after `after_batch`.
    """
    held: dict[str, dict[str, str]] = defaultdict(dict)
    columns = "select table_name, column_name, data_type from duckdb_columns() where schema_name = 'raw'"
    for kind, name, sql_type in con.execute(columns).fetchall():
        held[kind][name] = sql_type
    findings = [
        f"“{export.title}”的私密列“{column.label}”进了数据库；请交给维护人员"
        for export in exports.values()
        for column in export.columns
        if column.private and (column.name in held[export.kind] or column.name in export.key)
    ]
    names = dict(con.execute(_NAMES, [after_batch]).fetchall())
    new = con.execute("select distinct kind from meta.parts where batch > ? order by kind", [after_batch]).fetchall()
    for (kind,) in new:
        known = {column.name: column for column in exports[kind].columns} if kind in exports else {}
        looked_at = [n for n, t in held[kind].items() if t == "VARCHAR" and _is_looked_at(n, known.get(n))]
        for (batch, name), rows in _rows_with_numbers(con, kind, looked_at, after_batch).items():
            label = known[name].label if name in known else name
            findings.append(f"{names[batch]}“{label}”列{_listed(rows)}有手机号或身份证号")
    return findings


def has_number(text: str) -> bool:
    """Whether `text` holds a mobile number, or an identity number with a birth date and the right check digit.

    >>> has_number("请拨 138 0013 8000"), has_number("证号990000200102030004"), has_number("99000020010203008x")
    (True, True, True)
    >>> has_number("作品7391380013800012345"), has_number("990000200102030005"), has_number("990000200113010009")
    (False, False, False)
    """
    plain = unicodedata.normalize("NFKC", text)
    return bool(_MOBILE.search(plain)) or any(_is_identity(found[0]) for found in _IDENTITY.finditer(plain))


def _is_looked_at(name: str, column: Column | None) -> bool:
    if name in ("centre", "account", "row_key"):  # named in config.toml; joined from columns looked at on their own
        return False
    return column is None or column.type not in ("id", "url") or column.label.endswith("代码")


def _rows_with_numbers(
    con: duckdb.DuckDBPyConnection, kind: str, columns: list[str], after_batch: int
) -> dict[tuple[int, str], list[int]]:
    """(batch, column) -> sheet rows of raw.<kind> that hold a number of a person."""
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    if not columns:
        return found
    rows = con.execute(
        f"select batch, source_row, {', '.join(columns)} from raw.{kind} "
        f"where batch > ? and regexp_matches(concat_ws(chr(10), {', '.join(columns)}), ?) order by batch, source_row",
        [after_batch, _CANDIDATE],
    ).fetchall()
    for batch, source_row, *cells in rows:
        for name, cell in zip(columns, cells, strict=True):
            if cell and has_number(cell):
                found[batch, name].append(source_row)
    return found


def _is_identity(number: str) -> bool:
    # GB 11643: read as digits of weight 2^(17-n), the last with X for ten, the sum leaves 1 when divided by 11.
    digits = [10 if digit in "Xx" else int(digit) for digit in number]
    if sum(digit * 2 ** (17 - place) for place, digit in enumerate(digits)) % 11 != 1:
        return False
    try:
        return 1900 <= date(int(number[6:10]), int(number[10:12]), int(number[12:14])).year <= 2100
    except ValueError:
        return False


def _listed(rows: list[int]) -> str:
    shown = "、".join(str(row) for row in rows[:_SHOWN])
    return f"第 {shown} 行" if len(rows) <= _SHOWN else f"第 {shown} 等 {len(rows)} 行"
