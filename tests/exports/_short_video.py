"""视频号 and 抖音: CSV with line feeds inside quotes, workbooks in which every number is a text."""

from _golden_files import MARK, head, place, xlsx

_VIDEOS = "视频描述,视频ID,发布时间,完播率,平均播放时长,播放量,推荐,喜欢,评论量,分享量,关注量,转发聊天和朋友圈"
_WORKS = (
    "作品名称 发布时间 体裁 审核状态 播放量 完播率 5s完播率 封面点击率 2s跳出率 "
    "平均播放时长 点赞量 分享量 评论量 收藏量"
)
_WORKS_2026 = (
    "作品名称 发布时间 体裁 发布状态 播放量 完播率 5s完播率 作品时长 2s跳出率 平均播放时长 点赞量 评论量 分享量 收藏量"
)
_AND_VISITS = " 主页访问量 粉丝增量"


def write() -> None:
    _channels()
    _douyin_works()
    _douyin_days()


def _channels() -> None:
    labels = ",".join(f'"{label}"' for label in _VIDEOS.split(","))
    start = f"\ufeff{labels}".replace("视频描述", f"视频描述{MARK}")
    first = '"【样例】第一行\n第二行，""引""  ","export/UzFfAgtg000000000001","2025/09/27","11.14%","32.50秒",48928'
    second = '"","export/UzFfAgtg000000000002","2025/09/26","0.00%","382.20秒",0,0,0,0,0,-1,0'
    videos = f"{start}\r\n{first},44,122,123,88,136,88\r\n{second}"
    place("channels_videos/bom_crlf_no_last_newline.csv", videos.encode())
    more = "设为铃声,设为状态,设为朋友圈封面,企微链接点击次数,企微链接点击人数,添加到通讯录次数,添加到通讯录人数"
    labels_2026 = start + "".join(f',"{label}"' for label in more.split(","))
    video = '"【样例】丙","export/UzFfAgtg000000000003","2026/03/01","50.00%","8.00秒",10,1,2,3,4,5,4,0,1,2,9,8,7,6'
    place("channels_videos/columns_of_2026.csv", f"{labels_2026}\r\n{video}".encode())


def _douyin_works() -> None:
    rows = [
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
    xlsx("douyin_works/all_text_review_state.xlsx", {"Sheet1": [head(_WORKS + _AND_VISITS), *rows]})
    row = [
        *["【样例】丙", "2026-09-01 12:00:00", "1-3min视频", "公开", "9", "0.5", "0.5", "00:01:05", "0.5"],
        *["2.8314", "1", "2", "3", "4", "5", "0"],
    ]
    xlsx("douyin_works/all_text_publish_state.xlsx", {"Sheet1": [head(_WORKS_2026 + _AND_VISITS), row]})


def _douyin_days() -> None:
    days = "日期 投稿量 总播放量 总点赞量 总分享量 总评论量 5秒完播率 2秒跳出率 封面点击率 平均播放时长"
    rows = [
        ["2026-08-14", "1", "9", "-1", "0", "0", "37.50%", "62.50%", "0.00%", "16.63s"],
        ["2026-08-15", "0", "0", "0", "0", "-2", "-", "-", "-", "-"],
    ]
    xlsx("douyin_video_days/percent_and_s.xlsx", {"Sheet1": [head(days), *rows]})
    gained = [["2026-07-29", "-11"], ["2026-07-30", "4"]]
    xlsx("douyin_metric_days/followers_net.xlsx", {"Sheet1": [head("日期 净增粉丝"), *gained]})
    rates = [["2026-07-29", "83.33%"], ["2026-07-30", "-"]]
    xlsx("douyin_metric_days/cover_click_share.xlsx", {"Sheet1": [head("日期 封面点击率"), *rates]})
    xlsx("douyin_metric_days/header_only.xlsx", {"Sheet1": [head("日期 播放量")]})
    fans = [["2026-08-14", "50218", "12", "3", "9"], ["2026-08-15", "50216", "1", "3", "-2"]]
    xlsx("douyin_fan_days/four_metrics.xlsx", {"Sheet1": [head("日期 总粉丝量 新增粉丝 取关粉丝 净增粉丝"), *fans]})
