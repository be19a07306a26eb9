"""What `run`, `test` and `bench` mean on each machine, decided from facts that the tests put in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
Facts = Callable[..., Any]


class ReadyHouse:
    """An environment that needs nothing, or one that must be made: it notes what is asked of it."""

    def __init__(self, *, ready: bool, made: bool = True) -> None:
        self.ready, self.made = ready, made
        self.kit: object | None = None
        self.acts: list[str] = []

    def is_ready(self, *_locks: str) -> bool:
        return self.ready

    def must_be_made(self, _run: object) -> bool:
        return not self.made

    def make(self, _run: object) -> None:
        self.acts.append("make")

    def install(self, lock: str, _run: object) -> None:
        self.acts.append(f"install {lock}")


@pytest.fixture(autouse=True)
def no_process_starts(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(command: list[str]) -> subprocess.CompletedProcess[str]:
        pytest.fail(f"started {command[0]}")

    monkeypatch.setattr(bootstrap.environment, "run_quietly", refuse)


def test_run_opens_the_sample_office_where_there_is_a_display(bootstrap: ModuleType, facts: Facts) -> None:
    act = bootstrap.plan("run", facts(display="x11"))
    assert act.arguments == ("ektp_desk", "--sample")
    assert "QT_QPA_PLATFORM" not in act.settings


def test_run_rehearses_where_there_is_none(bootstrap: ModuleType, facts: Facts) -> None:
    act = bootstrap.plan("run", facts(display=None))
    assert act.arguments == ("ektp_desk", "rehearse", "--people", "80", "--json")
    assert act.settings == {"QT_QPA_PLATFORM": "offscreen"}


def test_run_installs_the_desk_only_and_takes_the_developers_lock_where_it_is(
    bootstrap: ModuleType, facts: Facts
) -> None:
    assert bootstrap.plan("run", facts()).locks == ("runtime", "dev")
    assert bootstrap.plan("test", facts()).locks == ("dev",)


def test_tests_keep_bytecode_where_the_machine_forbids_it(bootstrap: ModuleType, facts: Facts) -> None:
    assert bootstrap.plan("test", facts()).settings["PYTHONDONTWRITEBYTECODE"] == ""
    assert "PYTHONDONTWRITEBYTECODE" not in bootstrap.plan("run", facts()).settings


def test_named_tests_run_without_the_other_checks(bootstrap: ModuleType, facts: Facts) -> None:
    assert bootstrap.plan("test", facts()).arguments == ("poethepoet", "test")
    assert bootstrap.plan("test", facts(), narrowed=True).arguments == ("pytest",)


@pytest.mark.parametrize("command", ["test", "bench"])
def test_tests_and_bench_never_open_a_window(bootstrap: ModuleType, facts: Facts, command: str) -> None:
    act = bootstrap.plan(command, facts(display="x11"))
    assert act.settings["QT_QPA_PLATFORM"] == "offscreen"
    assert act.in_root


def test_where_nothing_is_to_do_nothing_is_done_or_said(
    bootstrap: ModuleType, facts: Facts, capsys: pytest.CaptureFixture[str]
) -> None:
    house = ReadyHouse(ready=True)
    bootstrap.prepare(house, bootstrap.plan("test", facts()), facts())
    assert house.acts == []
    assert capsys.readouterr() == ("", "")


def test_a_fresh_clone_is_made_and_filled(bootstrap: ModuleType, facts: Facts) -> None:
    house = ReadyHouse(ready=False, made=False)
    bootstrap.prepare(house, bootstrap.plan("test", facts()), facts())
    assert house.acts == ["make", "install dev"]


def test_an_interrupted_installation_is_taken_up_again(bootstrap: ModuleType, facts: Facts) -> None:
    house = ReadyHouse(ready=False, made=True)
    bootstrap.prepare(house, bootstrap.plan("run", facts()), facts())
    assert house.acts == ["install runtime"]


def test_an_ordinary_user_gets_the_one_command_and_nothing_is_touched(
    bootstrap: ModuleType, facts: Facts
) -> None:
    house = ReadyHouse(ready=False, made=False)
    lacking = facts(missing=("libEGL.so.1",), has_ensurepip=False)
    with pytest.raises(bootstrap.environment.Unprepared) as refusal:
        bootstrap.prepare(house, bootstrap.plan("run", lacking), lacking)
    commands = [line for line in str(refusal.value).splitlines() if "apt-get" in line]
    assert len(commands) == 1
    assert commands[0].endswith(" libegl1 python3.11-venv'")
    assert house.acts == []


def test_a_system_without_apt_hears_the_names_of_the_files(bootstrap: ModuleType, facts: Facts) -> None:
    lacking = facts(missing=("libEGL.so.1",), has_apt=False)
    with pytest.raises(bootstrap.environment.Unprepared, match=r"libEGL\.so\.1"):
        bootstrap.prepare(ReadyHouse(ready=True), bootstrap.plan("run", lacking), lacking)


def test_root_on_debian_installs_first_and_goes_on(
    bootstrap: ModuleType, facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []

    def note(command: list[str]) -> subprocess.CompletedProcess[str]:
        ran.append(command[-1])
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(bootstrap.environment, "run_quietly", note)
    house = ReadyHouse(ready=False, made=False)
    lacking = facts(missing=("libEGL.so.1",), has_ensurepip=False, is_root=True)
    bootstrap.prepare(house, bootstrap.plan("run", lacking), lacking)
    assert [line.rpartition("--no-install-recommends ")[2] for line in ran] == ["libegl1 python3.11-venv"]
    assert house.acts == ["make", "install runtime"]


def test_with_a_kit_root_too_gets_the_line_and_no_network_is_asked(
    bootstrap: ModuleType, facts: Facts
) -> None:
    house, lacking = ReadyHouse(ready=False, made=False), facts(missing=("libEGL.so.1",), is_root=True)
    house.kit = object()
    with pytest.raises(bootstrap.environment.Unprepared, match="libegl1"):
        bootstrap.prepare(house, bootstrap.plan("run", lacking), lacking)
    assert house.acts == []


def test_root_hears_why_apt_failed(
    bootstrap: ModuleType, facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 100, "", "E: Unable to fetch some archives")

    monkeypatch.setattr(bootstrap.environment, "run_quietly", refuse)
    with pytest.raises(bootstrap.environment.Unprepared, match="Unable to fetch"):
        bootstrap.install_packages(facts(is_root=True), ["libegl1"])


@pytest.mark.parametrize(("code", "told"), [(0, 1), (100, 2)])
def test_tools_come_along_where_root_may_bring_them_and_are_no_need(
    bootstrap: ModuleType,
    facts: Facts,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    code: int,
    told: int,
) -> None:
    ran: list[str] = []

    def note(command: list[str]) -> subprocess.CompletedProcess[str]:
        ran.append(command[-1])
        return subprocess.CompletedProcess(command, code, "", "")

    monkeypatch.setattr(bootstrap.environment, "run_quietly", note)
    for who in ({"is_root": True}, {"tools_missing": ("age",)}):
        bootstrap.bring_tools(facts(**who))
    assert ran == []

    bootstrap.bring_tools(facts(tools_missing=("mkfs.fat", "age"), is_root=True))

    assert [line.rpartition("recommends ")[2] for line in ran] == ["age dosfstools"]
    assert len(capsys.readouterr().err.splitlines()) == told


def test_ci_runs_what_the_readme_says() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "exec python3 packaging/bootstrap.py test"


@pytest.mark.parametrize("name", ["runtime", "dev"])
def test_a_lock_holds_hashes_and_no_place(name: str) -> None:
    text = (ROOT / "packaging" / f"{name}.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert " @ " not in text
    for entry in text.replace("\\\n", " ").splitlines():
        assert entry.startswith("#") or "--hash=sha256:" in entry


def test_the_developers_lock_has_all_of_the_desks_own() -> None:
    assert _pins("runtime") - _pins("dev") == set()


def _pins(name: str) -> set[str]:
    lines = (ROOT / "packaging" / f"{name}.lock").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if "==" in line}


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), ([], 2), (["walk"], 2)])
def test_the_script_explains_itself_from_any_folder(tmp_path: Path, arguments: list[str], code: int) -> None:
    script = ROOT / "packaging" / "bootstrap.py"
    done = subprocess.run(
        [sys.executable, str(script), *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code
    assert "run | test | bench" in done.stderr
