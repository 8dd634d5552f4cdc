"""How figures are put for people: verdicts with a symbol, quantities, claims, targets, notice items in order."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from warehouse._remarks import percents

if TYPE_CHECKING:
    from warehouse.figures import FigureRow

Tone = Literal["good", "warn", "bad", "mute"]


class Verdict(NamedTuple):
    """A verdict as it is shown: a symbol that survives a black-and-white print, a tone, and what it means."""

    symbol: str
    tone: Tone
    meaning: str


SAMPLE = "样例（虚构数据）"
"""What stands wherever figures of a sample home are shown."""

VERDICTS = {
    "偏高": Verdict("▲", "bad", "通报的说法好于数据，不能发布"),
    "口径不符": Verdict("≠", "bad", "换一种口径才对得上，见备注"),
    "数据不全": Verdict("◎", "warn", "有日期或文件没有收齐，先补数据"),
    "无数据": Verdict("○", "warn", "一行数据也没有读到"),
    "偏低": Verdict("▼", "warn", "通报的说法比数据保守，可以往上写"),
    "文字残缺": Verdict("□", "mute", "通报上的数字丢了单位或小数位，有几种读法"),
    "无法核对": Verdict("？", "mute", "通报没有给出可以核对的数"),
    "舍入后一致": Verdict("≈", "good", "按印出的位数取整后一致"),
    "一致": Verdict("√", "good", "与数据一致"),
}
"""The worst first: the order in which they are counted and listed."""

TARGET_TONES: dict[str, Tone] = {"达标": "good", "未达标": "bad", "按进度": "good", "落后": "warn", "无数据": "warn"}

PLATFORMS = {
    "wechat": "微信公众号",
    "channels": "视频号",
    "douyin": "抖音号",
    "weibo": "微博",
    "app": "客户端",
    "website": "网站",
    "xiaohongshu": "小红书",
    "bilibili": "哔哩哔哩",
    "toutiao": "今日头条",
    "kuaishou": "快手",
    "zhihu": "知乎",
    "xuexi": "学习强国",
    "newspaper": "报纸",
    "tv": "电视",
    "radio": "广播",
}
"""Platform -> what people call it, in the order of the sheets and charts."""

COUNT_WINDOWS = {"lifetime": "下载时", "7d": "发布后第7天", "30d": "发布后第30天"}
"""How long the platform goes on counting views, behind the word 计到."""

_VIDEO = frozenset({"channels", "douyin", "kuaishou", "bilibili", "tv"})
_EACH = {"month": "每月", "quarter": "每季度", "half_year": "每半年", "year": "全年"}
_BOUND_WORDS = {"=": "", ">": "超", ">=": "不低于", "<": "不到", "<=": "不超过", "~": "约"}
_BOUND_SIGNS = {"=": "＝", ">": "＞", ">=": "≥", "<": "＜", "<=": "≤", "~": "≈"}
_DIGITS = {character: place for place, character in enumerate("一二三四五六七八九十", 1)}
_ORDINAL = re.compile(r"\d+|[一二三四五六七八九十]")


def verdict_text(verdict: str | None) -> str:
    """The verdict behind its symbol; an unmarked dash where nothing was claimed."""
    if not verdict:
        return "— 未对照"
    return f"{VERDICTS[verdict].symbol} {verdict}" if verdict in VERDICTS else verdict


def verdict_tone(verdict: str | None) -> Tone:
    """How a verdict is coloured."""
    return VERDICTS[verdict].tone if verdict in VERDICTS else "mute"


def views_word(platform: str) -> str:
    """What the platform's readers do with a work."""
    return "播放量" if platform in _VIDEO else "阅读量"


def quantity(value: float) -> str:
    """`value` as it is written in a text.

    >>> [quantity(v) for v in (276, 250_000, 20_412_640, 20_000_000, 83.21, 320_000_000)]
    ['276', '25万', '20,412,640', '2000万', '83.21', '3.2亿']
    """
    if abs(value) >= 100_000_000 and value % 1_000_000 == 0:
        return f"{value / 100_000_000:.2f}".rstrip("0").rstrip(".") + "亿"
    if abs(value) >= 10_000 and value % 1_000 == 0:
        return f"{value / 10_000:.1f}".removesuffix(".0") + "万"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def exact(value: float | str | None) -> str:
    """`value` to its last digit, or to two places, for a column of computed values."""
    if value is None:
        return "—"
    return value if isinstance(value, str) else f"{value:,.2f}".rstrip("0").rstrip(".")


def computed(row: "FigureRow") -> float | str | None:
    """What was computed: a number, or the text of a state."""
    return row.state if row.kind == "state" else row.value


