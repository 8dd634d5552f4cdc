"""Fixtures of the office."""

import shutil
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from _office import Office, read_here

import sources
from pipelines.night import Night
from warehouse import building, catalogue, create_home, indexes
from warehouse.build import prepare

LOAD = catalogue.load
LOAD_INDEXES = indexes.load

Days = Callable[[Office], None]
"""What happens in an office, night by night."""


@pytest.fixture(scope="session")
def empty_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build file with every table and no row."""
    home = create_home(tmp_path_factory.mktemp("empty-build"), "real")
    with building(home) as con:
        prepare(con, sources.exports())
    return home.build


@pytest.fixture
def office(empty_home, empty_build, monkeypatch) -> Office:
    """A real home with an empty inbox.

    Nights are quick there: the tables are made already, files are read in this process and not in workers, and of our
    figures and indexes only those of 微博 are computed.
    """
    monkeypatch.setattr(catalogue, "load", _weibo)
    monkeypatch.setattr(indexes, "load", _indexes_of_weibo)
    monkeypatch.setattr(sources, "read_all", read_here)
    home = empty_home("real")
    shutil.copyfile(empty_build, home.build)
    return Office(home)


@pytest.fixture
def nothing_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command's nights are passed in this process alone."""
    monkeypatch.setattr(Night, "begin", lambda _: None)


@pytest.fixture
def without_dagster(nothing_beside, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command's nights are passed in this process alone, and no Dagster is told of their steps."""

    def run(night: Night) -> None:
        for step in (night.take_in, night.build_core, night.compute, night.publish, night.report):
            step()

    monkeypatch.setitem(sys.modules, "pipelines.definitions", SimpleNamespace(run=run))


@pytest.fixture(scope="session")
def lived_through() -> dict[Days, tuple[Path, datetime]]:
    """Days -> the home after them, and the clock."""
    return {}


@pytest.fixture
def after(office, lived_through, tmp_path_factory) -> Callable[[Days], Office]:
    """after(days): the office after `days`, which are lived through once and then copied."""

    def lived(days: Days) -> Office:
        if days not in lived_through:
            days(office)
            kept = shutil.copytree(office.home.root, tmp_path_factory.mktemp("lived") / "home")
            lived_through[days] = kept, office.now
        else:
            kept, office.now = lived_through[days]
            shutil.rmtree(office.home.root)
            shutil.copytree(kept, office.home.root)
        return office

    return lived


def _weibo(config: Path | None = None) -> catalogue.Catalogue:
    """What is defined of 微博; read anew only where the user has entries of his own."""
    own = config is not None and any(path.name != "config.toml" for path in config.rglob("*.toml"))
    return _of_weibo(LOAD(config)) if own else _ours()


@cache
def _every_figure() -> Collection[str]:
    return LOAD().figures.keys()


@cache
def _ours() -> catalogue.Catalogue:
    return _of_weibo(LOAD())


def _indexes_of_weibo(figures: Collection[str], config: Path | None = None) -> list[indexes.Formula]:
    every = LOAD_INDEXES(_every_figure(), config)
    return [one for one in every if isinstance(one, indexes.Formula) and one.platform == "weibo"]


def _of_weibo(known: catalogue.Catalogue) -> catalogue.Catalogue:
    figures = {key: f for key, f in known.figures.items() if f.platform == "weibo"}
    notices = {day: replace(n, claims=_of(n.claims, figures)) for day, n in known.notices.items()}
    targets = {key: t for key, t in known.targets.items() if t.figure in figures}
    checks = {key: c for key, c in known.checks.items() if {n.partition("__")[0] for n in c.names} <= set(figures)}
    return catalogue.Catalogue(figures, notices, targets, checks)


def _of(claims: Mapping[str, catalogue.Claim], figures: Mapping[str, catalogue.Figure]) -> dict[str, catalogue.Claim]:
    return {key: claim for key, claim in claims.items() if key in figures}
