"""The assets, from raw tables to reports: each step calls one method of the night.

What Dagster plans, it writes down once more before it happens: the nightly job plans few things and tells of many.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import dagster as dg

import sources
from pipelines.night import Night
from warehouse import catalogue, identities
from warehouse.build import CORE_TABLES

NIGHT = "night"
CHECKS = catalogue.load().checks
FILES = dg.AssetKey(["meta", "files"])
FIGURES = dg.AssetKey(["report", "figures"])
PUBLISHED = dg.AssetKey(["report", "published"])


def _raw_key(export: sources.Export) -> dg.AssetKey:
    return dg.AssetKey(["raw", export.kind])


def _raw_specs() -> list[dg.AssetSpec]:
    kinds = [dg.AssetSpec(_raw_key(e), group_name="raw", description=e.title, skippable=True) for e in _exports()]
    # A step is skipped when something it needs was: the core tables need the ledger of files, which is always there.
    files = dg.AssetSpec(
        FILES, group_name="raw", description="文件账：收到的每个文件及其去向", deps=[k.key for k in kinds]
    )
    return [*kinds, files]


def _core_specs() -> list[dg.AssetSpec]:
    return [dg.AssetSpec(["core", table], group_name="core", deps=[FILES]) for table in CORE_TABLES]


def _exports() -> list[sources.Export]:
    return list(sources.exports().values())


def _night(context: Any) -> Night:
    return getattr(context.resources, NIGHT)


@dg.multi_asset(specs=_raw_specs(), can_subset=True, required_resource_keys={NIGHT})
def raw(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult | dg.AssetMaterialization]:
    """Every new file of the inbox, loaded. What a file holds is known only once it was read, so all are, whatever
    was selected; only tables that grew are reported.
    """
    loaded = _night(context).take_in()
    selected = context.selected_asset_keys
    for kind, rows in sorted(loaded.items()):
        key = dg.AssetKey(["raw", kind])
        if key in selected:
            yield dg.MaterializeResult(asset_key=key, metadata={"rows": rows})
        elif FILES in selected:  # the nightly job plans the ledger of files only, and tells of tables as they grow
            yield dg.AssetMaterialization(key, metadata={"rows": rows})
    if FILES in selected:
        yield dg.MaterializeResult(asset_key=FILES)


@dg.multi_asset(specs=_core_specs(), can_subset=True, required_resource_keys={NIGHT})
def core(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
    """The core tables for the days that the figures need; they rest on one another, so they are made together."""
    _night(context).build_core()
    for key in sorted(context.selected_asset_keys):
        yield dg.MaterializeResult(asset_key=key)


@dg.multi_asset(
    specs=[dg.AssetSpec(FIGURES, group_name="report", deps=_core_specs())],
    check_specs=[dg.AssetCheckSpec(c.id, asset=FIGURES, description=c.label) for c in CHECKS.values()],
    can_subset=True,
    required_resource_keys={NIGHT},
)
def figures(
    context: dg.AssetExecutionContext,
) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult | dg.AssetCheckEvaluation]:
    """Figures, verdicts and the identities between figures, appended to what was said before."""
    night = _night(context)
    night.compute()
    if FIGURES in context.selected_asset_keys:
        yield dg.MaterializeResult(asset_key=FIGURES)
    with night.building() as con:
        found = identities.last(con, night.as_of)
    selected = {key.name for key in context.selected_asset_check_keys}
    for name in CHECKS:  # the nightly job plans none of them, and tells of all
        told = dg.AssetCheckResult if name in selected else dg.AssetCheckEvaluation
        yield told(asset_key=FIGURES, check_name=name, **_judged([one for one in found if one.check_id == name]))


def _judged(outcomes: Sequence[identities.Outcome]) -> dict[str, Any]:
    """What a check says of an identity in all centres; one that cannot be judged for lack of data is a warning."""
    worst = [o for o in outcomes if o.passed is False] or [o for o in outcomes if o.passed is None] or outcomes
    serious = any(o.passed is False and o.severity == "error" for o in worst)
    told = [o.detail if len(outcomes) == 1 else f"{o.centre}：{o.detail}" for o in worst]
    return {
        "passed": bool(worst) and all(o.passed is True for o in worst),
        "severity": dg.AssetCheckSeverity.ERROR if serious else dg.AssetCheckSeverity.WARN,
        "description": "；".join(told) or "没有计算",
    }


@dg.asset(key=PUBLISHED, group_name="report", deps=[FIGURES], required_resource_keys={NIGHT})
def published(context: dg.AssetExecutionContext) -> None:
    """The copy that people read, put in place by one rename once the ledger of files adds up."""
    _night(context).publish()


@dg.asset(key=["report", "documents"], group_name="report", deps=[PUBLISHED], required_resource_keys={NIGHT})
def documents(context: dg.AssetExecutionContext) -> None:
    """The Excel summary and the dashboard."""
    _night(context).report()
