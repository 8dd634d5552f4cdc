"""The check of the ledger of files; the identities between figures are checked where those are computed."""

import dagster as dg

from pipelines.assets import FILES, NIGHT
from pipelines.intake import tally
from pipelines.night import Night


@dg.asset_check(asset=FILES, name="adds_up", required_resource_keys={NIGHT})
def files_add_up(context: dg.AssetCheckExecutionContext) -> dg.AssetCheckResult:
    """Rows read = loaded + rejected + set aside; the publish step reads the same."""
    night: Night = getattr(context.resources, NIGHT)
    with night.building() as con:
        counted = tally(con)
    return dg.AssetCheckResult(passed=counted.adds_up, metadata={**counted.files, **counted.rows})
