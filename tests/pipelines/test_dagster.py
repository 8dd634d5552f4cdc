"""What Dagster sees: assets, checks, one job, one schedule; and that it runs the same night as the command."""

import hashlib

import dagster as dg
import pytest
from _office import AS_OF, HALF_YEAR, Office, one_night, weibo
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, text

import sources
from pipelines import assets, checks, definitions
from pipelines.cli import main
from pipelines.dagster_home import settled
from pipelines.history import instance_of
from pipelines.night import Night, published_run
from warehouse import Home, building, catalogue

EVERY_ASSET = (assets.raw, assets.core, assets.figures, assets.published, assets.documents)


def run(home: Home, *things, **options) -> dg.ExecuteInProcessResult:
    return dg.materialize(list(things), resources={assets.NIGHT: Night(home, AS_OF)}, raise_on_error=False, **options)


def nightly(home: Home, *arguments: str) -> Result:
    """The command, with Dagster in this process."""
    return CliRunner().invoke(main, ["nightly", "--home", str(home.root), "--as-of", str(AS_OF), *arguments])


def content(home: Home) -> dict[str, str]:
    """Hash of every file of the home, apart from the history that Dagster keeps."""
    return {
        path.relative_to(home.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in home.root.rglob("*")
        if path.is_file() and home.dagster not in path.parents
    }


def test_definitions_load():
    dg.Definitions.validate_loadable(definitions.defs)


def test_every_kind_of_export_is_an_asset_of_the_group_raw():
    groups = definitions.defs.resolve_asset_graph()
    keys = {key.path[-1]: groups.get(key).group_name for key in groups.get_all_asset_keys() if key.path[0] == "raw"}
    assert keys == dict.fromkeys(sources.exports(), "raw")
    assert {groups.get(key).group_name for key in groups.get_all_asset_keys()} == {"raw", "core", "report"}


def test_every_identity_between_figures_is_a_check():
    names = {key.name for key in definitions.defs.resolve_asset_graph().asset_check_keys}
    assert names == set(catalogue.load().checks) | {"adds_up"}


def test_it_runs_at_half_past_one_in_beijing_in_one_process():
    schedule = definitions.defs.resolve_schedule_def("nightly_schedule")
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("30 1 * * *", "Asia/Shanghai")
    assert schedule.job_name == "nightly"
    job = definitions.defs.resolve_job_def("nightly")
    assert job.executor_def is dg.in_process_executor
    assert int(job.tags["dagster/max_runtime"]) <= 24 * 3600


def test_its_files_are_written_ahead_and_those_of_others_are_left_alone(tmp_path):
    with instance_of(settled(tmp_path)) as instance, instance.run_storage.connect() as con:
        assert [con.execute(text(f"pragma {name}")).scalar() for name in ("journal_mode", "synchronous")] == ["wal", 1]
    with create_engine("sqlite://").connect() as con:
        assert con.execute(text("pragma synchronous")).scalar() == 2


def test_the_job_is_the_night(office: Office):
    office.put("2024-06-21/a.csv", HALF_YEAR)
    job = definitions.defs.resolve_job_def("nightly")
    result = job.execute_in_process(resources={assets.NIGHT: office.night()})
    assert result.success
    assert published_run(office.home) == 1
    assert (office.home.reports / str(AS_OF) / "index.html").is_file()
    made = {event.asset_key.path[-1] for event in result.get_asset_materialization_events()}
    assert made >= {"weibo_posts", "files", "posts", "figures", "published", "documents"}
    assert "douyin_works" not in made  # nothing came for it
    assert {event.check_name for event in result.get_asset_check_evaluations()} == {"adds_up", *assets.CHECKS}


def test_the_same_night_again_changes_nothing(copied_home: Home, capfd: pytest.CaptureFixture[str]):
    before = content(copied_home)
    night = nightly(copied_home)
    assert (night.exit_code, night.stderr, capfd.readouterr()) == (0, "", ("", ""))
    assert "没有新的内容，什么也没有改动。" in night.stdout
    assert content(copied_home) == before


@pytest.mark.usefixtures("nothing_beside")
def test_a_night_whose_ledger_of_files_does_not_add_up_publishes_nothing_and_is_2(after):
    office = after(one_night)
    office.ask("update meta.parts set rows_read = rows_read + 1")
    published = office.home.published.read_bytes()
    office.put("2024-06-21/b.csv", weibo("2024-03-01 5"))
    night = nightly(office.home, "--json")
    assert (night.exit_code, night.stdout) == (2, "")
    assert night.stderr.startswith("没有完成：文件账不平")
    assert office.home.published.read_bytes() == published


@pytest.mark.usefixtures("nothing_beside")
def test_an_entry_that_reads_a_file_ends_the_night_with_one_sentence(office: Office, capfd: pytest.CaptureFixture[str]):
    office.put("a.csv", HALF_YEAR)
    reads = f"(select count(*) from read_csv('{office.home.inbox}/a.csv'))"
    office.configure(f'[wb_posts]\nwhere = "views >= {reads}"\n', "figures.toml")
    night = nightly(office.home)
    assert (night.exit_code, capfd.readouterr()) == (2, ("", ""))
    assert "［wb_posts］：SQL 不能执行" in night.stderr
    assert "Traceback" not in night.stderr


def test_each_asset_can_be_materialised_alone(after):
    office = after(one_night)
    for asset in EVERY_ASSET:
        result = run(office.home, asset)
        assert result.success
        told = {event.asset_key for event in result.get_asset_materialization_events()}
        assert told == {key for key in asset.keys if key.path[0] != "raw"}  # no table of raw grew


def test_one_raw_table_and_one_core_table_can_be_materialised_alone(office: Office):
    office.put("2024-06-21/a.csv", HALF_YEAR)
    for asset, key in ((assets.raw, ["raw", "weibo_posts"]), (assets.core, ["core", "posts"])):
        result = run(office.home, asset, selection=dg.AssetSelection.assets(key))
        assert result.success
        assert [event.asset_key.path for event in result.get_asset_materialization_events()] == [key]
    assert office.ask("select count(*) from core.posts") == [(3,)]


def test_how_many_rows_a_raw_table_got_is_told(office: Office):
    office.put("2024-06-21/a.csv", HALF_YEAR)
    (event, _files) = run(office.home, assets.raw).get_asset_materialization_events()
    assert event.asset_key.path == ["raw", "weibo_posts"]
    assert event.materialization.metadata["rows"].value == 3


def judged(home: Home) -> tuple[bool, dict[str, tuple[bool, str]]]:
    """Whether a run of all checks succeeded, and what they say."""
    every_check = dg.AssetSelection.checks_for_assets(assets.raw, assets.figures)
    result = run(home, assets.raw, assets.figures, checks.files_add_up, selection=every_check)
    found = {e.check_name: (e.passed, e.severity.name) for e in result.get_asset_check_evaluations()}
    return result.success, found


def test_an_identity_that_does_not_hold_fails_its_check_and_not_the_run(copied_home: Home):
    succeeded, found = judged(copied_home)
    assert succeeded
    # 900 a day are less than 1% of 193 640 users: worth a look, and no error
    assert {name: result for name, result in found.items() if not result[0]} == {"c3": (False, "WARN")}
    with building(copied_home) as con:
        con.execute("update report.checks set passed = false where check_id = 's1'")
        con.execute("update meta.parts set rows_read = rows_read + 1 where batch = 1")
    succeeded, found = judged(copied_home)
    assert succeeded
    assert found["s1"] == (False, "ERROR")
    assert found["adds_up"] == (False, "ERROR")


def test_an_identity_that_lacks_data_is_a_warning(office: Office):
    office.put("2024-06-21/a.csv", "日期,粉丝总数,阅读数\n2024-06-20,100,5\n")  # and no list of posts
    office.pass_night()
    succeeded, found = judged(office.home)
    assert succeeded
    assert office.ask("select check_id, passed from report.checks") == [("c8", None), ("c12", None)]
    assert found["c8"] == (False, "WARN")
    assert found["adds_up"] == (True, "ERROR")
