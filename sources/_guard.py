"""Reads many files in worker processes that may die: a file that kills, hangs or fills its worker is refused alone."""

import multiprocessing
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, wait
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeVar

from sources import _worker
from sources._reader import Aliases
from sources._reading import Reading, RefusedError
from sources._worker import Job

SECONDS = 60.0
"""Time that one file, or one chunk of small ones, may take."""
MEMORY = 2**30
"""Bytes of address space that a worker may take; a list of 150,000 works with 16 columns takes half of it."""
_CHUNK_BYTES = 2**20
_CHUNK_FILES = 48
_AHEAD = 32
"""Chunks that may be read and not yet taken: an inbox of years must not pile up in memory."""

_DIED = "读取这个文件时程序中断（文件已损坏，或展开后太大、内存不够）；请重新下载，或用 Excel 打开后另存为 xlsx"
_HUNG = "读取这个文件超过了 {seconds:.0f} 秒；请按较短的日期范围分几次导出"

Answer = TypeVar("Answer")


def read_all(
    files: Iterable[tuple[Path, str]],
    aliases: Aliases,
    *,
    workers: int | None = None,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> Iterator[tuple[int, Reading]]:
    """(index, Reading) of every file, as they finish. `files` gives each path and its name below the inbox.

    The workers begin at once and go on while the caller does other things, up to `_AHEAD` chunks before what it has
    taken: `files` is asked for no more than that. A chunk whose worker dies or hangs is read again file by file.

    Raises:
        RuntimeError: no worker can be started.
    """
    told = ({kind: dict(labels) for kind, labels in aliases.items()}, memory)
    first = _Round(_chunks(files), told, workers or multiprocessing.cpu_count(), seconds)
    return _read_rounds(first)


def alone(work: Callable[..., Answer], *arguments: Any, seconds: float = SECONDS, memory: int = MEMORY) -> Answer:
    """What `work` gives in a worker of its own: for one file that is to be looked at, and not read into the warehouse.

    Raises:
        RefusedError: the worker died, or took too long; the message says so in Chinese.
    """
    from pebble import ProcessExpired

    pool = _worker.pool(1, ({}, memory))
    try:
        answer: Answer = pool.schedule(work, args=arguments, timeout=seconds).result()
    except TimeoutError as error:
        raise RefusedError(_HUNG.format(seconds=seconds)) from error
    except (ProcessExpired, MemoryError) as error:
        raise RefusedError(_DIED) from error
    finally:
        pool.stop()
        pool.join()
    return answer


def get_ready() -> None:
    """Have the server of workers start, without waiting for it: it is then there when the first file is."""
    if sys.platform != "win32":
        from multiprocessing.forkserver import ensure_running

        _worker.context()
        ensure_running()


def _read_rounds(reading: "_Round | None") -> Iterator[tuple[int, Reading]]:
    while reading:
        yield from reading.readings()
        reading = reading.again()


def _chunks(files: Iterable[tuple[Path, str]]) -> Iterator[list[Job]]:
    """Small files travel together: to send each alone would cost more than to read it."""
    chunk: list[Job] = []
    room = _CHUNK_BYTES
    for index, (path, name) in enumerate(files):
        try:
            size = path.stat().st_size
        except OSError:  # gone since it was listed: reading it says so
            size = 0
        if chunk and (size > room or len(chunk) == _CHUNK_FILES):
            yield chunk
            chunk, room = [], _CHUNK_BYTES
        room -= size
        chunk.append((index, str(path), name))
    if chunk:
        yield chunk


class _Round:
    """Chunks read once, by workers that start with it; what was not at fault by itself is for the next round."""

    def __init__(self, chunks: Iterator[list[Job]], told: tuple[Any, ...], workers: int, seconds: float) -> None:
        self._told, self._workers, self._seconds = told, workers, seconds
        self._sent: dict[Any, list[Job]] = {}
        self._failed: list[list[Job]] = []
        self._has_read = False
        first = list(islice(chunks, workers))
        self._chunks = chain(first, chunks)
        self._pool = _worker.pool(len(first), told) if first else None
        self._send()

    def readings(self) -> Iterator[tuple[int, Reading]]:
        """(index, Reading) of what could be read, and of what cannot be."""
        try:
            while self._sent:
                for future in wait(self._sent, return_when=FIRST_COMPLETED).done:
                    yield from self._result(future, self._sent.pop(future))
                self._send()
        finally:
            if self._pool:
                self._pool.stop()
                self._pool.join()

    def again(self) -> "_Round | None":
        """The round that tries again what failed, or None. Raises RuntimeError when this one got nowhere."""
        if not self._failed:
            return None
        if not self._has_read:
            raise RuntimeError("no worker could be started to read files")
        return _Round(iter(sorted(self._failed)), self._told, self._workers, self._seconds)

    def _send(self) -> None:
        for chunk in islice(self._chunks, _AHEAD - len(self._sent)):
            assert self._pool is not None
            try:
                self._sent[self._pool.schedule(_worker.read_chunk, args=(chunk,), timeout=self._seconds)] = chunk
            except RuntimeError:  # the pool is broken
                self._failed.append(chunk)

    def _result(self, future: Any, chunk: list[Job]) -> Iterator[tuple[int, Reading]]:
        from pebble import ProcessExpired

        try:
            yield from future.result()
        except BrokenExecutor:
            self._failed.append(chunk)
            return
        except (ProcessExpired, TimeoutError, MemoryError) as error:
            if len(chunk) > 1:
                self._failed += [[job] for job in chunk]
            else:
                reason = _HUNG.format(seconds=self._seconds) if isinstance(error, TimeoutError) else _DIED
                yield chunk[0][0], Reading(refusal=reason)
        self._has_read = True
