"""One document audited: read, accounted for, held against the warehouse."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import duckdb

from pipelines.auditing.documents import read
from pipelines.auditing.overruling import CannotOverrule, overrule, with_overrulings
from pipelines.auditing.record import Audit
from pipelines.config import Centre, load_config
from warehouse import Home, HomeError, NotPublished, catalogue, connect, find_home
from warehouse.auditing import Overruling, held

NO_HOME = "没有数据目录，只核对了文字本身"
NOT_PUBLISHED = "数据目录里还没有发布过数据，只核对了文字本身"


def home_for(given: Path | None) -> Home | None:
    """The home to hold a text against; None where there is none and none was asked for. Raises HomeError."""
    try:
        return find_home(given)
    except HomeError:
        if given is not None:
            raise
        return None


def audited(path: Path, home: Home | None, as_of: date | None, at: datetime, *, with_files: bool = True) -> Audit:
    """What the document at `path` says and how that stands, against the data of `home` if there is any.

    `with_files`: and the files behind each number.

    Raises Refused where the document cannot be read, CannotOverrule where the reasons kept cannot be.
    """
    document = read(path)
    known = catalogue.load(home.config if home else None)
    centre = _centre(home, document.text)
    whose = {"centre": centre.id, "place": centre.name} if centre else {}
    with _data_of(home) as con:
        found = held(con, known, document.text, as_of, today=at.date(), with_files=with_files, **whose)
        without = "" if con else NO_HOME if home is None else NOT_PUBLISHED
    claims = with_overrulings(home, found.claims) if home else found.claims
    is_sample = home is not None and home.kind == "sample"
    return Audit(document, found.account, found.standing, claims, at, whose.get("place", ""), is_sample, without)


def let_through(audit: Audit, home: Home | None, figure: str | None, reason: str, by: str | None) -> Audit:
    """The audit where claims of `figure` that are too high were let through by `by`, else by whoever is logged in.

    Raises CannotOverrule where no figure or no reason is given, or where there is nothing to let through.
    """
    if home is None or not figure:
        raise CannotOverrule(f"{NO_HOME}，没有什么要放行。" if figure else "请用 --overrule 写明放行哪个指标。")
    overruling = Overruling(audit.at, by or getpass.getuser(), reason)
    overrule(home, audit.claims, figure, overruling, audit.document.path.name)
    return replace(audit, claims=with_overrulings(home, audit.claims))


def _centre(home: Home | None, text: str) -> Centre | None:
    """Whose data: of the centre that the text names, else of the default one."""
    if home is None:
        return None
    config = load_config(home)
    named = (one for one in config.centres.values() if one.name in text or one.short_name in text)
    return next(named, config.centres[config.default_centre])


@contextmanager
def _data_of(home: Home | None) -> Iterator[duckdb.DuckDBPyConnection | None]:
    try:
        con = connect(home.root) if home else None
    except NotPublished:
        con = None
    try:
        yield con
    finally:
        if con is not None:
            con.close()
