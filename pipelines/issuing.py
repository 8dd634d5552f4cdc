"""A report frozen as it is published: what was said, by which definitions, over which files, by which program."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from pipelines.codeversion import code_version
from pipelines.freezing import put
from pipelines.issued import FORMAT, REPORT, Issued, read_issued
from pipelines.night import hash_of
from pipelines.published_day import why_not_published
from warehouse import Home, catalogue, connect, indexes
from warehouse._standpoint import standpoint
from warehouse._store import dicts
from warehouse.figures import FigureRow, evaluate_from, listed
from warehouse.files_behind import Evidence
from warehouse.past_definitions import plain
from warehouse.same import same

_SUFFIX = re.compile(r"\.\w{1,10}")


class NotIssued(Exception):
    """Nothing was issued; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class _Run:
    """The last run of a day that people can read."""

    run_id: int
    as_of: date
    known_at: datetime
    definition_hash: str
    finished_at: datetime


def issue(home: Home, as_of: date, title: str, notice: Path | None, now: datetime) -> Issued:
    """What was published of `as_of`, frozen under `title` with the text of the `notice`; never changed again.

    Raises NotIssued when it has no title, when the day was not published, or when it cannot be told any more how its
    numbers came about.
    """
    if not title.strip():
        raise NotIssued("标题是空的，什么也没有签发。请用 --title 写上报告的标题。")
    text = _text_of(notice)
    known = catalogue.load(home.config)
    with connect(home.root) as con:
        run = _run_of(con, as_of)
        if run.definition_hash != hash_of(known):
            raise NotIssued(
                f"{as_of} 发布之后，口径、通报、目标或程序改过，发布的数字已经说不清口径。"
                f"请先运行 media-metrics nightly --as-of {as_of} 再签发。"
            )
        report = {
            "format": FORMAT, "title": title, "as_of": as_of, "known_at": run.known_at, "run_id": run.run_id,
            "computed_at": run.finished_at, "issued_at": now, "is_sample": home.kind == "sample",
            "code": code_version(), "definition_hash": run.definition_hash,
            "notice": notice and {"file": _notice_name(notice), "original_name": notice.name},
            "kinds": _kinds(con), "figures": _figures(con, known, run), "indexes": _indexes(con, home, known, run),
        }  # fmt: skip
    files = {REPORT: json.dumps(report, ensure_ascii=False, indent=1, default=_as_text).encode()}
    if notice is not None:
        files[_notice_name(notice)] = text
    return read_issued(put(home, as_of, title, files))


def _text_of(notice: Path | None) -> bytes:
    try:
        return notice.read_bytes() if notice is not None else b""
    except OSError as error:
        raise NotIssued(f"{notice} 打不开（{error.strerror or type(error).__name__}），什么也没有签发。") from error


def _notice_name(notice: Path) -> str:
    return f"notice{notice.suffix.lower() if _SUFFIX.fullmatch(notice.suffix) else ''}"


def _run_of(con: duckdb.DuckDBPyConnection, as_of: date) -> _Run:
    if why := why_not_published(con, as_of):
        raise NotIssued(why)
    last = (
        "select run_id, as_of, known_at, definition_hash, finished_at from meta.runs where as_of = ? "
        "order by run_id desc limit 1"
    )
    return _Run(*con.execute(last, [as_of]).fetchall()[0])


def _kinds(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    return dicts(
        con,
        "select kind, title, source, grain, replaces, covers, lists_all from meta.kinds "
        "where kind in (select kind from meta.parts) order by kind",
    )


def _figures(con: duckdb.DuckDBPyConnection, known: catalogue.Catalogue, run: _Run) -> list[dict[str, Any]]:
    """What the run said, with definition and evidence of each: seen again from where it stood."""
    here = standpoint(con, known, run.as_of, run.known_at)
    rows = listed(evaluate_from(con, known, here), known)
    _check_said(con, rows, known, run)
    evidence = Evidence.at(con, here)
    found = []
    for row in rows:
        figure = known.figures[row.id]
        works = evidence.withdrawn_works(figure, row.centre)
        found.append(
            row.as_json()
            | {"definition_hash": figure.definition_hash, "definition": plain(figure)}
            | {"files": [_file(asdict(one)) for one in evidence.files(figure, row)]}
            | {"withdrawn_works": [[*work, name] for work, name in sorted(works.items())]}
        )
    return found


def _indexes(con: duckdb.DuckDBPyConnection, home: Home, known: catalogue.Catalogue, run: _Run) -> list[dict[str, Any]]:
    """Every index as it was on that day, with its formula and inputs, or what is missing."""
    defined = indexes.load(known.figures, home.config)
    return [row.as_json() for row in indexes.compute(con, known, defined, run.as_of, known_at=run.known_at)]


def _file(about: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in about.items() if name != "loaded_at"}


def _check_said(
    con: duckdb.DuckDBPyConnection, rows: Sequence[FigureRow], known: catalogue.Catalogue, run: _Run
) -> None:
    """Raises NotIssued where what people saw is not what comes out when it is computed again."""
    said = con.execute(
        "select centre, figure, definition_hash, value, numerator, denominator, state from report.figures "
        "where as_of = ? and known_at = ?",
        [run.as_of, run.known_at],
    ).fetchall()
    published = {row[:3]: row[3:] for row in said}
    for row in rows:
        now = (row.value, row.numerator, row.denominator, row.state)
        then = published.get((row.centre, row.id, known.figures[row.id].definition_hash))
        if then is None or not all(map(same, then, now)):
            raise NotIssued(
                f"{row.label}（{row.centre}）发布的是 {then and then[0]}，按现在的程序重算是 {row.value}："
                "程序换过版本。请用发布时的版本签发，或等下一夜发布之后签发那一天。"
            )


def _as_text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
