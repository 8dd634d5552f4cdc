"""The command `media-metrics`: what people and programs call; each verb is thin."""

import gc
import sys
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click
import duckdb
from rich.console import Console

from pipelines.command import (
    CouldNot,
    Day,
    Moment,
    as_of_option,
    console,
    home_option,
    json_option,
    print_json,
    speaks_plainly,
)  # fmt: skip
from warehouse import connect, create_home, find_home


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="media-metrics")
def main() -> None:
    """让通报里的每个数字都能追到它来自的那些行。

    例：media-metrics nightly --home ./demo --as-of 2024-06-20
    """


@main.command()
@click.option("--home", type=click.Path(path_type=Path), default=Path("data"), show_default=True, help="新建的数据目录")
@speaks_plainly
def init(home: Path) -> None:
    """建立正式数据目录：空收件箱、配置文件和台账模板。

    例：media-metrics init --home data
    """
    from pipelines.setup import init_home

    made = init_home(home)
    console.print(f"数据目录：{made.root}")
    console.print(f"1. 在 {made.config / 'config.toml'} 里写上本单位名称和账号。")
    console.print(f"2. 台账模板在 {made.root / 'templates'}，填好后连同各平台导出文件一起放进 {made.inbox}。")
    console.print(f"3. 运行 media-metrics nightly --home {home}")


@main.command()
@click.option("--home", type=click.Path(path_type=Path), required=True, help="新建的样例目录")
@click.option("--seed", type=int, default=0, show_default=True, help="随机种子；同一种子写出同样的文件")
@speaks_plainly
def sample(home: Path, seed: int) -> None:
    """建立样例目录：各平台导出和台账的仿真文件，全部为虚构数据。

    例：media-metrics sample --home ./demo
    """
    from pipelines.setup import sample_home

    made = sample_home(home, seed)
    console.print(f"样例文件已写入 {made.inbox}（全部为虚构数据，正式目录不收）")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@speaks_plainly
def templates(folder: Path) -> None:
    """把空白台账模板写到 FOLDER，每种台账一个 Excel 文件。

    例：media-metrics templates ./台账模板
    """
    import sources
    from sources.templates import write_templates

    for path in write_templates(folder, sources.exports().values()):
        console.print(str(path))


@main.command()
@home_option
@click.option("--as-of", type=Day(), help="数字说的是哪一天；默认为昨天")
@click.option("--observed-at", type=Moment(), help="本次收进的文件是何时下载的；默认看文件、文件夹和文件名")
@json_option
@speaks_plainly
def nightly(home: Path | None, as_of: date | None, observed_at: datetime | None, as_json: bool) -> None:
    """跑一夜：收文件、入库、计算、核对、发布、出表。中断后重跑即可，不会重复计算。

    例：media-metrics nightly --home ./demo --as-of 2024-06-20
    """
    gc.set_threshold(100_000)  # a night makes many objects and few cycles: most collections would find nothing
    from pipelines.nightly import run_nightly

    at = create_home(home, "real") if home and not home.exists() else find_home(home)
    sys.exit(run_nightly(at, as_of, observed_at, as_json, console))


@main.command()
@home_option
@as_of_option
@json_option
@speaks_plainly
def figures(home: Path | None, as_of: date | None, as_json: bool) -> None:
    """列出全部指标：计算值、通报值、结论、目标、覆盖率。

    例：media-metrics figures --as-of 2024-06-20 --json
    """
    from pipelines.scorecard import print_scorecard
    from warehouse import catalogue
    from warehouse.figures import evaluate

    at = find_home(home)
    with connect(at.root) as con:
        rows = evaluate(con, catalogue.load(at.config), as_of or _last_day(con))
    if as_json:
        print_json([row.as_json() for row in rows])
    else:
        print_scorecard(console, at, rows)


