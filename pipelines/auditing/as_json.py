"""An audit as plain values, for programs."""

from typing import Any

from pipelines.auditing.record import Audit
from warehouse.auditing.judged import Judged
from warehouse.wording.tokens import Damage


def as_json(audit: Audit) -> dict[str, Any]:
    """Everything accounted for, the claims among it with their verdicts, and what the text says against itself."""
    account = audit.account
    return {
        "digit_runs": account.digit_runs,
        "accounted": account.accounted,
        "not_understood": account.not_understood,
        "summary": dict(audit.summary),
        "tokens": [
            {"start": t.start, "end": t.end, "quote": t.quote, "kind": t.kind, "damage": _damage(t.damage)}
            for t in account.tokens
        ],
        "claims": [_claim(one) for one in audit.claims],
        "findings": [
            {"start": f.start, "end": f.end, "quote": f.quote, "text": f.text, "holds": f.holds}
            for f in account.findings
        ],
        "damaged_lines": [{"line": one.line, "reason": one.reason} for one in account.damaged_lines],
        "file": audit.document.path.name,
        "as_of": audit.standing.day.isoformat(),
        "as_of_how": audit.standing.how,
        "without": audit.without,
        "exit_code": audit.exit_code,
    }


def _claim(one: Judged) -> dict[str, Any]:
    claim = one.claim
    return {
        "start": claim.start, "end": claim.end, "quote": claim.quote,
        "value": claim.value, "low": claim.low, "high": claim.high, "bound": claim.bound,
        "unit": claim.unit, "kind": claim.kind, "period": claim.period, "subject": claim.subject,
        "figure": claim.figure,
        "verdict": one.verdict, "computed": one.computed, "reason": one.reason, "damage": _damage(claim.damage),
        "threshold": claim.threshold, "as_of": one.as_of.isoformat(),
        "overruled": one.overruled and {
            "at": one.overruled.at.isoformat(), "by": one.overruled.by, "reason": one.overruled.reason,
        },
    }  # fmt: skip


def _damage(damage: Damage | None) -> dict[str, Any] | None:
    if damage is None:
        return None
    return {"kind": damage.kind, "candidates": list(damage.candidates), "reason": damage.reason}
