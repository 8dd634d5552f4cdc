"""What can be published and what must hold of it: our TOML files with the user's laid over them, as typed records."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from warehouse._definitions import COMPUTED, figure_of
from warehouse._entries import CatalogueError, Entry, layers, merged, names_in, nearest
from warehouse._points import load_rules, ruled
from warehouse._records import Catalogue, Check, Claim, Figure, Notice, Reading, Target
from warehouse._targets import PERIODS, has_fixed_days

__all__ = ["Catalogue", "CatalogueError", "Check", "Claim", "Figure", "Notice", "Reading", "Target", "load"]

BOUNDS = ("=", ">", ">=", "<", "<=", "~", "vague")
DAMAGES = ("scale", "separator", "unit", "neighbour")

_PRINTED = (("value",), ("candidates",))


def load(config: Path | None = None) -> Catalogue:
    """Our catalogue with the files of the folder `config` laid over it, entry by entry.

    Raises CatalogueError, in words for whoever wrote the entry.
    """
    rules = load_rules(config)
    entries = merged("figures.toml", config, COMPUTED)
    figures = {key: ruled(figure_of(key, entry), rules) for key, entry in entries.items()}
    notices = [_notice(name, config, figures) for name in names_in("notices", config)]
    targets = {key: _target(key, entry, figures) for key, entry in merged("targets.toml", config).items()}
    checks = {key: _check(key, entry, figures) for key, entry in merged("checks.toml", config).items()}
    return Catalogue(figures, {n.as_of: n for n in notices}, targets, checks)


def _notice(name: str, config: Path | None, figures: Mapping[str, Figure]) -> Notice:
    head: Entry | None = None
    claims: dict[str, Entry] = {}
    for file, content in layers(name, config):
        head = Entry(file, content).over(head)
        head.only(("as_of", "title", "centre", "headings", "claim"))
        said: set[str] = set()
        for keys in Entry(file, content).list_of("claim", dict, "[[claim]]"):
            figure = Entry(file, keys).text("figure")
            claim = Entry(f"{file}［{figure}］", keys)
            if figure in said:
                claim.refuse("同一个文件里写了两次")
            said.add(figure)
            claims[figure] = claim.over(claims.get(figure), _PRINTED)
    assert head is not None
    as_of = head.day("as_of")
    if not name.endswith(f"/{as_of}.toml"):
        head.refuse(f"文件名应当是 {as_of}.toml，与 as_of 一致")
    headings = Entry(f"{name}［headings］", head.table("headings"))
    return Notice(
        as_of,
        head.text("title"),
        {key: _claim(entry, figures) for key, entry in claims.items()},
        {item: headings.text(item) for item in headings.keys},
        head.text("centre", ""),
    )


def _claim(entry: Entry, figures: Mapping[str, Figure]) -> Claim:
    entry.only(tuple(field.name for field in fields(Claim)))
    bound = entry.choice("bound", BOUNDS)
    candidates = entry.list_of("candidates", (int, float), "数字")
    value = entry.number("value") if "value" in entry.keys else None
    if (value is not None) + bool(candidates) + (bound == "vague") != 1:
        entry.refuse('value、candidates、bound = "vague" 三者写一个，也只写一个')
    step = entry.number("step", 1)
    if step <= 0:
        entry.refuse("step 应当大于 0，如 14万 写 10000")
    return Claim(
        figure=_known(entry, figures),
        item=entry.text("item", ""),
        quote=entry.text("quote"),
        bound=bound,
        value=value,
        step=step,
        candidates=tuple(float(one) for one in candidates),
        damage=entry.choice("damage", DAMAGES) if "damage" in entry.keys else None,
        threshold=entry.number("threshold") if "threshold" in entry.keys else None,
        enumerated=entry.flag("enumerated"),
        remark=entry.text("remark", ""),
    )


def _target(key: str, entry: Entry, figures: Mapping[str, Figure]) -> Target:
    entry.only(tuple(field.name for field in fields(Target) if field.name != "id"))
    target = Target(
        id=key,
        figure=_known(entry, figures),
        bound=entry.choice("bound", ("=", ">", ">=", "<", "<=")),
        value=entry.number("value"),
        basis=entry.text("basis"),
        valid_from=entry.day("valid_from"),
        valid_to=entry.day("valid_to") if "valid_to" in entry.keys else None,
        period=entry.choice("period", PERIODS, "any"),
        bands=_bands(entry),
    )
    _refuse_what_cannot_be_reached(entry, target, figures[target.figure])
    return target


def _bands(entry: Entry) -> tuple[tuple[str, float], ...]:
    bands = Entry(f"{entry.place}.bands", entry.table("bands"))
    found = tuple((name, bands.number(name)) for name in bands.keys)
    if len({limit for _, limit in found}) < len(found):
        bands.refuse("两个等次的数相同，分不出高低")
    return found


def _refuse_what_cannot_be_reached(entry: Entry, target: Target, figure: Figure) -> None:
    """Raises CatalogueError where a target says nothing of its figure, or the contrary of what somebody meant."""
    if figure.kind == "state":
        entry.refuse(f"{figure.id} 是文字（{figure.label}），不能定目标")
    if (target.bound in (">", ">=") and figure.better == "less") or (
        target.bound in ("<", "<=") and figure.better == "more"
    ):
        way = "越少越好" if figure.better == "less" else "越多越好"
        turned = {">": "<", ">=": "<=", "<": ">", "<=": ">="}[target.bound]
        entry.refuse(
            f'bound = "{target.bound}" 与 {figure.id} 的方向相反：它 better = "{figure.better}"（{way}）。'
            f'改成 bound = "{turned}"，或在 figures.toml 里改它的 better'
        )
    if figure.kind == "share" and not 0 <= target.value <= 100:
        entry.refuse("value 是百分数，应当在 0 到 100 之间，如 80% 写 80")
    if target.valid_to is not None and target.valid_to < target.valid_from:
        entry.refuse(f"valid_to（{target.valid_to}）早于 valid_from（{target.valid_from}）")
    if target.period != "any" and has_fixed_days(figure):
        entry.refuse(
            f'{figure.id} 的 period = "{figure.period}" 已经说定了日子，目标只能写 period = "any"，或不写 period'
        )


def _check(key: str, entry: Entry, figures: Mapping[str, Figure]) -> Check:
    entry.only(("label", "expr", "severity", "note"))
    severity = entry.choice("severity", ("error", "warn"), "error")
    check = Check(key, entry.text("label"), entry.expression("expr"), severity, entry.text("note", ""))
    if not check.names:
        entry.refuse("expr 里没有指标，没有什么可以核对")
    for name in check.names:
        figure, _, part = name.partition("__")
        if figure not in figures:
            entry.refuse(f"expr 里的 {name} 不是 figures.toml 里的条目{nearest(figure, figures)}")
        if part not in ("", "numerator", "denominator", "coverage"):
            entry.refuse(f"expr 里的 {name}：双下划线后面只能是 numerator denominator coverage")
        if not part and figures[figure].kind == "state":
            entry.refuse(f"expr 里的 {name} 是文字（{figures[figure].label}），不能与数比较")
    return check


def _known(entry: Entry, figures: Mapping[str, Figure]) -> str:
    figure = entry.text("figure")
    if figure not in figures:
        entry.refuse(f"figure = {figure!r} 不在 figures.toml 里{nearest(figure, figures)}")
    return figure