def computed_text(row: "FigureRow") -> str:
    """The same as it is written, without its unit; a percentage that is not all never reads as 100."""
    value = computed(row)
    return percents(value) if row.unit == "%" and isinstance(value, int | float) else exact(value)


def shown_text(row: "FigureRow") -> str:
    """The same behind a ≥ where some of its rows say no more than 10万+."""
    return f"{'≥ ' if row.floors else ''}{computed_text(row)}"


def claim_text(row: "FigureRow") -> str:
    """What the notice prints, bound and value; empty where it prints nothing of this figure."""
    claim = row.claim
    if claim is None:
        return ""
    if claim.candidates:
        return " 或 ".join(quantity(value) for value in claim.candidates) + row.unit
    if claim.value is None:
        return "没有给出数"
    said = f"{_BOUND_WORDS.get(claim.bound, '')}{quantity(claim.value)}{row.unit}"
    return f"{said}（按列举点数）" if claim.enumerated else said


def difference(row: "FigureRow") -> float | None:
    """Computed minus printed, where both are one number; percent in points."""
    if row.claim is None or row.claim.value is None or row.value is None:
        return None
    return round(row.value - row.claim.value, 6)


def target_text(row: "FigureRow") -> str:
    """What must be reached, and in which period; empty where there is no target."""
    if row.target is None:
        return ""
    each = _EACH.get(row.target.period, "")
    return f"{each}{_BOUND_SIGNS.get(row.target.bound, row.target.bound)} {quantity(row.target.value)}{row.unit}"


def covered_share(row: "FigureRow") -> float:
    """The share of the days that is covered, as a number that does not round to all of them where it is less."""
    return row.coverage.share if row.coverage.share == 1 else min(row.coverage.share, 0.999)


def covered_days(row: "FigureRow") -> str:
    """Of how many days how many are covered; empty where one day is spoken of."""
    return f"{row.coverage.days_covered}/{row.coverage.days}" if row.coverage.days > 1 else ""


def newest_text(row: "FigureRow") -> str:
    """The day of the newest observation, and its age."""
    age = f"（早{row.coverage.age_days}天）" if row.coverage.age_days else ""
    return f"{row.coverage.newest or ''}{age}"


def missing_parts(row: "FigureRow", most: int = 4) -> list[str]:
    """Which days are missing, the first `most` runs of them, how late it is; what is tolerated, if that is less."""
    coverage = row.coverage
    said = list(coverage.missing[:most])
    if len(coverage.missing) > most:
        said.append(f"等{len(coverage.missing)}段")
    if coverage.late_days:
        said.append(f"晚读{coverage.late_days}天")
    if said and not row.complete:
        said.append(f"容许缺{coverage.missing_days_tolerated}天、晚{coverage.late_days_tolerated}天")
    return said


def missing_text(row: "FigureRow") -> str:
    """The same in one line."""
    return "；".join(missing_parts(row))


def remark_text(row: "FigureRow") -> str:
    """What is behind a share, a mean or a growth, what the notice says word for word, the remarks."""
    parts = []
    if row.share:
        parts.append(row.share)
    elif row.numerator is not None and row.denominator:
        said = "本期 {}，上年同期 {}" if row.kind == "growth" else "{} ÷ {}"
        parts.append(said.format(exact(row.numerator), exact(row.denominator)))
    if row.claim is not None and row.claim.quote:
        parts.append(f"原文「{row.claim.quote}」")
    if row.remark:
        parts.append(row.remark)
    if row.target_remark:
        parts.append(f"目标：{row.target_remark}")
    return "；".join(parts)


def in_notice_order(figures: Sequence["FigureRow"]) -> list["FigureRow"]:
    """`figures` as the notice goes through them; those that it does not mention come last."""
    return sorted(figures, key=lambda row: item_place(row.item))


def item_place(item: str | None) -> tuple[int, ...]:
    """Where a notice item stands.

    >>> sorted(["二(二)1", "二(一)13", "一(3)", "二(一)2", ""], key=item_place)
    ['一(3)', '二(一)2', '二(一)13', '二(二)1', '']
    """
    places = tuple(_DIGITS.get(mark) or int(mark) for mark in _ORDINAL.findall(item or ""))
    return places or (1_000,)


def counts_by_verdict(figures: Sequence["FigureRow"]) -> list[tuple[str, int]]:
    """(verdict, number of figures), the worst first; figures that nothing was claimed of last, under ''."""
    verdicts = [row.verdict or "" for row in figures]
    known = [verdict for verdict in (*VERDICTS, "") if verdict in verdicts]
    other = sorted(set(verdicts) - set(known))
    return [(verdict, verdicts.count(verdict)) for verdict in known + other]
