"""A night over everything at once: goldens, hostile files, duplicates and rubbish. Each file and row has its fate."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import _hostile_places
import _hostile_text
import _hostile_xls
import _hostile_xlsx
import pytest
from click.testing import CliRunner

from pipelines.cli import main
from warehouse import create_home

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no memory limit on Windows")

ROOT = Path(__file__).parents[2]
GOLDENS = sorted(path for path in (ROOT / "tests" / "exports").glob("[!_]*/*") if path.suffix != ".json")
RUBBISH = {
    "~$锁.xlsx": b"x",
    "没下完.xlsx.crdownload": b"PK",
    "Thumbs.db": b"x",
    "空.csv": b"",
    "照片.jpg": b"\xff\xd8\xff",
}
LONG_AGO = 1.7e9
AS_OF = date(2024, 6, 20)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample home with an inbox that nobody would wish for."""
    made = create_home(tmp_path_factory.mktemp("everything") / "home", "sample")
    for golden in GOLDENS:
        for folder in ("goldens", "goldens again"):
            place = made.inbox / folder / golden.parent.name
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(golden, place)
    for number, one in enumerate(
        chain.from_iterable(f.files() for f in (_hostile_xlsx, _hostile_xls, _hostile_text, _hostile_places))
    ):
        place = made.inbox / "hostile" / f"{number}"
        place.mkdir(parents=True)
        one.place(place / one.name)
    for name, content in RUBBISH.items():
        (made.inbox / name).write_bytes(content)
    for path in made.inbox.rglob("*"):
        if path.is_file():
            os.utime(path, (LONG_AGO, LONG_AGO))
    return made.root


@pytest.fixture(scope="module")
def nights(home: Path) -> list[dict[str, Any]]:
    """What two nights, one after the other, say."""
    return [first_night(home), night_after(home)]


def first_night(home: Path) -> Any:
    """The command as people run it: it must not stumble, nor print anything beside what it says."""
    command = [sys.executable, "-m", "pipelines.cli", "nightly", "--home", str(home), "--json", "--as-of", str(AS_OF)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=600)
    assert ended.returncode in (0, 1), ended.stderr
    assert ended.stderr == ""
    return json.loads(ended.stdout)


def night_after(home: Path) -> Any:
    """The same in this process, which spares it another start."""
    ended = CliRunner().invoke(main, ["nightly", "--home", str(home), "--json", "--as-of", str(AS_OF)])
    assert ended.exit_code in (0, 1), ended.output
    assert ended.stderr == ""
    return json.loads(ended.stdout)


def files_listed(home: Path) -> Any:
    ended = CliRunner().invoke(main, ["files", "--home", str(home), "--json"])
    assert (ended.exit_code, ended.stderr) == (0, "")
    return json.loads(ended.stdout)


def shown(name: str) -> str:
    """A name as the ledger has it: one of the hostile ones was written in GB18030."""
    return os.fsencode(name).decode("gb18030" if any("\ud800" <= c <= "\udfff" for c in name) else "utf-8")


def test_every_file_and_every_row_has_a_fate(nights):
    first, second = nights
    files, rows = first["files"], first["rows"]
    assert files["new"] == files["loaded"] + files["duplicate"] + files["quarantined"] + files["ignored"]
    assert rows["read"] == rows["loaded"] + rows["rejected"] + rows["set_aside"]
    assert files["loaded"] >= len(GOLDENS) - 1  # one golden is no layout that we know
    assert files["duplicate"] >= len(GOLDENS) - 1
    assert set(second["files"].values()) == {0}
    assert set(second["rows"].values()) == {0}
    assert second["changed"] is False


def test_the_ledger_of_files_names_each_with_its_reason(home: Path, nights):
    listed = files_listed(home)
    inbox = home / "inbox"
    there = {shown(path.relative_to(inbox).as_posix()) for path in inbox.rglob("*") if path.is_file()}
    assert len(listed) == nights[0]["files"]["new"]
    assert {row["path"] for row in listed} >= there
    assert [row["path"] for row in listed if row["status"] != "loaded" and not row["reason"]] == []
