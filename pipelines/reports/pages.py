"""Pages from templates: whatever is put into one is text, never markup."""

from collections.abc import Callable, Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template


def template(
    name: str, filters: Mapping[str, Callable[..., object]] | None = None, words: Mapping[str, object] | None = None
) -> Template:
    """The template `name`, which knows `filters` and, under their names, `words`."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(filters or {})
    environment.globals.update(words or {})
    return environment.get_template(name)
