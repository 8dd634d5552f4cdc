"""What became of the files of a centre that were not simply loaded, and of their rows."""

from collections.abc import Iterator

import duckdb

from pipelines.cards import ASSUMED
from pipelines.intake import STATUSES
from pipelines.reports.contents.finding import SHOWN_MOST, Finding, Findings

_ARRIVED = "strftime(f.arrived_at, '%Y-%m-%d %H:%M') || ' 收到'"
_BY_NAME = "1, 2, 3"
_OF_PARTS = "join meta.parts p on p.batch = n.batch join meta.files f on f.file_id = p.file_id"


def _of_status(status: str) -> str:
    return f"select f.original_path, {_ARRIVED}, f.reason from meta.files f where f.status = '{status}'"


# The rejects hold reasons only, never the text of a private column.
_QUERIES = {
    STATUSES["quarantined"]: (_of_status("quarantined"), _BY_NAME, "按原因改正后重新放入收件箱"),
    "退回的行": (
        "select f.original_path, trim(p.sheet || ' 第 ' || n.source_row || ' 行'), n.reason "
        f"from meta.rejects n {_OF_PARTS}",
        "n.batch, n.source_row",
        "改正后把文件重新放入收件箱",
    ),
    "读取说明": (f"select f.original_path, p.sheet, n.note from meta.notes n {_OF_PARTS}", _BY_NAME, ""),
    "已撤回": (
        "select f.original_path, strftime(w.withdrawn_at, '%Y-%m-%d %H:%M') || ' 撤回', w.reason "
        "from meta.withdrawals w join meta.files f on f.file_id = w.file_id where w.undone_at is null",
        _BY_NAME,
        "撤错了：media-metrics withdraw --undo",
    ),
    "推定日期": (
        "select f.original_path, strftime(f.observed_at, '%Y-%m-%d %H:%M'), '数据时刻取的是文件的修改时间' "
        f"from meta.files f where f.status = 'loaded' and f.observed_how = '{ASSUMED}'",
        _BY_NAME,
        "放进以下载日期命名的文件夹（如 2024-06-21）就不必推定",
    ),
    STATUSES["duplicate"]: (_of_status("duplicate"), _BY_NAME, ""),
    STATUSES["ignored"]: (_of_status("ignored"), _BY_NAME, ""),
}
"""Category -> the query of its findings (subject, where, what), their order in one file, and what would mend them."""


def trouble(con: duckdb.DuckDBPyConnection, centre: str) -> Iterator[Findings]:
    """Of each category the newest files first."""
    for category, (query, order, remedy) in _QUERIES.items():
        also = "and" if " where " in query else "where"
        whole = f"{query} {also} f.centre = ? order by f.file_id desc, {order}"
        found = con.execute(f"select *, count(*) over () from ({whole}) limit {SHOWN_MOST}", [centre]).fetchall()
        listed = [Finding(subject, where or "", what or "", remedy) for subject, where, what, _ in found]
        yield Findings(category, listed, found[0][3] if found else 0)
