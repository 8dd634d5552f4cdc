"""What reading a file gives: a Reading, with one Part per table found and the rows that were refused."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

CoversHow = Literal["stated", "name", "rows", "sheet"]
Verified = Literal["total", "range", ""]
End = Literal["known", "line", "open"]
"""How a file ends: in a form that tells when its end is missing; as plain text with a line end; without one."""


@dataclass(slots=True)
class Reject:
    """One cell that could not be read, so that its row was not loaded.

    row     sheet row a person sees
    column  name of the Column ("" when the row as a whole is at fault)
    reason  Chinese: what is wrong and what to do
    shape   the text with digits as 9, letters as a, Chinese characters as 字: never the text itself
    """

    row: int
    column: str
    reason: str
    shape: str = ""


@dataclass(slots=True)
class Part:
    """One table found in a file, as columns of typed values.

    columns holds "source_row", "row_key" and every column that is not private, all of the same length.
    rows_read = rows loaded + rows rejected + rows set aside.
    verified    how we know that no row is missing: "total" when the file's own total row agrees; "range" when the file
                states its days, all rows lie in them, and it cannot have been cut (each day has its rows, or the file's
                form would show a cut); "" when nothing tells
    contradicted   a total row or the stated days disagree with the rows; the warnings say how
    """

    kind: str
    sheet: str
    block: int
    columns: dict[str, list[Any]]
    rows_read: int = 0
    rows_set_aside: list[tuple[int, str]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    covers_from: date | None = None
    covers_to: date | None = None
    covers_how: CoversHow = "rows"
    verified: Verified = ""
    contradicted: bool = False
    unknown_columns: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def rows_loaded(self) -> int:
        return len(self.columns["source_row"])

    @property
    def rows_rejected(self) -> int:
        """Rows, not cells: a row with several bad cells counts once."""
        return len({reject.row for reject in self.rejects})


@dataclass(slots=True)
class Reading:
    """All tables of one file, or why there are none.

    refusal       Chinese: what is wrong, where, and what to do; None when the file was read
    observed_at   when the platform said it, naive Beijing time; None when neither name nor folder tells
    observed_how  "name", "folder" or "" (not known)
    sample        the file carries the mark of synthetic data
    """

    parts: list[Part] = field(default_factory=list)
    refusal: str | None = None
    observed_at: datetime | None = None
    observed_how: str = ""
    sample: bool = False


class RefusedError(Exception):
    """The file as a whole cannot be read; the message is the Chinese refusal."""


MOST_COLUMNS = 16384
"""Columns of the widest sheet that Excel knows."""

WITH_PASSWORD = "文件有密码，请另存为无密码的工作簿"
UNFINISHED = "文件不完整（可能没有拷完或下载中断），请重新下载"
DAMAGED = "工作簿打不开，可能已损坏或没有拷完；请重新下载，或用 Excel 打开后另存为 xlsx"
TOO_LARGE = "文件展开后太大，请按较短的日期范围分几次导出"
UNRECOGNISED = "认不出这是哪种导出"
"""How a refusal begins where no kind is known for a file: one may be taught."""
