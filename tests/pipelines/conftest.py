"""Fixtures of the office."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from _office import Office, read_here

import sources
from warehouse import building, catalogue, create_home
from warehouse.build import prepare


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
    figures only those of 微博 are computed.
    """
    load = catalogue.load

    def only_weibo(config: Path | None = None) -> catalogue.Catalogue:
        known = load(config)
        figures = {key: f for key, f in known.figures.items() if f.platform == "weibo"}
        notices = {day: replace(n, claims=_of(n.claims, figures)) for day, n in known.notices.items()}
        targets = {key: t for key, t in known.targets.items() if t.figure in figures}
        checks = {key: c for key, c in known.checks.items() if {n.partition("__")[0] for n in c.names} <= set(figures)}
        return catalogue.Catalogue(figures, notices, targets, checks)

    monkeypatch.setattr(catalogue, "load", only_weibo)
    monkeypatch.setattr(sources, "read_all", read_here)
    home = empty_home("real")
    shutil.copyfile(empty_build, home.build)
    return Office(home)


def _of(claims: Mapping[str, catalogue.Claim], figures: Mapping[str, catalogue.Figure]) -> dict[str, catalogue.Claim]:
    return {key: claim for key, claim in claims.items() if key in figures}
