"""Which program computed something: its version, and a hash of what it is made of."""

import hashlib
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

_ROOMS = ("sources", "warehouse", "pipelines")
_MADE_OF = (".py", ".sql", ".toml")


@cache
def code_version() -> dict[str, str]:
    """{version, sha256}: the version of the package, and 12 hex digits over every module, model and entry of ours."""
    digest = hashlib.sha256()
    for room in _ROOMS:
        _add(digest, resources.files(room), room)
    try:
        version = metadata.version("media-metrics")
    except metadata.PackageNotFoundError:
        version = ""
    return {"version": version, "sha256": digest.hexdigest()[:12]}


def _add(digest: "hashlib._Hash", folder: Traversable, name: str) -> None:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        path = f"{name}/{one.name}"
        if one.is_dir():
            _add(digest, one, path)
        elif one.name.endswith(_MADE_OF):
            digest.update(f"{path}\0".encode())
            digest.update(hashlib.sha256(one.read_bytes()).digest())
