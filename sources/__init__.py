"""What is handed to us: exports of platforms and ledgers kept by hand. Knows no warehouse and no orchestrator."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from sources._guard import MEMORY, alone, get_ready, read_all
from sources._names import observed
from sources._read import FILE_LIMIT
from sources._reader import read
from sources._reading import Part, Reading, RefusedError, Reject
from sources._spec import SAMPLE_MARK, Column, Export, Row

__all__ = [
    "FILE_LIMIT", "MEMORY", "SAMPLE_MARK", "Column", "Export", "Part", "Reading", "RefusedError", "Reject", "Row",
    "alone", "exports", "get_ready", "observed", "read", "read_all",
]  # fmt: skip


@cache
def exports() -> dict[str, Export]:
    """Every Export written in platforms/ and ledgers/, by kind, sorted.

    Raises:
        ValueError: two files declare the same kind.
    """
    found: dict[str, Export] = {}
    for room in ("sources.platforms", "sources.ledgers"):
        for module in iter_modules(import_module(room).__path__):
            for value in vars(import_module(f"{room}.{module.name}")).values():
                if not isinstance(value, Export):
                    continue
                if found.setdefault(value.kind, value) is not value:
                    raise ValueError(f"two exports are called {value.kind}; the second is in {room}.{module.name}")
    return dict(sorted(found.items()))
