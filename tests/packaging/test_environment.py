"""The environment is made once, repaired when it was interrupted, and left alone when nothing is to do."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

Answer = tuple[int, str]


class Commands:
    """Stands in for the processes: notes each command, answers as told, makes what `venv` would."""

    def __init__(self, house: Any) -> None:
        self.house = house
        self.seen: list[str] = []
        self.answers: dict[str, Answer] = {"-c": (0, "3.11\n")}

    def __call__(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        act = next(word for word in command[1:] if word not in ("-m", "--clear"))
        self.seen.append(act)
        if act == "venv":
            self.house.python.parent.mkdir(parents=True, exist_ok=True)
            self.house.python.touch()
            self.house.site_packages.mkdir(parents=True, exist_ok=True)
        code, said = self.answers.get(act, (0, ""))
        return subprocess.CompletedProcess(command, code, said, "")


@pytest.fixture
def house(environment: ModuleType, tmp_path: Path) -> Any:
    (tmp_path / "packaging").mkdir()
    for name in ("runtime", "dev"):
        (tmp_path / "packaging" / f"{name}.lock").write_text(
            f"{name}==1 --hash=sha256:00\n", encoding="ascii"
        )
    return environment.Environment(tmp_path, "linux", (3, 11))


@pytest.fixture
def commands(house: Any) -> Commands:
    return Commands(house)


@pytest.fixture
def installed(house: Any, commands: Commands) -> Any:
    house.make(commands)
    house.install("dev", commands)
    return house


def test_a_fresh_clone_has_no_environment(house: Any, commands: Commands) -> None:
    assert not house.is_ready("dev")
    assert house.must_be_made(commands)


def test_an_installed_one_is_ready_without_starting_a_process(installed: Any, commands: Commands) -> None:
    commands.seen.clear()
    assert installed.is_ready("runtime", "dev")
    assert commands.seen == []


def test_the_desks_libraries_alone_do_not_serve_the_tests(house: Any, commands: Commands) -> None:
    house.make(commands)
    house.install("runtime", commands)
    assert house.is_ready("runtime", "dev")
    assert not house.is_ready("dev")


def test_a_changed_lock_is_installed_into_the_same_folder(installed: Any, commands: Commands) -> None:
    installed.lock("dev").write_text("dev==2 --hash=sha256:00\n", encoding="ascii")
    assert not installed.is_ready("dev")
    assert not installed.must_be_made(commands)


def test_another_python_has_the_folder_made_anew(
    installed: Any, commands: Commands, environment: ModuleType
) -> None:
    newer = environment.Environment(installed.root, "linux", (3, 12))
    assert not newer.is_ready("dev")
    assert newer.must_be_made(commands)


def test_a_newer_bootstrap_trusts_no_older_stamp(
    installed: Any, environment: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "BOOTSTRAP_VERSION", environment.BOOTSTRAP_VERSION + 1)
    assert not installed.is_ready("dev")


def test_a_moved_folder_is_made_anew(
    installed: Any, commands: Commands, environment: ModuleType, tmp_path: Path
) -> None:
    moved = tmp_path / "moved"
    moved.mkdir()
    for name in (".venv", "packaging"):
        (tmp_path / name).rename(moved / name)
    there = environment.Environment(moved, "linux", (3, 11))
    assert not there.is_ready("dev")
    assert there.must_be_made(commands)


@pytest.mark.parametrize("answer", [(1, "No module named pip"), (127, ""), (0, "3.9\n")])
def test_a_broken_interpreter_has_the_folder_made_anew(
    house: Any, commands: Commands, answer: Answer
) -> None:
    house.make(commands)
    commands.answers["-c"] = answer
    assert house.must_be_made(commands)


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"dev": 3}'])
def test_a_damaged_stamp_counts_for_nothing(installed: Any, environment: ModuleType, damage: str) -> None:
    (installed.folder / environment.STAMP).write_text(damage, encoding="utf-8")
    assert not installed.is_ready("dev")


def test_a_failed_installation_leaves_no_stamp_and_tells_why(
    installed: Any, commands: Commands, environment: ModuleType
) -> None:
    commands.answers["pip"] = (1, "noise\n" * 100 + "ERROR: hashes do not match\n")
    with pytest.raises(environment.Unprepared, match="hashes do not match") as refusal:
        installed.install("dev", commands)
    assert len(str(refusal.value).splitlines()) == environment.SHOWN_LINES
    assert not installed.is_ready("dev")
    assert not installed.must_be_made(commands)


def test_an_installation_cut_off_before_its_end_leaves_no_stamp(installed: Any) -> None:
    def cut_off(command: list[str]) -> subprocess.CompletedProcess[str]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        installed.install("dev", cut_off)
    assert not installed.is_ready("dev")


def test_the_root_is_on_the_path_by_a_line_for_any_alphabet(
    environment: ModuleType, tmp_path: Path, house: Any
) -> None:
    root = tmp_path / "meja kerja – é"
    (root / "packaging").mkdir(parents=True)
    house.lock("dev").rename(root / "packaging" / "dev.lock")
    there = environment.Environment(root, "linux", (3, 11))
    commands = Commands(there)
    there.make(commands)
    there.install("dev", commands)
    line = (there.site_packages / environment.PTH).read_text(encoding="ascii").strip()
    assert (there.site_packages / line).resolve() == root


def test_pip_takes_nothing_without_its_hash(environment: ModuleType, tmp_path: Path) -> None:
    command = environment.install_command(tmp_path / "python", tmp_path / "dev.lock")
    assert {"--require-hashes", "--only-binary=:all:"} <= set(command)


def test_a_program_that_cannot_start_has_failed(environment: ModuleType, tmp_path: Path) -> None:
    assert environment.run_quietly([str(tmp_path / "absent")]).returncode != 0


def test_windows_has_its_interpreter_elsewhere(environment: ModuleType, tmp_path: Path) -> None:
    windows = environment.Environment(tmp_path, "win32", (3, 11))
    assert windows.python == tmp_path / ".venv" / "Scripts" / "python.exe"


def test_a_stamp_names_one_lock_only(installed: Any, commands: Commands, environment: ModuleType) -> None:
    installed.install("runtime", commands)
    assert list(json.loads((installed.folder / environment.STAMP).read_text(encoding="utf-8"))) == ["runtime"]
