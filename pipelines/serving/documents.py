"""Which file an address of the page names: one of the documents under reports/, and nothing else."""

from pathlib import Path
from urllib.parse import unquote

from pipelines.config import NEVER_IN_A_NAME
from pipelines.reports.places import PAGE

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Suffix of a document -> its content type; what is not among them is no document."""


def document_at(reports: Path, address: str) -> Path | None:
    """The document under `reports` that the path of `address` names, the page where that ends with a slash; else None.

    No way leads out: not by dots, not by an absolute name, not by a link that points elsewhere.
    """
    root = reports.resolve()
    try:
        names = [unquote(name, errors="strict") for name in address.removeprefix("/").split("/")]
    except UnicodeDecodeError:
        return None
    names[-1] = names[-1] or PAGE
    if any(not name or name.startswith(".") or NEVER_IN_A_NAME & set(name) for name in names):
        return None
    found = root.joinpath(*names).resolve()
    is_document = found.is_relative_to(root) and found.suffix in TYPES and found.is_file()
    return found if is_document else None
