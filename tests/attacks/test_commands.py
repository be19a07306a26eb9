"""The key in hand, or only the folder: each command names what is wrong, exit 1, no traceback, no waiting."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ektp_desk.settings import Folders
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.visits.commands import count_sent_home
from tests.attacks.key_in_hand import key_of, store_in_hand
from tests.cli.desk_commands import command, told
from tests.kept import lay_sample
from tests.offices import WORDS, found_office_in

pytestmark = pytest.mark.journey


@pytest.fixture
def data(folders: Folders) -> Path:
    """A closed office with an open visit, a tally of two and two numbers."""
    with found_office_in(folders) as office:
        visit = office.open_visit()
        count_sent_home(office.session, visit)
        count_sent_home(office.session, visit)
        give_numbers(office.session, visit, letter="A", count=2)
    return folders.data


@pytest.fixture
def sample(folders: Folders) -> str:
    """The sample office's day, closed; gives its passphrase."""
    return lay_sample(folders).passphrase


def attack(folders: Folders, statement: str, passphrase: str = WORDS) -> None:
    with store_in_hand(folders, key_of(folders, passphrase)) as store:
        assert store.execute(statement).rowcount > 0


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        (
            "UPDATE tickets SET state = 'ended', outcome_group = 'served', outcome = 'recorded'",
            "view.differs",
        ),
        ("DELETE FROM visits", "view.missing"),
        ("INSERT INTO users VALUES ('feedc0de', 'x', 'adb', 'active')", "view.extra"),
        ("UPDATE users SET roles = 'kepala'", "view.differs"),
        ("UPDATE policies SET value = '1'", "view.differs"),
        ("DELETE FROM facts WHERE name = 'seed'", "store.damaged"),
        ("UPDATE facts SET value = CAST('feedc0de' AS BLOB) WHERE name = 'device'", "anchor.older"),
    ],
)
def test_verify_names_what_was_done_with_the_key(
    folders: Folders, sample: str, statement: str, code: str
) -> None:
    attack(folders, statement, sample)

    done = command("verify", "--data", folders.data, passphrase=sample)

    told(done, code)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE register SET birth = '2010-01-01' WHERE rowid = 7",
        "UPDATE register SET person = 'feedc0de' WHERE rowid = 2000",
        "DELETE FROM register WHERE rowid = 1",
        "DELETE FROM row_keys",
    ],
)
def test_verify_holds_a_register_against_its_file(folders: Folders, sample: str, statement: str) -> None:
    attack(folders, statement, sample)

    told(command("verify", "--data", folders.data, passphrase=sample), "register.differs")


def test_rebuild_makes_true_rows_again_and_verify_is_clean(folders: Folders, sample: str) -> None:
    for statement in (
        "UPDATE tickets SET outcome_group = 'left', outcome = 'left'",
        "DELETE FROM register WHERE rowid > 100",
        "UPDATE sealed_files SET size = size + 1 WHERE named = 1",
        "DELETE FROM modalities",
    ):
        attack(folders, statement, sample)

    assert command("rebuild", "--data", folders.data, passphrase=sample).code == 0
    done = command("verify", "--data", folders.data, passphrase=sample)
    assert (done.code, done.out.count("\n")) == (0, 2), done  # that all is well, and the office's code


def test_a_report_a_doctor_and_a_backup_say_that_rows_were_changed(
    folders: Folders, data: Path, tmp_path: Path
) -> None:
    attack(folders, "UPDATE tickets SET state = 'ended', outcome_group = 'served', outcome = 'recorded'")

    doctor = command("doctor", "--data", data, "--json")
    report = command("report", "visit", "--data", data, "--json")
    backup = command("backup", tmp_path / "cadangan", "--data", data)

    checks = {check["name"]: check for check in doctor.document["checks"]}
    assert (checks["views"]["state"], checks["views"]["facts"]["count"], doctor.code) == ("bad", 2, 1)
    assert "[views.differ]" in report.err
    told(backup, "backup.views_differ")


def test_differences_beyond_two_hundred_are_counted(folders: Folders, sample: str) -> None:
    attack(folders, "UPDATE modalities SET count = 0", sample)
    attack(folders, "UPDATE recordings SET note = 'x'", sample)
    attack(folders, "UPDATE tickets SET calls = 7", sample)

    found = command("verify", "--data", folders.data, "--json", passphrase=sample).document

    assert len(found["findings"]) == 200
    assert found["more"] > 100
    assert {one["code"] for one in found["findings"]} == {"view.differs"}


