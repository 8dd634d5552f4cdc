"""What lies beside each other after an audit, and how many comments a docx gets."""

import io
import json

import docx
import pytest
from _notice import LOST_SCALE, account, audit, claim, judged

from pipelines.auditing import documents, outputs
from pipelines.auditing.outputs import write_outputs


@pytest.fixture(autouse=True)
def _write_here(monkeypatch):
    monkeypatch.setattr(documents, "alone", lambda work, *arguments: work(*arguments))


def comments(folder) -> list[str]:
    return [comment.text for comment in docx.Document(folder / "通报_核对.docx").comments]


def document(text: str) -> bytes:
    made, written = docx.Document(), io.BytesIO()
    made.add_paragraph(text)
    made.save(written)
    return written.getvalue()


@pytest.fixture
def audited():
    text = "2024620日发布3条，超4万次，■9■"
    said = account(
        text,
        claim("3条"),
        claim("超4万次"),
        tokens=[("2024620日", "date", LOST_SCALE), ("■9■", "not_understood", None)],
    )
    return audit(
        said,
        judged(claim("3条"), "一致"),
        judged(claim("超4万次"), "偏高", "多报"),
        name="通报.docx",
        data=document(text),
    )


def test_claims_damage_and_what_was_not_understood_are_commented_on(tmp_path, audited):
    write_outputs(audited, tmp_path)
    assert comments(tmp_path) == ["文字残缺：数字后缺“万”", "√ 一致", "▲ 偏高\n多报", "没有读懂这个数"]


def test_what_contradicts_itself_is_commented_on_from_its_first_number_to_its_last(tmp_path):
    text = "共33个，完成30个，余2个。"
    said = account(text, claim("33个"), findings=[("33个，完成30个，余2个", "30+2=32，与总数33个不符", False)])
    write_outputs(audit(said, judged(claim("33个"), "一致"), name="通报.docx", data=document(text)), tmp_path)
    assert comments(tmp_path) == ["√ 一致", "≠ 自相矛盾：30+2=32，与总数33个不符"]


def test_of_very_many_only_what_does_not_agree_is_commented_on(tmp_path, audited, monkeypatch):
    monkeypatch.setattr(outputs, "MOST_COMMENTS", 1)
    write_outputs(audited, tmp_path)
    assert comments(tmp_path) == ["文字残缺：数字后缺“万”\n批注到此为止，其余见核对.html。"]


def test_findings_and_damaged_lines_are_in_the_json(tmp_path):
    said = account("30+78=109", findings=[("30+78=109", "30+78=108，不是109", False)], damaged_lines=[(1, "缺句号")])
    write_outputs(audit(said, name="通报.txt"), tmp_path)
    found = json.loads((tmp_path / "通报_核对.json").read_text("utf-8"))
    assert found["findings"] == [
        {"start": 0, "end": 9, "quote": "30+78=109", "text": "30+78=108，不是109", "holds": False}
    ]
    assert found["damaged_lines"] == [{"line": 1, "reason": "缺句号"}]
