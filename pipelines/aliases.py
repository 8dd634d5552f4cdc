"""Writing aliases.toml: what was taught is added, what stands there already stays as it is, remarks included."""

import re
import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import duckdb

from pipelines.atomic import replace_with
from pipelines.config import ConfigError, load_aliases
from pipelines.inbox import Seen
from pipelines.toml_text import quoted
from sources.learning import UNRECOGNISED, plain_label
from warehouse import Home
from warehouse.loading import BEIJING

_TITLE = """\
# 文件里的列名 = 标准列名。由 media-metrics learn 写入，也可以手工改。
"""


def with_labels(aliases: Mapping[str, Mapping[str, str]], kind: str, labels: Mapping[str, str]) -> dict[str, dict]:
    """`aliases` and, for one kind, label -> column name; a label that is there already in any spelling is replaced."""
    new = {plain_label(label) for label in labels}
    kept = {label: name for label, name in aliases.get(kind, {}).items() if plain_label(label) not in new}
    return {**{k: dict(v) for k, v in aliases.items()}, kind: {**kept, **labels}}


def teach(home: Home, kind: str, title: str, labels: Mapping[str, str]) -> Path:
    """Write the labels of one kind into aliases.toml of `home`; its path.

    Raises:
        ConfigError: it is written in a way that we cannot add to; the message holds the lines to add by hand.
    """
    path = home.config / "aliases.toml"
    wanted = with_labels(load_aliases(home), kind, labels)
    text = _added(path.read_text("utf-8-sig") if path.is_file() else _TITLE, kind, title, labels)
    try:
        is_right = tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        is_right = False
    if not is_right:
        lines = "\n".join([f"[{kind}]", *_lines(labels)])
        raise ConfigError(f"{path} 的写法比较特别，程序不敢改，什么也没有写入。请手工加入下面几行：\n{lines}")
    replace_with(path, text.encode())
    return path


def worth_another_look(con: duckdb.DuckDBPyConnection, home: Home) -> set[Seen]:
    """Files, as (name, bytes, modified_ns), for which no kind was found before aliases.toml was last written."""
    path = home.config / "aliases.toml"
    if not path.is_file():
        return set()
    taught_at = datetime.fromtimestamp(path.stat().st_mtime, BEIJING).replace(tzinfo=None)
    rows = con.execute(
        "select original_path, bytes, modified_ns from meta.files group by original_path, bytes, modified_ns "
        "having bool_and(status = 'quarantined' and starts_with(reason, ?)) and max(arrived_at) <= ?",
        [UNRECOGNISED, taught_at],
    ).fetchall()
    return set(rows)


def _added(text: str, kind: str, title: str, labels: Mapping[str, str]) -> str:
    lines = text.splitlines()
    head = re.compile(rf"\s*\[\s*\"?{re.escape(kind)}\"?\s*\]\s*(#.*)?")
    start = next((at for at, line in enumerate(lines) if head.fullmatch(line)), None)
    if start is None:
        gap = [""] if lines and lines[-1].strip() else []
        return "\n".join([*lines, *gap, f"[{kind}]  # {title}", *_lines(labels), ""])
    after = (at for at in range(start + 1, len(lines)) if lines[at].lstrip().startswith("["))
    stop = next(after, len(lines))
    end = max((at for at in range(start, stop) if _is_entry(lines[at])), default=start) + 1
    new = {plain_label(label) for label in labels}
    kept = [line for line in lines[start + 1 : end] if not new & {plain_label(key) for key in _keys(line)}]
    return "\n".join([*lines[: start + 1], *kept, *_lines(labels), *lines[end:], ""])


def _is_entry(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _keys(line: str) -> set[str]:
    try:
        return set(tomllib.loads(line))
    except tomllib.TOMLDecodeError:
        return set()


def _lines(labels: Mapping[str, str]) -> list[str]:
    return [f"{quoted(label)} = {quoted(name)}" for label, name in labels.items()]
