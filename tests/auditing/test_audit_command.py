"""The verb `audit`: what it prints and writes, and how it ends."""

import json
import shutil
from pathlib import Path

import docx
import pytest
from _notice import LOST_SCALE, account, claim
from click.testing import CliRunner, Result

from pipelines.auditing import documents
from pipelines.cli import main
from warehouse import Home, create_home, open_home
from warehouse.auditing import holding

TEXT = "截至2024年6月20日，微博发布3条，总阅读量超3万次，注册用户数超过了3，嵌入模块98项。"
CLAIMS = [
    claim("3条", "=", 3, "wb_posts", low=3, high=3, period="截至2024年6月20日", subject="微博"),
    claim("超3万次", ">", 30_000, "wb_reads", unit="次", step=10_000),
    claim("超过了3", ">", None, unit="人", kind="stock", damage=LOST_SCALE),
    claim("98项", "=", 98, unit="项", kind="stock"),
]
HIGH = "总阅读量超4万次。"


@pytest.fixture(autouse=True)
def _by_hand(monkeypatch):
    """Texts are accounted for by hand: what is read out of them is tested elsewhere."""

    def known_texts(text: str, _=None, place=""):
        if "4万" in text:
            return account(text, claim("超4万次", ">", 40_000, "wb_reads", unit="次", step=10_000))
        if "3条" in text:
            return account(text, *CLAIMS, tokens=[("截至2024年6月20日", "date", None)])
        return account(text)

    monkeypatch.setattr(holding, "account_for", known_texts)
    monkeypatch.setattr(documents, "alone", lambda work, *arguments: work(*arguments))
    monkeypatch.delenv("MEDIA_METRICS_HOME", raising=False)


@pytest.fixture
def copied(published: Home, tmp_path: Path) -> Home:
    return open_home(shutil.copytree(published.root, tmp_path / "home"))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["audit", *map(str, arguments)])


def notice(folder: Path, text: str = TEXT) -> Path:
    path = folder / "通报.txt"
    path.write_text(text, "utf-8")
    return path


def test_json_has_the_shape_that_programs_rely_on(tmp_path, published):
    ended = run(notice(tmp_path), "--home", published.root, "--json")
    assert ended.exit_code == 0, ended.output
    said = json.loads(ended.stdout)
    assert {name: said[name] for name in ("digit_runs", "accounted", "not_understood", "summary", "as_of")} == {
        "digit_runs": 5, "accounted": 5, "not_understood": 0, "as_of": "2024-06-20",
        "summary": {"一致": 2, "文字残缺": 1, "无法核对": 1},
    }  # fmt: skip
    assert said["tokens"][0] == {"start": 0, "end": 12, "quote": "截至2024年6月20日", "kind": "date", "damage": None}
    first, high, damaged, _ = said["claims"]
    asked = (
        "start end quote value low high bound unit kind period subject figure verdict computed reason damage".split()
    )
    assert list(first)[: len(asked)] == asked
    assert {name: first[name] for name in asked} == {
        "start": 17, "end": 19, "quote": "3条", "value": 3, "low": 3, "high": 3, "bound": "=", "unit": "条",
        "kind": "flow", "period": "截至2024年6月20日", "subject": "微博", "figure": "wb_posts", "verdict": "一致",
        "computed": 3, "reason": "2024年1月1日至6月20日的数据为3条，与文中相符", "damage": None,
    }  # fmt: skip
    assert (high["computed"], high["verdict"]) == (32_010, "一致")
    assert damaged["damage"] == {
        "kind": "scale", "candidates": [300, 3_000, 30_000], "reason": "数字后缺“万”",
    }  # fmt: skip
    assert all(TEXT[one["start"] : one["end"]] == one["quote"] for one in said["tokens"] + said["claims"])


def test_the_table_says_everything_in_one_line_each(tmp_path, published):
    printed = " ".join(run(notice(tmp_path), "--home", published.root).output.split())
    assert "以 2024-06-20 的数据核对（文中写明“截至2024年6月20日”）" in printed
    assert "总阅读量超3万次 微博总阅读量 32,010次 √ 一致" in printed
    assert "数字 5 处，全部有着落，0 处没有读懂" in printed
    assert "说法 4 处 文字残缺 1 无法核对 1 一致 2" in printed


def test_what_says_more_than_the_data_ends_with_1_until_it_is_let_through(tmp_path, copied):
    file = notice(tmp_path, HIGH)
    assert run(file, "--home", copied.root, "--as-of", "2024-06-20").exit_code == 1
    refused = run(file, "--home", copied.root, "--as-of", "2024-06-20", "--overrule", "wb_reads")
    assert (refused.exit_code, "写明理由" in refused.output) == (2, True)
    let = [
        file,
        "--home",
        copied.root,
        "--as-of",
        "2024-06-20",
        "--overrule",
        "wb_reads",
        "--reason",
        "含转载",
        "--by",
        "甲",
    ]
    assert run(*let, "--out", tmp_path / "out").exit_code == 0
    assert "甲 于" in (tmp_path / "out" / "通报_核对.html").read_text("utf-8")
    again = run(file, "--home", copied.root, "--as-of", "2024-06-20", "--json")
    assert again.exit_code == 0
    assert json.loads(again.stdout)["claims"][0]["overruled"]["reason"] == "含转载"


