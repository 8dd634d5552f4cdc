"""Numbers in words -> their value: 一百零八, 两千三百, 二十一万, 一百二, and the two that 四五十 names."""

__all__ = ["DIGITS", "SCALES", "value_of"]

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


def value_of(words: str) -> tuple[float, float] | None:
    """(low, high) of a number in words: the same twice, but for two neighbours (四五十); None if it is none.

    >>> [value_of(words) for words in ("一百零八", "二十一万", "一百二", "四五十", "二〇二四", "三亿五千万")]
    [(108.0, 108.0), (210000.0, 210000.0), (120.0, 120.0), (40.0, 50.0), (2024.0, 2024.0), (350000000.0, 350000000.0)]
    """
    if len(words) > 2 and all(word in DIGITS for word in words):
        value = float("".join(str(DIGITS[word]) for word in words))
        return value, value
    low, high = _sum(words, first=True), _sum(words, first=False)
    return None if low is None or high is None else (low, high)


def _sum(words: str, first: bool) -> float | None:
    """The number; where two rising digits stand side by side, by the first or by the second of them."""
    total = section = 0
    digit, last = None, 10
    for word in words:
        if word in DIGITS:
            if digit and DIGITS[word] <= digit:
                return None
            digit = digit if digit and first else DIGITS[word]
            last = 10 if word in "零〇" else last
            continue
        scale = SCALES[word]
        if scale < SCALES["万"]:
            section += (digit or 1) * scale
        elif scale == SCALES["万"]:
            total += ((section + (digit or 0)) or 1) * scale
            section = 0
        else:
            total = ((total + section + (digit or 0)) or 1) * scale
            section = 0
        digit, last = None, scale
    if digit and last > 10 and words[-2] in SCALES:  # 一百二, 两万三
        digit *= last // 10
    return float(total + section + (digit or 0))
