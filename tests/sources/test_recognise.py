"""Header rows -> kinds, sheets -> parts: two-row headers, side by side, totals, remarks, rejects, periods."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sources import SAMPLE_MARK, Column, Export, Part, Reading, exports, read
from sources._reading import RefusedError
from sources._recognise import Recogniser, blocks_of, plain_label

WORKS = Export(
    kind="works",
    title="作品列表",
    source="",
    grain="posts",
    key=("published_at",),
    ordinal_by="title",
    day="published_at",
    cap=1000,
    columns=(
        Column("title", "作品名称", into="title"),
        Column("published_at", "发布时间", "timestamp", "cell", into="published_at"),
        Column("views", "播放量", "count", floors=True, into="views"),
        Column("finished_share", "完播率", "share", "optional"),
        Column("watched_5s_share", "5s完播率", "share", "optional"),
    ),
)
DAYS = Export(
    kind="days",
    title="每日指标",
    source="",
    grain="account_days",
    key=("day", "channel"),
    day="day",
    covers="days",
    any_of=("readers", "shares"),
    columns=(
        Column("day", "日期", "date", "cell", into="day"),
        Column("channel", "渠道", "choice", "optional", choices={"全部": "全部", "朋友圈": "朋友圈"}),
        Column("readers", "阅读人数", "count", "optional", aliases=("阅读（人）",)),
        Column("shares", "分享人数", "count", "optional"),
    ),
)
LEDGER = Export(
    kind="ledger",
    title="来电台账",
    source="",
    grain="cases",
    key=("case_no",),
    day="received_on",
    replaces="period",
    covers="stated",
    template=True,
    columns=(
        Column("month", "月份", fill_down=True, presence="optional"),
        Column("case_no", "编号", "id", "cell"),
        Column("caller", "来电人", private=True),
        Column("received_on", "受理日期", "date", "cell"),
        Column("satisfied", "满意", "yes_no"),
    ),
)
KINDS = {export.kind: export for export in (WORKS, DAYS, LEDGER)}
HEAD = ["编号", "来电人", "受理日期", "满意"]
STATED = ["登记起", "2024-01-01", "登记止", "2024-06-20"]


@pytest.fixture
def read_sheets(tmp_path: Path) -> Any:
    def give(
        sheets: Mapping[str, list[list[Any]]],
        kinds: Mapping[str, Export] = KINDS,
        aliases: Mapping[str, Mapping[str, str]] | None = None,
        name: str = "文件.xlsx",
    ) -> Reading:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / "file.xlsx")
        return read(tmp_path / "file.xlsx", name=name, exports=kinds, aliases=aliases or {})

    return give


@pytest.fixture
def read_part(read_sheets: Any) -> Any:
    def give(*rows: list[Any], **more: Any) -> Part:
        reading: Reading = read_sheets({"表": list(rows)}, **more)
        assert reading.refusal is None
        (part,) = reading.parts
        assert part.rows_read == part.rows_loaded + part.rows_rejected + len(part.rows_set_aside)
        return part

    return give


# Headers


@pytest.mark.parametrize(
    "labels",
    [
        ["作品名称", "发布时间", "播放量"],
        ["播放量", "作品名称", "发布时间"],
        [" 作品\u200b名称\u2063", "发 布 时 间", "播放量\n"],
        ["作品名称", "发布时间", "播放量", "自己加的列"],
    ],
)
def test_order_blanks_and_invisible_letters_do_not_matter(labels: list[str]) -> None:
    found = Recogniser(KINDS).find([labels])
    assert found is not None
    assert found[1].export is WORKS


def test_whole_labels_only() -> None:
    found = Recogniser(KINDS).find([["作品名称", "发布时间", "播放量", "5s完播率"]])
    assert found is not None
    assert dict(found[1].columns) == {"title": 0, "published_at": 1, "views": 2, "watched_5s_share": 3}


def test_brackets_of_either_width_and_aliases() -> None:
    found = Recogniser(KINDS).find([["日期", "阅读(人)"]])
    assert found is not None
    assert found[1].columns["readers"] == 1


def test_what_the_user_taught() -> None:
    rows = [["作品", "发布时间", "播放量"]]
    assert Recogniser(KINDS).find(rows) is None
    found = Recogniser(KINDS, {"works": {"作品": "title"}, "gone": {"甲": "a"}}).find(rows)
    assert found is not None
    assert found[1].columns["title"] == 0


def test_what_the_user_taught_wins_over_what_we_know() -> None:
    rows = [["作品名称", "发布时间", "播放量", "完播率"]]
    found = Recogniser(KINDS, {"works": {"完播率": "watched_5s_share"}}).find(rows)
    assert found is not None
    assert found[1].columns["watched_5s_share"] == 3


def test_a_header_under_banners() -> None:
    banner = ["最多导出排序后前1000条", "", ""]
    found = Recogniser(KINDS).find([banner, ["", "", ""], ["作品名称", "发布时间", "播放量"]])
    assert found is not None
    assert found[0] == 2


def test_a_required_column_or_one_of_several_must_be_there() -> None:
    assert Recogniser(KINDS).find([["作品名称", "发布时间"]]) is None
    assert Recogniser(KINDS).find([["日期", "渠道"]]) is None


def test_unknown_columns_come_with_the_nearest_known_label() -> None:
    found = Recogniser(KINDS).find([["作品名称", "发布时间", "播放量", "完播率（%）", "甲乙丙"]])
    assert found is not None
    assert found[1].unknown == (("完播率(%)", "完播率"), ("甲乙丙", ""))


def test_a_tie_is_refused() -> None:
    other = Export(
        kind="twin", title="另一种", source="", grain="posts", key=("title",), day="published_at", columns=WORKS.columns
    )
    with pytest.raises(RefusedError, match="作品列表；另一种"):
        Recogniser({"works": WORKS, "twin": other}).find([["作品名称", "发布时间", "播放量"]])


def test_the_kind_with_more_of_its_columns_wins() -> None:
    less = Export(
        kind="less",
        title="另一种",
        source="",
        grain="posts",
        key=("title",),
        day="published_at",
        columns=WORKS.columns[:2],
    )
    found = Recogniser({"less": less, "works": WORKS}).find([["作品名称", "发布时间", "播放量"]])
    assert found is not None
    assert found[1].export is WORKS


def test_a_column_that_is_there_twice_is_refused() -> None:
    with pytest.raises(RefusedError, match=r"播放量.*两次"):
        Recogniser(KINDS).find([["作品名称", "发布时间", "播放量", "播放量"]])


def test_two_row_headers() -> None:
    grouped = Export(
        kind="grouped",
        title="分组",
        source="",
        grain="posts",
        key=("title",),
        day="day",
        columns=(
            Column("title", "标题"),
            Column("day", "日期", "date"),
            Column("readers", "阅读人数", "count"),
            Column("likers", "点赞/人数", "count"),
            Column("note", "备注", presence="optional"),
        ),
    )
    rows: list[list[Any]] = [
        ["标题", "日期", "阅读", "", "点赞", ""],
        ["", "", "人数", "次数", "人数", "备注"],
        ["甲", "", 1, 2, 3, ""],
    ]
    found = Recogniser({"grouped": grouped}).find(rows)
    assert found is not None
    index, header = found
    assert (index, header.height) == (0, 2)
    assert dict(header.columns) == {"title": 0, "day": 1, "readers": 2, "likers": 4, "note": 5}
    assert header.unknown == (("次数", ""),)


def test_blocks_are_parted_by_empty_columns() -> None:
    assert blocks_of([["", "a", "b", "", "c"], ["", "", "", " ", "d"]]) == [(1, 3), (4, 5)]
    assert blocks_of([["", ""]]) == []


def test_every_registered_kind_is_recognised_by_its_own_header() -> None:
    recogniser = Recogniser(exports())
    for export in exports().values():
        found = recogniser.find([[column.label for column in export.columns]])
        assert found is not None, export.kind
        assert found[1].export is export
        assert found[1].columns == {column.name: at for at, column in enumerate(export.columns)}


def test_no_label_of_a_kind_means_two_columns() -> None:
    for export in exports().values():
        labels = [{plain_label(label) for label in (column.label, *column.aliases)} for column in export.columns]
        assert sum(map(len, labels)) == len(set().union(*labels)), export.kind


# Files


def test_nothing_recognised_names_the_nearest_kinds(read_sheets: Any) -> None:
    reading = read_sheets({"表": [["作品名称", "发布时间", "点赞"], ["甲", "2024-06-20", 1]]})
    assert reading.parts == []
    assert reading.refusal == "认不出这是哪种导出；最接近的是：作品列表（缺 播放量）"
    assert "没有一个认识的列名" in read_sheets({"表": [["甲", "乙"]]}).refusal
    assert "没有数据" in read_sheets({"表": []}).refusal


def test_side_by_side_tables_become_blocks(read_sheets: Any) -> None:
    rows = [
        ["", "数据趋势概况"],
        ["", "日期", "渠道", "阅读人数", "", "日期", "分享人数"],
        ["", "2024-06-19", "全部", 98, "", "2024-06-19", 5],
        ["", "2024-06-19", "朋友圈", 40, "", "2024-06-20", 6],
        ["", "2024-06-20", "全部", 90],
    ]
    reading = read_sheets({"New Sheet1": rows})
    assert [(part.kind, part.block, part.rows_read) for part in reading.parts] == [("days", 1, 3), ("days", 2, 2)]
    assert reading.parts[0].columns["readers"] == [98, 40, 90]
    assert reading.parts[0].columns["row_key"] == ["2024-06-19|全部", "2024-06-19|朋友圈", "2024-06-20|全部"]
    assert reading.parts[1].columns["source_row"] == [3, 4]
    assert reading.parts[1].columns["readers"] == [None, None]


def test_an_empty_column_inside_one_table_does_not_part_it(read_part: Any) -> None:
    part = read_part(["作品名称", "发布时间", "", "播放量"], ["甲", "2024-06-20", "", 3])
    assert part.columns["views"] == [3]


def test_a_strange_table_beside_a_known_one_is_told(read_sheets: Any) -> None:
    rows = [["日期", "阅读人数", "", "日期", "新指标"], ["2024-06-20", 3, "", "2024-06-20", 9]]
    (part,) = read_sheets({"表": rows}).parts
    assert part.columns["readers"] == [3]
    assert part.warnings == ["旁边从第 4 列起还有一张表认不出，没有读取"]


def test_several_kinds_and_a_strange_sheet(read_sheets: Any) -> None:
    reading = read_sheets(
        {
            "作品": [["作品名称", "发布时间", "播放量"], ["甲", "2024-06-20", 3]],
            "每日": [["日期", "阅读人数"], ["2024-06-20", 3]],
            "说明": [["怎么填", "……"]],
            "Sheet3": [],
            "草稿": [["随手写的"]],
        }
    )
    assert [(part.kind, part.sheet) for part in reading.parts] == [("works", "作品"), ("days", "每日")]
    assert reading.parts[0].warnings == ["工作表“草稿”认不出，没有读取"]


def test_a_header_alone_is_a_part_without_rows(read_part: Any) -> None:
    part = read_part(STATED, HEAD)
    assert (part.rows_read, part.rows_loaded) == (0, 0)
    assert (part.covers_from, part.covers_to, part.covers_how) == (date(2024, 1, 1), date(2024, 6, 20), "stated")
    assert part.columns == {
        "source_row": [],
        "row_key": [],
        "month": [],
        "case_no": [],
        "received_on": [],
        "satisfied": [],
    }


def test_the_mark_of_samples(read_sheets: Any) -> None:
    rows: list[list[Any]] = [["作品名称", "发布时间", "播放量"], ["甲", "2024-06-20", 3]]
    assert read_sheets({"表": rows}).sample is False
    rows[0][0] += SAMPLE_MARK
    reading = read_sheets({"表": rows})
    assert reading.sample is True
    assert reading.parts[0].columns["title"] == ["甲"]


# Tables one above the other


def test_a_table_below_another_is_a_table_of_its_own(read_sheets: Any) -> None:
    works = ["作品名称", "发布时间", "播放量"]
    rows: list[list[Any]] = [
        ["作品", "", ""],
        works,
        ["甲", "2024-06-20", 3],
        ["合计", "", 3],
        [],
        ["下半部分"],
        works,
        ["乙", "2024-06-19", 4],
        ["日期", "渠道", "阅读人数"],
        ["2024-06-18", "全部", 5],
    ]
    first, second, third = read_sheets({"表": rows}).parts
    assert (first.columns["title"], first.columns["source_row"], first.verified) == (["甲"], [3], "total")
    assert (second.columns["title"], second.columns["source_row"], second.block) == (["乙"], [8], 2)
    assert (third.kind, third.columns["readers"], third.rows_read) == ("days", [5], 1)
    assert [part.rows_read for part in (first, second)] == [2, 1]


def test_each_table_may_state_its_own_period(read_sheets: Any) -> None:
    february = ["登记起", "2024-02-01", "登记止", "2024-02-29"]
    rows = [
        *[STATED, HEAD, ["A1", "甲", date(2024, 1, 5), "是"]],
        *[["二月"], february, HEAD, ["A2", "甲", date(2024, 2, 5), "是"]],
        *[[], HEAD, ["A3", "甲", date(2024, 3, 5), "是"]],
    ]
    parts = read_sheets({"表": rows}).parts
    assert [(part.covers_from, part.covers_to) for part in parts] == [
        (date(2024, 1, 1), date(2024, 6, 20)),
        (date(2024, 2, 1), date(2024, 2, 29)),
        (date(2024, 1, 1), date(2024, 6, 20)),
    ]
    assert [part.columns["case_no"] for part in parts] == [["A1"], ["A2"], ["A3"]]
    assert not any(part.warnings or part.rejects for part in parts)


def test_a_csv_with_its_header_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("日期,阅读人数\n2024-06-19,1\n日期,阅读人数\n2024-06-20,2\n", "utf-8")
    parts = read(path, name="a.csv", exports=KINDS, aliases={}).parts
    assert [part.columns["readers"] for part in parts] == [[1], [2]]


def test_rows_of_a_ledger_that_stand_in_two_sheets_count_once(read_sheets: Any) -> None:
    first, second = ["A1", "甲", date(2024, 1, 5), "是"], ["A2", "甲", date(2024, 2, 5), "是"]
    reading = read_sheets(
        {
            "2024年1月": [HEAD, first],
            "汇总": [STATED, HEAD, first, second, ["A3", "乙", date(2024, 3, 1), "否"]],
            "更正": [STATED, HEAD, ["A3", "乙", date(2024, 3, 1), "是"]],
        }
    )
    january, whole, corrected = reading.parts
    assert january.columns["case_no"] == ["A1"]
    assert whole.columns["case_no"] == ["A2", "A3"]
    assert whole.rows_set_aside == [(3, "与工作表“2024年1月”第 2 行完全相同")]
    assert whole.warnings == ["有 1 行在前面的表里已经有了（如工作表“2024年1月”第 2 行），没有再计"]
    assert corrected.rejects[0].reason == "编号 与工作表“汇总”第 5 行相同而内容不同；请改正其中一行"
    assert [
        part.rows_read - part.rows_loaded - part.rows_rejected - len(part.rows_set_aside) for part in reading.parts
    ] == [0] * 3


def test_works_that_stand_in_two_sheets_may_do_so(read_sheets: Any) -> None:
    rows = [["作品名称", "发布时间", "播放量"], ["甲", "2024-06-20", 3]]
    assert [part.rows_loaded for part in read_sheets({"一": rows, "二": rows}).parts] == [1, 1]


# Rows


def test_rows_that_are_no_data_are_set_aside(read_part: Any) -> None:
    part = read_part(
        STATED,
        HEAD,
        ["示例 001", "某某", date(2024, 1, 1), "是"],
        ["A1", "某某", date(2024, 1, 5), "是"],
        [],
        ["小 计：", "", 1],
        ["1月合计", "", 1],
        ["合计", "", 2],
        ["备注：数据截至六月"],
        ["注：同上"],
        [],
    )
    assert part.columns["source_row"] == [4]
    assert part.rows_set_aside == [
        (3, "示例行"),
        (5, "空行"),
        (6, "合计行"),
        (7, "合计行"),
        (8, "合计行"),
        (9, "备注行"),
        (10, "备注行"),
    ]


def test_titles_that_only_look_like_remarks_are_data(read_part: Any) -> None:
    head = ["作品名称", "发布时间", "播放量"]
    part = read_part(
        head, ["说明书怎么看", "2024-06-20", 3], ["示例一则", "2024-06-19", 3], ["总计划", "2024-06-18", 1]
    )
    assert part.columns["title"] == ["说明书怎么看", "示例一则", "总计划"]


def test_a_total_that_the_kind_itself_names_is_data(read_part: Any) -> None:
    part = read_part(["渠道", "日期", "阅读人数"], ["全部", "2024-06-20", 3], ["累计", "", 3])
    assert part.columns["channel"] == ["全部"]
    assert part.rows_set_aside == [(3, "合计行")]


def test_merged_cells_are_filled_down(read_part: Any) -> None:
    head = ["月份", *HEAD]
    part = read_part(
        STATED,
        head,
        ["", "A0", "某", date(2024, 1, 1), "是"],
        ["一月", "A1", "某", date(2024, 1, 5), "是"],
        ["", "A2", "某", date(2024, 1, 6), "是"],
        ["合计"],
        ["", "A3", "某", date(2024, 1, 7), "否"],
        ["二月", "A4", "某", date(2024, 2, 7), "否"],
    )
    assert part.columns["month"] == [None, "一月", "一月", "一月", "二月"]


def test_a_bad_cell_rejects_its_row_alone_and_all_are_told(read_part: Any) -> None:
    part = read_part(
        STATED,
        HEAD,
        ["A1", "张某", "2024-06-31", "也许"],
        ["A2", "张某", date(2024, 1, 6), "是"],
        ["", "138-0000", date(2024, 1, 7), "是"],
    )
    assert part.columns["case_no"] == ["A2"]
    assert part.rows_rejected == 2
    assert [(reject.row, reject.column, reject.shape) for reject in part.rejects] == [
        (3, "received_on", "9999-99-99"),
        (3, "satisfied", "字字"),
        (5, "case_no", ""),
    ]
    assert part.rejects[1].reason == "满意：应填 是 或 否"
    assert part.rejects[2].reason == "编号：不能为空"


def test_private_columns_do_not_leave(read_part: Any) -> None:
    part = read_part(STATED, HEAD, ["A1", "王某某", date(2024, 1, 5), "是"], ["A1", "王某某", date(2024, 1, 6), "是"])
    assert "caller" not in part.columns
    assert "王" not in repr(part)


def test_floors_and_absent_columns(read_part: Any) -> None:
    part = read_part(["作品名称", "发布时间", "播放量"], ["甲", "2024-06-20", "10万+"], ["乙", "2024-06-19", "9"])
    assert part.columns["views"] == [100000, 9]
    assert part.columns["views_is_floor"] == [True, False]
    assert part.columns["finished_share"] == [None, None]


def test_equal_keys_get_ordinals_in_the_order_of_a_column(read_part: Any) -> None:
    moment = "2024-06-20 08:00:00"
    part = read_part(
        ["作品名称", "发布时间", "播放量"],
        ["丙", moment, 1],
        ["甲", moment, 2],
        ["乙", "2024-06-19", 3],
        ["丁", moment, 4],
    )
    assert part.columns["row_key"] == [f"{moment}#2", f"{moment}#3", "2024-06-19 00:00:00", moment]


def test_a_repeated_key_is_a_duplicate_or_a_contradiction(read_part: Any) -> None:
    day = date(2024, 1, 5)
    part = read_part(
        STATED, HEAD, ["A1", "甲", day, "是"], ["A1", "甲", day, "是"], ["A1", "甲", day, "否"], ["A1", "乙", day, "是"]
    )
    assert part.columns["source_row"] == [3]
    assert part.rows_set_aside == [(4, "与第 3 行完全相同")]
    assert [(reject.row, reject.reason) for reject in part.rejects] == [
        (row, "编号 与第 3 行相同而内容不同；请删去其中一行，或改正 编号") for row in (5, 6)
    ]


def test_tidy_changes_and_drops_rows(read_part: Any) -> None:
    def tidy(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        for row in rows:
            row["satisfied"] = row["caller"] == "甲"
        return [row for row in rows if row["case_no"] != "A2"]

    kind = Export(**{name: getattr(LEDGER, name) for name in LEDGER.__slots__} | {"tidy": tidy})
    rows = [["A1", "甲", date(2024, 1, 5), "否"], ["A2", "乙", date(2024, 1, 6), "是"]]
    part = read_part(STATED, HEAD, *rows, kinds={"ledger": kind})
    assert part.columns["satisfied"] == [True]
    assert part.rows_set_aside == [(4, "不在本表统计范围")]


def test_a_broken_tidy_refuses_the_file_and_nothing_else(read_sheets: Any) -> None:
    def tidy(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        raise KeyError("王某某")

    kind = Export(**{name: getattr(LEDGER, name) for name in LEDGER.__slots__} | {"tidy": tidy})
    reading = read_sheets({"表": [STATED, HEAD]}, kinds={"ledger": kind})
    assert reading.refusal == "读取时程序出错（KeyError）；请把这个文件交给维护人员"


def test_the_cap_of_the_platform_is_told(read_part: Any) -> None:
    rows = [[f"作品{number}", datetime(2024, 1, 1, number // 60, number % 60), 1] for number in range(1000)]
    assert "上限 1000 条" in read_part(["作品名称", "发布时间", "播放量"], *rows).warnings[0]


def test_csv_rows_of_another_length_are_rejected(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("作品名称,发布时间,播放量\n甲,2024-06-20,1\n乙,2024-06-19,2,3\n丙,2024-06", "utf-8")
    (part,) = read(path, name="a.csv", exports=KINDS, aliases={}).parts
    assert part.columns["title"] == ["甲"]
    assert [reject.row for reject in part.rejects] == [3, 4]


# Periods


@pytest.mark.parametrize(
    "above",
    [
        [STATED],
        [["登记起：2024年1月1日", "", "登记止：2024年6月20日"]],
        [["登记起止：2024-01-01 至 2024-06-20"]],
        [["登记起止", "2024/1/1—2024/6/20"]],
        [["来电台账"], [], ["登记起", "", date(2024, 1, 1)], ["登记止", "", datetime(2024, 6, 20)]],
    ],
)
def test_a_ledger_states_its_period(read_part: Any, above: list[list[Any]]) -> None:
    part = read_part(*above, HEAD, ["A1", "甲", date(2024, 3, 5), "是"])
    assert (part.covers_from, part.covers_to, part.covers_how) == (date(2024, 1, 1), date(2024, 6, 20), "stated")
    assert not part.warnings


@pytest.mark.parametrize(
    "above",
    [
        ["登记起", "", "登记止", ""],
        ["登记起", "2024-01-01", "登记止", ""],
        ["登记起", "2024-06-20", "登记止", "2024-01-01"],
        ["登记起", "年初", "登记止", "2024-06-20"],
        ["登记起止", "2024-01-01"],
    ],
)
def test_a_period_that_cannot_be_understood_is_refused(read_sheets: Any, above: list[Any]) -> None:
    reading = read_sheets({"表": [above, HEAD, ["A1", "甲", date(2024, 3, 5), "是"]]})
    assert "登记起" in reading.refusal
    assert not reading.parts


def test_a_sheet_per_month(read_sheets: Any) -> None:
    reading = read_sheets(
        {
            "2024年1月": [HEAD, ["A1", "甲", date(2024, 1, 5), "是"]],
            "2月": [HEAD, ["A2", "甲", date(2024, 2, 5), "是"]],
            "2024年3月": [HEAD],
            "6月": [STATED, HEAD, ["A3", "甲", date(2024, 6, 5), "是"]],
        }
    )
    assert [(part.covers_from, part.covers_to, part.covers_how) for part in reading.parts] == [
        (date(2024, 1, 1), date(2024, 1, 31), "sheet"),
        (date(2024, 2, 1), date(2024, 2, 29), "sheet"),
        (date(2024, 3, 1), date(2024, 3, 31), "sheet"),
        (date(2024, 1, 1), date(2024, 6, 20), "stated"),
    ]


def test_a_ledger_without_a_period_covers_its_rows(read_part: Any) -> None:
    part = read_part(HEAD, ["A1", "甲", date(2024, 3, 5), "是"], ["A2", "甲", date(2024, 1, 5), "是"])
    assert (part.covers_from, part.covers_to, part.covers_how) == (date(2024, 1, 5), date(2024, 3, 5), "rows")
    assert "没有登记起止" in part.warnings[0]


def test_rows_outside_the_stated_period_are_told(read_part: Any) -> None:
    part = read_part(STATED, HEAD, ["A1", "甲", date(2023, 12, 31), "是"])
    assert part.rows_loaded == 1
    assert part.warnings == ["有 1 个日期在登记起止（2024-01-01 至 2024-06-20）以外"]


def test_the_range_in_the_name_is_taken_when_the_rows_lie_in_it(read_part: Any) -> None:
    rows = [["作品名称", "发布时间", "播放量"], ["甲", "2024-06-19", 3]]
    part = read_part(*rows, name="作品_2024-06-01-2024-06-20.xlsx")
    assert (part.covers_from, part.covers_to, part.covers_how) == (date(2024, 6, 1), date(2024, 6, 20), "name")
    part = read_part(*rows, name="作品_2024-06-20-2024-06-25.xlsx")
    assert (part.covers_from, part.covers_how) == (date(2024, 6, 19), "rows")
    assert "以外" in part.warnings[0]


def test_a_date_before_the_last_row_is_not_when_it_was_downloaded(read_sheets: Any) -> None:
    rows = [["日期", "阅读人数"], ["2024-06-19", 3]]
    reading = read_sheets({"表": rows}, name="2024-06-19/a.xlsx")
    assert (reading.observed_at, reading.observed_how) == (datetime(2024, 6, 19), "folder")
    reading = read_sheets({"表": rows}, name="2024-06-18/a.xlsx")
    assert (reading.observed_at, reading.observed_how) == (None, "")
    assert "没有当作下载日期" in reading.parts[0].warnings[0]
