"""The folder in which Dagster keeps its history."""

from pathlib import Path


def settled(folder: Path) -> Path:
    """`folder`, in which Dagster is told to gather no usage statistics: it would, outside the home."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "dagster.yaml"
    if not settings.exists():
        settings.write_text("telemetry:\n  enabled: false\n", "utf-8")
    return folder
