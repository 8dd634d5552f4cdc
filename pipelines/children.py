"""Programs that we start and that end with us, with whatever they started themselves."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

PATIENCE_SECONDS = 10.0
"""How long a program may take to end once it is asked to."""

Child = subprocess.Popen[bytes]


@contextmanager
def running(command: Sequence[str], env: Mapping[str, str] | None = None) -> Iterator[Child]:
    """`command` while the work inside goes on; it hears and says nothing. Raises OSError where it does not start."""
    child = subprocess.Popen(
        command,
        env=os.environ | env if env else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for us, who end it then
    )
    try:
        yield child
    finally:
        _end(child)


def _end(child: Child) -> None:
    """Ask it to end, and end it with its own children where it does not."""
    child.terminate()
    try:
        child.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        _kill_all(child)
        child.wait()


if sys.platform == "win32":

    def _kill_all(child: Child) -> None:
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(child.pid)], capture_output=True, check=False)
        child.kill()

else:
    import signal

    def _kill_all(child: Child) -> None:
        os.killpg(child.pid, signal.SIGKILL)
