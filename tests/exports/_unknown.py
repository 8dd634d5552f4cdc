"""Layouts that platforms are known to have and that no kind of ours reads: refused, never taken for another."""

import gzip

from _golden_files import biff, place, text, xlsx


def write() -> None:
    per_article = "内容标题 发表日期 阅读人数 分享人数 阅读后关注人数 送达人数 送达阅读率 阅读完成率 内容url"
    row = ["", "【样例】推文", "20260814", 94, 7, 0, 2112, 0.0374, 0.6889, "https://mp.weixin.qq.com/s/Ab-cD_3f"]
    biff("unknown/wechat_total.xls", [["", "图文群发"], [], ["", *per_article.split()], row])
    details = [
        ["【样例】推文"],
        ["数据概况"],
        ["阅读(次)", "阅读(人)", "平均停留时长(秒)", "完读率"],
        [163, 94, 31, "68.89%"],
        ["数据趋势明细"],
        ["日期", "传播渠道", "阅读人数", "阅读次数", "分享人数", "分享次数"],
        ["2024-06-20", "全部", 94, 163, 7, 10],
    ]
    xlsx("unknown/wechat_article_details.xlsx", {"Sheet1": details})
    works = [["视频名称", "发布时间", "播放量", "5s完播率", "2s跳出率", "平均播放时长"]]
    works += [["【样例】甲", "2026-07-07 13:36", "82405", "0.256757", "0.513514", "2.8314"]]
    xlsx("unknown/douyin_analysis_of_works.xlsx", {"Sheet1": works})
    summary = "发布时间 体裁 垂类 周期内投稿量 条均点击率 条均5s完播率 条均播放时长 播放量中位数 条均点赞数"
    period = ["2026-04-23 ~ 2026-07-22", "1min-视频,图文", "时政", "9", "0", "0", "8", "398.5000", "1"]
    xlsx("unknown/douyin_summary_of_a_period.xlsx", {"Sheet1": [summary.split(), period]})
    views = [["日期", "数值"], ["2026年03月24日", 126], ["2026年03月25日", 0]]
    xlsx("unknown/xiaohongshu_30_days.xlsx", {"账号总体观看数据": [["观看数", 126]], "观看趋势": views})
    daily = "Date\tApp Name\tApp Apple Identifier\tDownload Type\tTerritory\tCounts\n"
    daily += "2026-09-01\t样例客户端\t1000000001\tFirst-time download\tCN\t7\n"
    place("unknown/app_store_analytics.txt.gz", gzip.compress(daily.encode(), mtime=0))
    days = ["日期,新增用户,活跃用户,启动次数,累计用户,次日留存率", "2024-06-20,52,900,2100,193640,31.5%", ""]
    text("unknown/umeng_days.csv", days, "gb18030")
