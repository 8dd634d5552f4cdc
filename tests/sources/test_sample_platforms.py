"""The platform sample, read back by other means than ours, adds up to what the notice of 2024-06-20 says."""

import csv
import gzip
import io
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from sources import Reading, exports, read
from sources._spec import SAMPLE_MARK
from sources.sample import platforms
from sources.sample._works import apportion

FIRST, LAST = date(2024, 1, 1), date(2024, 6, 20)

Find = Callable[[str], Path]


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("inbox")
    platforms.write(home / "2024-06-21", random.Random(2024))
    return home


@pytest.fixture(scope="module")
def files(inbox: Path) -> list[Path]:
    return sorted(path for path in inbox.rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def readings(inbox: Path, files: list[Path]) -> dict[str, Reading]:
    kinds = exports()
    return {
        name: read(path, name=name, exports=kinds, aliases={})
        for path in files
        for name in [path.relative_to(inbox).as_posix()]
    }


@pytest.fixture
def find(files: list[Path]) -> Find:
    def named(name: str) -> Path:
        (path,) = [path for path in files if path.name == name]
        return path

    return named


def table(path: Path, header: int = 0) -> pd.DataFrame:
    frame = pd.read_excel(path, header=header, dtype=object, engine="calamine")
    return frame.rename(columns=lambda label: str(label).replace(SAMPLE_MARK, ""))


def of_this_year(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    days = pd.to_datetime(frame[column].astype(str)).dt.date
    return frame[(days >= FIRST) & (days <= LAST)]


def test_every_file_is_recognised_whole(readings: dict[str, Reading]) -> None:
    for name, reading in readings.items():
        assert reading.refusal is None, name
        assert reading.sample, name
        assert reading.observed_at is not None, name
        assert reading.observed_at.date() <= date(2024, 6, 21), name
        for part in reading.parts:
            assert (part.rejects, part.unknown_columns, part.warnings) == ([], [], []), name
            assert part.rows_loaded + len(part.rows_set_aside) == part.rows_read, name


def test_every_platform_kind_has_a_sample(readings: dict[str, Reading]) -> None:
    written = {part.kind for reading in readings.values() for part in reading.parts}
    known = {kind for kind, export in exports().items() if "platform" in export.constants}
    assert written == known | {"app_service_modules"}


def test_lists_reach_back_into_december_but_titles_say_what_they_are(readings: dict[str, Reading]) -> None:
    for name, reading in readings.items():
        for part in reading.parts:
            export = exports()[part.kind]
            if export.grain != "posts":
                continue
            assert all(title is None or title.startswith("【样例】") for title in part.columns["title"]), name
            if part.kind != "bilibili_videos":
                assert part.covers_from is not None, name
                assert part.covers_from < FIRST, name


def test_same_seed_same_bytes_and_not_too_many_files(files: list[Path], inbox: Path, tmp_path: Path) -> None:
    platforms.write(tmp_path / "2024-06-21", random.Random(2024))
    assert len(files) < 60
    for path in files:
        again = tmp_path / path.relative_to(inbox)
        assert again.read_bytes() == path.read_bytes(), path.name


def test_wechat_followers(find: Find) -> None:
    text = find("user_analysis.xls").read_text("utf-8").replace(SAMPLE_MARK, "")
    (frame,) = pd.read_html(io.StringIO(text), header=1)
    assert (frame["时间"].iloc[0], frame["时间"].iloc[-1], len(frame)) == ("2023-12-31", "2024-06-20", 173)
    year = of_this_year(frame, "时间")
    assert (year["新关注人数"].sum(), year["取消关注人数"].sum(), year["净增关注人数"].sum()) == (9816, 2516, 7300)
    assert frame["累积关注人数"].iloc[-1] == 140322
    assert (frame["累积关注人数"].diff().dropna() == frame["净增关注人数"].iloc[1:]).all()


def test_wechat_articles(find: Find) -> None:
    noticed, quiet = table(find("已通知内容数据明细.xls")), table(find("未开启通知内容数据明细.xls"))
    assert (len(noticed.columns), len(quiet.columns)) == (16, 14)
    both = pd.concat([noticed, quiet])
    year = of_this_year(
        both.assign(发表时间=both["发表时间"].map(lambda cell: str(cell).removesuffix(".0"))), "发表时间"
    )
    assert (len(year), year["总阅读次数"].sum()) == (932, 212386)
    assert year["发表时间"].map(lambda cell: cell.replace("-", "")).nunique() == 172
    assert both["内容url"].is_unique


def test_wechat_traffic_never_adds_up_over_channels(files: list[Path]) -> None:
    for path in [path for path in files if path.name.startswith("tendency_")]:
        sheet = pd.read_excel(path, header=None, dtype=object, engine="calamine")
        assert sheet[0].isna().all()
        days = sheet.iloc[2:, 1:4].dropna()
        whole = days[days[2] == "全部"].set_index(1)[3]
        parts = days[days[2] != "全部"].groupby(1)[3]
        assert (whole < parts.sum()).all()
        assert (whole >= parts.max()).all()


def test_channels_videos(find: Find) -> None:
    content = find("视频号动态数据明细.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert not content.endswith(b"\n")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert content.count(b"\n") > len(rows) * 2 - 1
    views = [int(row["播放量"]) for row in rows if row["发布时间"] >= "2024/01/01"]
    assert (len(views), sum(views), max(views)) == (304, 20412640, 412380)
    assert len({row["视频ID"] for row in rows}) == len(rows)


def test_douyin_works(find: Find) -> None:
    book = openpyxl.load_workbook(find("作品列表导出.xlsx"), read_only=True)
    assert {cell.data_type for row in book["Sheet1"].iter_rows() for cell in row} == {"s"}
    book.close()
    frame = of_this_year(table(find("作品列表导出.xlsx")), "发布时间")
    views = frame["播放量"].astype(int)
    public = views[frame["审核状态"] == "公开"]
    assert (len(public), public.sum(), (public > 10000).sum(), public.max()) == (1004, 50638217, 276, 1103482)
    assert (public == 10000).sum() >= 1
    hidden = views[frame["审核状态"] == "自见"]
    assert (len(hidden), hidden.sum()) == (24, 0)


def test_douyin_days(find: Find) -> None:
    followers = table(find("数据表现_总粉丝量数据.xlsx"))
    assert (followers["日期"].iloc[0], followers["日期"].iloc[-1], len(followers)) == ("2024-05-22", "2024-06-20", 30)
    assert followers["总粉丝量"].iloc[-1] == "50218"
    net = table(find("数据表现_净增粉丝数据.xlsx"))["净增粉丝"].astype(int)
    assert (followers["总粉丝量"].astype(int).diff().dropna() == net.iloc[1:]).all()


def test_weibo_posts(find: Find) -> None:
    frame = of_this_year(table(find("微博博文.xlsx"), header=2), "发布时间")
    views = frame["阅读数"].astype(int)
    assert (len(views), views.sum(), (views > 10000).sum()) == (865, 6045210, 98)


def test_app_posts(find: Find) -> None:
    frame = of_this_year(table(find("客户端发稿.xlsx"), header=2), "发布时间")
    counts = frame["来源"].value_counts()
    assert (len(frame), counts["自采"] + counts["原创"], counts["转载"]) == (7412, 1742, 5670)
    assert (frame["栏目"] == "民生").sum() == 170


def test_app_users_and_modules(find: Find) -> None:
    users = table(find("客户端每日用户.xlsx"), header=2)
    year = of_this_year(users, "日期")
    assert (len(year), year["日活跃用户"].sum(), users["累计注册用户"].iloc[-1]) == (172, 154800, 193640)
    assert (users["累计注册用户"].diff().dropna() == users["新增注册用户"].iloc[1:]).all()
    modules = table(find("客户端服务模块.xlsx"), header=2)
    assert modules["下线日期"].isna().sum() == 98


def test_downloads(find: Find, files: list[Path]) -> None:
    by_hand = table(find("客户端商店下载量.xlsx"), header=2)
    huawei = pd.read_csv(find("下载与安装_20240101_20240620.csv"))
    google = [pd.read_csv(path, encoding="utf-16") for path in files if path.name.startswith("installs_")]
    apple = [
        row
        for path in files
        if path.name.startswith("S_D_")
        for row in csv.DictReader(gzip.decompress(path.read_bytes()).decode().splitlines(), delimiter="\t")
    ]
    opening, days = by_hand["期初累计下载量"].sum(), by_hand["当日下载量"].sum()
    first = sum(int(row["Units"]) for row in apple if row["Product Type Identifier"] in {"1", "1F", "1T", "F1"})
    installs = sum(month["Daily User Installs"].sum() for month in google)
    assert len(google) == 6
    assert by_hand["期初累计下载量"].notna().sum() == 7
    assert opening + days + huawei["新增下载量"].sum() + installs + first == 251873


def test_days_agree_with_the_works_published_on_them(find: Find) -> None:
    trend = table(find("数据表现_短视频全量指标.xlsx"))
    published = table(find("作品列表导出.xlsx"))["发布时间"].str[:10].value_counts()
    assert [published.get(day, 0) for day in trend["日期"]] == trend["投稿量"].astype(int).tolist()


def test_apportion_refuses_what_cannot_be() -> None:
    with pytest.raises(ValueError, match="cannot sum"):
        apportion(10, 3, random.Random(0), most=3)
