"""The command `media-metrics`: what people and programs call. A verb is one file in `verbs/`."""

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


if __name__ == "__main__":
    main()
