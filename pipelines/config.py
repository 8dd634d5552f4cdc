"""The user's config.toml and aliases.toml: whose data it is, and what columns are called here."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import sources
from warehouse import Home
from warehouse.catalogue import nearest

DEFAULT = """\
# 单位与账号。收件箱里的子文件夹只有列在这里才算单位或账号。
default_centre = "jianhu"

[centres.jianhu]
name = "建湖县融媒体中心"
short_name = "建湖融媒"
accounts = ["main"]        # 第一个是默认账号；有多个公众号、抖音号时逐个列出
"""


NEVER_IN_A_NAME = frozenset('\0\\/:*?"<>|')
"""What no name on Windows has, where some of it would lead elsewhere."""


class ConfigError(Exception):
    """config.toml cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Centre:
    """One media centre: id, names, and the accounts it keeps on each platform (the first is the default)."""

    id: str
    name: str
    short_name: str
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Config:
    """Who the data in a home belongs to."""

    centres: Mapping[str, Centre]
    default_centre: str

    def owner(self, path: PurePosixPath) -> tuple[str, str]:
        """(centre, account) of a file at `path` in the inbox, from the folders that are listed."""
        centre = next((f for f in path.parts[:-1] if f in self.centres), self.default_centre)
        accounts = self.centres[centre].accounts
        return centre, next((f for f in path.parts[:-1] if f in accounts), accounts[0])


def load_config(home: Home) -> Config:
    """The config of `home`, ours where it has none. Raises ConfigError."""
    path = home.config / "config.toml"
    given = _read(path) if path.is_file() else tomllib.loads(DEFAULT)
    try:
        centres = {
            key: Centre(key, c["name"], c.get("short_name", c["name"]), _accounts(path, c.get("accounts", ["main"])))
            for key, c in given["centres"].items()
        }
        default = given["default_centre"]
    except (KeyError, TypeError, AttributeError) as error:
        raise ConfigError(
            f"{path}：缺少 {error}。每个单位写成 [centres.代号]，含 name；另写 default_centre。"
        ) from error
    for centre in centres.values():
        _check_names_a_file(path, f"centres.{centre.id}", centre.id)
        _check_names_a_file(path, f"centres.{centre.id} 的 short_name（不写就是 name）", centre.short_name)
    if default not in centres:
        raise ConfigError(f"{path}：default_centre = {default!r} 没有对应的 [centres.{default}]。")
    return Config(centres, default)


def load_aliases(home: Home) -> dict[str, dict[str, str]]:
    """Export kind -> label in the user's files -> column name; empty where there is no aliases.toml.

    Raises ConfigError, also for a kind or a column that there is not: nobody would learn that it has no effect.
    """
    path = home.config / "aliases.toml"
    given = _read(path) if path.is_file() else {}
    kinds = sources.exports()
    for kind, labels in given.items():
        if not isinstance(labels, dict) or not all(isinstance(name, str) for name in labels.values()):
            raise ConfigError(f'{path}：{kind} 应写成 [{kind}]，下面每行是 "文件里的列名" = "标准列名"。')
        if kind not in kinds:
            raise ConfigError(f"{path}：没有 [{kind}] 这种文件{nearest(kind, kinds)}。")
        columns = [column.name for column in kinds[kind].columns]
        for label, name in labels.items():
            if name not in columns:
                raise ConfigError(
                    f"{path}［{kind}］：“{label}”对应的 {name} 不是标准列名{nearest(name, columns)}；"
                    f"可以用：{' '.join(columns)}。"
                )
    return given


def _check_names_a_file(path: Path, what: str, name: object) -> None:
    """Folders and files of the reports are called by it, on every system."""
    if not isinstance(name, str) or not name.strip(" .") or NEVER_IN_A_NAME & set(name):
        raise ConfigError(f'{path}：{what} 要用作文件名，不能是空的，也不能有 / \\ : * ? " < > |，现为 {name!r}。')


def _accounts(path: Path, given: object) -> tuple[str, ...]:
    if isinstance(given, list) and given and all(isinstance(account, str) for account in given):
        return tuple(given)
    raise ConfigError(f'{path}：accounts 应是一列账号，如 accounts = ["main"]，现为 {given!r}。')


def _read(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} 不是有效的 TOML 文件：{error}。请用 UTF-8 保存，并检查该处的引号和等号。") from error
