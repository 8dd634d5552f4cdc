"""`media-metrics serve`."""

import signal
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import click

from pipelines.command import CouldNot, console, home_option, speaks_plainly
from warehouse import find_home

DEFAULT_PORT = 8600


@click.command()
@home_option
@click.option(
    "--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True,
    help="报告页的端口，被占用时用后面第一个空闲的；0 表示任选一个空闲的",
)  # fmt: skip
@click.option("--no-dagster", is_flag=True, help="只看报告，不启动 Dagster 页面")
@speaks_plainly
def serve(home: Path | None, port: int, no_dagster: bool) -> None:
    """在浏览器里看报告和 Dagster 页面：只在本机 127.0.0.1 上，按 Ctrl-C 结束。

    例：media-metrics serve --home ./demo
    """
    from pipelines.serving import dagster_page
    from pipelines.serving.server import HERE, PortsTaken, listening
    from pipelines.serving.start_page import start_page

    at = find_home(home)
    with suppress(KeyboardInterrupt), ExitStack() as ending:
        _end_when_told()
        dagster = None
        if not no_dagster and not dagster_page.is_installed():
            console.print("没有安装 dagster-webserver，只看报告。要看 Dagster 页面，请按 requirements-dev.lock 安装。")
        elif not no_dagster:
            beside = dagster_page.free_port()
            dagster = f"http://{HERE}:{beside}/"
            ending.enter_context(dagster_page.running(at, beside))
        try:
            server = ending.enter_context(listening(at.reports, start_page(at, dagster), port))
        except PortsTaken as error:
            raise CouldNot(str(error)) from error
        if port not in (0, server.server_port):
            console.print(f"端口 {port} 被占用，改用 {server.server_port}。")
        console.print(f"报告：{server.address}", soft_wrap=True)
        if dagster:
            console.print(f"Dagster：{dagster}（启动要等一会儿）", soft_wrap=True)
        console.print("按 Ctrl-C 结束。")
        server.serve_forever()


def _end_when_told() -> None:
    """Let every way of being asked to end be like Ctrl-C, so that the child ends too."""

    def stop(number: int, frame: Any) -> None:
        raise KeyboardInterrupt

    # SIGINT as well: a shell has what it starts in the background ignore it.
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stop)
