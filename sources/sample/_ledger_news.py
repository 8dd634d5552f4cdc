"""Sample rows of the newsroom: pieces used outside, our own items, competitions, rankings, sign-offs."""

import random
from datetime import date

from sources._spec import Row
from sources.sample._draws import AS_OF, MARK, YEAR_START, cycle_codes, shuffled, some_days

TV_PIECES = {"央级": 30, "省级": 78, "市级": 214}
RADIO_PIECES = {"省级": 79, "市级": 69}
RADIO_POINTS = {"省级": 5, "市级": 3}
PAPER_PIECES = {"省级": 9, "市级": 21}
OUTLETS = {"央级": "央视", "省级": "省台", "市级": "市台"}

NEWS_PROGRAMMES = ("建湖新闻", "今日播报")
TV_NEWS_ORIGINS = {"自采": 1146, "原创": 58, "转载": 172}
"""Items of the two television news programmes: 1146 of 1376 are 自采, 83.3%."""
PAPER_ORIGINS = {"自采": 668, "原创": 332, "转载": 776}
"""Items of 建湖日报: 1000 of 1776 are 自采 or 原创, 56.3%."""
RADIO_ORIGINS = {"自采": 210, "原创": 46, "转载": 88}
TV_LIVELIHOOD = 121
PAPER_LIVELIHOOD = 96
DECEMBER_ITEMS = 150
SECTIONS = ("时政", "经济", "文化", "三农", "社会")

SUBMISSIONS = 46
AWARDS = (
    (date(2024, 1, 18), "优秀作品名单", "学习强国", "国家级", "入选", "纪录片01"),
    (date(2024, 3, 12), "主题征文活动", "学习强国", "国家级", "三等奖", "征文01"),
    (date(2024, 4, 9), "县级融媒好新闻评选", "江苏省", "省级", "三等奖", "新闻编排01"),
    (date(2024, 5, 16), "市好新闻媒体融合奖", "盐城市", "市级", "二等奖", "融合作品01"),
    (date(2024, 5, 16), "市好新闻媒体融合奖", "盐城市", "市级", "二等奖", "融合作品02"),
    (date(2024, 5, 16), "市好新闻媒体融合奖", "盐城市", "市级", "三等奖", "融合作品03"),
    (date(2024, 5, 16), "市好新闻媒体融合奖", "盐城市", "市级", "三等奖", "融合作品04"),
)
NATIONAL_LIST = "全国县级融媒体中心微信公众号百强榜"
RANKS = (
    (date(2024, 2, 29), NATIONAL_LIST, "样例研究院", 86),
    (date(2024, 3, 31), NATIONAL_LIST, "样例研究院", 79),
    (date(2024, 4, 30), NATIONAL_LIST, "样例研究院", 91),
    (date(2024, 5, 31), NATIONAL_LIST, "样例研究院", 83),
    (date(2024, 5, 31), "全市县级台电视外宣用稿榜", "样例市台", 2),
    (date(2024, 5, 31), "全市县级台广播外宣积分榜", "样例市台", 1),
)
SIGN_OFFS = 240
DECEMBER = (date(2023, 12, 1), date(2023, 12, 31))


def external_pieces(rng: random.Random) -> list[Row]:
    """Pieces by medium and level as counted above, and thirty of December that no figure of the year counts."""
    kinds = [
        (medium, level, RADIO_POINTS[level] if medium == "广播" else None)
        for medium, counts in (("电视", TV_PIECES), ("广播", RADIO_PIECES), ("报刊", PAPER_PIECES))
        for level in shuffled(counts.items(), rng)
    ]
    rng.shuffle(kinds)
    dates = some_days(len(kinds), YEAR_START, AS_OF, rng)
    early = [("电视", "市级", None)] * 30
    rows = []
    for n, (used_on, (medium, level, points)) in enumerate(
        zip(some_days(len(early), *DECEMBER, rng) + dates, early + kinds, strict=True), start=1
    ):
        rows.append(
            {
                "piece_no": f"WX-{n:04d}",
                "medium": medium,
                "level": level,
                "outlet": OUTLETS[level] if medium != "报刊" else level[0] + "报",
                "story_code": f"G-{rng.randint(1, 3500):05d}",
                "title": f"{MARK}外宣稿件{n:04d}",
                "used_on": used_on,
                "length": rng.randint(400, 1800) if medium == "报刊" else rng.randint(35, 240),
                "headline": "是" if rng.random() < 0.04 else "否",
                "points": points,
            }
        )
    return rows


