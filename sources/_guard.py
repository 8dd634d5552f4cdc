"""Reads many files in worker processes that may die: a file that kills, hangs or fills its worker is refused alone.

Workers come from a fork server that has this package loaded and nothing of the program that called us (`_Worker`).
Each has a limit on its memory. Windows has no such limit and no fork server: workers are spawned there, and a file that
eats memory is stopped by its time-out only.
"""

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, wait
from contextlib import contextmanager, suppress
from itertools import chain, islice
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar

from sources._reader import Aliases, Reader
from sources._reading import Reading, RefusedError

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
_AHEAD = 32
"""Chunks that may be read and not yet taken: an inbox of years must not pile up in memory."""

_DIED = "读取这个文件时程序中断（文件已损坏，或展开后太大、内存不够）；请重新下载，或用 Excel 打开后另存为 xlsx"
_HUNG = "读取这个文件超过了 {seconds:.0f} 秒；请按较短的日期范围分几次导出"

Answer = TypeVar("Answer")
Job = tuple[int, str, str]  # index, path, name below the inbox
_main_hidden = threading.Lock()
_reader: Reader | None = None  # of a worker


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

    pool = _pool(1, ({}, memory))
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

        _context()
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
        self._pool = _pool(len(first), told) if first else None
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
                self._sent[self._pool.schedule(_read_chunk, args=(chunk,), timeout=self._seconds)] = chunk
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


def _pool(workers: int, told: tuple[Any, ...]) -> Any:
    from pebble import ProcessPool  # slow to import, and not needed by those who read one file

    return ProcessPool(workers, initializer=_start_worker, initargs=told, context=_context())


def _start_worker(aliases: Aliases, memory: int) -> None:
    global _reader
    from sources import exports

    _limit_memory(memory)
    if sys.platform != "win32":
        os.nice(4)  # two of them weigh less than the one thread of the night, which goes on with other things
    _reader = Reader(exports(), aliases)
    gc.freeze()
    gc.set_threshold(100_000)  # what is read holds no cycles: to look for them took a tenth of the time
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what engines print as they die helps nobody


def _limit_memory(memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    with suppress(ValueError, OSError):  # macOS may refuse it, and an administrator may have set less
        resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _read_chunk(chunk: list[Job]) -> list[tuple[int, Reading]]:
    assert _reader is not None
    try:
        return [(index, _reader.read(Path(path), name)) for index, path, name in chunk]
    except MemoryError:  # to tell of it takes memory as well: the pool sees that we are gone
        os._exit(1)


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
