"""Users, backups, restoring, doctor and self-test as commands: real processes, passphrases by descriptor."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ektp_desk.desk.folder.synced import sync_service
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.recovery import RecoveryPage
from ektp_desk.domain.places import RegionCode
from ektp_desk.seal.slots.copies import NAMES
from ektp_desk.settings import Folders, clock_in
from tests.cli.desk_commands import WORDS, Done, command
from tests.offices import CHEAP, DAY, found_office_in

pytestmark = pytest.mark.journey
MARIA = ("--user", "Maria T.")


@pytest.fixture
def page(folders: Folders) -> RecoveryPage:
    """Found an office of invented people; give its recovery page."""
    charter = charter_of(RegionCode.parse("53.02"), sample=True)
    made = found(folders, charter, user_name="Maria T.", passphrase=WORDS, clock=clock_in(480), cost=CHEAP)
    return made.recovery


def by_page(page: RecoveryPage, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command with the page's words on a descriptor."""
    reading, writing = os.pipe()
    os.write(writing, " ".join(page.words).encode() + b"\n")
    os.close(writing)
    line = [sys.executable, "-m", "ektp_desk", *map(str, words), "--recovery-fd", str(reading)]
    try:
        return subprocess.run(
            line,
            capture_output=True,
            text=True,
            check=False,
            pass_fds=(reading,),
            timeout=100,
        )
    finally:
        os.close(reading)


def test_users_are_added_listed_changed_reset_and_removed(folders: Folders, page: RecoveryPage) -> None:
    data = ("--data", folders.data)
    added = command("office", "user", "add", "Adi N.", "--role", "operator", *data, *MARIA, "--json")
    assert added.code == 0, added.err
    adi = added.document["passphrase"]
    listed = command("office", "user", "list", *data, *MARIA, "--json")
    assert [(u["name"], u["roles"]) for u in listed.document["users"]] == [
        ("Adi N.", ["operator"]),
        ("Maria T.", ["queue", "operator", "supervisor", "adb", "head"]),
    ]

    refused = command("office", "user", "remove", "Maria T.", *data, "--user", "Adi N.", passphrase=adi)
    assert (refused.code, "[role.not_allowed]" in refused.err) == (1, True)
    assert command("office", "user", "change", "Adi N.", "--role", "queue", *data, *MARIA).code == 0
    own = command("office", "user", "reset", "Adi N.", *data, "--user", "Adi N.", "--json", passphrase=adi)
    assert own.code == 0, own.err
    assert command("office", "user", "remove", "Adi N.", *data, *MARIA).code == 0
    gone = command("verify", *data, "--user", "Adi N.", passphrase=own.document["passphrase"])
    assert "[user.unknown]" in gone.err
    assert "dihapus" in command("office", "user", "list", *data, *MARIA).out


@pytest.mark.usefixtures("page")
def test_an_older_slot_file_opens_no_check_for_a_removed_user(folders: Folders) -> None:
    data = ("--data", folders.data)
    words = command("office", "user", "add", "Adi N.", "--role", "queue", *data, *MARIA, "--json").document
    older = {name: (folders.data / name).read_bytes() for name in NAMES}
    assert command("office", "user", "remove", "Adi N.", *data, *MARIA).code == 0
    for name, content in older.items():
        (folders.data / name).write_bytes(content)

    for check, code in (("verify", "user.removed"), ("rebuild", "slots.older")):
        told = command(check, *data, "--user", "Adi N.", passphrase=words["passphrase"])
        assert (told.code, told.out) == (1, "")
        assert f"[{code}]" in told.err
    told = command("verify", *data, *MARIA)
    assert (told.code, "[slots.older]" in told.out) == (1, True)


