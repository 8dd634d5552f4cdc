"""Dagster's page as a child process that ends with us."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec

from pipelines import children
from pipelines.dagster_home import settled
from pipelines.serving.server import HERE, TRIES
from warehouse import Home

FIRST_PORT = 3000


def is_installed() -> bool:
    """Whether dagster-webserver is there; it is not needed for anything else."""
    return find_spec("dagster_webserver") is not None


def free_port(first: int = FIRST_PORT) -> int:
    """The first free port from `first` on."""
    for port in range(first, first + TRIES):
        with socket.socket() as probe, suppress(OSError):
            probe.bind((HERE, port))
            return port
    return 0


@contextmanager
def running(home: Home, port: int) -> Iterator[None]:
    """The page on `port`, for looking only: what is started there would wait for a daemon for ever."""
    command = [sys.executable, "-m", "dagster_webserver", "--module-name", "pipelines.definitions"]
    quietly = ["--read-only", "--log-level", "error", "--code-server-log-level", "error"]
    known = {"DAGSTER_HOME": str(settled(home.dagster)), "MEDIA_METRICS_HOME": str(home.root)}
    with children.running([*command, *quietly, "--host", HERE, "--port", str(port)], known):
        yield
