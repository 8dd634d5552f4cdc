"""What a rebuild came to, for people and for programs."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape


@dataclass(slots=True)
class Rebuilt:
    """What was loaded again, what could not be, and the figures that differ from what the last run had computed.

    figures     how many were compared
    remembered  the database from which came what cards do not tell; None where none could be read
    kept        where the build file before lies, if it was not replaced for good
    """

    files: int = 0
    rows: int = 0
    missing: list[str] = field(default_factory=list)
    figures: int = 0
    moved: list[str] = field(default_factory=list)
    remembered: Path | None = None
    kept: Path | None = None

    @property
    def exit_code(self) -> int:
        return 1 if self.missing or self.moved else 0

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return {
            "files": self.files, "rows": self.rows, "missing": self.missing, "figures": self.figures,
            "moved": self.moved, "remembered": self.remembered and str(self.remembered),
            "kept": self.kept and str(self.kept), "exit_code": self.exit_code,
        }  # fmt: skip

    def tell(self, console: Console) -> None:
        """Print what was done, what is missing and what a person must look at."""
        console.print(f"已从原件重建：{self.files} 个文件，{self.rows:,} 行。")
        for told in self.missing:
            console.print(f"[bold red]缺[/] {escape(told)}")
        if self.missing:
            console.print(f"共 {len(self.missing)} 处缺失，没有入库。请从备份恢复 originals 文件夹后再重建一次。")
        for told in self.moved:
            console.print(f"[bold yellow]数字变了[/] {escape(told)}")
        if self.figures:
            console.print(f"与上一次计算逐项对照：{self.figures} 项，{len(self.moved)} 项不同。")
        if self.remembered is None:
            console.print(
                "原来的数据库读不出来：退回和忽略的文件、历次发布的数字、取消过的撤回没有带过来；"
                "下一夜会把收件箱再看一遍，内容相同的只算一次。"
            )
        else:
            console.print(f"退回、忽略的文件和历次发布的数字取自 {self.remembered.name}。")
        if self.kept is not None:
            console.print(f"重建前的数据库留在 {self.kept}", soft_wrap=True, markup=False)
        console.print("已发布的数据没有动，下一次 media-metrics nightly 在重建的基础上继续。")
