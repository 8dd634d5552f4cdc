"""The App: its own back end on our templates, and the stores."""

import gzip
from collections.abc import Sequence
from datetime import date, datetime

from _golden_files import MARK, head, place, text, wps, xlsx

_INSTALLS = "Daily Device Installs,Daily Device Uninstalls,Daily Device Upgrades"
_SALES = (
    f"Provider{MARK}\tProvider Country\tSKU\tDeveloper\tTitle\tVersion\tProduct Type Identifier\tUnits\t"
    "Developer Proceeds\tBegin Date\tEnd Date\tCustomer Currency\tCountry Code\tCurrency of Proceeds\t"
    "Apple Identifier\tCustomer Price\tPromo Code\tParent Identifier\tSubscription\tPeriod\tCategory\tCMB\tDevice"
)


def write() -> None:
    _back_end()
    _stores()
    _google_play()
    _app_store()


def _back_end() -> None:
    posts = [
        ["客户端发稿"],
        [],
        head("稿件ID 标题 栏目 来源 发布时间 阅读量"),
        ["示例 100001", "稿件标题", "民生", "自采", datetime(2024, 1, 1, 8, 30), 320],
        ["100002", "【样例】甲", "民生", "自采", datetime(2024, 6, 20, 8, 30), 320],
        [100003, "【样例】乙", "要闻", "转载", "2024-06-20 09:00:00", "1.5万"],
        ["100004", "【样例】丙", None, "转发", "2024-06-20 09:00:00", 1],
    ]
    wps("app_posts/template_written_by_wps.xlsx", {"客户端发稿": posts})
    users = [
        head("日期 新增注册用户 累计注册用户 日活跃用户"),
        [date(2024, 6, 19), 52, 193588, 900],
        ["2024年6月20日", 52, 193640, "—"],
    ]
    xlsx("app_user_days/pasted.xlsx", {"Sheet1": users})
    modules = [
        ["客户端服务模块"],
        [],
        head("模块编号 模块名称 服务类别 上线日期 下线日期"),
        ["M001", "【样例】水费缴纳", "生活缴费", date(2022, 3, 1), None],
        ["M002", "【样例】旧预约", "预约挂号", date(2021, 1, 1), date(2023, 12, 31)],
        ["共2项"],
    ]
    xlsx("app_service_modules/counted.xlsx", {"客户端服务模块": modules})
    pages = [
        f"文章标题{MARK},网页地址,频道,发布时间,点击量",
        "【样例】页,https://www.example.cn/a/1.html,要闻,2024/6/20 8:30,120",
        "【样例】页二,www.example.cn/a/2.html,,2024/6/20 8:30:05,--",
    ]
    text("website_posts/aliases_gbk.csv", pages, "gb18030")


def _stores() -> None:
    days = [
        ["客户端商店下载量"],
        [],
        head("日期 应用商店 当日下载量 期初累计下载量"),
        [date(2023, 12, 31), "小米", None, 38000],
        [date(2024, 1, 1), "小米", 12, None],
        [date(2024, 1, 1), "OPPO", 3, None],
        ["合计", None, 15, 38000],
    ]
    xlsx("app_store_days/opening_balance.xlsx", {"客户端商店下载量": days})
    downloads = [
        f"日期{MARK},新增下载量,更新下载量,卸载量",
        "2024-06-19,31,210,4",
        "2024-06-20,29,190,6",
        "",
    ]
    text("huawei_downloads/by_day.csv", downloads)
    by_country = [f"日期{MARK},国家/地区,新增下载量", "20240619,中国大陆,30", "20240619,中国香港,1", ""]
    text("huawei_downloads/by_country.csv", by_country)


def _google_play() -> None:
    newer = "Total User Installs,Daily User Installs,Daily User Uninstalls,Active Device Installs"
    events = "Install events,Update events,Uninstall events"
    overview = [
        f"Date{MARK},Package Name,{_INSTALLS},{newer},{events}",
        "2026-09-01,com.example.sample,12,3,40,0,11,2,900,13,41,3",
        "2026-09-02,com.example.sample,0,1,2,0,0,NA,899,0,2,1",
        "",
    ]
    _utf16("google_play_installs/utf16le.csv", overview)
    older = (
        "Total User Installs,Daily User Installs,Daily User Uninstalls,Current Device Installs,Current User Installs"
    )
    _utf16(
        "google_play_installs/older_columns.csv",
        [f"Date{MARK},Package name,{older}", "2019-01-31,com.example.sample,500,4,1,321,300", ""],
    )
    country = [
        f"Date{MARK},Package Name,Country,{_INSTALLS},{newer}",
        "2026-09-01,com.example.sample,CN,9,3,40,0,9,2,9",
        "",
    ]
    _utf16("google_play_installs/by_country.csv", country)


def _utf16(name: str, lines: Sequence[str]) -> None:
    place(name, b"\xff\xfe" + "\r\n".join(lines).encode("utf-16-le"))


def _app_store() -> None:
    def row(product_type: str, units: int, days: str = "06/20/2024\t06/20/2024") -> str:
        app = f"APPLE\tUS\tsample.sku\tSample, Inc.\t样例客户端\t1.2\t{product_type}\t{units}\t0\t{days}"
        return f"{app}\tCNY\tCN\tCNY\t1000000001\t0\t \t \t \t \tNews\t \tiPhone"

    def packed(name: str, *rows: str) -> None:
        place(name, gzip.compress("".join(f"{line}\n" for line in (_SALES, *rows)).encode(), mtime=0))

    packed("app_store_sales/daily.txt.gz", row("1F", 7), row("7F", 30), row("1F", -1))
    packed("app_store_sales/short_years.txt.gz", row("1", 3, "1/21/10\t1/21/10"))
    packed("app_store_sales/weekly.txt.gz", row("1F", 50, "06/10/2024\t06/16/2024"))
