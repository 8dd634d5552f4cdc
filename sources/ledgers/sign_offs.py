"""三审三校台账: one row per piece whose review was recorded, with its three reviews and three proofreadings.

Kept by the chief editor's office. Rests on it: the share of pieces with all six.
An empty step counts as not done: a piece is complete only when all six say 是.
"""

from sources._spec import Column, Export, Row

STEPS = ("review_1", "review_2", "review_3", "proof_1", "proof_2", "proof_3")


def judge(rows: list[Row]) -> list[Row]:
    """The same rows, each with `required` true and `compliant` true when all six steps were done.

    >>> judge([dict.fromkeys(STEPS, True), {**dict.fromkeys(STEPS, True), "proof_3": None}])[1]["compliant"]
    False
    """
    for row in rows:
        row["required"] = True
        row["compliant"] = all(row[step] is True for step in STEPS)
    return rows


EXPORT = Export(
    kind="sign_offs",
    title="三审三校台账",
    source="总编室登记：每篇签发的稿件记一行",
    grain="events",
    constants={"register": "sign_offs"},
    columns=(
        Column("story_code", "稿件编号", "id", "cell", into="subject_key", example="G2024-0015"),
        Column("signed_on", "签发日期", "date", "cell", into="happened_on"),
        Column("review_1", "初审", "yes_no"),
        Column("review_2", "复审", "yes_no"),
        Column("review_3", "终审", "yes_no"),
        Column("proof_1", "一校", "yes_no"),
        Column("proof_2", "二校", "yes_no"),
        Column("proof_3", "三校", "yes_no"),
        Column("required", "应三审三校", "yes_no", "optional", into="required"),
        Column("compliant", "三审三校齐全", "yes_no", "optional", into="compliant"),
    ),
    key=("story_code",),
    day="signed_on",
    replaces="period",
    covers="stated",
    collect_every=30,
    template=True,
    tidy=judge,
)
