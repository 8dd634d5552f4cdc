"""Checks that Dagster shows beside the assets: the ledger of files, and the identities between figures."""

from collections.abc import Iterator

import dagster as dg

from pipelines.assets import FIGURES, FILES, NIGHT
from pipelines.intake import intake_of
from pipelines.night import Night
from warehouse import building, catalogue, identities


@dg.asset_check(asset=FILES, name="adds_up", required_resource_keys={NIGHT})
def files_add_up(context: dg.AssetCheckExecutionContext) -> dg.AssetCheckResult:
    """Rows read = loaded + rejected + set aside; the publish step reads the same."""
    night: Night = getattr(context.resources, NIGHT)
    with building(night.home) as con:
        taken = intake_of(con)
    return dg.AssetCheckResult(passed=taken.adds_up, metadata={**taken.files, **taken.rows})


@dg.multi_asset_check(
    specs=[
        dg.AssetCheckSpec(check.id, asset=FIGURES, description=check.label)
        for check in catalogue.load().checks.values()
    ],
    required_resource_keys={NIGHT},
)
def identities_hold(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
    """Each identity between figures, as the night found it; one that cannot be judged for lack of data is a warning."""
    night: Night = getattr(context.resources, NIGHT)
    with building(night.home) as con:
        found = identities.last(con, night.as_of)
    for key in sorted(context.selected_asset_check_keys):
        outcome = found.get(key.name)
        serious = outcome is not None and outcome.passed is False and outcome.severity == "error"
        yield dg.AssetCheckResult(
            asset_key=FIGURES,
            check_name=key.name,
            passed=outcome is not None and outcome.passed is True,
            severity=dg.AssetCheckSeverity.ERROR if serious else dg.AssetCheckSeverity.WARN,
            description=outcome.detail if outcome else "没有计算",
        )
