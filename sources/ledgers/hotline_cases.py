"""热线受理台账: one row per request that a caller made to the hotline.

Kept by the programme's editors; who called and from which number stays on their machine.
Rests on it: requests taken, the share answered, the share of the called-back who were satisfied.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="hotline_cases",
    title="热线受理台账",
    source="热线栏目组登记：每受理一件求助记一行",
    grain="cases",
    constants={"channel": "hotline"},
    columns=(
        Column("case_no", "受理编号", "id", "cell", example="RX2024-001"),
        Column("received_at", "受理时间", "timestamp", "cell", into="received_at"),
        Column("caller", "来电人", presence="optional", private=True, example="张某"),
        Column("phone", "联系电话", "id", "optional", private=True, example="000-0000"),
        Column("category", "诉求类别", into="category", example="供水"),
        Column("request", "诉求内容", presence="optional", private=True, example="小区停水"),
        Column("episode_no", "期号", "id", into="episode_key", example="2024年第1期", note="没有上节目的留空"),
        Column("replied_at", "答复时间", "timestamp", into="replied_at", note="还没有答复的留空"),
        Column("surveyed", "是否回访", "yes_no", into="surveyed"),
        Column("satisfied", "是否满意", "yes_no", into="satisfied", note="没有回访的留空"),
    ),
    key=("case_no",),
    day="received_at",
    replaces="period",
    covers="stated",
    collect_every=7,
    template=True,
)
