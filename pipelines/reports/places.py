"""Where the documents of a night lie."""

from datetime import date
from pathlib import Path

from pipelines.config import Centre, Config
from warehouse import Home

PAGE = "index.html"


def folder(home: Home, config: Config, centre: Centre, as_of: date) -> Path:
    """Where the documents of `centre` for `as_of` lie."""
    base = home.reports / centre.id if len(config.centres) > 1 else home.reports
    return base / as_of.isoformat()


def summary_path(home: Home, config: Config, centre: Centre, as_of: date) -> Path:
    """The Excel summary of `centre` for `as_of`."""
    return folder(home, config, centre, as_of) / f"{centre.short_name}指标_{as_of}.xlsx"
