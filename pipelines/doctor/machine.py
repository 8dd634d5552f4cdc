"""What the doctor sees of the machine: Python, packages, the guards around the readers, programs beside us."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from multiprocessing import get_all_start_methods
from pathlib import Path
from tempfile import TemporaryDirectory

import sources
from pipelines.doctor.finding import Finding
from pipelines.programs import BROWSER, OFFICE, Program

PACKAGES = ("duckdb", "pandas", "dagster")
OLDEST_PYTHON = (3, 11)
_SET_A_LIMIT = (
    f"import resource as r; r.setrlimit(r.RLIMIT_AS, ({sources.MEMORY}, r.getrlimit(r.RLIMIT_AS)[1])); "
    "print('a' * 2**20, end='')"
)
_TRIAL = "发布时间,微博内容,阅读数\n2024-01-01 08:00,试读,1\n"
_BESIDE = ((BROWSER, "打印 PDF"), (OFFICE, "没有浏览器时打印 PDF"))
"""Programs that a night does without, and what they are for."""


def machine_findings() -> Iterator[Finding]:
    """Everything that can be said without a home."""
    yield _python()
    yield from map(_package, PACKAGES)
    yield from guard_findings()
    yield worker_finding()
    yield from (_program(program, purpose) for program, purpose in _BESIDE)
    yield _fonts()


def guard_findings() -> Iterator[Finding]:
    """Which guards of the readers this system has."""
    if system() == "win32":
        yield Finding(
            "warn",
            "Windows 没有内存上限，也没有 forkserver：吃内存的文件只能等超时才会停下",
            "可以照常使用；文件特别大时请按较短的日期范围分几次导出",
        )
        return
    if _takes_a_limit():
        yield Finding("ok", "读取进程有内存上限")
    else:
        yield Finding(
            "warn",
            "这个系统不接受进程的内存上限（macOS 常见）：吃内存的文件只能等超时才会停下",
            "可以照常使用；文件特别大时请按较短的日期范围分几次导出",
        )
    if "forkserver" in get_all_start_methods():
        yield Finding("ok", "读取进程由 forkserver 启动")
    else:
        yield Finding("bad", "这个 Python 没有 forkserver，读取进程启动不了", "请换用 python.org 或系统自带的 Python")


def worker_finding() -> Finding:
    """Whether a worker starts and reads a small file."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "试读.csv")
        path.write_text(_TRIAL, "utf-8-sig")
        try:
            ((_, reading),) = list(sources.read_all([(path, path.name)], {}))
        except (RuntimeError, OSError) as error:
            return Finding("bad", f"读取进程启动不了：{error}", "请检查内存是否够用、系统是否限制了进程数")
    if reading.refusal or not reading.parts:
        return Finding("bad", f"读取进程读不了试读文件：{reading.refusal}", "请把这句话交给维护人员")
    return Finding("ok", "读取进程能启动，试读成功")


def system() -> str:
    """Which system this is, as `sys.platform` names it."""
    return sys.platform


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < OLDEST_PYTHON:
        return Finding("bad", f"Python {found} 太旧", "请安装 Python 3.11 或更新的版本")
    return Finding("ok", f"Python {found}")


def _package(name: str) -> Finding:
    try:
        return Finding("ok", f"{name} {version(name)}")
    except PackageNotFoundError:
        return Finding("bad", f"没有安装 {name}", "请按 README 重新安装（pip install -r requirements.lock）")


def _takes_a_limit() -> bool:
    """Whether a process of this system can be given a limit as the readers are, and lives with it."""
    try:
        tried = subprocess.run([sys.executable, "-I", "-c", _SET_A_LIMIT], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0


def _program(program: Program, purpose: str) -> Finding:
    found = next(iter(program.found()), "没有，不影响每夜运行")
    return Finding("ok", f"{program.name}（{purpose}）：{found}")


def _fonts() -> Finding:
    if not shutil.which("fc-list"):
        return Finding("ok", "中文字体：这里查不出来，不影响每夜运行")
    listed = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, timeout=30, check=False).stdout
    families = len(set(listed.splitlines()))
    return Finding("ok", f"中文字体：{families} 种" if families else "中文字体：没有，图片里的汉字会成方框")
