"""What `audit --out` leaves beside each other: the copy, the sheet, the JSON, and for a docx its comments."""

import json
from collections.abc import Iterator
from pathlib import Path

from pipelines.atomic import replace_with
from pipelines.auditing import words
from pipelines.auditing.as_json import as_json
from pipelines.auditing.checksheet import TITLE, check_sheet
from pipelines.auditing.documents import guarded
from pipelines.auditing.page import page
from pipelines.auditing.record import Audit
from pipelines.reports.text import clean
from warehouse.auditing.judged import Judged
from warehouse.verdicts import AGREES

MOST_COMMENTS = 1_000
"""Comments in a docx; beyond them only what does not agree is commented on."""
COPY = "核对.html"


def write_outputs(audit: Audit, folder: Path) -> list[Path]:
    """The files written into `folder`, named after the document. Raises OSError when the disk refuses."""
    written = []
    for suffix, content in _outputs(audit):
        target = folder / f"{audit.document.path.stem}_{suffix}"
        replace_with(target, content)
        written.append(target)
    return written


def _outputs(audit: Audit) -> Iterator[tuple[str, bytes]]:
    yield COPY, page(audit)
    yield f"{TITLE}.xlsx", check_sheet(audit)
    yield "核对.json", (json.dumps(as_json(audit), ensure_ascii=False, indent=1) + "\n").encode()
    if audit.document.form == "docx":
        from pipelines.auditing.word_comments import with_comments

        yield "核对.docx", guarded(with_comments, audit.document.data, _notes(audit), audit.at)


def _notes(audit: Audit) -> list[tuple[int, int, str]]:
    """(start, end, comment) of every claim, of what contradicts itself, was not understood or is damaged besides."""
    claims = audit.claims
    if len(claims) > MOST_COMMENTS:  # to write thousands takes minutes, and nobody reads them
        claims = [one for one in claims if one.verdict not in AGREES]
    notes = [(one.claim.start, one.claim.end, _comment(one)) for one in claims]
    claimed = {(one.claim.start, one.claim.end) for one in audit.claims}
    for token in audit.account.tokens:
        if (token.start, token.end) not in claimed and (token.damage or token.kind == "not_understood"):
            said = f"文字残缺：{token.damage.reason}" if token.damage else "没有读懂这个数"
            notes.append((token.start, token.end, clean(said)))
    notes += [(one.start, one.end, f"≠ 自相矛盾：{clean(one.text)}") for one in audit.contradictions]
    notes.sort()
    if len(notes) > MOST_COMMENTS:
        start, end, said = notes[MOST_COMMENTS - 1]
        notes[MOST_COMMENTS - 1 :] = [(start, end, f"{said}\n批注到此为止，其余见{COPY}。")]
    return notes


def _comment(one: Judged) -> str:
    found = f"　算得 {words.computed(one)}" if one.computed is not None else ""
    source = [f"来源：{'；'.join(words.sources(one))}"] if one.files else []
    head = f"{words.verdict(one)}　{clean(words.subject(one))}{clean(found)}".rstrip()
    return "\n".join([head, *words.remarks(one), *source])