@main.command()
@click.argument("figure")
@home_option
@as_of_option
@json_option
@speaks_plainly
def explain(figure: str, home: Path | None, as_of: date | None, as_json: bool) -> None:
    """说明 FIGURE 这个数从哪里来：口径、SQL、文件和分量最重的行。

    例：media-metrics explain dy_posts_over_10k
    """
    from pipelines.explaining import print_explanation
    from warehouse import catalogue
    from warehouse.evidence import explain as explanation_of

    at = find_home(home)
    with connect(at.root) as con:
        known = catalogue.load(at.config)
        if figure not in known.figures:
            raise CouldNot(f"没有指标 {figure}。全部指标见 media-metrics figures。")
        found = explanation_of(con, known, figure, as_of or _last_day(con))
    if as_json:
        print_json(found)
    else:
        print_explanation(console, found)


@main.command()
@home_option
@json_option
@speaks_plainly
def files(home: Path | None, as_json: bool) -> None:
    """列出收到的每个文件：入库、重复、隔离还是忽略，以及原因。

    例：media-metrics files
    """
    from pipelines.filelist import listed, print_files

    with connect(find_home(home).root) as con:
        rows = listed(con)
    if as_json:
        print_json(rows)
    else:
        print_files(console, rows)


@main.command()
@home_option
@json_option
@speaks_plainly
def doctor(home: Path | None, as_json: bool) -> None:
    """体检：程序、读取进程的防护、数据目录、设置、数据库和原件，有问题的说明怎么办。

    例：media-metrics doctor --home data
    """
    from pipelines.doctor import examine, exit_code, print_findings

    findings = examine(home)
    code = exit_code(findings)
    if as_json:
        print_json({"findings": [asdict(finding) for finding in findings], "exit_code": code})
    else:
        print_findings(console, findings)
    sys.exit(code)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@home_option
@click.option("--kind", default="", help="这张表是哪一种，写代号或名称，如 app_user_days 或 客户端每日用户")
@click.option("--yes", is_flag=True, help="不提问；只要有一处拿不准就不写入")
@json_option
@speaks_plainly
def learn(file: Path, home: Path | None, kind: str, yes: bool, as_json: bool) -> None:
    """教程序认 FILE 的列名：逐项确认、试读，再写进 aliases.toml；不带 --yes 的 --json 只列出建议。

    例：media-metrics learn 友盟导出.csv
    """
    from pipelines.learning import learn as learnt
    from pipelines.learning.lessons import NotLearnt

    at = find_home(home)
    told = Console(quiet=True) if as_json else console
    try:
        lesson = learnt(at, file, told, kind=kind, yes=yes, ask=not as_json)
    except NotLearnt as error:
        raise CouldNot(str(error)) from error
    except click.Abort as error:
        raise CouldNot("没有答完，什么也没有写入。") from error
    if as_json:
        print_json(asdict(lesson))
    elif lesson.written:
        if lesson.left_out:
            console.print(f"拿不准、没有教的列：{'、'.join(lesson.left_out)}", markup=False)
        console.print(f"已写入 {lesson.written}", markup=False)
        console.print(f"这样的文件放进 {at.inbox}，下次运行 media-metrics nightly 就会读入。", markup=False)


@main.command()
@click.argument("file")
@click.option("--reason", default="", help="为什么撤回；记在文件账和原件的卡片上")
@click.option("--undo", is_flag=True, help="取消撤回，重新计入")
@home_option
@speaks_plainly
def withdraw(file: str, reason: str, undo: bool, home: Path | None) -> None:
    """撤回 FILE（media-metrics files 里的文件名，或 sha256 的前几位）：从下一夜起不再计入，已发布的数字不改。

    例：media-metrics withdraw 2024-06-21/作品列表导出.xlsx --reason "选错了账号"
    """
    from pipelines.withdrawing import WithdrawalError, withdraw_or_undo

    try:
        click.echo(withdraw_or_undo(find_home(home), file, reason, undo=undo))
    except WithdrawalError as error:
        raise CouldNot(str(error)) from error


def _last_day(con: duckdb.DuckDBPyConnection) -> date:
    return con.execute("select as_of from meta.runs order by run_id desc limit 1").fetchall()[0][0]


if __name__ == "__main__":
    main()
