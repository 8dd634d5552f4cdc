"""The command `media-metrics`: what people and programs call. A verb is one file in `verbs/`."""

import atexit
import os
import sys
from contextlib import suppress
from importlib import import_module

import click

VERBS = """
    init sample templates nightly figures indexes explain files
    doctor learn withdraw rebuild issue drift audit draft serve report
""".split()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="media-metrics")
def main() -> None:
    """让通报里的每个数字都能追到它来自的那些行。

    例：media-metrics nightly --home ./demo --as-of 2024-06-20
    """


for verb in VERBS:
    main.add_command(getattr(import_module(f"pipelines.verbs.{verb}"), verb))


def program() -> None:
    """`main` as a process of its own, which ends once all is said: to take Dagster apart would last a second more."""
    try:
        main()
    except SystemExit as ended:
        if isinstance(ended.code, int):
            with suppress(OSError):  # nobody hears the rest: Python says so in its own way
                _end(ended.code)
        raise


def _end(code: int) -> None:
    atexit._run_exitfuncs()
    for stream in filter(None, (sys.stdout, sys.stderr)):
        stream.flush()
    os._exit(code)


if __name__ == "__main__":
    program()
