"""The days that reports speak for, and their documents, as they lie under reports/."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

from pipelines.config import Config
from pipelines.reports.places import PAGE
from pipelines.serving.documents import TYPES
from warehouse import Home


@dataclass(frozen=True, slots=True)
class ReportedDay:
    """The page of one day, and (name, address) of the documents beside it."""

    as_of: date
    address: str
    documents: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Reported:
    """What there is of one centre, the newest day first."""

    title: str
    days: Sequence[ReportedDay]


def reported(home: Home, config: Config) -> list[Reported]:
    """Every centre that has a page, in the order of `config`; days of a time with one centre are the default one's."""
    found = []
    for centre in config.centres.values():
        folders = [home.reports / centre.id, *([home.reports] if centre.id == config.default_centre else [])]
        days = {day.as_of: day for folder in reversed(folders) for day in _days(home.reports, folder)}
        if days:
            found.append(Reported(centre.name, [days[as_of] for as_of in sorted(days, reverse=True)]))
    return found


def _days(reports: Path, base: Path) -> Iterator[ReportedDay]:
    for folder in base.iterdir() if base.is_dir() else ():
        as_of = _day_of(folder.name)
        if as_of and (folder / PAGE).is_file():
            names = sorted(path.name for path in folder.iterdir() if _is_shown(path))
            documents = [(name, _address(reports, folder / name)) for name in names]
            yield ReportedDay(as_of, f"{_address(reports, folder)}/", documents)


def _is_shown(path: Path) -> bool:
    return path.suffix in TYPES and not path.name.startswith(".") and path.name != PAGE


def _day_of(name: str) -> date | None:
    try:
        return date.fromisoformat(name)
    except ValueError:
        return None


def _address(reports: Path, path: Path) -> str:
    return "/" + "/".join(quote(part) for part in path.relative_to(reports).parts)
