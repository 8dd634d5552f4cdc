"""What `dagster dev` loads: assets, checks, the nightly job and its schedule."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import dagster as dg

from pipelines import assets, checks
from pipelines.dagster_home import settled
from pipelines.history import instance_of
from pipelines.interrupted import STOPPED, is_interruption
from pipelines.night import Night
from warehouse import find_home


@dg.resource(config_schema={"as_of": dg.Field(str, is_required=False)})
def night(context: dg.InitResourceContext) -> Iterator[Night]:
    """The night of the home found from the environment; `as_of` (YYYY-MM-DD) if it is not to speak for yesterday."""
    config: dict[str, Any] = context.resource_config or {}
    with Night.of(find_home(), date.fromisoformat(config["as_of"]) if "as_of" in config else None) as the_night:
        yield the_night


nightly = dg.define_asset_job(
    "nightly",
    selection=dg.AssetSelection.all()
    - dg.AssetSelection.groups("raw")
    - dg.AssetSelection.checks_for_assets(assets.figures)
    | dg.AssetSelection.assets(assets.FILES),
    executor_def=dg.in_process_executor,
    tags={"dagster/max_runtime": 4 * 3600},  # a run that a power cut left behind would block the queue for ever
)

defs = dg.Definitions(
    assets=[assets.raw, assets.core, assets.figures, assets.published, assets.documents],
    asset_checks=[checks.files_add_up],
    jobs=[nightly],
    schedules=[dg.ScheduleDefinition(job=nightly, cron_schedule="30 1 * * *", execution_timezone="Asia/Shanghai")],
    resources={assets.NIGHT: night},
    executor=dg.in_process_executor,
)


def run(the_night: Night) -> str | None:
    """Run the nightly job here and now; None, or why it did not go through. Its history is kept in the home."""
    with instance_of(settled(the_night.home.dagster)) as instance:
        result = defs.resolve_job_def("nightly").execute_in_process(
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
            instance=instance,
            resources={assets.NIGHT: the_night},
            raise_on_error=False,
        )
    return None if result.success else "；".join(_causes(result)) or "未知错误"


def _causes(result: dg.ExecuteInProcessResult) -> Iterator[str]:
    for event in result.filter_events(lambda e: e.is_step_failure):
        error = event.step_failure_data.error
        cause = error.cause if error and error.cause else error
        message = cause.message if cause else event.message or "未知错误"
        yield STOPPED if is_interruption(message) else _without_our_module(message)


def _without_our_module(message: str) -> str:
    return re.sub(r"^(?:pipelines|sources|warehouse)[\w.]*: ", "", message).strip()
