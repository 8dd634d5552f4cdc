"""Reads many files in worker processes that may die: a file that kills, hangs or fills its worker is refused alone.

Workers come from a fork server that has this package loaded and nothing of the program that called us (`_Worker`).
Each has a limit on its memory. Windows has no such limit and no fork server: workers are spawned there, and a file that
eats memory is stopped by its time-out only.
"""

import multiprocessing
import os
import sys
import threading
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import BrokenExecutor, as_completed
from contextlib import contextmanager, suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from sources._reader import Aliases, Reader
from sources._reading import Reading

if sys.platform == "win32":
    from multiprocessing.context import SpawnContext as _BaseContext
    from multiprocessing.context import SpawnProcess as _BaseProcess
else:
    from multiprocessing.context import ForkServerContext as _BaseContext
    from multiprocessing.context import ForkServerProcess as _BaseProcess

SECONDS = 60.0
"""Time that one file, or one chunk of small ones, may take."""
MEMORY = 2**30
"""Bytes of address space that a worker may take; a list of 150,000 works with 16 columns takes half of it."""
_CHUNK_BYTES = 2**20
_CHUNK_FILES = 48

_DIED = "读取这个文件时程序中断（文件已损坏，或展开后太大、内存不够）；请重新下载，或用 Excel 打开后另存为 xlsx"
_HUNG = "读取这个文件超过了 {seconds:.0f} 秒；请按较短的日期范围分几次导出"

Job = tuple[int, str, str]  # index, path, name below the inbox
_main_hidden = threading.Lock()
_reader: Reader | None = None  # of a worker


def read_all(
    files: Sequence[tuple[Path, str]],
    aliases: Aliases,
    *,
    workers: int | None = None,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> Iterator[tuple[int, Reading]]:
    """(index, Reading) of every file, as they finish. `files` holds each path and its name below the inbox.

    Small files travel in chunks; a chunk whose worker dies or hangs is read again file by file.

    Raises:
        RuntimeError: no worker can be started.
    """
    chunks = _chunks(files)
    while chunks:
        chunks = yield from _read_round(chunks, aliases, workers or multiprocessing.cpu_count(), seconds, memory)


def _chunks(files: Sequence[tuple[Path, str]]) -> list[list[Job]]:
    chunks: list[list[Job]] = []
    room = 0
    for index, (path, name) in enumerate(files):
        try:
            size = path.stat().st_size
        except OSError:  # gone since it was listed: reading it says so
            size = 0
        if not chunks or size > room or len(chunks[-1]) == _CHUNK_FILES:
            chunks.append([])
            room = _CHUNK_BYTES
        room -= size
        chunks[-1].append((index, str(path), name))
    return chunks


def _read_round(
    chunks: list[list[Job]], aliases: Aliases, workers: int, seconds: float, memory: int
) -> Generator[tuple[int, Reading], None, list[list[Job]]]:
    """Readings of what could be read or is at fault by itself; returns the chunks to be tried again."""
    from pebble import ProcessExpired, ProcessPool  # slow to import, and not needed by those who read one file

    told = ({kind: dict(labels) for kind, labels in aliases.items()}, memory)
    pool = ProcessPool(min(workers, len(chunks)), initializer=_start_worker, initargs=told, context=_context())
    sent: dict[Any, list[Job]] = {}
    again: list[list[Job]] = []
    try:
        for chunk in chunks:
            try:
                sent[pool.schedule(_read_chunk, args=(chunk,), timeout=seconds)] = chunk
            except RuntimeError:  # the pool is broken
                again.append(chunk)
        for future in as_completed(sent):
            chunk = sent[future]
            try:
                yield from future.result()
            except BrokenExecutor:
                again.append(chunk)
            except (ProcessExpired, TimeoutError, MemoryError) as error:
                if len(chunk) > 1:
                    again += [[job] for job in chunk]
                else:
                    reason = _HUNG.format(seconds=seconds) if isinstance(error, TimeoutError) else _DIED
                    yield chunk[0][0], Reading(refusal=reason)
    finally:
        pool.stop()
        pool.join()
    again.sort()
    if again == chunks:
        raise RuntimeError("no worker could be started to read files")
    return again


def _start_worker(aliases: Aliases, memory: int) -> None:
    global _reader
    from sources import exports

    _limit_memory(memory)
    _reader = Reader(exports(), aliases)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what engines print as they die helps nobody


def _limit_memory(memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    with suppress(ValueError, OSError):  # macOS may refuse it, and an administrator may have set less
        resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _read_chunk(chunk: list[Job]) -> list[tuple[int, Reading]]:
    assert _reader is not None
    return [(index, _reader.read(Path(path), name)) for index, path, name in chunk]


def _context() -> "_Context":
    if sys.platform != "win32":
        from multiprocessing.forkserver import set_forkserver_preload

        from sources import exports

        exports()
        kinds = [name for name in sys.modules if name.startswith(("sources.platforms.", "sources.ledgers."))]
        set_forkserver_preload(["pebble", "python_calamine", __name__, *kinds])
    return _Context()


@contextmanager
def _without_main() -> Iterator[None]:
    """multiprocessing finds the program by __main__'s file and spec; without them it starts a bare worker."""
    main = sys.modules["__main__"]
    with _main_hidden:
        kept: dict[str, Any] = {name: vars(main).pop(name) for name in ("__file__", "__spec__") if name in vars(main)}
        main.__spec__ = None
        try:
            yield
        finally:
            vars(main).update(kept)


def _start_bare(process_obj: BaseProcess) -> Any:
    with _without_main():
        return _BaseProcess._Popen(process_obj)


class _Worker(_BaseProcess):
    """A process that does not import again the program that started it, with all that it has loaded."""

    _Popen = staticmethod(_start_bare)


class _Context(_BaseContext):
    Process = _Worker
