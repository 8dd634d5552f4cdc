"""A file -> a Reading. Runs in a worker that may die; nothing here writes anything."""

import errno
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path

from sources._keys import drop_repeats
from sources._layout import tables_of, top_of
from sources._names import observed, span
from sources._period import settle_period
from sources._privacy import masked
from sources._read import FILE_LIMIT, Sheet, sheets
from sources._reading import TOO_LARGE, UNRECOGNISED, Part, Reading, RefusedError
from sources._recognise import Recogniser, blocks_of, marked_as_sample
from sources._spec import Export
from sources._tables import part_of

EXPLAINS = frozenset({"说明", "填写说明", "使用说明"})
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
        self._exports = exports
        self._recogniser = Recogniser(exports, aliases)

    def read(self, path: Path, name: str) -> Reading:
        """The Reading of one file; `name` is its path below the inbox, for the hints in it."""
        observed_at, observed_how = observed(name)
        reading = Reading(observed_at=observed_at, observed_how=observed_how)
        try:
            self._fill(reading, sheets(bytes_of(path)), name)
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
            if sheet.name.strip() in EXPLAINS or not blocks_of(sheet.rows):
                continue
            tables, unread = tables_of(sheet, self._recogniser)
            if not tables:
                strange.append(sheet)
            for block, table in enumerate(tables, 1):
                part = part_of(table, masked(sheet.name), block)
                _doubt_observation(reading, part, table.header.export)
                settle_period(part, table.header.export, table.above, span(name), sheet.end)
                part.warnings += [f"旁边从第 {start + 1} 列起还有一张表认不出，没有读取" for start in unread]
                reading.parts.append(part)
                reading.sample |= marked_as_sample(sheet.rows[: table.first_row - 1])
        drop_repeats(reading.parts, self._exports)
        if not reading.parts:
            raise RefusedError(self._unrecognised(strange))
        skipped = [masked(sheet.name) for sheet in strange if not sheet.hidden]
        reading.parts[0].warnings += [f"工作表“{sheet_name}”认不出，没有读取" for sheet_name in skipped]

    def _unrecognised(self, strange: Sequence[Sheet]) -> str:
        if not strange:
            return "文件里没有数据；请重新下载"
        tops = [top_of(sheet, start, stop) for sheet in strange for start, stop in blocks_of(sheet.rows)]
        nearest = self._recogniser.nearest(tops)
        if not nearest:
            return f"{UNRECOGNISED}，表头里没有一个认识的列名；请放入后台导出的原文件"
        return f"{UNRECOGNISED}；最接近的是：{nearest}"


def read(path: Path, *, name: str, exports: Mapping[str, Export], aliases: Aliases) -> Reading:
    """The Reading of one file, read in this process. For many files, or files of strangers, use `read_all`."""
    return Reader(exports, aliases).read(path, name)


def bytes_of(path: Path) -> bytes:
    """What a file holds. Raises RefusedError for what is no file or too large, OSError."""
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):  # a pipe or a device would never end
        raise RefusedError("不是文件，而是文件夹、管道或设备；请把导出的文件本身放进收件箱")
    if about.st_size > FILE_LIMIT:
        raise RefusedError(TOO_LARGE)
    return path.read_bytes()


def _doubt_observation(reading: Reading, part: Part, export: Export) -> None:
    """A list cannot have been downloaded before its latest row: then the date in the name means something else."""
    seen, last = reading.observed_at, part.covers_to
    if export.replaces == "key" and seen and last and last > seen.date():
        part.warnings.append(f"文件名或文件夹里的日期（{seen.date()}）早于表里最晚的日期（{last}），没有当作下载日期")
        reading.observed_at, reading.observed_how = None, ""