def test_without_a_mark_completeness_is_not_proven(folders: Folders, data: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(data, elsewhere, ignore=shutil.ignore_patterns("desk.lock"))

    done = command("verify", "--data", elsewhere)
    found = command("verify", "--data", elsewhere, "--json")

    told(done, "anchor.none")
    assert "Kelengkapan tidak terbukti" in done.out
    assert (found.code, found.document["ok"]) == (1, False)
    assert [one["code"] for one in found.document["findings"]] == ["anchor.none"]
    assert command("verify", "--data", data).code == 0


def test_a_report_tells_of_a_copied_folder_as_the_sign_in_does(data: Path, tmp_path: Path) -> None:
    """It begins the new journal, so that a later sign-in has nothing left to tell."""
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(data, elsewhere, ignore=shutil.ignore_patterns("desk.lock"))

    done = command("report", "visit", "--data", elsewhere, "--json")

    assert "[folder.copied]" in done.err
    assert done.document["equation"]["numbered"] == 2


def test_a_report_as_the_first_command_after_a_loss_refuses(folders: Folders, tmp_path: Path) -> None:
    with found_office_in(folders) as office:
        visit = office.open_visit()
        office.desk.sign_out()
        shutil.copytree(folders.data, tmp_path / "older", ignore=shutil.ignore_patterns("desk.lock"))
        office.sign_in_again()
        count_sent_home(office.session, visit)
    shutil.rmtree(folders.data)
    (tmp_path / "older").rename(folders.data)

    for words in (("report", "visit", "--json"), ("verify",), ("backup", tmp_path / "c"), ("doctor",)):
        told(command(*words, "--data", folders.data), "store.behind_anchor")


def test_a_verify_that_is_stopped_says_so(folders: Folders, data: Path) -> None:
    (data / "desk.lock").unlink()
    reading, writing = os.pipe()
    line = [sys.executable, "-m", "ektp_desk", "verify", "--data", str(data), "--passphrase-fd", str(reading)]
    with subprocess.Popen(line, pass_fds=(reading,), stdout=-1, stderr=-1, text=True) as running:
        os.close(reading)
        while not (data / "desk.lock").exists():  # it holds the folder, and waits for the passphrase
            assert running.poll() is None
        out, err = _interrupted(running)
        os.close(writing)

    assert (running.returncode, out) == (1, "")
    assert "Traceback" not in err
    assert command("verify", "--data", folders.data).code == 0


def _interrupted(running: subprocess.Popen[str]) -> tuple[str, str]:
    """Press Ctrl+C as a person does: again where the first came while Python let go of a module."""
    for _press in range(10):
        running.send_signal(signal.SIGINT)
        try:
            return running.communicate(timeout=6)
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError("Ctrl+C ends it not")


FILES = ("desk.db", "desk.db-wal", "slots.json", "slots.copy.json", "desk.lock", "sample.json")
KINDS = ("pipe", "folder", "socket", "device", "nowhere")


def put(kind: str, path: Path) -> None:
    """Put something that is no file in a file's place."""
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "socket":
        bound = socket.socket(socket.AF_UNIX)
        here = os.open(path.parent, os.O_RDONLY)
        try:
            bound.bind(f"/proc/self/fd/{here}/{path.name}")
        finally:
            os.close(here)
            bound.close()
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        path.symlink_to(path)  # a link that leads round and round


@pytest.mark.skipif(sys.platform != "linux", reason="pipes, sockets and devices as files")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", FILES)
def test_what_is_no_file_is_named_and_never_waited_at(data: Path, name: str, kind: str) -> None:
    put(kind, data / name)

    done = command("verify", "--data", data)

    told(done, "file.irregular")
    assert name in done.err


@pytest.mark.skipif(sys.platform != "linux", reason="pipes as files")
@pytest.mark.parametrize("words", ["verify", "doctor", "report visit", "backup cadangan", "rebuild"])
def test_every_command_names_a_pipe_in_the_stores_place(data: Path, tmp_path: Path, words: str) -> None:
    put("pipe", data / "desk.db")

    told(command(*words.split(), "--data", data, cwd=tmp_path), "file.irregular")


@pytest.mark.skipif(sys.platform != "linux", reason="pipes as files")
@pytest.mark.parametrize("place", ["pilihan.json", "ektp-desk.log", "anchor", "tries"])
def test_a_pipe_in_the_state_folder_is_named(folders: Folders, data: Path, place: str) -> None:
    path = {"anchor": folders.anchors()[0], "tries": folders.tries}.get(place, folders.state / place)
    put("pipe", path)

    done = command("verify", "--data", data)

    told(done, "file.irregular")
    assert path.name in done.err


@pytest.mark.skipif(sys.platform != "linux", reason="pipes as files")
@pytest.mark.parametrize("kind", KINDS)
def test_no_captured_file_and_no_row_file_is_waited_at(
    folders: Folders, sample: str, tmp_path: Path, kind: str
) -> None:
    captured = sorted(folders.objects.glob("*.age"))[0]
    put(kind, captured)

    done = command("verify", "--data", folders.data, passphrase=sample)
    told(done, "file.irregular")
    assert captured.name in done.out
    told(command("backup", tmp_path / "c", "--data", folders.data, passphrase=sample), "file.irregular")
    put(kind, sorted(folders.lists.glob("*.rows"))[0])
    told(command("verify", "--data", folders.data, passphrase=sample), "file.irregular")