def test_a_reason_for_nothing_is_refused(tmp_path, copied):
    ended = run(notice(tmp_path), "--home", copied.root, "--reason", "含转载")
    assert (ended.exit_code, "--overrule" in ended.output) == (2, True)


def test_a_day_that_is_not_covered_ends_with_1(tmp_path, published):
    assert run(notice(tmp_path), "--home", published.root, "--as-of", "2024-06-30").exit_code == 1


def test_a_text_that_contradicts_itself_ends_with_1(tmp_path, published, monkeypatch):
    said = "33个问题，完成30个，正在整改2个"  # 30 + 2 is not 33
    against_itself = account(said, findings=[(said, "30+2=32，与总数33个不符", False)])
    monkeypatch.setattr(holding, "account_for", lambda *_: against_itself)
    ended = run(notice(tmp_path, said), "--home", published.root)
    assert (ended.exit_code, "≠" in ended.output) == (1, True)
    assert "自相矛盾" in run("--help").output


def test_out_gets_a_copy_a_sheet_and_json_and_for_a_docx_comments(tmp_path, published):
    document = docx.Document()
    document.add_paragraph(TEXT)
    document.save(tmp_path / "通报.docx")
    out = tmp_path / "核对"
    ended = run(tmp_path / "通报.docx", "--home", published.root, "--out", out)
    assert ended.exit_code == 0, ended.output
    assert {path.name for path in out.iterdir()} == {
        "通报_核对.html", "通报_核对.json", "通报_核对.docx", "通报_数据核对单.xlsx",
    }  # fmt: skip
    comments = [comment.text for comment in docx.Document(out / "通报_核对.docx").comments]
    why = "2024年1月1日至6月20日的数据为32010次，与文中相符"
    assert comments[1] == f"√ 一致　微博总阅读量　算得 32,010次\n{why}\n来源：微博.csv（2024-06-21）"
    assert len(comments) == 4
    assert json.loads((out / "通报_核对.json").read_text("utf-8"))["file"] == "通报.docx"


def test_a_text_gets_no_docx(tmp_path, published):
    run(notice(tmp_path), "--home", published.root, "--out", tmp_path / "out")
    assert not list((tmp_path / "out").glob("*.docx"))


def test_without_a_home_only_the_text_is_looked_at(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ended = run(notice(tmp_path), "--json")
    assert ended.exit_code == 0, ended.output
    assert json.loads(ended.stdout)["summary"] == {"无数据": 2, "文字残缺": 1, "无法核对": 1}
    assert "没有数据目录，只核对了文字本身" in run(notice(tmp_path)).output


def test_before_the_first_night_there_is_no_data(tmp_path):
    home = create_home(tmp_path / "home", "real")
    ended = run(notice(tmp_path), "--home", home.root, "--json")
    assert json.loads(ended.stdout)["summary"]["无数据"] == 2


def test_the_data_of_the_centre_that_the_text_names_is_taken(tmp_path, copied):
    names = "[centres.jianhu]\nname = '建湖县融媒体中心'\n[centres.sheyang]\nname = '射阳县融媒体中心'\n"
    (copied.config / "config.toml").write_text(f"default_centre = 'jianhu'\n{names}", "utf-8")
    ended = run(notice(tmp_path, f"射阳县融媒体中心：{TEXT}"), "--home", copied.root, "--json")
    assert json.loads(ended.stdout)["summary"]["无数据"] == 2  # all that was loaded is of 建湖
    assert "无数据" not in run(notice(tmp_path), "--home", copied.root).output


def test_a_home_that_is_named_and_is_none_is_an_error(tmp_path):
    ended = run(notice(tmp_path), "--home", tmp_path / "没有")
    assert (ended.exit_code, "不是数据目录" in ended.output) == (2, True)


def test_what_cannot_be_read_ends_with_2(tmp_path, published):
    ended = run(notice(tmp_path, ""), "--home", published.root)
    assert (ended.exit_code, "是空的" in ended.output, "Traceback" in ended.output) == (2, True, False)


def test_a_folder_that_cannot_be_written_ends_with_2(tmp_path, published):
    (tmp_path / "out").write_text("a file", "utf-8")
    ended = run(notice(tmp_path), "--home", published.root, "--out", tmp_path / "out" / "deeper")
    assert (ended.exit_code, "Traceback" in ended.output) == (2, False)
