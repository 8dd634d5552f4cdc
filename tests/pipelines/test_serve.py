"""`media-metrics serve`: what it shows, what it never shows, whom it answers, and that it ends with all it started."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from pipelines import children
from pipelines.cli import main
from pipelines.config import load_config
from pipelines.reports.wording import SAMPLE
from pipelines.serving import dagster_page
from pipelines.serving.documents import document_at
from pipelines.serving.reported import reported
from pipelines.serving.server import Server, listening
from pipelines.serving.start_page import start_page
from warehouse import Home, create_home

WAIT_SECONDS = 60.0
WORKBOOK = "建湖融媒指标_2024-06-20.xlsx"
TWO_CENTRES = """default_centre = "jianhu"
[centres.jianhu]
name = "建湖县融媒体中心"
[centres.funing]
name = "<b>阜宁</b>"
short_name = "阜宁"
"""


def put(folder: Path, name: str, content: str = "页面") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return path


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Two days of one centre, things beside them that are no documents, and links that lead out."""
    made = create_home(tmp_path_factory.mktemp("served") / "home", "sample")
    for day in ("2024-06-19", "2024-06-20"):
        put(made.reports, f"{day}/index.html", f"指标对照 {day}")
    put(made.reports, f"2024-06-20/{WORKBOOK}", "表")
    put(made.reports, "plotly.min.js", "图")
    put(made.reports, "2024-06-20/.run", "1")
    put(made.reports, "2024-06-20/notes.duckdb", "不是文档")
    put(made.root, "build.duckdb", "库")
    put(made.root, "secret.html", "数据目录里的")
    (made.reports / "out.html").symlink_to(made.root / "secret.html")
    (made.reports / "elsewhere").symlink_to(made.config)
    put(made.config, "index.html", "配置")
    return made


class Running:
    """A process of the command, and where it says that it listens."""

    def __init__(self, *arguments: str, **env: str) -> None:
        program = "from pipelines.cli import main; main()"
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, "serve", *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", env=os.environ | {"PYTHONIOENCODING": "utf-8"} | env,
        )  # fmt: skip
        self.said = ""
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line
            if "Ctrl-C" in line:
                break
        found = re.search(r"报告：http://127\.0\.0\.1:(\d+)/", self.said)
        assert found, self.said
        self.port = int(found[1])

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, str, dict[str, str]]:
        con = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT_SECONDS)
        con.request(method, path, headers=headers)
        answer = con.getresponse()
        return answer.status, answer.read().decode(), dict(answer.getheaders())

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(WAIT_SECONDS)


@pytest.fixture(scope="module")
def served(home: Home) -> Iterator[Running]:
    running = Running("--home", str(home.root), "--port", "0", "--no-dagster")
    yield running
    assert running.end() == 0


def test_the_first_page_leads_to_the_newest_report_and_the_days_before(served: Running) -> None:
    status, page, _ = served.get("/")
    assert status == 200
    assert page.index('href="/2024-06-20/"') < page.index('href="/2024-06-19/"')
    assert f'href="/2024-06-20/{quote(WORKBOOK)}"' in page
    assert SAMPLE in page
    assert "notes.duckdb" not in page
    assert "Dagster" not in page


@pytest.mark.parametrize(
    ("path", "content", "content_type"),
    [
        ("/2024-06-20/", "指标对照 2024-06-20", "text/html; charset=utf-8"),
        ("/2024-06-19/index.html?x=1", "指标对照 2024-06-19", "text/html; charset=utf-8"),
        ("/plotly.min.js", "图", "text/javascript; charset=utf-8"),
        (
            f"/2024-06-20/{quote(WORKBOOK)}", "表",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ],
)  # fmt: skip
def test_documents_come_with_their_type_and_are_never_kept(
    served: Running, path: str, content: str, content_type: str
) -> None:
    status, body, headers = served.get(path)
    assert (status, body, headers["Content-Type"], headers["Cache-Control"]) == (200, content, content_type, "no-store")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert served.get(path, "HEAD")[:2] == (200, "")


def test_a_day_without_its_slash_is_sent_on(served: Running) -> None:
    status, _, headers = served.get("/2024-06-20")
    assert (status, headers["Location"]) == (301, "/2024-06-20/")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.html", "/..%2fsecret.html", "/%2e%2e/secret.html", "/2024-06-20/..%2f..%2fsecret.html",
        "/2024-06-20/../../secret.html", "/..%5csecret.html", "//secret.html", "/%2fetc%2fpasswd", "/C:%5csecret.html",
        "/out.html", "/elsewhere/", "/elsewhere", "/2024-06-20/.run", "/2024-06-20/notes.duckdb", "/%00", "/%ff",
        "/reports/", "/2024-06-21/", "/build.duckdb", "/secret.html", "secret.html", "http://127.0.0.1/secret.html",
    ],
)  # fmt: skip
def test_nothing_else_is_shown(served: Running, path: str) -> None:
    status, body, _ = served.get(path)
    assert (status, body) == (404, "没有这个页面。")


