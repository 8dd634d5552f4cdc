"""A document that somebody holds open: the new one gets another name, and its own again once it is closed."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.held_open import newest, replace_or_beside, settle, told_of_waiting
from pipelines.night import Night
from pipelines.outcome import NightOutcome
from warehouse import Home

Held = Callable[..., object]


@pytest.fixture
def held(monkeypatch) -> Held:
    """Lets files be held open, as Windows does it: nothing takes their place, and they cannot be removed."""
    rename, remove = os.replace, Path.unlink

    @contextmanager
    def hold(*names: str) -> Iterator[None]:
        def refuse_to_replace(source, target) -> None:
            if {Path(source).name, Path(target).name} & {*names}:
                raise PermissionError(13, "Permission denied", str(target))
            rename(source, target)

        def refuse_to_remove(path: Path, **said) -> None:
            if path.name in names:
                raise PermissionError(13, "Permission denied", str(path))
            remove(path, **said)

        with monkeypatch.context() as patched:
            patched.setattr(os, "replace", refuse_to_replace)
            patched.setattr(Path, "unlink", refuse_to_remove)
            yield

    return hold


def content(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(folder.iterdir())}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    place = tmp_path / "2024-06-20" / "指标_2024-06-20.xlsx"
    replace_or_beside(place, b"old")
    return place


def test_a_new_name_beside_the_one_that_is_held(target, held):
    with held(target.name):
        waiting = replace_or_beside(target, b"new")
    assert content(target.parent) == {target.name: "old", "指标_2024-06-20（新）.xlsx": "new"}
    assert newest(target) == waiting
    assert told_of_waiting(waiting).startswith(
        "指标_2024-06-20.xlsx 正被别的程序打开，新的一份写成了 指标_2024-06-20（新）.xlsx；"
    )


def test_both_may_be_held(target, held):
    with held(target.name):
        replace_or_beside(target, b"second")
    with held(target.name, "指标_2024-06-20（新）.xlsx"):
        third = replace_or_beside(target, b"third")
    assert (third.name, newest(target)) == ("指标_2024-06-20（新2）.xlsx", third)
    with held(target.name):
        replace_or_beside(target, b"fourth")
    assert content(target.parent) == {target.name: "old", "指标_2024-06-20（新）.xlsx": "fourth"}


def test_written_again_it_takes_its_own_name_and_leaves_nothing(target, held):
    with held(target.name):
        replace_or_beside(target, b"second")
    assert replace_or_beside(target, b"third") == target
    assert content(target.parent) == {target.name: "third"}


def test_what_waits_moves_once_it_is_free(target, held):
    with held(target.name):
        waiting = replace_or_beside(target, b"new")
        assert settle(target.parents[1]) == [waiting]
    assert settle(target.parents[1]) == []
    assert content(target.parent) == {target.name: "new"}


def test_a_file_of_somebody_is_let_alone(target):
    for name in ("方案（新）.xlsx", "指标_2024-06-19（新）.xlsx"):
        (target.parent / name).write_text("theirs")
    assert settle(target.parents[1]) == []
    assert content(target.parent) == {
        "指标_2024-06-19（新）.xlsx": "theirs", target.name: "old", "方案（新）.xlsx": "theirs",
    }  # fmt: skip


def test_what_no_name_takes_is_refused_by_its_own(target, monkeypatch):
    def refuse(source, place) -> None:
        raise PermissionError(13, "Permission denied", str(place))

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError) as refused:
        replace_or_beside(target, b"new")
    assert refused.value.filename == str(target)
    monkeypatch.undo()
    assert content(target.parent) == {target.name: "old"}


def test_a_night_goes_on_and_says_so(reported_home: Home, held):
    folder = reported_home.reports / "2024-06-20"
    (plain,) = folder.glob("*指标_2024-06-20.xlsx")
    listed = folder / "来源_2024-06-20.csv"
    (folder / ".run").unlink()
    night = Night.of(reported_home, date(2024, 6, 20))
    with held(plain.name, listed.name):
        night.report()
        outcome = NightOutcome.of(night)
    assert sorted(path.name for path in folder.glob("*（新）.*")) == sorted(
        [f"{plain.stem}（新）.xlsx", "来源_2024-06-20（新）.csv"]
    )
    told = outcome.as_json()
    assert sum("正被别的程序打开" in note for note in told["notes"]) == 2
    assert any(path.endswith("指标_2024-06-20（新）.xlsx") for path in told["documents"].values())
    again = Night.of(reported_home, date(2024, 6, 20))
    again.report()
    assert (again.told, again.has_published) == ([], False)
    assert not list(folder.glob("*（新*"))


def test_a_report_tells_where_it_wrote_and_prints_that(reported_home: Home, held, monkeypatch):
    printed = []
    monkeypatch.setattr("pipelines.printing.pdf.check_that_something_prints", lambda: None)
    monkeypatch.setattr("pipelines.printing.pdf.as_pdf", lambda _, book: printed.append(book) or b"%PDF")
    (plain,) = (reported_home.reports / "2024-06-20").glob("*指标_2024-06-20.xlsx")
    waiting = plain.with_stem(f"{plain.stem}（新）")
    with held(plain.name):
        ended = CliRunner().invoke(main, ["report", "--home", str(reported_home.root), "--pdf"])
    assert ended.exit_code == 0, ended.output
    assert f"已写入 {waiting}\n" in ended.output
    assert f"已写入 {plain}\n" not in ended.output
    assert printed == [waiting]
