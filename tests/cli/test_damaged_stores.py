"""Commands on a store that is not as it was written: what is wrong is named, exit 1, no traceback."""

from __future__ import annotations

import re
from base64 import b32encode
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.settings import Folders
from ektp_desk.store.opening import STORE, connect
from ektp_desk.store.proof.rebuild import refold
from ektp_desk.usecases.visits.commands import count_sent_home
from tests.cli.desk_commands import command, told
from tests.offices import WORDS, found_office_in

pytestmark = pytest.mark.journey
Damage = Callable[[Any], object]


@pytest.fixture
def data(folders: Folders) -> Path:
    """A closed office with an open visit and a tally of two."""
    with found_office_in(folders) as office:
        visit = office.open_visit()
        count_sent_home(office.session, visit)
        count_sent_home(office.session, visit)
    return folders.data


def damage(folders: Folders, *statements: str) -> None:
    """Change the store as somebody who holds its key could."""
    with closing(connected(folders)) as connection:
        for statement in statements:
            connection.execute(statement)


def connected(folders: Folders) -> Any:
    with Desk(folders) as desk:
        (slot,) = desk.slots.users
        key = desk.unlock(slot.user.id, WORDS).store_key
    return connect(folders.data / STORE, key)


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE events SET body = x'7b7d' WHERE kind = 'visit_planned'", "event.changed"),
        ("DELETE FROM events WHERE kind = 'visit_planned'", "event.missing"),
        ("UPDATE events SET entity_id = 'x' WHERE kind = 'visit_planned'", "event.moved"),
        ("DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)", "store.behind_anchor"),
        ("DELETE FROM facts", "store.damaged"),
        ("UPDATE events SET signature = NULL WHERE seq = (SELECT max(seq) FROM events)", "event.unsigned"),
        ("UPDATE events SET signature = zeroblob(64) WHERE kind = 'visit_planned'", "event.false_signature"),
    ],
)
def test_verify_names_the_damage_in_words_and_in_one_document(
    folders: Folders, data: Path, statement: str, code: str
) -> None:
    damage(folders, statement)

    told(command("verify", "--data", data), code)
    document = command("verify", "--data", data, "--json")

    assert document.code == 1
    assert document.document["ok"] is False
    assert document.document["findings"][0]["code"] == code


def last_event(folders: Folders) -> tuple[int, str]:
    """Its number, and the code that papers of this moment have."""
    with closing(connected(folders)) as connection:
        seq, link = connection.execute("SELECT seq, link FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    return seq, b32encode(link).decode()[:16]


def cut_back(folders: Folders, seq: int) -> None:
    """Take the store back to an event as if nothing had come after it."""
    with closing(connected(folders)) as connection:
        connection.execute("BEGIN")
        connection.execute("DELETE FROM events WHERE seq > ?", (seq,))
        refold(connection)
        connection.execute("COMMIT")


def test_verify_holds_the_journal_against_a_papers_code(folders: Folders, data: Path) -> None:
    seq, code = last_event(folders)
    paper = f"01/a {seq} {code.lower()}"

    well = command("verify", "--data", data, "--paper", paper)
    assert (well.code, f"semua sampai peristiwa {seq} jurnal 01/a ada." in well.out) == (0, True)
    told(command("verify", "--data", data, "--paper", f"02{paper[2:]}"), "papercode.unknown_journal")
    told(command("verify", "--data", data, "--paper", code, passphrase=None), "papercode.unreadable")

    folders.anchors()[0].unlink()
    unproven = command("verify", "--data", data, "--paper", paper)
    told(unproven, "anchor.none")
    assert f"semua sampai peristiwa {seq} jurnal 01/a ada." in unproven.out

    cut_back(folders, seq - 2)
    cut = command("verify", "--data", data, "--paper", paper, "--json")
    unknowing, finding = cut.document["findings"]
    assert (unknowing["code"], finding["code"], finding["journal"]) == (
        "anchor.none",
        "papercode.missing",
        "01/a",
    )
    assert (cut.code, finding["seq"], finding["last"]) == (1, seq - 1, seq)
    told(command("verify", "--data", data, "--paper", f"01/a {seq - 2} {code}"), "papercode.other_past")


def test_verify_and_doctor_say_the_offices_code(folders: Folders, data: Path) -> None:
    code = command("verify", "--data", data, "--json").document["office_code"]

    assert re.fullmatch(r"([A-Z2-7]{4}-){5}[A-Z2-7]{4}", code)
    assert f"Kode kantor: {code}" in command("verify", "--data", data).out.splitlines()
    assert f"Kode kantor: {code}" in command("doctor", "--data", data).out

    damage(folders, "UPDATE offices SET founder = '', recovery = ''")
    assert "Kode kantor" not in command("verify", "--data", data).out, (
        "one out of a changed store is believed"
    )
    assert "Kode kantor: belum ada sampai ADB masuk." in command("doctor", "--data", data).out


def test_verify_names_an_unreadable_anchor_and_looks_at_the_rest(folders: Folders, data: Path) -> None:
    flip(folders.anchors()[0], 40)

    done = command("verify", "--data", data, "--json")

    assert done.code == 1
    assert [finding["code"] for finding in done.document["findings"]] == ["anchor.unreadable"]
    assert done.document["events"] > 5


def test_verify_and_others_name_a_damaged_page(data: Path) -> None:
    for place in range(5_000, (data / STORE).stat().st_size, 4096):
        flip(data / STORE, place)

    told(command("verify", "--data", data), "store.damaged")
    told(command("rebuild", "--data", data), "store.damaged")
    told(command("report", "visit", "--data", data, "--json"), "store.damaged")


def test_a_damaged_journal_is_not_made_into_rows(folders: Folders, data: Path) -> None:
    damage(folders, "DELETE FROM events WHERE kind = 'sent_home' AND seq < (SELECT max(seq) FROM events)")

    told(command("rebuild", "--data", data), "event.missing")

    with Desk(folders) as desk:
        (slot,) = desk.slots.users
        desk.sign_in(slot.user.id, WORDS)
        assert desk.store is not None
        assert desk.store.connection.execute("SELECT sent_home FROM visits").fetchone() == (2,)


def test_lost_rows_are_made_again(folders: Folders, data: Path) -> None:
    damage(folders, "DELETE FROM users", "DELETE FROM offices", "DELETE FROM visits")

    told(command("report", "visit", "--data", data, "--json"), "store.damaged")
    assert command("rebuild", "--data", data).code == 0
    assert command("report", "visit", "--data", data, "--json").code == 0
    assert command("verify", "--data", data).code == 0