def test_the_root_itself_may_be_a_link(home: Home, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(home.reports)
    assert document_at(tmp_path / "link", "/2024-06-20/") == home.reports.resolve() / "2024-06-20" / "index.html"


@pytest.mark.parametrize("name", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[::1]", "0.0.0.0"])
def test_who_was_led_here_by_another_name_sees_nothing(served: Running, name: str) -> None:
    status, body, _ = served.get("/2024-06-20/", Host=name)
    assert status == 403
    assert "指标对照" not in body


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST:8600"])
def test_this_machine_may_be_called_by_its_own_names(served: Running, name: str) -> None:
    assert served.get("/2024-06-20/", Host=name)[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_nothing_can_be_changed(served: Running, method: str) -> None:
    assert served.get("/2024-06-20/", method)[0] == 501


def test_it_listens_on_one_address_only(served: Running) -> None:
    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", served.port), timeout=1):  # noqa: PT011
        pytest.fail("another address of this machine was answered")


# ---- several centres, none -----------------------------------------------------------------------


def test_each_centre_has_its_newest_day(empty_home: Callable[..., Home]) -> None:
    home = empty_home("real")
    put(home.config, "config.toml", TWO_CENTRES)
    put(home.reports, "2024-05-31/index.html")  # of the time when there was one centre
    put(home.reports, "jianhu/2024-06-20/index.html")
    put(home.reports, "funing/2024-06-19/index.html")
    put(home.reports, "funing/2024-06-18/数据.csv")  # a night that could not write its page
    found = {one.title: [(day.as_of, day.address) for day in one.days] for one in reported(home, load_config(home))}
    assert found == {
        "建湖县融媒体中心": [(date(2024, 6, 20), "/jianhu/2024-06-20/"), (date(2024, 5, 31), "/2024-05-31/")],
        "<b>阜宁</b>": [(date(2024, 6, 19), "/funing/2024-06-19/")],
    }
    page = start_page(home, None)()
    assert "&lt;b&gt;阜宁&lt;/b&gt;" in page
    assert SAMPLE not in page


def test_where_nothing_was_reported_the_page_says_what_to_do(empty_home: Callable[..., Home]) -> None:
    assert "还没有报告。请先运行 <code>media-metrics nightly</code>" in start_page(empty_home(), None)()


# ---- ports ---------------------------------------------------------------------------------------


def test_a_port_that_is_taken_is_passed_over() -> None:
    with listening(Path("."), str, 0) as first, listening(Path("."), str, first.server_port) as second:
        assert second.server_port > first.server_port


@pytest.fixture
def ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command does everything but wait."""

    def interrupted(server: Server) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Server, "serve_forever", interrupted)
    monkeypatch.setattr(signal, "signal", lambda *given: None)  # those of the tests stay as they are


@pytest.mark.usefixtures("ends_at_once")
def test_another_port_than_asked_for_is_said(home: Home) -> None:
    with listening(Path("."), str, 0) as taken:
        asked = ["serve", "--home", str(home.root), "--no-dagster", "--port", str(taken.server_port)]
        ended = CliRunner().invoke(main, asked)
    assert ended.exit_code == 0
    assert f"端口 {taken.server_port} 被占用，改用" in ended.output


@pytest.mark.usefixtures("ends_at_once")
def test_no_free_port_is_one_sentence(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(*given: object) -> None:
        raise OSError("taken")

    monkeypatch.setattr(Server, "server_bind", taken)
    ended = CliRunner().invoke(main, ["serve", "--home", str(home.root), "--no-dagster"])
    assert (ended.exit_code, len(ended.output.splitlines())) == (2, 1)
    assert "--port 0" in ended.output


# ---- Dagster's page ------------------------------------------------------------------------------

STUB = """
import os, pathlib, signal, sys, time
if os.environ.get("DEAF"):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
told = [*sys.argv[1:], os.environ["DAGSTER_HOME"], os.environ["MEDIA_METRICS_HOME"], str(os.getpid())]
pathlib.Path(os.environ["TOLD"]).write_text("\\n".join(told), "utf-8")
time.sleep(600)
"""


@pytest.fixture
def stub(tmp_path: Path) -> dict[str, str]:
    """The environment in which a page that only notes what it is told stands for Dagster's."""
    put(tmp_path, "dagster_webserver/__init__.py", "")
    put(tmp_path, "dagster_webserver/__main__.py", STUB)
    return {"PYTHONPATH": str(tmp_path), "TOLD": str(tmp_path / "told")}


def what_it_was_told(stub: dict[str, str]) -> list[str]:
    until = time.monotonic() + WAIT_SECONDS
    while not (told := Path(stub["TOLD"])).is_file() or not told.read_text("utf-8"):
        assert time.monotonic() < until
        time.sleep(0.05)
    return told.read_text("utf-8").splitlines()


def is_alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_dagster_s_page_runs_beside_and_ends_too(home: Home, stub: dict[str, str], number: int) -> None:
    running = Running("--home", str(home.root), "--port", "0", **stub)
    *told, dagster_home, media_home, pid = what_it_was_told(stub)
    said = re.search(r"Dagster：http://127\.0\.0\.1:(\d+)/", running.said)
    assert said
    assert told[told.index("--host") + 1] == "127.0.0.1"
    assert told[told.index("--port") + 1] == said[1]
    assert told[told.index("--module-name") + 1] == "pipelines.definitions"
    assert "--read-only" in told
    assert (dagster_home, media_home) == (str(home.dagster), str(home.root))
    assert "enabled: false" in (home.dagster / "dagster.yaml").read_text("utf-8")
    assert f"http://127.0.0.1:{said[1]}/" in running.get("/")[1]
    assert is_alive(pid)
    assert running.end(number) == 0
    assert not is_alive(pid)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_page_that_does_not_end_is_ended(home: Home, stub: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**stub, "DEAF": "1"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(children, "PATIENCE_SECONDS", 0.2)
    with dagster_page.running(home, 3000):
        pid = what_it_was_told(stub)[-1]
    assert not is_alive(pid)


@pytest.mark.usefixtures("ends_at_once")
def test_without_dagster_s_page_the_reports_are_shown_alone(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dagster_page, "is_installed", lambda: False)
    ended = CliRunner().invoke(main, ["serve", "--home", str(home.root), "--port", "0"])
    assert ended.exit_code == 0
    assert "没有安装 dagster-webserver，只看报告" in ended.output
    assert "报告：http://127.0.0.1:" in ended.output
