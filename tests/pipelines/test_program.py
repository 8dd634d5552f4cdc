"""The command as a process: how it ends, and that nothing it said is lost where it ends early."""

import os
import shlex
import subprocess
import sys

import pytest
from _office import ROOT, media_metrics

LEAVES_A_NOTE = """
import atexit, sys
from pipelines import cli
atexit.register(print, "left")
cli.program()
"""
COUNTS = """
import sys, click
from pipelines import cli
up_to = int(sys.argv.pop())
cli.main.add_command(click.Command("count", callback=lambda: print(*range(up_to))))
cli.program()
"""


def python(program: str, *arguments: str, stdout: int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    """`program` in a process of its own, which holds back what it prints as Python does."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program, *arguments],
        cwd=ROOT, env=environment, stdout=stdout, stderr=subprocess.PIPE, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(("arguments", "code"), [(["--version"], 0), (["no-such-verb"], 2), (["files"], 2)])
def test_it_ends_with_the_code_that_was_decided(arguments, code, tmp_path):
    assert media_metrics(*arguments, cwd=tmp_path).returncode == code


def test_what_is_to_be_done_at_the_end_is_done():
    done = python(LEAVES_A_NOTE, "--version")
    assert (done.returncode, done.stdout.splitlines()[-1], done.stderr) == (0, "left", "")


def test_all_that_was_said_arrives():
    done = python(COUNTS, "count", "100000")
    assert (done.returncode, done.stdout, done.stderr) == (0, " ".join(map(str, range(100_000))) + "\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe ends otherwise there")
def test_nobody_to_hear_the_end_is_told_as_python_does():
    read, write = os.pipe()
    os.close(read)
    done = python(COUNTS, "count", "10", stdout=write)
    os.close(write)
    assert (done.returncode, "BrokenPipeError" in done.stderr, "Traceback" in done.stderr) == (120, True, False)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Unix closes what the command writes to")
def test_a_service_without_output_or_errors_may_run_it(tmp_path):
    command = shlex.join([sys.executable, "-m", "pipelines.cli", "init", "--home", str(tmp_path / "home")])
    done = subprocess.run(["sh", "-c", f"exec {command} >&- 2>&-"], cwd=ROOT, timeout=60, check=False)
    assert done.returncode == 0
    assert (tmp_path / "home" / "media-metrics.toml").is_file()
