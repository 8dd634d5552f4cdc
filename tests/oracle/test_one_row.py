"""One row less in one file moves each figure by that row and nothing else; so does one cell that says otherwise.

All of it is one night: every changed file lies, with the others that its figures need, in a centre without its like.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pandas as pd
import pytest
from openpyxl.utils import get_column_letter

from tests.oracle._centres import night_of_experiments
from tests.oracle._counted import Counted, assert_agrees
from tests.oracle._file_edits import with_cells, without_rows
from tests.oracle._pandas_oracle import oracle
from tests.oracle._sample_files import Sample
from warehouse import catalogue
from warehouse.figures import FigureRow

FIGURES = sorted(catalogue.load().figures)
NOTICE_DAY = date(2024, 6, 20)

ZEROS = {
    "safety_editorial_incidents": "新闻责任事故",
    "party_violations": "违纪违规",
    "fin_irregular": "不规范报支",
    "safety_incidents": "安全事故",
}
"""Figures that count what did not happen: there is no row to take away, so one is added instead."""

STAYS = {"party_grade"}
"""A text that is the same without its newest row: the grading of the year before was 较好 as well."""


class Said(NamedTuple):
    """In the last row that counts for a figure a column says something else; that moves its value, or the two parts."""

    figure: str
    column: str
    text: str | None
    moves: int | tuple[int, int]


CELLS = (
    Said("award_submit_rate", "已报送", "否", (-1, 0)),
    Said("award_submit_rate", "应报送", "否", (-1, -1)),
    Said("award_city", "奖次", "一等奖", -1),
    Said("award_prov_3rd", "奖次", "二等奖", -1),
    Said("award_xxqg_list", "主办方", "江苏省", -1),
    Said("tv_selfmade_ratio", "来源", "原创", (-1, 0)),
    Said("tv_selfmade_ratio", "栏目", "健康有约", (-1, -1)),
    Said("paper_selfmade_ratio", "来源", "转载", (-1, 0)),
    Said("app_selfmade_ratio", "来源", "转载", (-1, 0)),
    Said("rule_review_steps", "三校", "否", (-1, 0)),
    Said("rule_review_steps", "初审", None, (-1, 0)),
    Said("party_risk_cover", "已排查", "否", (-1, 0)),
    Said("party_risk_cover", "应排查", "否", (-1, -1)),
    Said("party_talks", "节点", "日常", 0),
    Said("party_talks", "谈话日期", "2023-11-30", 0),
    Said("dtmb_cover", "达标", "否", (-1, 0)),
    Said("dtmb_cover", "应覆盖", "否", (-1, -1)),
    Said("dtmb_cover", "测试日期", "2024-01-01", (-1, -1)),
    Said("dtmb_freqs", "启用日期", "2024-01-01", -1),
    Said("dtmb_freqs", "启用日期", "2023-12-31", 0),
    Said("dtmb_freqs", "停用日期", "2024-01-01", 0),
    Said("dtmb_radio_ch", "启用日期", "2024-01-01", -1),
    Said("hotline_episodes", "播出日期", "2023-12-31", -1),
    Said("hotline_episodes", "播出日期", "2024-01-01", 0),
    Said("hotline_episodes", "播出日期", "2024-06-21", -1),
    Said("hotline_cases", "受理时间", "2023-12-31 23:59", -1),
    Said("hotline_cases", "受理时间", "2024-06-20 23:59", 0),
    Said("hotline_cases", "受理时间", "2024-06-21 00:00", -1),
    Said("hotline_cases", "期号", None, 0),
    Said("hotline_reply_rate", "答复时间", None, (-1, 0)),
    Said("hotline_reply_rate", "答复时间", "2024-06-20 23:59", (0, 0)),
    Said("hotline_reply_rate", "答复时间", "2024-06-21 00:00", (-1, 0)),
    Said("hotline_satisf_rate", "是否满意", "否", (-1, 0)),
    Said("hotline_satisf_rate", "是否回访", "否", (-1, -1)),
    Said("comment_reply_rate", "回复时间", None, (-1, 0)),
    Said("comment_satisf_rate", "是否满意", None, (-1, 0)),
    Said("comment_duty", "查看留言", "否", (-1, 0)),
    Said("fin_tower", "入账日期", "2023-12-01", -30_000),
    Said("rule_big_spend", "会议纪要号", None, (-1, 0)),
    Said("rule_big_spend", "金额", "10000.00", (-1, -1)),
    Said("rule_big_spend", "类别", "折旧", (-1, -1)),
    Said("rule_big_spend", "入账日期", "2023-12-31", (-1, -1)),
    Said("proc_quoted", "已询价", "否", (-1, 0)),
    Said("proc_quoted", "应询价", "否", (-1, -1)),
    Said("proc_quoted", "类别", "其他费用", (-1, -1)),
    Said("rule_collective", "已集体研究", "否", (-1, 0)),
    Said("rule_collective", "应集体研究", "否", (-1, -1)),
    *(Said(figure, "反馈日期", "2022-05-01", 0) for figure in ("rect_total", "rect_done", "rect_open", "insp_aspects")),
    *(Said(figure, "反馈日期", "2024-01-10", 0) for figure in ("rect_done", "rect_open", "insp_aspects")),
    Said("rect_total", "反馈日期", "2024-01-10", 0),
    Said("rect_total", "反馈日期", "2024-06-21", -1),
    Said("platform_n", "开通日期", "2024-06-20", 0),
    Said("app_service_modules", "下线日期", "2024-06-21", 0),
    Said("app_service_modules", "下线日期", "2024-06-20", -1),
    Said("hr_front_ratio", "岗位", "其他", (-1, 0)),
    Said("hr_front_ratio", "入职日期", "2021-12-31", (-1, -1)),
    Said("hr_front_ratio", "离职日期", "2024-06-20", (0, 0)),
    Said("hr_ba_ratio", "学历", "大专", (-1, 0)),
    Said("hr_ba_ratio", "离职日期", "2024-06-20", (-1, -1)),
    Said("party_cand_front", "宣传一线", "否", -1),
    Said("safety_checks", "已检查", "否", -1),
    Said("safety_checks", "检查类别", "消防专项", -1),
    Said("wx_rank_national", "榜单", "全市排行榜", -5),
    Said("dy_posts", "审核状态", "自见", -1),
    Said("dy_posts", "发布时间", "2023-12-31 23:59:59", -1),
    Said("dy_posts", "发布时间", "2024-06-20 23:59:59", 0),
    Said("dy_posts", "发布时间", "2024-06-21 00:00:00", -1),
    Said("dy_posts_over_10k", "播放量", "10000", -1),
    Said("dy_posts_over_10k", "播放量", "10001", 0),
    Said("wb_posts_over_10k", "阅读数", "10000", -1),
)
"""Of a ratio numerator and denominator move, of a count the value; 0 says that a cell on the edge changes nothing."""


@dataclass(frozen=True)
class Removal:
    """Rows of one file that go, and the figures that must feel it."""

    name: str
    file: str
    gone: pd.Index
    figures: list[str]


@dataclass(frozen=True)
class Experiments:
    """What the sample comes to, what was taken from it, and what it came to then: experiment -> figure -> row."""

    full: Mapping[str, FigureRow]
    counted: Mapping[str, Counted]
    removals: Mapping[str, Removal]
    found: Mapping[str, Mapping[str, FigureRow]]


@pytest.fixture(scope="module")
def experiments(
    sample: Sample, sample_figures: Mapping[str, FigureRow], tmp_path_factory: pytest.TempPathFactory
) -> Experiments:
    counted = oracle(sample, NOTICE_DAY)
    removals = chosen(counted)
    files = {removal.name: _files_without(sample, counted, removal) for removal in removals}
    files |= {_name_of(at): _files_saying(sample, counted, said) for at, said in enumerate(CELLS)}
    files |= {figure: _incident_more(sample, category) for figure, category in ZEROS.items()}
    found = night_of_experiments(tmp_path_factory.mktemp("one-row") / "home", files, NOTICE_DAY)
    by_figure = {figure: removal for removal in removals for figure in removal.figures}
    return Experiments(sample_figures, counted, by_figure, found)


@pytest.mark.parametrize("figure", sorted(set(FIGURES) - set(ZEROS) - STAYS))
def test_one_row_less_moves_it_by_that_row(experiments: Experiments, figure: str) -> None:
    removal, counted, full = experiments.removals[figure], experiments.counted[figure], experiments.full[figure]
    left = experiments.found[removal.name][figure]
    assert_agrees(left, counted.without(removal.gone))
    if counted.by_one:
        assert (full.value or 0) - (left.value or 0) == 1
    elif full.kind == "share":
        assert (full.numerator or 0) - (left.numerator or 0) == 1
        assert (full.denominator or 0) - (left.denominator or 0) == 1
    else:
        assert left.value != full.value


def test_one_row_less_moves_nothing_else(experiments: Experiments) -> None:
    for removal in {removal.name: removal for removal in experiments.removals.values()}.values():
        held = _needed(experiments.counted, removal.figures)
        for figure, counted in experiments.counted.items():
            if counted.files and counted.files <= held:
                assert_agrees(experiments.found[removal.name][figure], counted.without(removal.gone))


@pytest.mark.parametrize("at", range(len(CELLS)), ids=lambda at: f"{at}-{CELLS[at].figure}")
def test_one_cell_moves_only_its_part(experiments: Experiments, at: int) -> None:
    figure, _, _, moves = CELLS[at]
    full, left = experiments.full[figure], experiments.found[_name_of(at)][figure]
    if isinstance(moves, tuple):
        assert (left.numerator or 0) - (full.numerator or 0) == moves[0]
        assert (left.denominator or 0) - (full.denominator or 0) == moves[1]
    else:
        assert (left.value or 0) - (full.value or 0) == moves


@pytest.mark.parametrize("figure", ZEROS)
def test_one_incident_ends_a_zero(experiments: Experiments, figure: str) -> None:
    values = {zero: experiments.found[figure][zero].value for zero in ZEROS}
    assert values == dict.fromkeys(ZEROS, 0) | {figure: 1}
    assert experiments.full[figure].value == 0


def chosen(counted: Mapping[str, Counted]) -> list[Removal]:
    """As few removals as move every figure that rows can move: figures of few rows choose first, others join them."""
    removals: list[Removal] = []
    by_size = sorted((len(c.rows), figure) for figure, c in counted.items() if figure not in STAYS and len(c.rows))
    for _, figure in by_size:
        joined = next((removal for removal in removals if _moves(counted[figure], removal)), None)
        if joined is None:
            gone = counted[figure].decisive
            joined = Removal(f"without_{len(removals):02}", gone[0][0], gone, [])
            removals.append(joined)
        joined.figures.append(figure)
    return removals


def _moves(counted: Counted, removal: Removal) -> bool:
    """Whether what a removal takes away is one row, and one that moves `counted` (of a ratio, what is divided)."""
    if removal.file not in counted.files or len(removal.gone) > 1:
        return False
    before, after = counted.result, counted.without(removal.gone)
    return before.value != after.value if before.numerator is None else before.numerator != after.numerator


def _needed(counted: Mapping[str, Counted], figures: list[str]) -> frozenset[str]:
    return frozenset().union(*(counted[figure].files for figure in figures))


def _files_without(sample: Sample, counted: Mapping[str, Counted], removal: Removal) -> dict[str, bytes]:
    files = {name: (sample.inbox / name).read_bytes() for name in _needed(counted, removal.figures)}
    places = [(sheet, row) for _, sheet, row in removal.gone]
    return files | {removal.file: without_rows(sample.inbox / removal.file, places + sample.totals[removal.file])}


def _files_saying(sample: Sample, counted: Mapping[str, Counted], said: Said) -> dict[str, bytes]:
    """The one workbook that changes; the figures so changed need no other."""
    columns = list(counted[said.figure].rows.columns)
    file, sheet, row = counted[said.figure].decisive[-1]
    place = sheet, f"{get_column_letter(columns.index(said.column) + 1)}{row}"
    return {file: with_cells(sample.inbox / file, {place: said.text}, sample.totals[file])}


def _incident_more(sample: Sample, category: str) -> dict[str, bytes]:
    """Two incidents of a category: one of this year, which counts, and one of the day before it began."""
    (file, sheet, last), (_, _, now) = sample.ledger("差错事故台账").index
    texts = {(sheet, f"C{now}"): category, (sheet, f"C{last}"): category, (sheet, f"B{last}"): "2023-12-31"}
    return {file: with_cells(sample.inbox / file, texts)}


def _name_of(at: int) -> str:
    return f"cell_{at:02}"
