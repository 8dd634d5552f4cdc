"""The problems that an inspection found: the state of each, what was done, what proves it, and where that stands."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.reports.contents.look import Look
from pipelines.reports.contents.rests import Rests

REGISTER = "rectification"

DONE, UNDER_WAY, NOT_BEGUN = "已完成", "正在整改", "尚未整改"

_PROBLEMS = """
select i.item_key, i.category, i.title, i.state, i.valid_from, r.desk, r.measures, r.proof, f.original_path,
    i.source_row
from {schema}.items i
left join raw.rectification r on r.batch = i.batch and r.source_row = i.source_row
left join meta.parts p on p.batch = i.batch
left join meta.files f on f.file_id = p.file_id
where i.as_of = $as_of and i.centre = $centre and i.register = 'rectification'
    and i.valid_from <= $as_of and (i.valid_to is null or i.valid_to > $as_of)
order by f.original_path, i.batch, i.source_row"""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem, as the newest ledger has it: `file` and `source_row` say where."""

    number: str
    aspect: str | None
    title: str | None
    state: str | None
    reported_on: date
    desk: str | None
    measures: str | None
    proof: str | None
    file: str | None
    source_row: int


@dataclass(frozen=True, slots=True)
class Rectification:
    """All problems in the order of the ledger."""

    problems: Sequence[Problem]
    rests: Rests

    @property
    def states(self) -> list[str]:
        """The states that there are, the best first."""
        known = (DONE, UNDER_WAY, NOT_BEGUN)
        held = {problem.state or "" for problem in self.problems}
        return [state for state in known if state in held] + sorted(held.difference(known))

    def by_state(self, aspect: str | None = None) -> Counter[str]:
        """State -> number of problems, of one aspect if it is said."""
        return Counter(p.state or "" for p in self.problems if aspect is None or (p.aspect or "") == aspect)

    @property
    def aspects(self) -> list[str]:
        """The aspects in the order of the ledger."""
        return list(dict.fromkeys(problem.aspect or "" for problem in self.problems))

    @property
    def without_proof(self) -> int:
        """How many are said to be done without anything that proves it."""
        return sum(problem.state == DONE and not problem.proof for problem in self.problems)


def rectification(look: Look, rests: Mapping[tuple[str, str], Rests]) -> Rectification | None:
    """The problems as of the day; None where no ledger of them was ever handed in."""
    if look.uncovered("items", register=REGISTER) is None and ("items", REGISTER) not in rests:
        return None
    rest = rests.get(("items", REGISTER), Rests())
    problems = [Problem(*row) for row in look.rows(_PROBLEMS)] if rest.files else []
    return Rectification(problems, rest)
