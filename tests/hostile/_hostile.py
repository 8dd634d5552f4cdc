"""What a hostile file is, and the harmless table that most of them are made of."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

DAYS = ("2024-06-19", "2024-06-20")
VIEWS = (5, 6)
TABLE = "日期,播放量\n2024-06-19,5\n2024-06-20,6\n"


@dataclass(frozen=True)
class Hostile:
    """A file that should not be; it is either read or refused.

    name      below the inbox
    content   its bytes, or what puts it there
    views     播放量 of the rows that are loaded; None when the file is refused
    says      what a refusal, the first reject or else the first warning must say: a pattern
    """

    name: str
    content: bytes | Callable[[Path], None]
    views: tuple[int | None, ...] | None = None
    says: str = ""

    def place(self, path: Path) -> None:
        if isinstance(self.content, bytes):
            path.write_bytes(self.content)
        else:
            self.content(path)
