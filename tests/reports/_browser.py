"""Debian's Chromium for the tests that look at a page as people do; where there is none they are skipped."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="没有安装 playwright")


@contextmanager
def chromium() -> Iterator["sync_api.Browser"]:
    """A browser without a network worth speaking of: every context is set offline by whoever opens it."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("没有 Chromium（Debian：apt-get install chromium）")
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()
