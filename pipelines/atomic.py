"""Files that are replaced whole or not at all."""

import os
from pathlib import Path


def replace_with(target: Path, content: bytes) -> None:
    """Put `content` at `target` by one rename: a reader sees the old file or the new one, never a part.

    The folder is made if it is not there. Raises OSError when the disk refuses; the old file is then untouched.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)
