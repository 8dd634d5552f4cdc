"""From the file to the verdicts, with everything in between as it is."""

import json
from pathlib import Path

import docx
from click.testing import CliRunner

from pipelines.cli import main
from warehouse import Home

TEXT = """关于今年以来工作情况的通报
一、主要做法
2024年以来，微博号共发布信息3条，总浏览量超4万次，阅读量过万2条。"""
DAY = "截至2024年6月20日，完成30个，正在整改3个，共33个问题。"


def test_a_docx_is_read_judged_and_commented(tmp_path: Path, published: Home) -> None:
    document = docx.Document()
    for line in (*TEXT.split("\n"), DAY):
        document.add_paragraph(line)
    document.save(tmp_path / "通报.docx")
    arguments = [str(tmp_path / "通报.docx"), "--home", str(published.root), "--out", str(tmp_path)]
    ended = CliRunner().invoke(main, ["audit", *arguments])
    assert ended.exit_code == 1, ended.output  # 32,010 reads are not more than 40,000
    said = json.loads((tmp_path / "通报_核对.json").read_text("utf-8"))
    found = {one["quote"]: (one["verdict"], one["computed"]) for one in said["claims"]}
    assert found["3条"] == ("一致", 3)
    assert found["超4万次"] == ("偏高", 32_010)
    assert found["过万2条"] == ("一致", 2)
    assert (said["as_of"], said["digit_runs"], said["accounted"]) == ("2024-06-20", 10, 10)
    comments = [one.text for one in docx.Document(tmp_path / "通报_核对.docx").comments]
    assert len(comments) == len(said["claims"])
    assert "▲ 偏高　微博总阅读量　算得 32,010次" in "\n".join(comments)
