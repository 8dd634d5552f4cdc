"""What the doctor says of one thing."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a thing is as it should be, what was seen, and what people can do about it."""

    state: Literal["ok", "warn", "bad"]
    what: str
    do: str = ""
