"""A page as PDF, through Chromium or a browser of its family: offline, in a profile of its own, without a window."""

import os
from pathlib import Path

from pipelines.printing.made import made_by

_ALONE = """
    --headless --disable-gpu --hide-scrollbars --mute-audio --no-first-run --no-default-browser-check
    --disable-extensions --disable-sync --disable-default-apps --disable-component-update
    --disable-background-networking --disable-dev-shm-usage --no-pdf-header-footer
""".split()
_OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND"


def page_as_pdf(browser: str, page: Path) -> bytes:
    """What `browser` prints of `page` once it has loaded: asked for as #print it draws its charts by then.

    Raises NotMade, or OSError where it does not start.
    """

    def command(scratch: Path) -> list[str]:
        own = [f"--user-data-dir={scratch / 'profile'}", f"--print-to-pdf={scratch / 'page.pdf'}"]
        as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # it starts in no other way
        return [browser, *_ALONE, _OFFLINE, *as_root, *own, f"{page.resolve().as_uri()}#print"]

    return made_by(command, "page.pdf")
