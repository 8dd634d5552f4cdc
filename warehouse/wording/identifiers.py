"""Numbers that name and do not count: telephones, e-mail, urls, document and house numbers, stations, pages."""

import re

from warehouse.wording.tokens import Place

__all__ = ["identifier_at"]


LABELS = (
    "电话 手机 热线 传真 邮编 邮政编码 QQ QQ群 微信 微信号 联系方式 账号 帐号 编号 证号 许可证 代码 "
    "号码 专线 总机 座机 监督 举报"
).split()
"""What stands before a number that names."""

HOTLINES = "12345 12388 12380 12371 12315 12309 12317 12318 12328 12329 12333 12377 12379 110 114 119 120 122".split()
"""Numbers that everybody knows; they name where a hotline or the like is spoken of."""

_LABEL = re.compile(f"(?:{'|'.join(LABELS)})(?:号码?)?(?:为|是)?[:\\s(]*$")
_NUMBERS = re.compile(r"(?:\(?0[0-9]{2,3}\)?[- ]?)?[0-9]{3,8}(?:-[0-9]{3,8}){0,3}(?:转[0-9]{1,4})?|[0-9]{5,30}")
_PHONE = re.compile(
    r"(?:\(0[0-9]{2,3}\)[0-9]{7,8}|0[0-9]{2,3}-?[0-9]{7,8}(?:(?:-|转)[0-9]{1,5})?|1[3-9][0-9]{9}"
    r"|[48]00-?[0-9]{3}-?[0-9]{4}|[0-9]{3,4}-[0-9]{3,4}-[0-9]{3,4})(?![0-9])"
)
_HOTLINE = re.compile(
    rf"(?:{'|'.join(HOTLINES)}|123[0-9]{{2}}|96[0-9]{{3,4}}|95[0-9]{{3}})(?![0-9])"
    r"(?=[\u4e00-\u9fff”\"]{0,10}(?:热线|平台|专线|举报|电话|服务|报警|指挥|中心|急救|市民|市长|投诉))"
)
_DOCUMENT = re.compile(
    r"(?:[\u4e00-\u9fff]{0,8}[发字函办文告通令电委])?[〔\[(【](?:19|20)[0-9]{2}[〕\])】]第?[0-9]{1,5}号"
)
_NUMBERED = re.compile(
    r"[0-9]{1,6}(?:-[0-9]{1,4})?"
    r"(?:号(?![召称角])|版(?=[,。、;头]|$)|室|栋|幢|单元|楼(?!宇)|国道|省道|县道|路公交|频道(?=[,。、;播]))"
)
_STATION = re.compile(
    r"(?:AM|FM|am|fm|CCTV|UHF|DS)[- ]?[0-9]{1,4}(?:\.[0-9]{1,2})?(?:兆赫|MHz|千赫)?"
    r"|[0-9]{2,4}(?:\.[0-9]{1,2})?(?:兆赫|千赫|MHz|KHz|kHz)"
)
_LATIN = re.compile(r"[A-Za-z0-9_./:@#%&?=+×*-]{1,400}")
_DOMAIN = re.compile(r"@|://|^www\.|\.(?:com|cn|net|org|gov)\b", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_GOES_ON = tuple("万亿千百.%条个件次人元篇期名项场家余多")
_LONGEST_COUNT = 15


def identifier_at(text: str, at: int, floor: int) -> Place | None:
    """The name that the digits at `at` stand in, beginning no earlier than `floor`; None if they count.

    >>> for text, at in (("电话82060908;", 2), ("邮箱:a1@126.com。", 4), ("东发〔2020〕36号", 3), ("人民路16号", 3)):
    ...     place = identifier_at(text, at, 0)
    ...     print(text[place[0] : place[1]])
    82060908
    a1@126.com
    东发〔2020〕36号
    16号
    """
    return _address(text, at, floor) or _document(text, at, floor) or _telephone(text, at, floor) or _numbered(text, at)


def _address(text: str, at: int, floor: int) -> Place | None:
    """What is written in Latin letters around the number, if it is an address or the name of a station."""
    start = at
    while start > max(floor, at - 200) and text[start - 1].isascii() and _LATIN.match(text[start - 1]):
        start -= 1
    match = _LATIN.match(text, start)
    if match is None:
        return None
    station = _STATION.match(text, start)
    if station and station.end() > at:
        return station.span()
    word = match.group().lstrip(":.-")
    begin = match.end() - len(word)
    return (begin, begin + len(word.rstrip(".,:;"))) if begin <= at and _DOMAIN.search(word) else None


def _document(text: str, at: int, floor: int) -> Place | None:
    if text[at - 1 : at] not in tuple("〔[(【"):
        return None
    start = at - 1
    while start > max(floor, at - 9) and "\u4e00" <= text[start - 1] <= "\u9fff":
        start -= 1
    found = (match.span() for begin in range(start, at) if (match := _DOCUMENT.match(text, begin)))
    return next(found, None)


def _telephone(text: str, at: int, floor: int) -> Place | None:
    opened = at - 1 if text[at - 1 : at] == "(" and at > floor else at
    label = _LABEL.search(text, max(0, at - 12), at)
    for begin in dict.fromkeys((opened, at)):
        match = _PHONE.match(text, begin) or _HOTLINE.match(text, begin)
        match = match or (_NUMBERS.match(text, begin) if label else None)
        if match and match.end() > at and not text.startswith((*_GOES_ON, *"0123456789"), match.end()):
            return match.span()
    digits = _DIGITS.match(text, at)
    if digits and (digits.end() - at > _LONGEST_COUNT or _follows_its_like(text, at, digits.end())):
        return digits.span()
    return None


def _follows_its_like(text: str, at: int, end: int) -> bool:
    """Whether a number as long stands right before, as in a list of telephone numbers."""
    length = end - at
    before = text[max(0, at - 1 - length) : at - 1]
    return 7 <= length <= 12 and text[at - 1 : at] in tuple("、,/;或") and len(before) == length and before.isdigit()


def _numbered(text: str, at: int) -> Place | None:
    match = _NUMBERED.match(text, at)
    return match.span() if match else None