def test_the_recovery_page_resets_a_passphrase_and_opens_a_backup(
    folders: Folders, page: RecoveryPage, tmp_path: Path
) -> None:
    done = by_page(page, "office", "user", "reset", "Maria T.", "--data", folders.data)
    assert done.returncode == 0, done.stderr
    words = done.stdout.partition(": ")[2].strip()
    file = tmp_path / "cadangan"
    made = command("backup", file, "--data", folders.data, "--json", passphrase=words)
    assert made.code == 0, made.err
    assert made.document["size"] == file.stat().st_size

    restored = by_page(page, "restore", file, "--data", tmp_path / "lain")

    assert restored.returncode == 0, restored.stderr
    assert "[folder.restored]" in restored.stdout
    assert command("verify", "--data", tmp_path / "lain", passphrase=words).code == 0


def test_a_restoring_over_an_office_asks_first_and_says_what_it_took_over(
    folders: Folders, page: RecoveryPage, tmp_path: Path
) -> None:
    file = tmp_path / "cadangan"
    assert command("backup", file, "--data", folders.data).code == 0

    refused = command("restore", file, "--data", folders.data)
    done = command("restore", file, "--data", folders.data, "--replace")

    assert "[restore.office_there]" in refused.err
    assert done.code == 0, done.err
    assert "1 peristiwa sesudah cadangan diambil" in done.out
    assert "before-restore-1" in done.out
    assert command("verify", "--data", folders.data).code == 0
    wrong = command("restore", file, "--data", tmp_path / "x", passphrase="bukan ini")
    assert "[signin.wrong]" in wrong.err
    assert not (tmp_path / "x").exists()


@pytest.mark.usefixtures("page")
def test_a_supervisor_restores_and_an_operator_is_told_who_may(folders: Folders, tmp_path: Path) -> None:
    data, file = ("--data", folders.data), tmp_path / "cadangan"
    words = {
        name: command("office", "user", "add", name, "--role", role, *data, *MARIA, "--json").document[
            "passphrase"
        ]
        for name, role in (("Adi N.", "operator"), ("Rut K.", "supervisor"), ("Lodia S.", "supervisor"))
    }
    assert command("backup", file, *data, *MARIA).code == 0
    assert command("office", "user", "remove", "Lodia S.", *data, *MARIA).code == 0
    assert command("office", "user", "change", "Rut K.", "--role", "head", *data, *MARIA).code == 0

    def put_back(name: str, place: Path, *more: str) -> Done:
        return command("restore", file, "--data", place, "--user", name, *more, passphrase=words[name])

    assert "[restore.role_needed]" in put_back("Adi N.", tmp_path / "baru").err
    assert not (tmp_path / "baru").exists()
    assert "[user.removed]" in put_back("Lodia S.", folders.data, "--replace").err
    assert "[restore.role_needed]" in put_back("Rut K.", folders.data, "--replace").err
    assert not folders.data.with_name("data.before-restore-1").exists()
    assert (
        put_back("Rut K.", tmp_path / "baru").code == 0
    )  # at that day a supervisor, and no office says else


@pytest.mark.usefixtures("page")
def test_who_mistypes_at_a_backup_waits_wherever_it_is_put_back(folders: Folders, tmp_path: Path) -> None:
    file = tmp_path / "cadangan"
    assert command("backup", file, "--data", folders.data).code == 0
    wrong = [
        command("restore", file, "--data", tmp_path / f"lain-{at}", passphrase="bukan ini").err
        for at in range(4)
    ]

    assert ["[signin.wrong]" in told for told in wrong[:3]] == [True] * 3
    told = wrong[3] + command("restore", file, "--data", tmp_path / "lagi").err
    assert "[signin.wait]" in told


@pytest.mark.usefixtures("page")
def test_who_may_not_note_a_backup_makes_none(folders: Folders, tmp_path: Path) -> None:
    data, file = ("--data", folders.data), tmp_path / "cadangan"
    added = command("office", "user", "add", "Yakob M.", "--role", "head", *data, *MARIA, "--json")

    told = command("backup", file, *data, "--user", "Yakob M.", passphrase=added.document["passphrase"])

    assert (told.code, "[role.not_allowed]" in told.err) == (1, True)
    assert not file.exists()


