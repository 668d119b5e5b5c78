"""What an operator meets: the command line, metrics, readiness, the OpenAPI document."""

import dataclasses
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route

from mdt_desktop.hub import main, migrations
from mdt_desktop.hub.app import application
from mdt_desktop.hub.command_line import parser
from mdt_desktop.hub.database import Database
from mdt_desktop.hub.limits import Limits
from mdt_desktop.hub.metrics import Metrics
from mdt_desktop.hub.tables import metadata
from mdt_desktop.wire import names
from mdt_desktop.wire.problems import ProblemType
from tests.integration.hub.hub_actors import Actor, Team, answered, refusal
from tests.running_hub import RunningHub, hub_process


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any], str]:
    code = main([*arguments, "--json"])
    said = capsys.readouterr()
    return code, json.loads(said.out) if said.out else {}, said.err


def test_invite_stats_and_check(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer, _ = _run(capsys, "invite", "--database", database_url)
    assert code == 0
    assert re.fullmatch(r"([A-Z2-7]{4}-){3}[A-Z2-7]{4}", answer["code"])
    with hub_process(database_url) as hub:
        actor = Actor(hub.address, Team())
        answered(actor.found(answer["code"]))
        actor.sign_in()
        entries = [actor.write() for _ in range(3)]
        answered(actor.push(*entries))
        actor.close()
    code, answer, _ = _run(capsys, "stats", "--database", database_url)
    size = sum(map(len, entries))
    expected = {"spaces": 1, "entries": 3, "entry_bytes": size, "statements": 1, "snapshot_bytes": 0}
    assert (code, answer) == (0, expected)
    code, answer, _ = _run(capsys, "check", "--database", database_url)
    assert (code, answer["schema"]) == (0, migrations.newest())


def test_answers_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["invite", "--database", str(tmp_path / "hub.sqlite")]) == 0
    assert re.search(r"^Code: \S{19}\nExpires: ", capsys.readouterr().out)


