"""A process beside the night's own: it does what it is asked, one order after the other, while the night goes on.

Orders come in on its standard input and answers go out on its standard output, pickled.
"""

import gc
import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from itertools import count
from typing import Any, BinaryIO, Generic, Protocol, TypeVar

Progress = Callable[[int, int], None]
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Gone(Exception):
    """The process ended before it answered; the message says what to do."""


class Order(Protocol[T_co]):
    """What a process beside ours can be asked for. It is pickled, and so is what comes of it."""

    def do(self, progress: Progress) -> T_co:
        """What comes of it; `progress` hears how much is done, and of how much."""
        ...


@dataclass(frozen=True, slots=True)
class GetReady:
    """Import a module that a later order needs; some take their time."""

    module: str

    def do(self, _: Progress) -> None:
        """Nothing comes of it."""
        import_module(self.module)


@dataclass(frozen=True, slots=True)
class Asked(Generic[T]):
    """An order that was given."""

    beside: "Beside"
    number: int

    def result(self, progress: Progress = lambda *_: None) -> T:
        """What came of it, once it is done. Raises what stopped it, and Gone."""
        return self.beside.answer_to(self.number, progress)


class Beside:
    """The process, from the moment this is made until it is told to stop."""

    def __init__(self) -> None:
        errors = subprocess.DEVNULL if sys.stderr is None else None  # a service may have been started without
        # It finds what we find, and nothing that lies in the folder in which somebody happens to be.
        program = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import serve; serve()"
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors
        )
        self._orders = count()
        self._answers: dict[int, tuple[str, Any]] = {}

    def ask(self, order: Order[T]) -> Asked[T]:
        """Have `order` done after those given before; give no large one while answers pile up that nobody hears."""
        assert self._process.stdin is not None
        pickled = pickle.dumps(order)
        with suppress(OSError):  # it is gone: whoever waits for the answer is told
            self._process.stdin.write(pickled)
            self._process.stdin.flush()
        return Asked(self, next(self._orders))

    def answer_to(self, number: int, progress: Progress) -> Any:
        """What came of the order with this number. Raises what stopped it, and Gone."""
        while number not in self._answers:
            of, word, said = self._heard()
            if word != "progress":
                self._answers[of] = word, said
            elif of == number:
                progress(*said)
        word, said = self._answers[number]
        if word == "stopped":
            error, where = said
            raise error from _Elsewhere(where)
        return said

    def stop(self) -> None:
        """End it, whatever it is doing."""
        self._process.terminate()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with suppress(OSError):  # an order may be on its way that nobody will read
                pipe.close()

    def _heard(self) -> tuple[int, str, Any]:
        assert self._process.stdout is not None
        try:
            return pickle.load(self._process.stdout)
        except (EOFError, pickle.UnpicklingError):
            raise Gone("一同干活的进程中断了。请重新运行。") from None


class _Elsewhere(Exception):
    """Where in the other process an order was stopped."""

    def __str__(self) -> str:
        return f"\n{self.args[0]}"


def serve() -> None:
    """Do what is asked on standard input until nobody can ask any more."""
    gc.set_threshold(100_000)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what somebody prints is no answer
    with suppress(KeyboardInterrupt, BrokenPipeError):  # whoever asked was told to stop as well, or is gone
        _obey(sys.stdin.buffer, answers)


def _obey(orders: BinaryIO, answers: BinaryIO) -> None:
    for number in count():
        try:
            order: Order[Any] = pickle.load(orders)
        except EOFError:  # nobody will ask any more
            return
        _answer(order, partial(_tell, answers, number))


def _answer(order: Order[Any], tell: Callable[[str, Any], None]) -> None:
    try:
        tell("done", order.do(lambda done, of: tell("progress", (done, of))))
    except Exception as error:
        tell("stopped", (_that_travels(error), traceback.format_exc()))


def _tell(answers: BinaryIO, number: int, word: str, said: Any) -> None:
    answers.write(pickle.dumps((number, word, said)))
    answers.flush()


def _that_travels(error: Exception) -> Exception:
    """`error`, or one of its words where it would not arrive as it is."""
    with suppress(Exception):
        if str(pickle.loads(pickle.dumps(error))) == str(error):
            return error
    return RuntimeError(str(error) or type(error).__name__)
