"""小红书, 头条, 知乎, B站, and the two templates of 微博."""

from datetime import date, datetime

from _golden_files import MARK, head, text, xlsx
from openpyxl.worksheet.worksheet import Worksheet

from sources import exports

_NOTES = "笔记标题 首次发布时间 体裁 曝光 观看量 封面点击率 点赞 评论 收藏 涨粉 分享 人均观看时长 弹幕"


def write() -> None:
    _xiaohongshu()
    _toutiao()
    _zhihu()
    _bilibili()
    _weibo()


def _xiaohongshu() -> None:
    notes = [
        head(_NOTES),
        ["【样例】  甲", "2026年03月24日17时33分05秒", "图文", 1000, 126, 0.221, 5, 0, 3, 1, 2, 17, 0],
        [None, "2026年03月25日08时00分00秒", "视频", 0, 126, 0, 0, 0, 0, 0, 0, 3, 0],
    ]

    def banner(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:M1")

    xlsx("xiaohongshu_notes/banner.xlsx", {"Sheet1": [["最多导出排序后前1000条笔记"], *notes]}, banner)
    xlsx("xiaohongshu_notes/saved_again_without_banner.xlsx", {"Sheet1": notes})


def _toutiao() -> None:
    days = [
        head("时间 展现量 粉丝展现量 阅读(播放)量 粉丝阅读(播放)量 点赞量 评论量"),
        ["累计", 30, 3, 12, 1, 1, 0],
        ["2026-09-06", 10, 1, 5, 1, 0, 0],
        ["2026-09-07", 20, 2, 7, 0, 1, 0],
    ]
    xlsx("toutiao_account_days/total_first.xlsx", {"Sheet1": days})
    fans = [
        head("时间 总粉丝数 粉丝变化数 新增粉丝数 流失粉丝数 活跃粉丝数 总铁粉数"),
        ["2026-09-06", 1000, -2, 3, 5, 40, 7],
        ["2026-09-07", 1004, 4, 4, 0, 41, 7],
    ]
    xlsx("toutiao_fan_days/range_in_the_name.xlsx", {"Sheet1": fans})
    works = [
        head("标题 发布时间 ID 展现量 粉丝展现量 阅读量 点击率 平均阅读时长 点赞量 评论量 分享量 收藏量"),
        [
            "【样例】第一行\n第二行",
            "2026-09-06 08:00",
            "7391000000000012345",
            900,
            10,
            "1.2万",
            "5.1%",
            "00:31",
            1,
            0,
            2,
            3,
        ],
        ["【样例】乙", "2026-09-07 09:30", 123456789012345, 8, 0, 1, "-", "-", 0, 0, 0, 0],
        ["【样例】丙", "2026-09-07 09:31", 7391000000000012345, 8, 0, 1, "-", "-", 0, 0, 0, 0],
    ]
    xlsx("toutiao_works/line_feed_and_long_id.xlsx", {"Sheet1": works})


def _zhihu() -> None:
    report = [
        f"日期{MARK},阅读,播放,点赞,喜欢,评论,收藏,分享",
        "2024-06-19,12,0,-1,0,0,1,0",
        "2024-06-20,8,0,1,0,0,0,0",
        "",
    ]
    text("zhihu_account_days/csv_called_xls.xls", report)
    content = [
        f"标题{MARK},发布时间,链接,阅读,点赞,喜欢,评论,收藏,分享",
        '"【样例】问，答",2024-06-18,https://zhuanlan.zhihu.com/p/1000000001,35,2,1,0,4,0',
        "",
    ]
    text("zhihu_content/without_plays.csv", content, end="\n")


def _bilibili() -> None:
    chosen = [
        f"视频标题{MARK},发布时间,播放量,游客播放占比,封标点击率,3秒跳出率,涨粉量,点赞量",
        "【样例】B站,2026年06月03日 16:41:25,1234,55.9%,3.5星,27%,-1,10",
        "",
    ]
    text("bilibili_videos/chosen_columns.csv", chosen, end="\n")
    columns = exports()["bilibili_videos"].columns
    cells = {"text": "3.5星", "share": "{}.5%", "count": "{}"}
    row = ["【样例】全部指标", "2026年06月04日 08:00:00"]
    row += [cells[column.type].format(at) for at, column in enumerate(columns[2:], start=3)]
    every = ",".join(column.label for column in columns).replace("视频标题", f"视频标题{MARK}")
    text("bilibili_videos/all_30_columns.csv", [every, ",".join(row)])

    def as_percent(sheet: Worksheet) -> None:
        for cell in sheet["D"]:
            cell.number_format = "0.0%"

    saved = [
        head("视频标题 发布时间 播放量 互动率 点赞率"),
        ["【样例】另存", datetime(2026, 6, 3, 16, 41, 25), 1234, 0.559, None],
        ["【样例】看不出", datetime(2026, 6, 4, 16, 41, 25), 9, 1, 5.1],
    ]
    xlsx("bilibili_videos/saved_again_as_xlsx.xlsx", {"近期稿件对比": saved}, as_percent)


def _weibo() -> None:
    posts = [
        ["微博博文"],
        [],
        head("发布时间 微博内容 阅读数 转发数 评论数 点赞数"),
        ["示例 2024-01-01 08:30", "博文的开头几个字", 5230, 12, 8, 96],
        [datetime(2024, 6, 20, 8, 30), "【样例】一", "10w+", 1, 2, 3],
        [datetime(2024, 6, 20, 8, 30), "【样例】二", 56, 0, None, 1],
        ["合计", None, None, 1, 2, 4],
    ]
    xlsx("weibo_posts/template_with_total.xlsx", {"微博博文": posts, "说明": [["微博博文填写说明"]]})
    days = [
        head("日期 粉丝总数 粉丝净增数 新增粉丝数 减少粉丝数 阅读数 发博数"),
        [date(2024, 6, 19), 20500, 15, 21, 6, "3.5万", 5],
        [date(2024, 6, 20), 20499, -1, 2, 3, 35000, 0],
    ]
    xlsx("weibo_account_days/pasted.xlsx", {"每日趋势": days})
