"""The dashboard with 100,000 works behind it: until something is seen of it, read from disk, and how large it is.

Run as `python -m tests.benchmarks.page FOLDER`; prints a JSON object of seconds and megabytes, without `first_paint`
where there is no Chromium. What is beside the page, plotly.min.js, is not part of it.
"""

import json
import os
import shutil
import statistics
import sys
import time
from datetime import date, datetime
from pathlib import Path

import duckdb

import sources
from pipelines.reports.dashboard.page import write_dashboard
from pipelines.reports.report import Report
from warehouse import building, catalogue, create_home
from warehouse.build import build_as_of, prepare
from warehouse.figures import days_needed, evaluate, listed

WORKS = 100_000
AS_OF = date(2024, 6, 20)
AT = datetime(2024, 6, 21, 2)
LOADS = 5

_POSTS = f"""
insert into core.posts by name
select date '{AS_OF}' as as_of, 'jianhu' as centre, 'douyin_works' as source_kind, 1 as batch, w + 2 as source_row,
    timestamp '{AT}' as observed_at, 'main' as account, 'w' || w as post_key, 'douyin' as platform,
    '【样例】第' || w || '条，题目有平常的长度，写的是哪天在哪里发生了什么事' as title,
    'https://example.org/' || w as url, timestamp '2024-01-01' + to_seconds(w * 148) as published_at,
    '公开' as visibility, cast(pow(10, 2 + hash(w) % 1000 / 250) as bigint) as views, false as views_is_floor,
    false as withdrawn
from range({WORKS}) works(w)"""
_FILE = f"""
insert into meta.files by name select 1 as file_id, 'jianhu' as centre, 'main' as account, repeat('0', 64) as sha256,
    '2024-06-21/抖音/作品列表导出.xlsx' as original_path, timestamp '{AT}' as observed_at, 'loaded' as status"""
_PART = f"""
insert into meta.parts by name select 1 as batch, 1 as file_id, 'jianhu' as centre, 'main' as account,
    'Sheet1' as sheet, 0 as block, 'douyin_works' as kind, date '2024-01-01' as covers_from,
    date '{AS_OF}' as covers_to, timestamp '{AT}' as observed_at, {WORKS} as rows_read, {WORKS} as rows_loaded"""

_FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def write_page(folder: Path) -> tuple[Path, float]:
    """The page over a throw-away warehouse of `WORKS` works, and the seconds that it took to write it."""
    home, known = create_home(folder / "home", "sample"), catalogue.load()
    with building(home) as con:
        _fill(con, known)
        rows = listed(evaluate(con, known, AS_OF), known)
        report = Report(rows, known, con, "样例县融媒体中心", AS_OF, "jianhu", AT, is_sample=True)
        began = time.perf_counter()
        write_dashboard(home.reports / AS_OF.isoformat(), report)
        return home.reports / AS_OF.isoformat() / "index.html", time.perf_counter() - began


def _fill(con: duckdb.DuckDBPyConnection, known: catalogue.Catalogue) -> None:
    """Works of one account as a night would have left them, without the files that they would have come from."""
    prepare(con, sources.exports())
    for statement in (_FILE, _PART):
        con.execute(statement).fetchall()
    build_as_of(con, sorted(days_needed(known, AS_OF)))
    con.execute(_POSTS).fetchall()


def first_paint(page: Path) -> float | None:
    """Seconds until Chromium shows something of `page`, the median of some loads; None without a Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return None
    from playwright.sync_api import sync_playwright

    seen = []
    with sync_playwright() as playwright:
        root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=chromium, args=root)
        for _ in range(LOADS):
            context = browser.new_context(offline=True)
            opened = context.new_page()
            opened.goto(page.as_uri())
            while (painted := opened.evaluate(_FIRST_PAINT)) is None:  # the page forbids the eval of wait_for_function
                opened.wait_for_timeout(10)
            seen.append(painted / 1000)
            context.close()
        browser.close()
    return statistics.median(seen)


def measure(folder: Path) -> dict[str, float]:
    """Seconds to write the page and to see it, and its size."""
    page, writing = write_page(folder)
    found = {"writing": writing, "megabytes": page.stat().st_size / 1e6}
    seen = first_paint(page)
    return found if seen is None else found | {"first_paint": seen}


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
