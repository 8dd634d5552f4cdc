"""New homes: a real one to start with, or one full of synthetic exports."""

from pathlib import Path

import sources
from pipelines.config import DEFAULT
from sources.templates import write_templates
from warehouse import Home, create_home


def init_home(root: Path) -> Home:
    """A real home with an empty inbox, a config to fill in and the ledger templates; what is there stays."""
    home = create_home(root, "real")
    config = home.config / "config.toml"
    if not config.exists():
        config.write_text(DEFAULT, "utf-8")
    write_templates(home.root / "templates", sources.exports().values())
    return home


def sample_home(root: Path, seed: int) -> Home:
    """A sample home whose inbox holds a full set of synthetic exports."""
    from sources.sample import write_sample  # needs the extra `sample`

    home = create_home(root, "sample")
    write_sample(home.inbox, seed)
    return home
