"""What kind of figure a quantity is, by its unit and the words of its clause: stock, flow, maximum, share."""

import re

from warehouse.wording.quantities import Quantity
from warehouse.wording.units import is_time, ratio

__all__ = ["kind_of"]

_CLAUSE = re.compile(r"[,。;:!?\n、]")
_MAXIMUM = re.compile(r"最高|峰值|高峰|最多|最大|最长|单[条篇场日期个][\u4e00-\u9fff]{0,4}(?:破|达|超)|最好")
_MEAN = re.compile(
    r"平均|[人户年月日周季场篇条村亩]均|日活|每[天日][\u4e00-\u9fff]{0,8}(?:打开|使用|收听|观看|浏览|接听|访问|登录)|均(?:单|产)"
)
_CHANGE = re.compile(
    r"同比|环比|增幅|增速|降幅|涨幅|增长率|增收|减收|(?:较|比)[\u4e00-\u9fff0-9]{1,10}(?:增|减|升|降|提高|高出?|低)"
)
_STOCK = re.compile(
    r"粉丝|用户|下载|总数|关注数|订阅数|注册|在编|编制|在岗|在册|从业|存量|余额|存款|欠款|拖欠|人口|现有|共有|拥有|设有|建有|已建成|建成|入驻|保有|剩余|余下|累计拥有|"
    r"常住|签约|通讯员|[党团]员队伍|发行量|订户|问题|整改|账号|机构|终端|栏目|频道|频点|模块|接入|聚合|下设|辖"
)
_ADDED = re.compile(r"新增|净增|增加|新开|新建|新招|招聘|招引|发展|吸收|新设")
_STATE = re.compile(
    r"得分|评分|测评|限|期|标准|单价|每[人组篇件条期月周年季天次]|投资|共印|不少于|不低于|至少|连续|时长"
)


def kind_of(text: str, quantity: Quantity) -> str:
    """The kind of figure: that which its words settled already, or by its unit, or by the clause before it.

    >>> from warehouse.wording.quantities import quantity_at
    >>> for text, at in (("粉丝14万", 2), ("推文932条", 2), ("最高破40万", 3), ("答复率100%", 3), ("同比下降3%", 4)):
    ...     print(kind_of(text, quantity_at(text, at, 0)))
    stock
    flow
    maximum
    share
    growth
    """
    if quantity.kind:
        return quantity.kind
    clause = _CLAUSE.split(text[max(0, quantity.start - 30) : quantity.start])[-1]
    unit = quantity.unit
    if ratio(unit):
        return _kind_of_ratio(clause, quantity)
    if quantity.moved:
        return "flow" if clause.endswith(("新增", "粉丝量", "净")) and unit in ("人", "人次", "") else "growth"
    for kind, words in (("maximum", _MAXIMUM), ("mean_per_day", _MEAN)):
        if words.search(clause):
            return kind
    if is_time(unit) or unit in ("分", "岁", "周岁"):
        return "state" if unit not in ("小时", "分", "分钟") or _STATE.search(clause) else "flow"
    if _ADDED.search(clause):
        return "flow"
    if _STATE.search(clause):
        return "state"
    noun = _CLAUSE.split(text[quantity.end : quantity.end + 4])[0]
    return "stock" if _STOCK.search(clause) or _STOCK.search(noun) else "flow"


def _kind_of_ratio(clause: str, quantity: Quantity) -> str:
    if quantity.moved or quantity.unit in ("倍", "番", "个百分点", "百分点") or _CHANGE.search(clause[-12:]):
        return "growth"
    return "state" if quantity.ends else "share"
