"""A report as PDF: what a real browser and a real LibreOffice print, and what happens where one or both are missing."""

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference

from pipelines import children
from pipelines.cli import main
from pipelines.printing import made
from pipelines.printing.office import for_a_meeting, workbook_as_pdf
from pipelines.printing.pdf import NOTHING_PRINTS, CannotPrint, as_pdf
from pipelines.programs import BROWSER, OFFICE
from pipelines.reports.report import Report
from pipelines.reports.workbook.summary import write_summary
from warehouse import Home
from warehouse.figures import FigureRow

SUMMARY = "建湖融媒指标_2024-06-20.xlsx"
MONTHS_OF_A_CHART = re.compile(r"1月\s+2月\s+3月\s+4月\s+5月\s+6月至20日")
IS_EMBEDDED = re.compile(r" yes (?:yes|no) +(?:yes|no) +\d+ +\d+$")

posix_only = pytest.mark.skipif(os.name == "nt", reason="scripts that stand for programs are those of POSIX")


def needs(*tools: str) -> pytest.MarkDecorator:
    absent = [tool for tool in tools if not shutil.which(tool)]
    return pytest.mark.skipif(bool(absent), reason=f"没有安装 {'、'.join(absent)}")


def told(tool: str, pdf: Path, *more: str) -> str:
    """What one of poppler's tools says of `pdf`."""
    return subprocess.run([tool, *more[:1], pdf, *more[1:]], capture_output=True, encoding="utf-8", check=True).stdout


# ---- real programs -------------------------------------------------------------------------------


@needs("pdftotext", "pdfinfo", "pdffonts")
@pytest.mark.skipif(not BROWSER.found(), reason="没有安装 Chromium")
def test_the_page_of_the_sample_is_printed_with_its_charts(sample_home: Home, tmp_path: Path) -> None:
    folder, pdf = sample_home.reports / "2024-06-20", tmp_path / "a.pdf"
    pdf.write_bytes(as_pdf(folder / "index.html", folder / SUMMARY))
    text, about = told("pdftotext", pdf, "-layout", "-"), told("pdfinfo", pdf)
    for word in ("样例（虚构数据）", "建湖县融媒体中心", "指标对照", "抖音号播放量过万的视频", "276"):
        assert word in text
    assert len(MONTHS_OF_A_CHART.findall(text)) >= 5  # one below the bars of each chart
    sides = sorted(float(size) / 72 * 25.4 for size in re.findall(r"Page size: +([\d.]+) x ([\d.]+)", about)[0])
    assert sides == [pytest.approx(210, abs=0.5), pytest.approx(297, abs=0.5)]
    pages = int(re.findall(r"Pages: +(\d+)", about)[0])
    assert pages <= 20
    assert re.search(rf"{pages}\D{{1,5}}{pages}(?!\d)", "".join(text.split()))  # of so many
    fonts = told("pdffonts", pdf).splitlines()[2:]
    assert [font for font in fonts if not IS_EMBEDDED.search(font)] == []


@needs("pdftotext")
@pytest.mark.skipif(not OFFICE.found(), reason="没有安装 LibreOffice")
def test_the_workbook_is_printed_by_libreoffice(
    report_of: Callable[..., Report], warehouse_con: duckdb.DuckDBPyConnection, figures: list[FigureRow], tmp_path: Path
) -> None:
    book, pdf = tmp_path / "表.xlsx", tmp_path / "a.pdf"
    warehouse_con.execute("delete from core.posts where platform = 'wechat'")  # many charts take long to print
    write_summary(book, report_of(figures))
    pdf.write_bytes(workbook_as_pdf(OFFICE.found()[0], book))
    text = told("pdftotext", pdf, "-layout", "-")
    assert "样例满意率" in text
    assert "来源文件" not in text


# ---- what LibreOffice is handed ------------------------------------------------------------------


def test_a_meeting_gets_the_first_sheet_and_those_with_charts() -> None:
    book, written = Workbook(), io.BytesIO()
    book.worksheets[0].title = "指标对照"
    for name in ("抖音号", "明细·抖音号", "外宣用稿"):
        sheet = book.create_sheet(name)
        sheet["A1"] = 1
        if not name.startswith("明细"):
            chart = BarChart()
            chart.add_data(Reference(sheet, 1, 1))
            sheet.add_chart(chart)
    book.worksheets[0]["A1"] = "=SUM('明细·抖音号'!A1)"
    book.save(written)
    found = load_workbook(io.BytesIO(for_a_meeting(written.getvalue())))
    assert {sheet.title: sheet.sheet_state for sheet in found} == {
        "指标对照": "visible", "抖音号": "visible", "明细·抖音号": "hidden", "外宣用稿": "visible",
    }  # fmt: skip
    assert found["指标对照"]["A1"].value == "=SUM('明细·抖音号'!A1)"


# ---- programs that are there, are not, fail or hang ----------------------------------------------

PRINTS = """
import pathlib, sys
for argument in sys.argv[1:]:
    if argument.startswith("--print-to-pdf="):
        target = pathlib.Path(argument.partition("=")[2])
if "--outdir" in sys.argv:
    target = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1], pathlib.Path(sys.argv[-1]).stem + ".pdf")
target.write_bytes(b"%PDF-1.4 " + "\\n".join(sys.argv).encode())
"""
FAILS = "import sys; sys.exit(7)"
PRINTS_NOTHING = "pass"
HANGS = "import os, pathlib, time; pathlib.Path({pid!r}).write_text(str(os.getpid())); time.sleep(600)"

