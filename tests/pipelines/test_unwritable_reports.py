"""A folder of reports that cannot be written is told of with the place and what to do, and the next night writes it."""

import pytest
from _office import AS_OF, HALF_YEAR, Office

from pipelines.reports.documents import NotWritten


def test_a_folder_that_cannot_be_written_is_named_and_written_once_it_can(office: Office):
    office.put("2024-06-21/a.csv", HALF_YEAR)
    blocked = office.home.reports / str(AS_OF)
    blocked.parent.mkdir(exist_ok=True)
    blocked.write_text("a file where the folder of the day belongs")
    night = office.pass_night()
    with pytest.raises(NotWritten, match=f"报表写不进 .*{AS_OF}（.+）。请检查"):
        night.report()
    blocked.unlink()
    night.report()
    assert (blocked / "index.html").is_file()
