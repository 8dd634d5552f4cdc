"""A folder of reports that cannot be written is told of with the place and what to do, and the next night writes it."""

import pytest
from _office import AS_OF, Office, one_night

from pipelines.reports import documents
from pipelines.reports.documents import NotWritten
from pipelines.reports.places import PAGE


@pytest.fixture
def lived(after) -> Office:
    """An office after a night that has not written its documents yet."""
    return after(one_night)


def test_a_folder_that_cannot_be_written_is_named_and_written_once_it_can(lived: Office):
    blocked = lived.home.reports / str(AS_OF)
    blocked.parent.mkdir(exist_ok=True)
    blocked.write_text("a file where the folder of the day belongs")
    night = lived.night()
    with pytest.raises(NotWritten, match=f"报表写不进 .*{AS_OF}（.+）。请检查"):
        night.report()
    blocked.unlink()
    night.report()
    assert (blocked / "index.html").is_file()


@pytest.mark.parametrize("fails", ["page", "summary"])
def test_one_document_that_fails_does_not_leave_the_other_half_written(
    lived: Office, monkeypatch: pytest.MonkeyPatch, fails: str
):
    waited = []

    def wait() -> None:
        waited.append(True)
        raise OSError(28, "disk is full")

    night = lived.night()
    monkeypatch.setattr("pipelines.reports.summaries.at_once", lambda *_: wait)
    if fails == "page":
        monkeypatch.setattr(documents, "write_dashboard", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError if fails == "page" else NotWritten):
        night.report()
    assert waited == [True]
    folder = lived.home.reports / str(AS_OF)
    assert (folder / PAGE).is_file() is (fails == "summary")
    assert not (folder / documents.STAMP).exists()
