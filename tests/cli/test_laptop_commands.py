"""An office makes a kit, another process opens it elsewhere, works, and the office takes in what it wrote."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from ektp_desk.desk.desk import Desk
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.visits.commands import confirm_day, open_desk
from tests.cli.desk_commands import Done, command, told
from tests.offices import CHEAP, WORDS, office_in
from tests.store.several.kits import held_in

pytestmark = pytest.mark.journey
ADI = "gula hujan intan jagung kapas"
MARIA = ("--user", "Maria T.")


@pytest.fixture
def data(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office with an operator and an open visit."""
    monkeypatch.setenv("EKTP_DESK_STATE", str(folders.state))
    with office_in(folders) as office:
        office.open_visit()
        add_user(office.session, "Adi Contoh", ["operator"], passphrase=ADI)
    return folders.data


def open_kit(kit: Path, words: str, there: Path, *more: str) -> Done:
    """Hand the words over on a descriptor."""
    reading, writing = os.pipe()
    os.write(writing, words.encode() + b"\n")
    os.close(writing)
    line = [sys.executable, "-m", "ektp_desk", "office", "laptop", "open", str(kit), "--data", str(there)]
    done = subprocess.run(
        [*line, "--words-fd", str(reading), *more], stdin=subprocess.DEVNULL, capture_output=True, text=True,
        check=False, pass_fds=(reading,), timeout=100,
    )  # fmt: skip
    os.close(reading)
    return Done(done.returncode, done.stdout, done.stderr)


def test_a_laptop_is_made_carried_opened_and_heard_without_a_step_by_hand(
    data: Path, folders: Folders, tmp_path: Path
) -> None:
    stick, there = tmp_path / "stick", tmp_path / "there"
    stick.mkdir()
    kit, page = stick / "02.kit", tmp_path / "02.pdf"

    made = command(
        "office", "laptop", "new", "Laptop biru", "--out", kit, "--page", page, "--data", data, *MARIA
    )
    assert made.code == 0, made.err
    (text,) = [one.extract_text() for one in PdfReader(BytesIO(page.read_bytes())).pages]
    words = _words_on(text)
    said = " ".join((made.out + made.err).split())
    assert [two for two in pairwise(words.split()) if " ".join(two) in said] == []  # one may be "laptop"
    assert [stat.S_IMODE(one.stat().st_mode) for one in (kit, page)] == [0o600, 0o600]

    opened = open_kit(kit, words, there, "--json")
    assert opened.code == 0, opened.err
    assert (opened.document["number"], sorted(opened.document["users"])) == ("02", ["Adi Contoh", "Maria T."])
    assert opened.document["office_code"] in text

    laptop = Folders(there, folders.state)
    with Desk(laptop, cost=CHEAP) as desk:
        (adi,) = (slot.user.id for slot in desk.slots.users if slot.user.name == "Adi Contoh")
        session = desk.sign_in(adi, ADI)
        confirm_day(session)
        (visit,) = (one for (one,) in desk.held_store().connection.execute("SELECT id FROM visits"))
        open_desk(session, visit, letter="B")
        give_numbers(session, visit, letter="B", count=2)
    exported = command("courier", "export", stick, "--data", there, "--user", "Adi Contoh", passphrase=ADI)
    assert exported.code == 0, exported.err
    imported = command("courier", "import", stick, "--data", data, *MARIA)
    assert imported.code == 0, imported.out + imported.err

    listed = command("office", "laptop", "list", "--json", "--data", data, *MARIA).document["laptops"]
    assert [(one["number"], one["desk"], one["state"]) for one in listed] == [
        ("01", "office", "own"),
        ("02", "laptop", "joined"),
    ]
    assert listed[1]["device"] == opened.document["device"]
    with Desk(folders, cost=CHEAP) as desk:
        desk.sign_in(desk.slots.users[0].user.id, WORDS)
        connection = desk.held_store().connection
        assert connection.execute("SELECT count(*) FROM tickets").fetchone() == (2,)
        assert held_in(connection) == set()
    for place, user, passphrase in ((data, "Maria T.", WORDS), (there, "Adi Contoh", ADI)):
        verified = command("verify", "--data", place, "--user", user, passphrase=passphrase)
        assert verified.code == 0, verified.out

    gone = command("office", "revoke", "02", "--reason", "hilang di jalan", "--data", data, *MARIA)
    assert gone.code == 0, gone.err
    listed = command("office", "laptop", "list", "--json", "--data", data, *MARIA).document["laptops"]
    assert listed[1]["state"] == "revoked"
    told(command("office", "revoke", "07", "--reason", "x", "--data", data, *MARIA), "device.unknown")
    told(command("office", "revoke", "01", "--reason", "x", "--data", data, *MARIA), "device.own")


def _words_on(text: str) -> str:
    """Read the six words beside their numbers."""
    lines = text.split("\n")
    return " ".join(lines[lines.index(str(number)) + 1].strip() for number in range(1, 7))


def test_words_are_told_where_they_are_asked_for_and_a_kit_that_waits_is_listed(
    data: Path, tmp_path: Path
) -> None:
    kit = tmp_path / "03.kit"
    line = ("office", "desk", "new", "--out", kit, "--words", "--json", "--data", data)

    made = command(*line, *MARIA).document

    assert (made["number"], made["desk"], len(made["words"].split())) == ("02", "office", 6)
    assert "page" not in made
    assert not kit.with_suffix(".pdf").exists()
    listed = command("office", "laptop", "list", "--data", data, *MARIA)
    assert "02 · laptop kantor · kit belum dipakai" in listed.out
    told(command(*line, *MARIA), "file.cannot_write")
    told(command(*line, "--user", "Adi Contoh", passphrase=ADI), "file.cannot_write")
    other = ("office", "laptop", "new", "--out", tmp_path / "x.kit", "--data", data)
    told(command(*other, "--user", "Adi Contoh", passphrase=ADI), "role.not_allowed")
    told(
        command("office", "laptop", "new", "--out", data / "x.kit", "--data", data, *MARIA),
        "kit.in_data_folder",
    )
    assert not (tmp_path / "x.kit").exists()
    assert len(command("office", "laptop", "list", "--json", "--data", data, *MARIA).document["laptops"]) == 2


def test_wrong_words_and_files_that_are_no_kit_are_told(data: Path, tmp_path: Path) -> None:
    kit, there = tmp_path / "02.kit", tmp_path / "there"
    made = command(
        "office", "laptop", "new", "--out", kit, "--words", "--json", "--data", data, *MARIA
    ).document
    paper = tmp_path / "a.kit"
    paper.write_bytes(b"%PDF")

    told(open_kit(kit, "abadi abadi abadi abadi abadi abadi", there), "kit.wrong_words")
    told(open_kit(paper, made["words"], there), "kit.foreign")
    told(open_kit(tmp_path / "none.kit", made["words"], there), "disk.refused")
    told(open_kit(kit, made["words"], data), "office.exists")
    assert not (there / "desk.db").exists()
