"""热线播出台账: one row per broadcast of the hotline programme.

Kept by the programme's editors. Rests on it: the number of episodes.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="hotline_episodes",
    title="热线播出台账",
    source="热线栏目组登记：每播出一期记一行",
    grain="events",
    constants={"register": "hotline_episodes"},
    columns=(
        Column("episode_no", "期号", "id", "cell", example="2024年第1期"),
        Column("aired_on", "播出日期", "date", "cell", into="happened_on"),
        Column("theme", "主题", into="category", example="供水供电"),
        Column("guest_unit", "上线单位", into="issuer", example="某某局"),
    ),
    key=("episode_no",),
    day="aired_on",
    replaces="period",
    covers="stated",
    collect_every=30,
    template=True,
)
