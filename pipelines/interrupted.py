"""What is said where somebody stopped a command, as with Ctrl-C, and what tells that from a fault."""

STOPPED = "中断了，重新运行即可"

_SIGNS = ("Query interrupted", "DagsterExecutionInterruptedError")
"""What DuckDB and Dagster make of it."""


def is_interruption(told: str) -> bool:
    """Whether an error that says so is none."""
    return any(sign in told for sign in _SIGNS)
