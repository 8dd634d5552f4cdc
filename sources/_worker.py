"""The processes that read: started from a server that has this package loaded and nothing of the program that called.

Each has a limit on its memory. Windows has no such limit and no fork server: workers are spawned there, and a file that
eats memory is stopped by its time-out only.
"""

import gc
import os
import sys
import threading
from collections.abc import Iterator
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

Job = tuple[int, str, str]  # index, path, name below the inbox
_main_hidden = threading.Lock()
_reader: Reader | None = None  # of a worker


def pool(workers: int, told: tuple[Any, ...]) -> Any:
    """`workers` processes that read, each told what `start_worker` wants to know."""
    from pebble import ProcessPool  # slow to import, and not needed by those who read one file

    return ProcessPool(workers, initializer=start_worker, initargs=told, context=context())


def start_worker(aliases: Aliases, memory: int) -> None:
    """Get ready to read in a process that was just made: its reader, its limit, its place behind the night."""
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


def read_chunk(chunk: list[Job]) -> list[tuple[int, Reading]]:
    """(index, Reading) of each file of `chunk`."""
    assert _reader is not None
    try:
        return [(index, _reader.read(Path(path), name)) for index, path, name in chunk]
    except MemoryError:  # to tell of it takes memory as well: the pool sees that we are gone
        os._exit(1)


def context() -> "_Context":
    """How workers are started; what they will need is loaded by the server that they come from."""
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
