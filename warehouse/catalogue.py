"""What can be published and what must hold of it: our TOML files with the user's laid over them, as typed records."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from warehouse._definitions import COMPUTED, figure_of
from warehouse._entries import CatalogueError, Entry, layers, merged, names_in, nearest
from warehouse._records import Catalogue, Check, Claim, Figure, Notice, Reading, Target

__all__ = ["Catalogue", "CatalogueError", "Check", "Claim", "Figure", "Notice", "Reading", "Target", "load"]

BOUNDS = ("=", ">", ">=", "<", "<=", "~", "vague")
DAMAGES = ("scale", "separator", "unit", "neighbour")

_PRINTED = (("value",), ("candidates",))


def load(config: Path | None = None) -> Catalogue:
    """Our catalogue with the files of the folder `config` laid over it, entry by entry.

    Raises CatalogueError, in words for whoever wrote the entry.
    """
    figures = {key: figure_of(key, entry) for key, entry in merged("figures.toml", config, COMPUTED).items()}
    notices = [_notice(name, config, figures) for name in names_in("notices", config)]
    targets = {key: _target(key, entry, figures) for key, entry in merged("targets.toml", config).items()}
    checks = {key: _check(key, entry, figures) for key, entry in merged("checks.toml", config).items()}
    return Catalogue(figures, {n.as_of: n for n in notices}, targets, checks)


def _notice(name: str, config: Path | None, figures: Mapping[str, Figure]) -> Notice:
    head: Entry | None = None
    claims: dict[str, Entry] = {}
    for file, content in layers(name, config):
        head = Entry(file, content).over(head)
        head.only(("as_of", "title", "claim"))
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
    return Notice(as_of, head.text("title"), {key: _claim(entry, figures) for key, entry in claims.items()})


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
    entry.only(("figure", "bound", "value", "basis", "valid_from", "period", "bands"))
    bands = Entry(f"{entry.place}.bands", entry.table("bands"))
    return Target(
        id=key,
        figure=_known(entry, figures),
        bound=entry.choice("bound", ("=", ">", ">=", "<", "<=")),
        value=entry.number("value"),
        basis=entry.text("basis"),
        valid_from=entry.day("valid_from"),
        period=entry.choice("period", ("any", "year"), "any"),
        bands=tuple((name, bands.number(name)) for name in bands.keys),
    )


def _check(key: str, entry: Entry, figures: Mapping[str, Figure]) -> Check:
    entry.only(("label", "expr", "severity", "note"))
    severity = entry.choice("severity", ("error", "warn"), "error")
    check = Check(key, entry.text("label"), entry.expression("expr"), severity, entry.text("note", ""))
    for name in check.names:
        figure, _, part = name.partition("__")
        if figure not in figures:
            entry.refuse(f"expr 里的 {name} 不是 figures.toml 里的条目{nearest(figure, figures)}")
        if part not in ("", "numerator", "denominator", "coverage"):
            entry.refuse(f"expr 里的 {name}：双下划线后面只能是 numerator denominator coverage")
    return check


def _known(entry: Entry, figures: Mapping[str, Figure]) -> str:
    figure = entry.text("figure")
    if figure not in figures:
        entry.refuse(f"figure = {figure!r} 不在 figures.toml 里{nearest(figure, figures)}")
    return figure
