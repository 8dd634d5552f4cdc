"""Write the golden exports from the literals below, in the true shape of each: `python tests/exports/make_goldens.py`.

All of it is invented. What each file must give stands beside it in <layout>.rows.json, worked out by hand.
"""

import gzip
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import xlwt
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sources import SAMPLE_MARK as MARK
from sources.sample._write import place_workbook

HERE = Path(__file__).parent
Rows = list[list[Any]]


def place(name: str, content: bytes) -> None:
    path = HERE / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


def xlsx(name: str, sheets: dict[str, Rows], change: Callable[[Worksheet], None] | None = None) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        if change:
            change(sheet)
    place_workbook(HERE / name, book)


def biff(name: str, rows: Rows) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("New Sheet1")
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            if cell != "":
                sheet.write(down, across, cell)
    packed = io.BytesIO()
    book.save(packed)
    place(name, packed.getvalue())


def ledgers() -> None:
    def merge_aspects(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:H1")
        sheet.merge_cells("B4:B5")
        sheet.merge_cells("A8:H8")

    measure = ["【样例】措施", "样例部"]
    day = date(2024, 1, 8)
    xlsx(
        "rectification/merged_cells.xlsx",
        {
            "整改台账": [
                ["样例中心整改台账"],
                ["登记起", date(2024, 1, 1), "登记止", date(2024, 6, 20)],
                [f"序号{MARK}", "方面", "问题", "整改措施", "责任部门", "整改状态", "反馈日期", "佐证材料"],
                [1, "媒体融合", "【样例】问题一", *measure, "已完成", day, "材料1"],
                [2, None, "【样例】问题二", *measure, "已完成整改", day, None],
                [3, "安全播出", "【样例】问题三", *measure, "整改中", "2024年1月8日", "-"],
                [None, None, None, None, None, None, None, None],
                ["备注：佐证材料存党办"],
            ]
        },
        merge_aspects,
    )

    def merge_groups(sheet: Worksheet) -> None:
        for cells in ("A3:A4", "B3:B4", "C3:E3", "F3:H3"):
            sheet.merge_cells(cells)

    xlsx(
        "sign_offs/two_row_header.xlsx",
        {
            "三审三校台账": [
                ["三审三校台账"],
                ["登记起止：2024-01-01 至 2024-06-20"],
                [f"稿件编号{MARK}", "签发日期", "三审", None, None, "三校", None, None],
                [None, None, "初审", "复审", "终审", "一校", "二校", "三校"],
                ["G2024-0001", date(2024, 1, 2), "√", "√", "√", "√", "√", "√"],
                ["G2024-0002", "2024.1.3", "是", "是", "是", "是", "否", None],
            ]
        },
        merge_groups,
    )
    head = [f"日期{MARK}", "值班人代码", "查看留言"]
    xlsx(
        "duty_days/sheet_per_month.xlsx",
        {
            "说明": [["每天记一行"]],
            "2024年1月": [head, [date(2024, 1, 1), "代码A001", "是"], [date(2024, 1, 2), "代码A002", "否"]],
            "2月": [["二月值班"], head, [date(2024, 2, 29), "代码A001", "是"]],
            "2024年3月": [head],
        },
    )
    xlsx(
        "ad_income/totals_and_remarks.xlsx",
        {
            "广告收入台账": [
                ["登记起", "2024-01-01", "登记止", "2024-06-20"],
                [f"凭证号{MARK}", "到账日期", "类别", "客户代码", "金额（元）"],
                ["示例 记-0012", date(2024, 1, 15), "户外广告", "客户001", 12000],
                ["记-0001", date(2024, 1, 5), "户外广告", "客户001", 12000],
                ["记-0001", date(2024, 1, 5), "其他广告", "客户001", "3,000.50"],
                ["1月小计", None, None, None, 15000.5],
                ["记-0001", date(2024, 2, 5), "户外广告", None, "1.2万元"],
                ["合 计", None, None, None, 27000.5],
                [None, None, None, None, None],
                ["注：不含税"],
            ]
        },
    )
    xlsx(
        "incidents/no_rows.xlsx",
        {
            "差错事故台账": [
                ["差错事故台账"],
                ["登记起", date(2024, 1, 1), "登记止", date(2024, 6, 20)],
                [f"差错事故编号{MARK}", "发生日期", "类别", "等级", "领域", "处理"],
            ]
        },
    )
    pieces = [
        f"用稿编号{MARK},媒体类型,级别,媒体,稿件编号,标题,用稿日期,头条,积分,备注",
        "WX2024-001,电视,省级,样例卫视,G2024-0001,【样例】甲,2024/1/5,否,5,",
        "WX2024-002,电台,市级,样例广播,G2024-0002,【样例】乙,2024/1/6,是,3,",
        "WX2024-003,广播,市级,样例广播,G2024-0003,【样例】丙,1月7日,也许,三分,",
        "WX2024-001,电视,省级,样例卫视,G2024-0001,【样例】甲,2024/1/5,否,5,",
        "WX2024-001,电视,央级,样例卫视,G2024-0001,【样例】甲,2024/1/5,否,5,",
        "WX2024-004,报刊,国家级,样例报,,'=【样例】丁,2024-01-08,√,,转发",
    ]
    place("external_pieces/rejected_rows_gbk.csv", "\r\n".join(pieces).encode("gb18030"))
    cases = [
        "登记起,2024-01-01,登记止,2024-06-20",
        f"受理编号{MARK},受理时间,来电人,联系电话,诉求类别,诉求内容,期号,答复时间,是否回访,是否满意",
        'RX2024-001,2024-01-05 09:30,张某,000-0000,供水,"停水\n两天",2024年第1期,2024-01-06,是,是',
        "RX2024-002,2024年1月6日 10:00,李某,000-0001,道路,路灯不亮,,,否,",
    ]
    place("hotline_cases/private_columns.csv", "\n".join(cases).encode("utf-8-sig"))


def wechat() -> None:
    days = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
        for row in (("2024-06-19", 10, 2, 8, 100), ("2024-06-20", 3, 5, -2, 98), ("2024-06-21", "-", "-", "-", 98))
    )
    labels = (f"时间{MARK}", "新关注人数", "取消关注人数", "净增关注人数", "累积关注人数")
    header = "".join(f"<th>{label}</th>" for label in labels)
    page = f"<table><tr><th>用户增长</th></tr><tr>{header}</tr>{days}</table>"
    place("wechat_followers/html_called_xls.xls", page.encode())

    biff(
        "wechat_traffic_days/three_blocks.xls",
        [
            ["", "数据趋势概况"],
            ["", "", "", "", "", "", "", "", "", "", "", "数据来源概况"],
            [
                *["", f"日期{MARK}", "渠道", "阅读人数", ""],
                *[f"日期{MARK}", "分享人数", "跳转阅读原文人数", "微信收藏人数", "发表篇数", ""],
                *[f"传播渠道{MARK}", "发表日期", "内容标题", "阅读人数", "阅读人数占比"],
            ],
            [
                *["", "2024-06-01", "全部", 98, ""],
                *["2024-06-01", 220, 0, 146, 2, ""],
                *["全部", "20240531", "【样例】推文", 10056, 1],
            ],
            [
                *["", "2024-06-01", "朋友圈", 40, ""],
                *["2024-06-02", 7, 1, 3, 0, ""],
                *["推荐", "20240531", "【样例】推文", 2011, 0.2],
            ],
            ["", "2024-06-02", "全部", 60],
            ["", "2024-06-02", "其它", 5],
        ],
    )
    biff(
        "wechat_articles/notified.xls",
        [
            [
                *[
                    f"内容标题{MARK}",
                    "发表时间",
                    "总阅读人数",
                    "总阅读次数",
                    "总分享人数",
                    "总分享次数",
                    "阅读后关注人数",
                ],
                *["送达人数", "公众号消息阅读次数", "送达阅读率", "首次分享次数", "分享产生阅读次数", "首次分享率"],
                *["每次分享带来阅读次数", "阅读完成率", "内容url"],
            ],
            [
                *["【样例】甲 | 乙", 20220329, 94, 163, 7, 10, 0, 2112, 79, 0.0374, 5, 69, 0.0633, 6.9, 0.6889],
                "http://mp.weixin.qq.com/s?__biz=MzA=&mid=2247490098&idx=1&sn=0f#rd",
            ],
            [
                *["【样例】丙", "20220330", 1, 2, 0, 0, 0, 2112, 1, 0.0005, 0, 0, 0, 0, 1],
                "https://mp.weixin.qq.com/s/Ab-cD_3f",
            ],
        ],
    )


