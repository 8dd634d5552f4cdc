"""The page that a browser sees first: the newest report of each centre, and the days before."""

from collections.abc import Callable

from pipelines.config import load_config
from pipelines.reports import wording
from pipelines.reports.pages import template
from pipelines.reports.text import clean
from pipelines.serving.reported import reported
from warehouse import Home


def start_page(home: Home, dagster: str | None) -> Callable[[], str]:
    """A maker of the page as it is when it is asked for; `dagster` is the address of Dagster's, if there is one.

    Raises ConfigError.
    """
    page, config = template("start.html.j2", {"clean": clean}), load_config(home)

    def made() -> str:
        return page.render(
            centres=reported(home, config),
            dagster=dagster,
            sample=wording.SAMPLE if home.kind == "sample" else "",
        )

    return made
