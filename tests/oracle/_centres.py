"""Many small experiments in one night: each is a centre with files of its own, so that none sees another's rows."""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from pipelines.night import Night
from warehouse import building, catalogue, create_home
from warehouse.figures import FigureRow, evaluate

_DROPPED = datetime(2024, 6, 21, tzinfo=UTC).timestamp()

Files = Mapping[str, bytes]
"""Name below the inbox (its folder says when it was downloaded) -> content."""


def night_of_centres(root: Path, centres: Mapping[str, Files], as_of: date) -> dict[str, dict[str, FigureRow]]:
    """Centre -> figure id -> row, computed in a new home at `root` from the files of each centre; nothing is published.

    Raises AssertionError when a file was not taken in.
    """
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
