"""留言办理台账: one row per comment that a reader left for us.

Kept by whoever is on duty for comments; nickname and text stay on their machine.
Rests on it: the share of comments answered, the share of the asked who were satisfied.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="comments",
    title="留言办理台账",
    source="留言值班人员登记：每条用户留言记一行",
    grain="cases",
    constants={"channel": "comments"},
    columns=(
        Column("comment_no", "留言编号", "id", "cell", example="LY2024-0001"),
        Column("received_at", "留言时间", "timestamp", "cell", into="received_at"),
        Column("nickname", "用户昵称", presence="optional", private=True, example="某网友"),
        Column("text", "留言内容", presence="optional", private=True, example="请问路灯何时修好"),
        Column("category", "类别", into="category", example="咨询"),
        Column("replied_at", "回复时间", "timestamp", into="replied_at", note="还没有回复的留空"),
        Column("surveyed", "是否评价", "yes_no", into="surveyed"),
        Column("satisfied", "是否满意", "yes_no", into="satisfied", note="没有评价的留空"),
    ),
    key=("comment_no",),
    day="received_at",
    replaces="period",
    covers="stated",
    collect_every=7,
    template=True,
)