Programs = Callable[..., None]


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """only(chromium=PRINTS): a machine on which nothing is installed but these."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(sys, "platform", "linux")  # no folders of programs besides

    def install(**programs: str) -> None:
        for name, program in programs.items():
            path = folder / name
            path.write_text(f"#!{sys.executable}\n{program}", "utf-8")
            path.chmod(0o755)

    return install


@pytest.fixture
def documents(tmp_path: Path) -> tuple[Path, Path]:
    """A page and a workbook."""
    page, book = tmp_path / "第 1 页.html", tmp_path / "表.xlsx"
    page.write_text("页", "utf-8")
    Workbook().save(book)
    return page, book


def command_of(pdf: bytes) -> Sequence[str]:
    return pdf.decode().removeprefix("%PDF-1.4 ").splitlines()


@posix_only
def test_a_browser_prints_offline_and_in_a_profile_of_its_own(only: Programs, documents: tuple[Path, Path]) -> None:
    only(msedge=PRINTS, soffice=PRINTS)
    program, *arguments, page = command_of(as_pdf(*documents))
    assert Path(program).name == "msedge"
    assert page == f"{documents[0].as_uri()}#print"
    assert {"--headless", "--no-first-run", "--no-pdf-header-footer", "--disable-background-networking"} <= {*arguments}
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in arguments
    assert ("--no-sandbox" in arguments) == (os.geteuid() == 0)
    said = dict(argument.split("=", 1) for argument in arguments if "=" in argument)
    assert not Path(said["--user-data-dir"]).exists()  # gone with what it left
    assert Path(said["--user-data-dir"]).parent == Path(said["--print-to-pdf"]).parent


@posix_only
@pytest.mark.parametrize("browser", [None, FAILS, PRINTS_NOTHING])
def test_where_no_browser_prints_libreoffice_does(
    only: Programs, documents: tuple[Path, Path], browser: str | None
) -> None:
    only(soffice=PRINTS, **({"chromium": browser} if browser else {}))
    program, *arguments = command_of(as_pdf(*documents))
    assert Path(program).name == "soffice"
    assert any(argument.startswith("-env:UserInstallation=file:///") for argument in arguments)
    assert arguments[arguments.index("--convert-to") + 1] == "pdf"


@posix_only
def test_a_program_that_hangs_is_ended(
    only: Programs, documents: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made, "SECONDS", 1.5)
    monkeypatch.setattr(children, "PATIENCE_SECONDS", 5.0)
    only(chromium=HANGS.format(pid=str(tmp_path / "pid")), soffice=PRINTS)
    assert Path(command_of(as_pdf(*documents))[0]).name == "soffice"
    if pid := (tmp_path / "pid").read_text() if (tmp_path / "pid").exists() else "":  # ended before it said so
        with pytest.raises(ProcessLookupError):
            os.kill(int(pid), 0)


@posix_only
def test_where_every_program_fails_each_says_how(only: Programs, documents: tuple[Path, Path]) -> None:
    only(chromium=FAILS, soffice=PRINTS_NOTHING)
    with pytest.raises(CannotPrint) as refused:
        as_pdf(*documents)
    assert str(refused.value) == (
        "没有打印成 PDF（chromium：没有写出 PDF，退出码 7；soffice：没有写出 PDF，退出码 0）。"
        f"请用浏览器打开 {documents[0]} 自己打印。"
    )


@posix_only
def test_where_nothing_prints_it_is_said_before_anything_is_written(
    only: Programs, empty_home: Callable[..., Home], tmp_path: Path
) -> None:
    only()
    ended = CliRunner().invoke(
        main, ["report", "--pdf", "--home", str(empty_home().root), "--out", str(tmp_path / "out")]
    )
    assert (ended.exit_code, ended.output) == (2, f"{NOTHING_PRINTS}\n")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("system", "roots", "place"),
    [
        ("win32", {"PROGRAMFILES(X86)": "x86"}, "x86/Microsoft/Edge/Application/msedge.exe"),
        ("win32", {"LOCALAPPDATA": "local"}, "local/Google/Chrome/Application/chrome.exe"),
        ("win32", {"PROGRAMFILES": "programs"}, "programs/LibreOffice/program/soffice.exe"),
        ("darwin", {"HOME": "me"}, "me/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    ],
)
def test_programs_are_found_where_windows_and_macos_keep_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, roots: dict[str, str], place: str
) -> None:
    program = OFFICE if "LibreOffice" in place else BROWSER
    monkeypatch.setenv("PATH", "")
    for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, folder in roots.items():
        monkeypatch.setenv(name, str(tmp_path / folder))
    (tmp_path / place).parent.mkdir(parents=True)
    (tmp_path / place).touch()
    monkeypatch.setattr(sys, "platform", "linux")
    assert program.found() == []
    monkeypatch.setattr(sys, "platform", system)
    assert [Path(found) for found in program.found()] == [tmp_path / place]
