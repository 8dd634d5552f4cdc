"""Many small experiments in one night, in as few centres as keep the files of each apart from those of the others."""

import os
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from pipelines.night import Night
from warehouse import building, catalogue, create_home
from warehouse.figures import FigureRow, evaluate

_DROPPED = datetime(2024, 6, 21, tzinfo=UTC).timestamp()

Files = Mapping[str, bytes]
"""Name below the inbox (its folder says when it was downloaded) -> content."""


def night_of_experiments(root: Path, experiments: Mapping[str, Files], as_of: date) -> dict[str, dict[str, FigureRow]]:
    """Experiment -> figure id -> row, computed in a new home at `root` from the files of each; nothing is published.

    A figure is one of an experiment where the files of that hold all its rows: others that have no file in common with
    it may lie in the same centre. Raises AssertionError when a file was not taken in.
    """
    centre_of = _shared_out(experiments)
    centres: dict[str, dict[str, bytes]] = defaultdict(dict)
    for name, files in experiments.items():
        centres[centre_of[name]].update(files)
    found = _night(root, centres, as_of)
    return {name: found[centre] for name, centre in centre_of.items()}


def _shared_out(experiments: Mapping[str, Files]) -> dict[str, str]:
    """Experiment -> its centre: the first in which none of its files lies already, for every centre costs time."""
    held: list[set[str]] = []
    centre_of = {}
    for name, files in experiments.items():
        number = next((at for at, there in enumerate(held) if there.isdisjoint(files)), len(held))
        held += [set()] if number == len(held) else []
        held[number].update(files)
        centre_of[name] = f"centre_{number:02}"
    return centre_of


def _night(root: Path, centres: Mapping[str, Files], as_of: date) -> dict[str, dict[str, FigureRow]]:
    home = create_home(root, "sample")
    listed = "".join(f'[centres.{centre}]\nname = "{centre}"\n' for centre in centres)
    (home.config / "config.toml").write_text(f'default_centre = "{next(iter(centres))}"\n{listed}', "utf-8")
    for centre, files in centres.items():
        for name, content in files.items():
            _drop(home.inbox / centre / name, content)
    night = Night.of(home, as_of)
    night.take_in()
    night.build_core()
    found: dict[str, dict[str, FigureRow]] = {centre: {} for centre in centres}
    with building(home) as con:
        refused = con.execute("select original_path, reason from meta.files where status <> 'loaded'").fetchall()
        assert not refused, refused
        for row in evaluate(con, catalogue.load(), as_of):
            found[row.centre][row.id] = row
    return found


def _drop(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (_DROPPED, _DROPPED))  # it has lain there: no need to wait whether it is still being written
