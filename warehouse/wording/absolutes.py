"""All and none in words: 全部, 均, 全覆盖, 件件有回音 are 100 %; 未发生, 零事故, 无逾期问题 are 0."""

import re

from warehouse.wording.quantities import Quantity
from warehouse.wording.tokens import Place

__all__ = ["TRIGGERS", "absolute_at"]

DONE = "报送 到位 达标 办结 公开 落实 参与 合格 上线 入库 完成 接入 贯通 打通 纳入 验收".split()
"""Behind 全 these say that nothing is left out."""

EACH = "事件桩条项人户村处组"
"""Said twice, each of them: 件件, 村村."""

ANSWERED = "回应 回音 回复 回访 结果 着落 反馈 落实 答复 交代 记录 台账 专人 人管 人负 人抓 档案".split()
"""What each of them has: 事事有回应."""

NO_EVENT = (
    "案件 上访 事件 差错 事故 投诉 失误 发生 违规 违纪 违法 伤亡 死亡 感染 停播 错播 泄密 举报 复发 "
    "逾期 遗漏 积压 缺陷 火灾 诉讼 信访 舆情 退回 故障 隐患 欠账 拖欠 反弹 返贫 辍学 外逃 脱管 漏管 "
    "空白 中断 差评 纠纷 越级 延误 缺席 流失 报告"
).split()
"""Behind 零 these are counted; behind others it is a word: 零距离, 零售."""

LACKING = (
    "问题 事故 投诉 差错 案件 上访 违纪 违规 违法 伤亡 失误 遗漏 积压 停播 错播 舆情 漏报 瞒报 死亡 举报 信访 返贫"
).split()
"""What 无 denies, within a few characters."""

NOT_HAPPENED = (
    "未发生 没有发生 从未发生 未出现 没有出现 未收到 没有收到 未接到 没有接到 未产生 未造成 未发现 没有发现"
).split()

TRIGGERS = (
    *"全部 全覆盖 百分百 均 应 实现 做到 零 无 未 没有".split(),
    *(f"全{word}" for word in DONE),
    *(2 * each for each in EACH),
)
"""What these claims begin with."""

_SEVERAL = "|".join
_ALL = re.compile(
    rf"(?<!占)全部(?![门署分由的长队都])|全覆盖|全(?:{_SEVERAL(DONE)})(?![\u4e00-\u9fff]{{0,4}}[0-9])|百分百"
)
_REGION = re.compile(r"实现[^,。;、\n]{0,6}(?:范围|区域|全域|城乡)覆盖")
_EVERY = re.compile(r"应([\u4e00-\u9fff])尽\1")
_EACH = re.compile(rf"([{EACH}])\1有(?:{_SEVERAL(ANSWERED)})")
_REACHED = re.compile(rf"(?:实现|做到)([{EACH}])\1[有通响清亮](?=[,。;、]|$|\n)")
_SAID = re.compile(
    r"(?:全部|全[\u4e00-\u9fff]{2}|应([\u4e00-\u9fff])尽\1)[,、](?:实现|做到)?(?:应[\u4e00-\u9fff]尽[\u4e00-\u9fff]、)?$"
)
_EVEN = re.compile(r"均(?![可为达在超不低于少高过逾近到了约]*[0-9一二三四五六七八九十百]|[价衡等匀摊势值]|分[为别布])")
_NOT_EVEN_BEHIND = tuple("平人户年日月场篇条次亩件周单集期天每村班校")
_NONE = re.compile(rf"({_SEVERAL(NOT_HAPPENED)})过?(?:任何)?(一([起例件次宗处人个]))?|无一([起例件次宗人])")
_ZERO = re.compile(rf"零(?:安全|责任|重大|生产|播出|有效|有责|实质)?(?:{_SEVERAL(NO_EVENT)})")
_WITHOUT = re.compile(
    rf"无(?![论法比关障线缝偿人机菌公所须需形声数条党产非意])(?=[^,。;:、\n]{{0,8}}?(?:{_SEVERAL(LACKING)}))"
)
_WITHOUT_BEHIND = ("", *",。;、\n均全基现年月播出间止安")


def absolute_at(text: str, at: int, floor: int) -> Quantity | None:
    """The claim of all or none whose words begin at `at`, or None.

    >>> q = absolute_at("均经党委会研究", 0, 0); q.value, q.unit, q.kind
    (100.0, '%', 'share')
    >>> q = absolute_at("未发生一起事故", 0, 0); q.value, q.unit, q.end
    (0.0, '起', 5)
    >>> absolute_at("两率均达100%", 2, 0), absolute_at("人均3次", 1, 0)
    (None, None)
    """
    place = _all(text, at, floor)
    if place:
        return Quantity(*place, place, 100.0, "=", "%", exact=True, kind="share")
    return _none(text, at)


def _all(text: str, at: int, floor: int) -> Place | None:
    if text[at] == "均":
        return (at, at + 1) if _EVEN.match(text, at) and text[at - 1 : at] not in _NOT_EVEN_BEHIND else None
    if text[at] == "应":
        every = _EVERY.match(text, at)
        said = _SAID.search(text, max(0, floor - 6, at - 12), at)  # 全报送,实现应报尽报: once is enough
        return every.span() if every and not said else None
    match = _ALL.match(text, at) or _REGION.match(text, at) or _EACH.match(text, at)
    if match:
        return match.span()
    reached = _REACHED.match(text, at)
    return (at + 2, reached.end()) if reached else None


def _none(text: str, at: int) -> Quantity | None:
    match = _NONE.match(text, at)
    if match:
        unit = match.group(3) or match.group(4) or ""
        return _zero(at, match.end() if unit else match.end(1), unit)
    match = _ZERO.match(text, at)
    if match:
        return _zero(at, match.end(), "")
    if text[at] == "无" and text[max(0, at - 1) : at] in _WITHOUT_BEHIND and _WITHOUT.match(text, at):
        return _zero(at, at + 1, "")
    return None


def _zero(start: int, end: int, unit: str) -> Quantity:
    return Quantity(start, end, (start, end), 0.0, "=", unit, exact=True, kind="zero")