def own_items(rng: random.Random) -> list[Row]:
    """Items of television, radio and newspaper in order of date; livelihood as counted above, none on the radio."""
    works = [
        *_items("电视", NEWS_PROGRAMMES, TV_NEWS_ORIGINS, TV_LIVELIHOOD, rng),
        *_items("电视", ("健康有约",), {"自采": 40, "转载": 60}, 0, rng),
        *_items("报纸", ("建湖日报",), PAPER_ORIGINS, PAPER_LIVELIHOOD, rng),
        *_items("广播", ("早安建湖", "整点新闻"), RADIO_ORIGINS, 0, rng),
    ]
    rng.shuffle(works)
    early = _items("电视", NEWS_PROGRAMMES, {"自采": 90, "转载": DECEMBER_ITEMS - 90}, 20, rng)
    dates = some_days(len(early), *DECEMBER, rng) + some_days(len(works), YEAR_START, AS_OF, rng)
    authors = cycle_codes(range(20, 60))
    return [
        work
        | {
            "story_code": f"G-{n:05d}",
            "published_on": published_on,
            "title": f"{MARK}{work['programme']}稿件{n:05d}",
            "author_code": next(authors),
        }
        for n, (published_on, work) in enumerate(zip(dates, early + works, strict=True), start=1)
    ]


def _items(
    platform: str, programmes: tuple[str, ...], origins: dict[str, int], livelihood: int, rng: random.Random
) -> list[Row]:
    """Items without a date: their origins as counted, the first `livelihood` of a shuffled list about 民生."""
    return [
        {
            "platform": platform,
            "programme": rng.choice(programmes),
            "section": "民生" if n < livelihood else rng.choice(SECTIONS),
            "origin": origin,
            "desk": rng.choice(("采访部", "编辑部", "专题部")),
        }
        for n, origin in enumerate(shuffled(origins.items(), rng))
    ]


def award_submissions(rng: random.Random) -> list[Row]:
    """Works, every one of which had to be entered and was."""
    return [
        {
            "submission_no": f"BS2024-{n:02d}",
            "closed_on": closed_on,
            "contest": rng.choice(("市好新闻评选", "省县级融媒好新闻评选", "学习强国征集")),
            "genre": rng.choice(("新闻专题", "媒体融合", "纪录片", "新闻编排", "新闻摄影")),
            "work": f"{MARK}作品{n:02d}",
            "required": "是",
            "submitted": "是",
        }
        for n, closed_on in enumerate(some_days(SUBMISSIONS, YEAR_START, AS_OF, rng), start=1)
    ]


def awards(rng: random.Random) -> list[Row]:
    """The awards listed above."""
    names = ("awarded_on", "contest", "organiser", "level", "grade")
    return [
        {"award_no": f"HJ2024-{n:02d}", **dict(zip(names, award, strict=True)), "work": MARK + work}
        for n, (*award, work) in enumerate(AWARDS, start=1)
    ]


def ranks(rng: random.Random) -> list[Row]:
    """The places listed above."""
    names = ("month_end", "list_name", "publisher", "place")
    return [dict(zip(names, rank, strict=True)) for rank in RANKS]


def sign_offs(rng: random.Random) -> list[Row]:
    """Pieces with all six steps done."""
    done = dict.fromkeys(("review_1", "review_2", "review_3", "proof_1", "proof_2", "proof_3"), "是")
    numbers = sorted(rng.sample(range(200, 3500), SIGN_OFFS))
    signed = some_days(SIGN_OFFS, YEAR_START, AS_OF, rng)
    return [
        {"story_code": f"G-{n:05d}", "signed_on": signed_on, **done}
        for n, signed_on in zip(numbers, signed, strict=True)
    ]