def short_video() -> None:
    labels = "视频描述,视频ID,发布时间,完播率,平均播放时长,播放量,推荐,喜欢,评论量,分享量,关注量,转发聊天和朋友圈"
    labels = ",".join(f'"{label}"' for label in labels.split(","))
    head = f"\ufeff{labels}\r\n".replace("视频描述", f"视频描述{MARK}")
    first = '"【样例】第一行\n第二行，""引""  ","export/UzFfAgtg000000000001","2025/09/27","11.14%","32.50秒",48928'
    second = '"","export/UzFfAgtg000000000002","2025/09/26","0.00%","382.20秒",0,0,0,0,0,-1,0'
    videos = f"{head}{first},44,122,123,88,136,88\r\n{second}"
    place("channels_videos/bom_crlf_no_last_newline.csv", videos.encode())

    xlsx(
        "douyin_works/all_text_review_state.xlsx",
        {
            "Sheet1": [
                [
                    *[
                        f"作品名称{MARK}",
                        "发布时间",
                        "体裁",
                        "审核状态",
                        "播放量",
                        "完播率",
                        "5s完播率",
                        "封面点击率",
                        "2s跳出率",
                    ],
                    *["平均播放时长", "点赞量", "分享量", "评论量", "收藏量", "主页访问量", "粉丝增量"],
                ],
                [
                    *["【样例】甲 #建湖  #样例", "2025-09-26 10:43:32", "1min-视频", "公开"],
                    *["82405", "0.074074", "0.256757", "-", "0.513514", "8.209459", "6", "7", "8", "9", "791", "27"],
                ],
                [
                    *["【样例】乙", "2025-09-25 08:00:00", "图文", "自见"],
                    *["0", "0", "0", "0.166667", "0", "0", "0", "0", "0", "0", "0", "-1"],
                ],
                [
                    *["【样例】甲二", "2025-09-25 08:00:00", "5min+视频", "公开"],
                    *["10001", "1", "1", "-", "0", "61.5", "1", "1", "1", "1", "1", "0"],
                ],
            ]
        },
    )
    xlsx(
        "douyin_works/all_text_publish_state.xlsx",
        {
            "Sheet1": [
                [
                    *[
                        f"作品名称{MARK}",
                        "发布时间",
                        "体裁",
                        "发布状态",
                        "播放量",
                        "完播率",
                        "5s完播率",
                        "作品时长",
                        "2s跳出率",
                    ],
                    *["平均播放时长", "点赞量", "评论量", "分享量", "收藏量", "主页访问量", "粉丝增量"],
                ],
                [
                    *["【样例】丙", "2026-09-01 12:00:00", "1-3min视频", "公开", "9", "0.5", "0.5", "00:01:05", "0.5"],
                    *["2.8314", "1", "2", "3", "4", "5", "0"],
                ],
            ]
        },
    )
    xlsx(
        "douyin_video_days/percent_and_s.xlsx",
        {
            "Sheet1": [
                [
                    *[f"日期{MARK}", "投稿量", "总播放量", "总点赞量", "总分享量", "总评论量"],
                    *["5秒完播率", "2秒跳出率", "封面点击率", "平均播放时长"],
                ],
                ["2026-08-14", "1", "9", "-1", "0", "0", "37.50%", "62.50%", "0.00%", "16.63s"],
                ["2026-08-15", "0", "0", "0", "0", "-2", "-", "-", "-", "-"],
            ]
        },
    )


