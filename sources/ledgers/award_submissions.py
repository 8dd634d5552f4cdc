"""创优报送台账: one row per work that could be entered for a competition.

Kept by the chief editor's office. Rests on it: the share entered of what had to be entered.
The date is the competition's closing date, because a work that was not entered has no date of entry.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="award_submissions",
    title="创优报送台账",
    source="总编室登记：每件应当报送评选的作品记一行，没有报送的也要记",
    grain="events",
    constants={"register": "submissions"},
    columns=(
        Column("submission_no", "报送编号", "id", "cell", example="BS2024-01"),
        Column("closed_on", "截止日期", "date", "cell", into="happened_on", aliases=("报送日期", "截止/报送日期")),
        Column("contest", "评选活动", presence="cell", into="kind", example="好新闻评选"),
        Column("genre", "门类", into="category", example="新闻专题"),
        Column("work", "作品", presence="cell", into="subject_key", example="作品名称"),
        Column("required", "应报送", "yes_no", "cell", into="required"),
        Column("submitted", "已报送", "yes_no", "cell", into="compliant"),
    ),
    key=("submission_no",),
    day="closed_on",
    replaces="period",
    covers="stated",
    collect_every=30,
    template=True,
)