def test_nobody_has_to_take_the_answer(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    program = [sys.executable, "-m", "mdt_desktop.hub", "invite", "--database", str(tmp_path / "hub.sqlite")]
    with open("/dev/full", "w") as full:
        shown = subprocess.run(program, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (shown.returncode, shown.stderr.count("\n")) == (5, 1)
    reading, writing = os.pipe()
    os.close(reading)
    gone = subprocess.run(program, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (gone.returncode, gone.stderr) == (0, "")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("mysql://x/y", 1),
        ("sqlite://", 1),
        ("?://", 1),
        ("postgresql://127.0.0.1:1/none?connect_timeout=2", 4),
    ],
)
def test_databases_that_will_not_do(address: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--database", address]) == code
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)


def test_a_database_that_is_not_there_is_not_made_by_looking(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "hub.sqlite"
    for verb in ("check", "stats"):
        assert main([verb, "--database", str(file)]) == 4
        assert "mdt-hub serve" in capsys.readouterr().err
    assert not file.exists()


def test_a_newer_database_is_left_alone(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    database = Database(database_url)
    migrations.migrate(database)
    with database.writing() as connection:
        connection.exec_driver_sql(f"INSERT INTO migration (step) VALUES ({migrations.newest() + 1})")
    database.close()
    for verb in ("serve", "check", "stats", "invite"):
        assert main([verb, "--database", database_url]) == 1
        assert "newer version" in capsys.readouterr().err


@pytest.mark.parametrize("options", [["--listen", "here"], ["--address", "hub"], ["--bytes-a-day", "0"]])
def test_usage(options: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["serve", *options])
    assert ended.value.code == 2


def test_a_port_that_is_taken(tmp_path: Path, hub: RunningHub, capsys: pytest.CaptureFixture[str]) -> None:
    listen = hub.address.removeprefix("http://")
    assert main(["serve", "--database", str(tmp_path / "hub.sqlite"), "--listen", listen]) == 1
    assert "choose another" in capsys.readouterr().err


def test_the_tables_are_as_the_statements_name_them(database_url: str) -> None:
    from sqlalchemy import inspect

    database = Database(database_url)
    assert migrations.current(database) == 0
    assert migrations.migrate(database) == 0
    assert migrations.migrate(database) == migrations.newest()
    with database.reading() as connection:
        inspector = inspect(connection)
        assert set(inspector.get_table_names()) == {*metadata.tables, "migration"}
        for table in metadata.sorted_tables:
            columns = [column["name"] for column in inspector.get_columns(table.name)]
            assert columns == [column.name for column in table.columns]
            key = inspector.get_pk_constraint(table.name)["constrained_columns"]
            assert key == [column.name for column in table.primary_key]
    database.close()


def test_commits_wait_for_the_disk(database_url: str) -> None:
    database = Database(database_url)
    with database.writing() as connection:
        if database.is_sqlite:
            modes = [
                connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                for name in ("journal_mode", "synchronous")
            ]
            assert modes == ["wal", 2]
        else:
            assert connection.exec_driver_sql("SHOW synchronous_commit").scalar_one() == "on"
    database.close()


def test_health_readiness_and_metrics(founder: Actor) -> None:
    answered(founder.push(founder.write()))
    refusal(ProblemType.MALFORMED, founder.push())
    assert founder.http.get("/healthz").status_code == 204
    assert founder.http.get("/readyz").status_code == 204
    text = answered(founder.http.get("/metrics")).text
    assert re.search(r'^mdt_hub_answers_total\{call="push",status="204"\} \d+$', text, re.MULTILINE)
    assert re.search(r'^mdt_hub_answers_total\{call="push",status="400"\} \d+$', text, re.MULTILINE)
    assert re.search(r'^mdt_hub_answer_seconds_bucket\{call="push",le="\+Inf"\} \d+$', text, re.MULTILINE)
    assert re.search(r"^mdt_hub_entries_total [1-9]\d*$", text, re.MULTILINE)
    _check_exposition(text)
    assert founder.team.space.hex() not in text


def _check_exposition(text: str) -> None:
    """Prometheus's text format: each sample belongs to the metric announced last; histograms only grow."""
    name, last = "", 0
    for line in text.splitlines():
        if line.startswith("# TYPE"):
            name = line.split()[2]
        elif not line.startswith("#"):
            sample = re.fullmatch(r'([a-z_]+)(\{(\w+="[^"]*",?)+\})? (\S+)', line)
            assert sample, line
            assert sample[1].startswith(name), line
            if sample[1].endswith("_bucket"):
                last = 0 if 'le="0.005"' in line else last
                assert int(sample[4]) >= last, line
                last = int(sample[4])


def test_the_openapi_document_names_every_route_and_no_other(hub: RunningHub, founder: Actor) -> None:
    document = answered(founder.http.get("/openapi.json")).json()
    described = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
    routed = {
        (method, route.path)
        for route in application(hub.hub).routes
        if isinstance(route, Route)
        for method in (route.methods or set()) - {"HEAD"}
    }
    assert described == routed
    for operation in (one for methods in document["paths"].values() for one in methods.values()):
        assert operation["responses"].keys() >= {"500", "503"}
        assert operation["summary"].endswith(".")
    ids = [one["operationId"] for methods in document["paths"].values() for one in methods.values()]
    assert len(set(ids)) == len(ids)
    slugs = {uri.removeprefix("mdt-hub:") for uri in _problem_types(document)}
    assert slugs == {kind.slug for kind in ProblemType}


def _problem_types(document: dict[str, Any]) -> list[str]:
    types: list[str] = document["components"]["schemas"]["Problem"]["properties"]["type"]["enum"]
    return types


def test_the_log_names_no_space_no_device_and_no_token(tmp_path: Path) -> None:
    file = str(tmp_path / "hub.sqlite")
    assert main(["invite", "--database", file]) == 0
    said: list[str] = []
    with hub_process(file, said=said) as hub:
        actor = Actor(hub.address, Team())
        actor.found("AAAA-AAAA-AAAA-AAAA")
        actor.ask_for_token()
        actor.http.get(actor.path(names.HEADS))
        hub.process.terminate()
        hub.process.wait()
        actor.close()
    lines = "".join(said).splitlines()
    assert [re.search(r"event=(\S+)", line)[1] for line in lines] == [
        "listening",
        "stopping",
        "stopped",
    ]
    assert all(re.match(r"time=\S+ level=info event=", line) for line in lines)


def test_the_operators_page_names_every_option_metric_and_limit() -> None:
    page = (Path(__file__).parents[3] / "docs" / "hub.md").read_text("utf-8")
    options = {
        option
        for verb in parser()._subparsers._group_actions[0].choices.values()
        for option in verb._option_string_actions
    }
    for option in options - {"-h", "--help"}:
        assert f"`{option}" in page, option
    for name in re.findall(r"# TYPE (\w+)", Metrics().text()):
        assert name in page
    for field in dataclasses.fields(Limits):
        assert str(field.default) in page, field.name
