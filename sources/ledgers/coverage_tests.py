"""信号覆盖测试台账: one row per place where the signal was measured.

Kept by the transmission engineers. Rests on it: the share of the places to be covered that are covered.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="coverage_tests",
    title="信号覆盖测试台账",
    source="发射机房登记：每个测试点每次测试记一行",
    grain="events",
    constants={"register": "coverage_tests"},
    columns=(
        Column("town", "镇（街道）", presence="cell", into="category", fill_down=True, example="某某镇"),
        Column("point", "测试点", presence="cell", into="subject_key", example="某某镇政府门前"),
        Column("tested_on", "测试日期", "date", "cell", into="happened_on"),
        Column("field_strength", "场强（dBμV/m）", "number", "optional", example="56", adds=False),
        Column("required", "应覆盖", "yes_no", "cell", into="required"),
        Column("covered", "达标", "yes_no", "cell", into="compliant"),
    ),
    key=("town", "point", "tested_on"),
    day="tested_on",
    replaces="period",
    covers="stated",
    collect_every=365,
    template=True,
)
