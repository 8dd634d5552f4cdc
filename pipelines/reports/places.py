"""Where the documents of a night lie."""

from datetime import date
from pathlib import Path

from pipelines.config import Centre, Config
from warehouse import Home

PAGE = "index.html"

_TEMPLATES = ("template.xlsx", "template.xlsm")
"""The house template, in the configuration folder: one of them."""


def folder(home: Home, config: Config, centre: Centre, as_of: date) -> Path:
    """Where the documents of `centre` for `as_of` lie."""
    base = home.reports / centre.id if len(config.centres) > 1 else home.reports
    return base / as_of.isoformat()


def summary_path(home: Home, config: Config, centre: Centre, as_of: date) -> Path:
    """The Excel summary of `centre` for `as_of`."""
    return folder(home, config, centre, as_of) / f"{centre.short_name}指标_{as_of}.xlsx"


def house_template(home: Home) -> Path | None:
    """The workbook of the house's own that every night fills; None where there is none."""
    return next((path for name in _TEMPLATES if (path := home.config / name).is_file()), None)


def filled_path(home: Home, config: Config, centre: Centre, as_of: date, template: Path) -> Path:
    """`template` filled for `centre` and `as_of`."""
    name = f"{centre.short_name}报表_{as_of}{template.suffix.lower()}"
    return folder(home, config, centre, as_of) / name