def other_platforms() -> None:
    notes: Rows = [
        [
            *[
                f"笔记标题{MARK}",
                "首次发布时间",
                "体裁",
                "曝光",
                "观看量",
                "封面点击率",
                "点赞",
                "评论",
                "收藏",
                "涨粉",
            ],
            *["分享", "人均观看时长", "弹幕"],
        ],
        ["【样例】  甲", "2026年03月24日17时33分05秒", "图文", 1000, 126, 0.221, 5, 0, 3, 1, 2, 17, 0],
        [None, "2026年03月25日08时00分00秒", "视频", 0, 126, 0, 0, 0, 0, 0, 0, 3, 0],
    ]

    def banner(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:M1")

    xlsx("xiaohongshu_notes/banner.xlsx", {"Sheet1": [["最多导出排序后前1000条笔记"], *notes]}, banner)
    xlsx("xiaohongshu_notes/saved_again_without_banner.xlsx", {"Sheet1": notes})
    xlsx(
        "toutiao_account_days/total_first.xlsx",
        {
            "Sheet1": [
                [f"时间{MARK}", "展现量", "粉丝展现量", "阅读(播放)量", "粉丝阅读(播放)量", "点赞量", "评论量"],
                ["累计", 30, 3, 12, 1, 1, 0],
                ["2026-09-06", 10, 1, 5, 1, 0, 0],
                ["2026-10-05", 20, 2, 7, 0, 1, 0],
            ]
        },
    )
    report = (
        f"日期{MARK},阅读,播放,点赞,喜欢,评论,收藏,分享\r\n2024-06-19,12,0,-1,0,0,1,0\r\n2024-06-20,8,0,1,0,0,0,0\r\n"
    )
    place("zhihu_account_days/csv_called_xls.xls", report.encode("utf-8-sig"))
    compared = (
        f"\ufeff视频标题{MARK},发布时间,播放量,游客播放占比,封标点击率,3秒跳出率,涨粉量,点赞量\n"
        "【样例】B站,2026年06月03日 16:41:25,1234,55.9%,3.5星,27%,-1,10\n"
    )
    place("bilibili_videos/chosen_columns.csv", compared.encode())


def app_stores() -> None:
    labels = [
        f"Date{MARK}",
        "Package Name",
        "Daily Device Installs",
        "Daily Device Uninstalls",
        "Daily Device Upgrades",
    ]
    labels += ["Total User Installs", "Daily User Installs", "Daily User Uninstalls", "Active Device Installs"]
    labels += ["Install events", "Update events", "Uninstall events"]
    installs = (
        f"{','.join(labels)}\r\n"
        "2026-09-01,com.example.sample,12,3,40,0,11,2,900,13,41,3\r\n"
        "2026-09-02,com.example.sample,0,1,2,0,0,NA,899,0,2,1\r\n"
    )
    place("google_play_installs/utf16le.csv", b"\xff\xfe" + installs.encode("utf-16-le"))

    labels = [f"Provider{MARK}", "Provider Country", "SKU", "Developer", "Title", "Version", "Product Type Identifier"]
    labels += ["Units", "Developer Proceeds", "Begin Date", "End Date", "Customer Currency", "Country Code"]
    labels += ["Currency of Proceeds", "Apple Identifier", "Customer Price", "Promo Code", "Parent Identifier"]
    labels += ["Subscription", "Period", "Category", "CMB", "Device"]

    def row(product_type: str, units: int) -> list[str]:
        days = ["06/20/2024", "06/20/2024"]
        what = ["APPLE", "US", "sample.sku", "Sample, Inc.", "样例客户端", "1.2", product_type, str(units), "0", *days]
        return [*what, "CNY", "CN", "CNY", "1000000001", "0", " ", " ", " ", " ", "News", " ", "iPhone"]

    sales = "".join("\t".join(cells) + "\n" for cells in (labels, row("1F", 7), row("7F", 30), row("1F", -1)))
    place("app_store_sales/daily.txt.gz", gzip.compress(sales.encode(), mtime=0))


if __name__ == "__main__":
    for write in (ledgers, wechat, short_video, other_platforms, app_stores):
        write()
