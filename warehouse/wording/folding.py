"""A text as it is written -> plain text that rules can be written for, and where each of its characters came from."""

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

TRADITIONAL = """
萬万 億亿 餘余 兩两 幾几 數数 條条 個个 場场 戶户 項项 號号 圓元 單单 檔档 張张 塊块 輛辆 噸吨 畝亩 頃顷 頁页 門门
種种 棟栋 筆笔 間间 屆届 輪轮 層层 級级 類类 處处 隊队 歲岁 週周 達达 約约 過过 於于 滿满 將将 總总 視视 頻频 瀏浏
覽览 閱阅 讀读 發发 佈布 網网 臺台 錄录 點点 擊击 觀观 來来 從从 學学 華华 獲获 獎奖 證证 報报 聞闻 廣广 電电 眾众
關关 註注 冊册 訂订 贊赞 評评 論论 轉转 載载 節节 組组 織织 創创 辦办 開开 設设 結结 練练 習习 實实 現现 無无 違违
紀纪 責责 統统 計计 連连 續续 進进 長长 減减 與与 較较 環环 請请 聯联 繫系 話话 導导 專专 欄栏 題题 體体 據据 質质
應应 對对 雙双 後后 審审 採采 編编 輯辑 團团 會会 議议 時时 綫线 線线 書书 記记 員员 營营 銷销 額额 圖图 傳传 標标
準准 積积 極极 動动 區区 縣县 鄉乡 鎮镇 職职 財财 費费 優优 強强 響响 榮荣 譽誉 佔占 擴扩 縮缩 檢检 舉举 復复 蓋盖
為为 爲为 別别 歷历 絕绝 戰战 畫画 劇剧 競竞 賽赛 熱热 務务 業业 產产 聽听
"""
"""Pairs, the simplified one second: those that numbers, their units and what they count are written with."""

ODD = {
    "○": "〇",
    "—": "-",
    "–": "-",
    "―": "-",
    "~": "-",
    "〜": "-",
    "−": "-",
    "﹣": "-",
    "﹪": "%",
    "\u3000": " ",
    "\xa0": " ",
}

_PLAIN: dict[int, str] = {
    **{ord(pair[0]): pair[1] for pair in TRADITIONAL.split()},
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5E)},
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    **{ord(old): new for old, new in ODD.items()},
    0xFF5E: "-",
}

_GAP = re.compile(
    r"""
      (?<![0-9]{4})(?<=[0-9])[ ]{1,2}(?=[0-9]{3}(?:[ ]?[.%+,;。、多余万亿\u4e00-\u9fff]|[ ][0-9]{3}(?![0-9])))  # 5 600
    | (?<![0-9]{3})(?<=[0-9])[ ](?=[0-9]{1,2}(?:[ ][0-9]){0,4}[\u4e00-\u9fff])   # 1 2 3条, 20 23年
    | (?<=[0-9])[ ]{1,2}(?=\.[0-9]) | (?<=[0-9]\.)[ ](?=[0-9]{1,2}[万亿%])        # 1 .2万, 1. 2万
    | (?<!^[0-9])(?<!^[0-9]{2})(?<=[0-9])[ ]{1,2}(?=[%\u4e00-\u9fff])             # 15 个, but not the heading 2 关于
    """,
    re.VERBOSE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Folded:
    """Plain text, and for each of its characters (and its end) the offset in the text as given."""

    plain: str
    at: Sequence[int]

    def start(self, position: int) -> int:
        """The offset in the given text at which the plain character begins."""
        return self.at[position]

    def end(self, position: int) -> int:
        """The offset in the given text just behind the plain character that ends at `position`."""
        return self.at[position - 1] + 1 if position else 0


def fold(text: str) -> Folded:
    """The text in half-width, simplified characters, without the spaces inside of numbers.

    >>> fold("閱讀２ ３１８條，1 .2万").plain
    '阅读2318条,1.2万'
    >>> folded = fold("共2 318条")
    >>> folded.start(1), folded.end(5), fold("2023 365").plain
    (1, 6, '2023 365')
    """
    plain = text.translate(_PLAIN)
    gaps = [gap.span() for gap in _GAP.finditer(plain)]
    if not gaps:
        return Folded(plain, range(len(text) + 1))
    kept, at, since = [], array("q"), 0
    for start, end in [*gaps, (len(plain), len(plain))]:
        kept.append(plain[since:start])
        at.extend(range(since, start))
        since = end
    at.append(len(text))
    return Folded("".join(kept), at)
