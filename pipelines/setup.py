"""New homes: a real one to start with, or one full of synthetic exports."""

from importlib.util import find_spec
from pathlib import Path

import sources
from pipelines.config import DEFAULT
from pipelines.progress import Show, silent
from sources.templates import write_templates
from warehouse import Home, HomeError
from warehouse.home import making_home


def init_home(root: Path, show: Show = silent) -> Home:
    """A real home with an empty inbox, a config to fill in and the ledger templates; what is there stays."""
    with making_home(root, "real") as home:
        config = home.config / "config.toml"
        if not config.exists():
            config.write_text(DEFAULT, "utf-8")
        ledgers = sources.exports().values()
        write_templates(home.root / "templates", ledgers, lambda done, of: show("写台账模板", done, of))
    return home


def sample_home(root: Path, seed: int, show: Show = silent) -> Home:
    """A sample home whose inbox holds a full set of synthetic exports.

    Raises HomeError, before anything is made, when the extra `sample` is not installed.
    """
    if find_spec("xlwt") is None:
        raise HomeError('生成样例需要 xlwt，现在没有装。请先执行 pip install "media-metrics[sample]"。')
    from sources.sample import write_sample

    with making_home(root, "sample") as home:
        write_sample(home.inbox, seed, show)
    return home
