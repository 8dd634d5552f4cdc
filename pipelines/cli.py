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
    known_at_option,
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
@known_at_option
@click.option("--period", help="任一时段：2024-W12 2024-05 2024Q1 2024H1 2024 2024-01-01..2024-03-15；另列环比和同比")
@click.option("--by", help="按一个维度分组，如 platform account section programme desk author_code level")
@json_option
@speaks_plainly
def figures(
    home: Path | None, as_of: date | None, known_at: datetime | None, period: str | None, by: str | None, as_json: bool
) -> None:
    """列出全部指标：计算值、通报值、结论、目标、覆盖率。

    给出 --period 时，默认以时段最后一天的数据为准（还没结束的，截至最近一次计算的那一天）；
    给出 --as-of 时，环比和同比的时段也各按其结束后同样天数的数据计算。

    例：media-metrics figures --period 2024-05 --by section
    """
    from warehouse import catalogue

    at = find_home(home)
    known = catalogue.load(at.config)
    if period is not None or by is not None:
        from pipelines.periodtable import compared, print_comparison

        with connect(at.root) as con:
            found = compared(con, known, _last_day(con), as_of, period, by, known_at)
        print_json(found.as_json()) if as_json else print_comparison(console, at, found)
        return
    from pipelines.scorecard import print_scorecard
    from warehouse.figures import evaluate, listed

    with connect(at.root) as con:
        rows = listed(evaluate(con, known, as_of or _last_day(con), known_at), known)
    print_json([row.as_json() for row in rows]) if as_json else print_scorecard(console, at, rows)


@main.command()
@home_option
@as_of_option
@known_at_option
@click.option("--period", help="时段，如 2024-W12 2024-05 2024；默认为各指数上一个完整的周、月或年")
@json_option
@speaks_plainly
def indexes(
    home: Path | None, as_of: date | None, known_at: datetime | None, period: str | None, as_json: bool
) -> None:
    """按公布的公式自行测算传播指数：值或缺什么、版本、来源、公式和每个输入。

    例：media-metrics indexes --period 2024-05
    """
    from pipelines.indextable import indexed, print_indexes
    from warehouse import catalogue

    at = find_home(home)
    with connect(at.root) as con:
        rows = indexed(con, at, catalogue.load(at.config), as_of or _last_day(con), period, known_at)
    print_json([row.as_json() for row in rows]) if as_json else print_indexes(console, at, rows)


@main.command()
@click.argument("figure")
@home_option
@as_of_option
@known_at_option
@click.option("--rows", "rows_to", type=click.Path(path_type=Path), help="把全部行写进这个 CSV 文件，Excel 可直接打开")
@json_option
@speaks_plainly
def explain(
    figure: str, home: Path | None, as_of: date | None, known_at: datetime | None, rows_to: Path | None, as_json: bool
) -> None:
    """说明 FIGURE（代号或指标编号）这个数从哪里来：口径、SQL、文件、后台位置和分量最重的行。

    例：media-metrics explain dy.posts_over_10k --rows 过万作品.csv
    """
    from pipelines.explaining import print_explanation, write_all_rows
    from warehouse import catalogue
    from warehouse.evidence import UnknownFigure, named
    from warehouse.evidence import explain as explanation_of

    at = find_home(home)
    known = catalogue.load(at.config)
    with connect(at.root) as con:
        try:
            taken = named(known, figure).id
        except UnknownFigure as error:
            raise CouldNot(str(error)) from error
        day = as_of or _last_day(con)
        found = explanation_of(con, known, taken, day, known_at)
        written = write_all_rows(con, known, taken, day, known_at, rows_to) if rows_to else ""
    if as_json:
        print_json(found)
        return
    print_explanation(console, found)
    if written:
        console.print(written, soft_wrap=True, markup=False)


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


@main.command()
@home_option
@json_option
@speaks_plainly
def rebuild(home: Path | None, as_json: bool) -> None:
    """只凭 originals/ 里的原件和卡片重建数据库，并与上一次计算逐项对照；中断则原来的数据库不变。

    例：media-metrics rebuild --home data
    """
    from pipelines.progress import progress_of
    from pipelines.rebuilding import NothingToRebuild
    from pipelines.rebuilding import rebuild as rebuilt

    at = find_home(home)
    try:
        with progress_of(console, quiet=as_json) as show:
            result = rebuilt(at, show)
    except NothingToRebuild as error:
        raise CouldNot(str(error)) from error
    if as_json:
        print_json(result.as_json())
    else:
        result.tell(console)
    sys.exit(result.exit_code)


@main.command()
@home_option
@click.option("--as-of", type=Day(), required=True, help="签发哪一天的数字；那一天要已经计算并发布过")
@click.option("--title", required=True, help="报告的标题，也是文件夹名的一部分")
@click.option("--notice", type=click.Path(path_type=Path), help="通报正文，原样存一份（txt、docx 都可以）")
@json_option
@speaks_plainly
def issue(home: Path | None, as_of: date, title: str, notice: Path | None, as_json: bool) -> None:
    """签发：把已发布的数字连同口径、文件和结论冻结在 issued/ 里，以后不再改；再签发就是新的一份。

    例：media-metrics issue --as-of 2024-06-20 --title 半年通报 --notice 通报.docx
    """
    from pipelines.issuelist import print_issued, stopped
    from pipelines.issuing import NotIssued
    from pipelines.issuing import issue as issued_of
    from warehouse.loading import BEIJING

    now = datetime.now(BEIJING).replace(tzinfo=None, microsecond=0)
    try:
        issued = issued_of(find_home(home), as_of, title, notice, now)
    except NotIssued as error:
        raise CouldNot(str(error)) from error
    if as_json:
        print_json({"folder": str(issued.folder), **issued.report})
    else:
        print_issued(console, issued)
    sys.exit(1 if stopped(issued) else 0)


