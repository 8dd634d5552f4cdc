"""The record of an audit: a document, everything it says, and what the whole comes to."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipelines.auditing.documents import Document
from warehouse.auditing.judged import Judged
from warehouse.auditing.standing import Standing
from warehouse.wording.tokens import Account, Finding


@dataclass(frozen=True, slots=True)
class Audit:
    """A document, everything it says, and how that stands.

    title says whose data it was held against, is_sample whether that is synthetic; without says why there is none.
    """

    document: Document
    account: Account
    standing: Standing
    claims: Sequence[Judged]
    at: datetime
    title: str = ""
    is_sample: bool = False
    without: str = ""

    @property
    def summary(self) -> Mapping[str, int]:
        """How many claims have each verdict."""
        return Counter(one.verdict for one in self.claims)

    @property
    def contradictions(self) -> Sequence[Finding]:
        """Where the text says one thing against another: sums, shares, parts and their whole."""
        return [finding for finding in self.account.findings if not finding.holds]

    @property
    def exit_code(self) -> int:
        """1 where the text must not be published as it is, else 0."""
        return int(bool(self.contradictions) or any(one.stops for one in self.claims))
