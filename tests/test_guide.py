"""The Chinese guide quotes commands, messages and tables: each is held against what it quotes."""

import ast
import re
import shlex
from functools import cache
from pathlib import Path

import pytest

import sources
from pipelines.cli import main
from pipelines.reports.wording import TARGET_TONES, VERDICTS
from warehouse import Home, catalogue, connect
from warehouse.auditing import held

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "README.zh-CN.md").read_text("utf-8")
GAP = "…"
APART = "\f"
"""Between two texts of the program, so that no message is found across them."""
EVERY = {7: "每周", 30: "每月", 90: "每季度", 365: "每年"}
MESSAGES = list(dict.fromkeys(re.findall("「(.+?)」", GUIDE)))
COMMANDS = list(
    dict.fromkeys(
        found.strip()
        for found in re.findall(r"(?:^|`|[\\/])(media-metrics\b[^`\n]*)", GUIDE, re.M)
        if not found.startswith("media-metrics`")
    )
)


def text_of(node: ast.AST) -> str | None:
    """A text of the program with its variable parts left open; None where `node` is none."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else GAP for part in node.values)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.sub(r"\{[^{}]*\}", GAP, node.value)  # filled in by str.format
    return None


def plain(text: str) -> str:
    """`text` without the marks of colours, and one gap where several follow one another."""
    return re.sub(f"{GAP}+", GAP, re.sub(r"\[/?[a-z ]*\]", "", text))


@cache
def said_by_the_program() -> str:
    """Every text in the source that a person may read, one behind the other: none of docstrings."""
    found: list[str] = []
    for path in sorted(path for room in ("pipelines", "sources", "warehouse") for path in (ROOT / room).rglob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        bare = {node.value for node in nodes if isinstance(node, ast.Expr)}
        found += [plain(text) for node in nodes if node not in bare and (text := text_of(node))]
    assert not any(APART in text for text in found)
    return APART.join(found)


@pytest.mark.parametrize("message", MESSAGES)
def test_a_quoted_message_is_one_of_the_program(message: str):
    assert len(re.findall(r"[\u4e00-\u9fff]", message)) >= 2
    assert APART not in message
    assert plain(message) in said_by_the_program()


def test_messages_are_looked_for_as_they_are_written():
    assert len(MESSAGES) > 60
    assert text_of(ast.parse('f"缺 {days:,} 天"').body[0].value) == "缺 … 天"
    assert "这句话没有哪里说过" not in said_by_the_program()


@pytest.mark.parametrize("line", COMMANDS)
def test_a_quoted_command_can_be_called_so(line: str):
    _, *words = shlex.split(line)
    if not words:
        return
    verb, *arguments = words
    command = main.commands[verb]
    if arguments or not any(parameter.required for parameter in command.params):  # else its name alone is meant
        command.make_context(verb, arguments)


def test_every_command_is_told_of():
    told = {shlex.split(line)[1] for line in COMMANDS if " " in line}
    assert set(main.commands) <= told


def test_the_commands_of_make_are_there():
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert set(re.findall(r"make (\w+)", GUIDE)) <= set(targets)


def rows_under(*headings: str) -> list[list[str]]:
    """The cells of the table whose headings these are."""
    table = GUIDE.split(f"| {' | '.join(headings)} |\n", 1)[1].split("\n\n", 1)[0].splitlines()[1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def test_what_to_download_is_what_the_sources_declare():
    declared = [
        [
            export.title,
            export.source,
            EVERY[export.collect_every or 0],
            f"{export.kept_days}天" if export.kept_days else "",
        ]
        for export in sources.exports().values()
        if export.covers != "stated"
    ]
    assert sorted(rows_under("下载什么", "在哪里点", "多久一次", "后台留")) == sorted(declared)


def test_ledgers_are_those_that_have_a_template():
    ledgers = [export for export in sources.exports().values() if export.covers == "stated"]
    assert all(export.template for export in ledgers)
    declared = [[one.title, one.source, EVERY[one.collect_every or 0]] for one in ledgers]
    assert sorted(rows_under("台账", "谁登记、怎么记", "多久一次")) == sorted(declared)


def test_exports_filled_in_by_hand_say_so():
    for export in sources.exports().values():
        assert export.template == ("模板" in export.source or export.covers == "stated"), export.kind


def test_every_verdict_has_its_line_and_its_example_holds(sample_home: Home):
    lines = {row[0]: row for row in rows_under("结论", "意思", "例子", "怎么办")}
    assert set(lines) == {f"{verdict.symbol} {name}" for name, verdict in VERDICTS.items()}
    known = catalogue.load(sample_home.config)
    with connect(sample_home.root) as con:
        for line, (_, _, example, _) in lines.items():
            quote = re.match("写“(.+?)”(?:，|$)", example)
            assert quote, example
            asked = f"{'' if quote[1].startswith('截至') else '截至2024年6月20日，'}{quote[1]}。"
            claims = held(None if "○" in line else con, known, asked).claims
            assert {claim.verdict for claim in claims} == {line.split()[1]}, (line, claims)


def test_every_word_for_a_target_is_explained():
    assert {row[0] for row in rows_under("说法", "意思")} == set(TARGET_TONES)


def test_readme_leads_here():
    assert "](README.zh-CN.md)" in (ROOT / "README.md").read_text("utf-8").split("##")[0]