@main.command()
@click.argument("issued", required=False)
@home_option
@json_option
@speaks_plainly
def drift(issued: str | None, home: Path | None, as_json: bool) -> None:
    """签发过的数字现在是多少、为什么变：晚读、新导出、口径改变、撤回的文件、撤下的作品；默认看全部 ISSUED。

    例：media-metrics drift 2024-06-20_1
    """
    from pipelines.drift import drift as drift_of
    from pipelines.driftlist import as_json as plain
    from pipelines.driftlist import print_drift
    from pipelines.issued import DamagedIssue, UnknownIssue, folder_named, folders, read_issued
    from warehouse import catalogue

    at = find_home(home)
    try:
        wanted = [folder_named(at, issued)] if issued else folders(at)
    except UnknownIssue as error:
        raise CouldNot(str(error)) from error
    known, found, damaged = catalogue.load(at.config), [], []
    for folder in wanted:
        try:
            report = read_issued(folder)
        except DamagedIssue as error:
            damaged.append(str(error))
            continue
        with connect(at.root) as con:  # a day of its own: what is computed for it goes with the connection
            found.append((report, drift_of(con, known, report)))
    code = 2 if damaged else int(any(one.has_moved for _, drifts in found for one in drifts))
    if as_json:
        print_json({"reports": [plain(*one) for one in found], "damaged": damaged, "exit_code": code})
    else:
        for one in found:
            print_drift(console, *one)
        if not wanted:
            console.print("还没有签发过报告。签发用 media-metrics issue。")
    for told in damaged:
        click.echo(f"损坏：{told}。请从备份恢复这个文件夹。", err=True)
    sys.exit(code)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@home_option
@click.option("--as-of", type=Day(), help="以哪一天的数据核对；默认看文中的“截至”，再看最近一次计算的那一天")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="把核对稿、数据核对单写到这个文件夹")
@click.option("--overrule", help="放行这个指标（代号或编号）结论为偏高的说法，要写 --reason")
@click.option("--reason", default="", help="为什么放行；记在 issued/overruled.jsonl，以后不改")
@click.option("--by", help="谁放行；默认为登录名")
@json_option
@speaks_plainly
def audit(
    file: Path, home: Path | None, as_of: date | None, out: Path | None, overrule: str | None, reason: str,
    by: str | None, as_json: bool,
) -> None:  # fmt: skip
    """核对 FILE（txt、docx、html）里的每个数字：说的是什么、数据是多少、能不能发布。

    有偏高、口径不符或数据不全的说法时退出码为 1；放行过的偏高不算。没有数据目录时只核对文字本身。

    例：media-metrics audit 通报.docx --out 核对
    """
    from pipelines.auditing.as_json import as_json as plain
    from pipelines.auditing.audit import audited, home_for, let_through
    from pipelines.auditing.refusal import Refused
    from pipelines.auditing.terminal import print_audit
    from warehouse.loading import BEIJING

    now, written = datetime.now(BEIJING).replace(tzinfo=None, microsecond=0), list[Path]()
    try:
        at = home_for(home)
        found = audited(file, at, as_of, now, with_files=out is not None)
        if overrule or reason:
            found = let_through(found, at, overrule, reason, by)
        if out:
            from pipelines.auditing.outputs import write_outputs  # what writes workbooks takes its time to load

            written = write_outputs(found, out)
    except Refused as error:
        raise CouldNot(str(error)) from error
    except OSError as error:
        raise CouldNot(f"写不进去（{error.strerror}）：{error.filename}。请检查文件夹，或文件是否正开着。") from error
    if as_json:
        print_json(plain(found))
    else:
        print_audit(console, found)
        for path in written:
            console.print(f"已写入 {path}", soft_wrap=True, markup=False)
    sys.exit(found.exit_code)


@main.command()
@home_option
@as_of_option
@click.option("--item", "items", multiple=True, help="只写这一条，如 二(一)3；写 二(一) 则是它下面的全部；可以重复")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写成这个 docx 文件，按公文格式排版")
@json_option
@speaks_plainly
def draft(home: Path | None, as_of: date | None, items: tuple[str, ...], out: Path | None, as_json: bool) -> None:
    """起草：按数据写出不会说过头的句子；缺数据的不写，列在后面说明原因。

    有没写入的数字时退出码为 1。句子可以在 config/sentences.toml 里改写。

    例：media-metrics draft --as-of 2024-06-20 --item "二(一)3" --out 通报.docx
    """
    from pipelines.drafting.drafted import CannotDraft, drafted
    from pipelines.drafting.terminal import print_remarks, print_text

    if out is not None and out.suffix.lower() != ".docx":
        raise CouldNot(f"--out 只写 docx 文件，请写成 {out.with_suffix('.docx').name} 的样子。")
    try:
        found = drafted(find_home(home), as_of, items)
        if out is not None:
            from pipelines.atomic import replace_with
            from pipelines.drafting.official import official_docx

            replace_with(out, official_docx(found))
    except CannotDraft as error:
        raise CouldNot(str(error)) from error
    except OSError as error:
        raise CouldNot(f"写不进去（{error.strerror}）：{error.filename}。请检查文件夹，或文件是否正开着。") from error
    if as_json:
        print_json(found.as_json())
    elif out is None:
        print_text(found)
    else:
        console.print(f"已写入 {out}", soft_wrap=True, markup=False)
    if not as_json:
        print_remarks(console, found)
    sys.exit(found.exit_code)


def _last_day(con: duckdb.DuckDBPyConnection) -> date:
    return con.execute("select as_of from meta.runs order by run_id desc limit 1").fetchall()[0][0]


if __name__ == "__main__":
    main()
