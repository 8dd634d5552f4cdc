"""The audited copy of a text: one page that needs no network, every number coloured, a note for each claim.

Its one script is ours, named by its hash in the page's policy: what came from outside could not run even as markup.
"""

from base64 import b64encode
from collections.abc import Callable
from functools import cache
from hashlib import sha256

from jinja2 import Template

from pipelines.auditing import words
from pipelines.auditing.marked import TOKEN_WORDS, lines
from pipelines.auditing.record import Audit
from pipelines.reports import wording
from pipelines.reports.pages import template
from pipelines.reports.text import clean
from warehouse.verdicts import AGREES


def page(audit: Audit) -> bytes:
    """The page of `audit`. The same audit gives the same bytes."""
    script = f"\n{template('audit.js.j2').render()}\n"
    rendered = _template().render(
        audit=audit,
        account=audit.account,
        claims=audit.claims,
        lines=list(lines(audit)),
        counts=words.counts(audit.claims),
        counted=words.counted(audit),
        held_against=words.held_against(audit),
        sample=wording.SAMPLE if audit.is_sample else "",
        script=script,
        script_hash=b64encode(sha256(script.encode()).digest()).decode(),
    )
    return rendered.encode("utf-8")


@cache
def _template() -> Template:
    filters: dict[str, Callable[..., object]] = {
        "clean": clean,
        "subject": words.subject,
        "computed": words.computed,
        "verdict": words.verdict,
        "verdict_word": wording.verdict_text,
        "tone": words.tone,
        "verdict_tone": wording.verdict_tone,
        "remarks": words.remarks,
        "sources": words.sources,
        "agrees": lambda judged: judged.verdict in AGREES,
    }
    names = {"VERDICTS": wording.VERDICTS, "TOKEN_WORDS": TOKEN_WORDS, "SIGNED_BY": words.SIGNED_BY}
    return template("audit.html.j2", filters, names)
