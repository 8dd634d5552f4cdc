"""`media-metrics draft`: the text of a home, an item of it, a docx, JSON, and what cannot be."""

import json
from datetime import datetime

import pytest
from click.testing import CliRunner, Result

from pipelines.auditing.audit import audited
from pipelines.cli import main
from pipelines.drafting import drafted
from warehouse import Home
from warehouse.figures import FigureRow


@pytest.fixture
def run(sample_home: Home):
    """Runs the verb over the sample home."""

    def draft(*arguments: object) -> Result:
        return CliRunner().invoke(main, ["draft", "--home", str(sample_home.root), *map(str, arguments)])

    return draft


@pytest.fixture
def _computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every draft of a test is of one day and home: their figures are computed for the first one only."""
    evaluate, rows = drafted.evaluate, []

    def once(*asked: object) -> list[FigureRow]:
        rows.extend([] if rows else evaluate(*asked))
        return rows

    monkeypatch.setattr(drafted, "evaluate", once)


def test_an_item_is_printed_under_its_headings(run):
    ended = run("--item", "二（一）15")
    assert ended.exit_code == 0
    assert ended.output.splitlines() == [
        "样例（虚构数据）　草稿",
        "中共建湖县融媒体中心委员会关于十五届县委第三轮巡察整改进展情况的通报",
        "二、整改落实情况",
        "（一）已整改完成的问题",
        "15．民生节目",
        "2024年1月1日至6月20日，报刊、电视、新媒体发布民生新闻387条。2024年1月1日至6月20日，"
        "《政风行风热线》开办22期，接受群众咨询投诉求助195件，答复率100%，满意率100%。",
        "（本稿数据统计截至2024年6月20日）",
    ]


def test_the_whole_draft_is_found_to_agree(run, sample_home, tmp_path):
    written = tmp_path / "通报.docx"
    ended = run("--out", written)
    assert (ended.exit_code, ended.output) == (0, f"已写入 {written}\n")
    found = audited(written, sample_home, None, datetime(2024, 6, 21, 8))
    assert found.standing.day.isoformat() == "2024-06-20"
    assert set(found.summary) <= {"一致", "舍入后一致"}
    assert len({one.figure.id for one in found.claims if one.figure}) == 77  # 78, and the grade that is no number
    assert all(finding.holds for finding in found.account.findings)
    assert found.exit_code == 0


@pytest.mark.usefixtures("_computed_once")
def test_what_is_left_out_is_told_and_ends_with_1(run):
    ended = run("--as-of", "2024-07-20", "--item", "二(一)16", "--json")
    told = json.loads(ended.output)
    assert ended.exit_code == 1
    assert [one["figure"] for one in told["left_out"]] == ["comment_duty", "comment_reply_rate", "comment_satisf_rate"]
    assert all(one["reason"].startswith("数据不全") for one in told["left_out"])
    assert told["lines"][1] == {"kind": "title", "text": "建湖县融媒体中心有关工作数据情况"}
    assert "用户留言" not in told["text"]
    printed = run("--as-of", "2024-07-20", "--item", "二(一)16")
    assert "附：未写入的数字（发布前删去）" in printed.output
    assert "二(一)16 用户留言反馈率：数据不全" in printed.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--item", "九(一)"], "没有“九(一)”这一条；可以用：一(1)、一(3)、二(一)2、"),
        (["--out", "通报.pdf"], "--out 只写 docx 文件，请写成 通报.docx 的样子。"),
    ],
)
def test_what_cannot_be_is_said(run, arguments, said):
    ended = run(*arguments)
    assert ended.exit_code == 2
    assert said in ended.output


def test_ones_own_sentences_take_the_place_of_ours(copied_home):
    own = '[weibo]\nlead = "官方微博"\nwb_posts = "发微博{}"\n\n[mine]\nwb_reads = "微博被阅读{}"\n'
    (copied_home.config / "sentences.toml").write_text(own, "utf-8")
    ended = CliRunner().invoke(main, ["draft", "--home", str(copied_home.root), "--item", "二(一)3"])
    assert "2024年1月1日至6月20日，官方微博发微博865条，阅读量过万的信息98条。" in ended.output
    assert "2024年1月1日至6月20日，微博被阅读超600万次。" in ended.output
    assert "总阅读量超600万次" not in ended.output


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ('[weibo]\nwb_post = "发微博{}"\n', "wb_post 不是 figures.toml 里的条目（是不是 wb_posts？）"),
        ('[weibo]\nwb_posts = "发微博"\n', "“发微博”里要有一处、也只有一处 {}，那是数字的位置"),
        ('[weibo]\nwb_posts = { texts = "发微博{}" }\n', "不认识的键 texts（是不是 text？）"),
        ("[weibo]\nwb_posts = 3\n", "wb_posts 应当写成 { 名称 = 值 }"),
    ],
)
def test_a_sentence_that_says_no_number_is_refused(copied_home, own, said):
    (copied_home.config / "sentences.toml").write_text(own, "utf-8")
    ended = CliRunner().invoke(main, ["draft", "--home", str(copied_home.root)])
    assert ended.exit_code == 2
    assert said in ended.output
    assert "sentences.toml" in ended.output