def test_the_doctor_says_what_is_well_and_exits_1_when_something_is_bad(
    folders: Folders, page: RecoveryPage
) -> None:
    well = command("doctor", "--data", folders.data, "--json")
    states = {check["name"]: check["state"] for check in well.document["checks"]}
    assert well.code == 0, well.out
    assert states["journal"] == states["anchor"] == states["slots"] == states["qt"] == "ok"
    assert states["backup"] == "warn"

    (folders.data / "slots.json").write_bytes(b"x")
    half = command("doctor", "--data", folders.data, "--json", passphrase=None)
    states = {check["name"]: check["state"] for check in half.document["checks"]}
    assert (half.code, states["slots"], states["journal"]) == (0, "warn", "skipped")

    behind = command("doctor", "--data", folders.data, "--today", "2019-04-02", "--json")
    assert behind.code == 1
    assert {"name": "clock", "state": "bad", "facts": {}} in behind.document["checks"]
    folders.anchors()[0].write_bytes(b"x")
    told = command("doctor", "--data", folders.data)
    assert (told.code, "[anchor.unreadable]" in told.out) == (1, True)


def test_the_self_test_lives_through_everything_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    done = command("self-test", "--json", passphrase=None)

    assert done.code == 0, done.out + done.err
    names = [step["name"] for step in done.document["steps"]]
    assert names == [
        "found",
        "sign_in",
        "import_xlsx",
        "visit",
        "verify",
        "rebuild",
        "pdf",
        "backup",
        "restore",
    ]
    assert list(tmp_path.glob("ektp-desk-*")) == []


@pytest.mark.parametrize(
    ("place", "service"),
    [
        ("OneDrive - Dinas Dukcapil/kantor", "OneDrive"),
        ("Dropbox/kantor", "Dropbox"),
        ("Google Drive/My Drive", "Google Drive"),
        ("Nextcloud/x", "Nextcloud"),
        ("iCloudDrive", "iCloud"),
        ("kantor/onedriver", ""),
    ],
)
def test_a_folder_of_a_sync_service_is_known_by_its_name(tmp_path: Path, place: str, service: str) -> None:
    assert sync_service(tmp_path / place) == service


def test_a_folder_of_a_sync_service_is_known_by_its_marks_and_no_office_is_founded_there(
    tmp_path: Path,
) -> None:
    (tmp_path / "awan" / ".dropbox.cache").mkdir(parents=True)
    folders = Folders(tmp_path / "awan" / "kantor", tmp_path / "state")
    charter = charter_of(RegionCode.parse("53.02"), sample=True)

    with pytest.raises(EktpError, match=r"^folder\.synced$"):
        found(folders, charter, user_name="x", passphrase=WORDS, clock=clock_in(480), cost=CHEAP)
    assert not folders.data.exists()


def test_the_doctor_says_whether_the_laptop_is_ready_for_a_visit(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "data", tmp_path / "state")
    with found_office_in(folders) as office:
        visit = office.open_visit()
    data = ("--data", folders.data, "--today", DAY.isoformat())
    found = command("doctor", "--visit", visit, "--json", *data)
    states = {point["name"]: point["state"] for point in found.document["points"]}

    assert (found.code, found.document["ready"]) == (1, False)
    assert (states["targets"], states["clock"], states["users"]) == ("bad", "ok", "ok")
    assert {check["name"] for check in found.document["checks"]} >= {"writable", "qt", "journal", "anchor"}

    told = command("doctor", "--visit", visit, *data)
    assert told.out.splitlines()[0] == "Laptop ini siap: belum"
    assert "belum · Sasaran: tidak ada orang dalam daftarnya. Muat daftarnya" in told.out
    unknown = command("doctor", "--visit", "tidak-ada", *data)
    assert (unknown.code, "[visit.unknown]" in unknown.err) == (1, True)
