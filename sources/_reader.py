"""A file -> a Reading. Runs in a worker that may die; nothing here writes anything."""

import errno
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sources._names import observed, span
from sources._period import settle_period
from sources._privacy import masked
from sources._read import FILE_LIMIT, Sheet, sheets
from sources._reading import TOO_LARGE, Part, Reading, RefusedError
from sources._recognise import HEADER_WITHIN, Recogniser, blocks_of, marked_as_sample
from sources._spec import Export
from sources._tables import Table, part_of

_EXPLAINS = frozenset({"说明", "填写说明", "使用说明"})
_SYSTEM = {
    errno.ENOENT: "文件不在了",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ELOOP: "链接指向自己",
    errno.EIO: "磁盘读不出",
}
Aliases = Mapping[str, Mapping[str, str]]


class Reader:
    """Reads files of the given kinds; keep one for many files, it remembers the headers it has seen."""

    def __init__(self, exports: Mapping[str, Export], aliases: Aliases) -> None:
        self._recogniser = Recogniser(exports, aliases)

    def read(self, path: Path, name: str) -> Reading:
        """The Reading of one file; `name` is its path below the inbox, for the hints in it."""
        observed_at, observed_how = observed(name)
        reading = Reading(observed_at=observed_at, observed_how=observed_how)
        try:
            self._fill(reading, sheets(_bytes_of(path)), name)
        except RefusedError as refused:
            reading.parts, reading.refusal = [], str(refused)
        except OSError as error:
            reason = _SYSTEM.get(error.errno or 0, f"系统错误 {error.errno}")
            reading.refusal = f"文件打不开（{reason}）；请检查文件是否还在、是否正被占用"
        except MemoryError:
            reading.parts, reading.refusal = ([], "文件太大，内存不够；请按较短的日期范围分几次导出")
        except Exception as error:  # ours to mend, but one file must not stop the others
            reading.parts, reading.refusal = ([], f"读取时程序出错（{type(error).__name__}）；请把这个文件交给维护人员")
        return reading

    def _fill(self, reading: Reading, found: Sequence[Sheet], name: str) -> None:
        strange: list[Sheet] = []
        for sheet in found:
            if sheet.name.strip() in _EXPLAINS or not blocks_of(sheet.rows):
                continue
            tables, unread = self._tables(sheet)
            if not tables:
                strange.append(sheet)
            for block, table in enumerate(tables, 1):
                above = sheet.rows[: table.first_row - 1]
                part = part_of(table, masked(sheet.name), block)
                _doubt_observation(reading, part, table.header.export)
                settle_period(part, table.header.export, above[: -table.header.height], span(name), sheet.shows_cuts)
                part.warnings += [f"旁边从第 {start + 1} 列起还有一张表认不出，没有读取" for start in unread]
                reading.parts.append(part)
                reading.sample |= marked_as_sample(above)
        if not reading.parts:
            raise RefusedError(self._unrecognised(strange))
        skipped = [masked(sheet.name) for sheet in strange if not sheet.hidden]
        reading.parts[0].warnings += [f"工作表“{sheet_name}”认不出，没有读取" for sheet_name in skipped]

    def _tables(self, sheet: Sheet) -> tuple[list[Table], list[int]]:
        """The tables of a sheet, and where the blocks begin that are none.

        Several, where several blocks side by side are recognised by themselves; else the one that knows more columns:
        a block, or the sheet as a whole (an empty column may stand inside a table).
        """
        blocks = blocks_of(sheet.rows)
        found = {start: self._table(sheet, start, stop) for start, stop in blocks}
        apart = [table for table in found.values() if table]
        unread = [start for start, table in found.items() if not table]
        if len(apart) > 1 or len(blocks) == 1:
            return apart, unread
        try:
            whole = self._table(sheet, blocks[0][0], blocks[-1][1])
        except RefusedError:
            if not apart:
                raise
            whole = None
        if whole and (not apart or len(whole.header.columns) > len(apart[0].header.columns)):
            return [whole], []
        return apart, unread

    def _table(self, sheet: Sheet, start: int, stop: int) -> Table | None:
        top = _top(sheet, start, stop)
        found = self._recogniser.find(top)
        if found is None:
            return None
        index, header = found
        first = index + header.height
        width = len(sheet.rows[first - 1]) if sheet.written_out else None
        return Table(header, sheet.rows[first:], first + 1, start, stop, width, sheet.percent_cells)

    def _unrecognised(self, strange: Sequence[Sheet]) -> str:
        if not strange:
            return "文件里没有数据；请重新下载"
        tops = [_top(sheet, start, stop) for sheet in strange for start, stop in blocks_of(sheet.rows)]
        nearest = self._recogniser.nearest(tops)
        if not nearest:
            return "认不出这是哪种导出，表头里没有一个认识的列名；请放入后台导出的原文件"
        return f"认不出这是哪种导出；最接近的是：{nearest}"


def read(path: Path, *, name: str, exports: Mapping[str, Export], aliases: Aliases) -> Reading:
    """The Reading of one file, read in this process. For many files, or files of strangers, use `read_all`."""
    return Reader(exports, aliases).read(path, name)


def _bytes_of(path: Path) -> bytes:
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):  # a pipe or a device would never end
        raise RefusedError("不是文件，而是文件夹、管道或设备；请把导出的文件本身放进收件箱")
    if about.st_size > FILE_LIMIT:
        raise RefusedError(TOO_LARGE)
    return path.read_bytes()


def _top(sheet: Sheet, start: int, stop: int) -> list[Sequence[Any]]:
    rows = (row[start:stop] for row in sheet.rows[: HEADER_WITHIN + 1])
    return [row if len(row) == stop - start else [*row, *[""] * (stop - start - len(row))] for row in rows]


def _doubt_observation(reading: Reading, part: Part, export: Export) -> None:
    """A list cannot have been downloaded before its latest row: then the date in the name means something else."""
    seen, last = reading.observed_at, part.covers_to
    if export.replaces == "key" and seen and last and last > seen.date():
        part.warnings.append(f"文件名或文件夹里的日期（{seen.date()}）早于表里最晚的日期（{last}），没有当作下载日期")
        reading.observed_at, reading.observed_how = None, ""
