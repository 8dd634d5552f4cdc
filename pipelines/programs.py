"""Programs beside us that make documents: what they are called, and where they lie on Windows and macOS."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_WINDOWS_ROOTS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


@dataclass(frozen=True, slots=True)
class Program:
    """Commands by which it is started, the best first; its places below the program folders of Windows and macOS."""

    name: str
    commands: tuple[str, ...]
    windows: tuple[str, ...]
    macos: tuple[str, ...]

    def found(self) -> list[str]:
        """Every one that is there, the best first."""
        on_path = [path for command in self.commands if (path := shutil.which(command))]
        return list(dict.fromkeys([*on_path, *(str(place) for place in self._places() if place.is_file())]))

    def _places(self) -> Iterator[Path]:
        if sys.platform == "win32":
            roots = [Path(os.environ[name]) for name in _WINDOWS_ROOTS if os.environ.get(name)]
            return (root / place for place in self.windows for root in roots)
        if sys.platform == "darwin":
            roots = [Path("/Applications"), Path.home() / "Applications"]
            return (root / place for place in self.macos for root in roots)
        return iter(())


BROWSER = Program(
    "Chromium",
    ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"),
    (
        "Google/Chrome/Application/chrome.exe",
        "Chromium/Application/chrome.exe",
        "Microsoft/Edge/Application/msedge.exe",
    ),
    (
        "Google Chrome.app/Contents/MacOS/Google Chrome",
        "Chromium.app/Contents/MacOS/Chromium",
        "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
)
OFFICE = Program(
    "LibreOffice",
    ("soffice", "libreoffice"),
    ("LibreOffice/program/soffice.exe",),
    ("LibreOffice.app/Contents/MacOS/soffice",),
)
