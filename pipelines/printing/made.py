"""A file that another program makes, in a folder that is gone afterwards."""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.children import running

SECONDS = 180.0
"""How long a program may take for one document."""


class NotMade(Exception):
    """The program made nothing; the message says how it ended."""


def made_by(command: Callable[[Path], Sequence[str]], name: str) -> bytes:
    """The PDF `name` that the program makes in the folder that it is told of, where it may leave what it likes.

    Raises NotMade where it does not, OSError where the program does not start.
    """
    with TemporaryDirectory(prefix="media-metrics-", ignore_cleanup_errors=True) as scratch:
        with running(command(Path(scratch))) as child:
            try:
                code = child.wait(SECONDS)
            except subprocess.TimeoutExpired as error:
                raise NotMade(f"{SECONDS:.0f} 秒还没有做完") from error
        result = Path(scratch, name)
        content = result.read_bytes() if result.is_file() else b""
    if code or not content.startswith(b"%PDF-"):
        raise NotMade(f"没有写出 PDF，退出码 {code}")
    return content
