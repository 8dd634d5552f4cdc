"""What came in is loaded by a process of its own, while the night that asked for it imports Dagster.

Run as `python -m pipelines.taking_in` with a JSON object that says for which home and when; on standard output it says,
as JSON lines, how far it is and what came of it.
"""

import gc
import json
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

import sources
from pipelines.config import ConfigError
from pipelines.ingest import ingest
from pipelines.reception import Reception
from warehouse import Home, StoreBusy, building, open_home
from warehouse.build import prepare

Progress = Callable[[int, int], None]


class TakingInFailed(Exception):
    """What came in could not be loaded; the message says why."""


def take_in(
    con: duckdb.DuckDBPyConnection, home: Home, now: datetime, observed_at: datetime | None, progress: Progress
) -> dict[str, int]:
    """Load every new file of the inbox into the build file; export kind -> rows loaded."""
    prepare(con, sources.exports())
    ingest(con, home, Reception(con, home, now, observed_at), now=now, progress=progress)
    loaded = "select kind, sum(rows_loaded) from meta.parts where loaded_at = ? group by kind"
    return {kind: int(rows) for kind, rows in con.execute(loaded, [now]).fetchall()}


class TakingIn:
    """`take_in` at work in another process, from the moment this is made."""

    def __init__(self, home: Home, now: datetime, observed_at: datetime | None) -> None:
        order = {"home": str(home.root), "now": now.isoformat()}
        if observed_at is not None:
            order["observed_at"] = observed_at.isoformat()
        self._process = subprocess.Popen([sys.executable, "-m", __name__, json.dumps(order)], stdout=subprocess.PIPE)

    def result(self, progress: Progress) -> dict[str, int]:
        """Export kind -> rows loaded, once all is loaded. Raises TakingInFailed."""
        assert self._process.stdout is not None
        said: dict[str, Any] = {}
        for line in self._process.stdout:
            said = json.loads(line)
            if "done" in said:
                progress(said["done"], said["of"])
        if "loaded" not in said:
            raise TakingInFailed(said.get("error", "收文件的进程中断了。请重新运行。"))
        return said["loaded"]

    def stop(self) -> None:
        """End it, if it has not ended; what it was loading is then loaded by the next night."""
        self._process.terminate()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


def _tell(**said: Any) -> None:
    print(json.dumps(said), flush=True)


def _main(order: dict[str, str]) -> None:
    gc.set_threshold(100_000)
    sources.get_ready()
    home = open_home(Path(order["home"]))
    now = datetime.fromisoformat(order["now"])
    observed_at = datetime.fromisoformat(order["observed_at"]) if "observed_at" in order else None
    try:
        with building(home) as con:
            loaded = take_in(con, home, now, observed_at, lambda done, of: _tell(done=done, of=of))
        _tell(loaded=loaded)
    except (ConfigError, StoreBusy) as error:
        _tell(error=str(error))
    except Exception as error:  # ours to mend
        traceback.print_exc()
        _tell(error=str(error) or type(error).__name__)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):  # who asked for it was told to stop as well, and says so
        _main(json.loads(sys.argv[1]))
