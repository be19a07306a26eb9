"""Codes on papers, computed here once more from the journal, and what they tell when events are gone."""

from __future__ import annotations

import json
import re
import shutil
from base64 import b32decode, b32encode
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.labels import read_head
from ektp_desk.domain.paper.slip import SlipForm
from ektp_desk.domain.places import RegionCode
from ektp_desk.settings import Folders
from ektp_desk.store.proof.verify import verify_chain, verify_incarnations
from ektp_desk.usecases.admin.paper_codes import codes, compare_typed
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.reports.slip import slip
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.visits.commands import count_sent_home
from tests.kept import CHEAP, WORDS, morning
from tests.offices import TestOffice, unmarked


def text(pdf: bytes) -> str:
    """All of it on one line."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def grouped(digest: bytes, signs: int) -> str:
    return "-".join(re.findall("....", b32encode(digest).decode()[:signs]))


def last_event(office: TestOffice) -> str:
    """As a paper has it, of the one journal."""
    seq, link = office.connection.execute("SELECT seq, link FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    return f"01/a {seq} · {grouped(link, 16)}"


def root(office: TestOffice) -> bytes:
    """Hash the keys that the office's second event names."""
    (body,) = office.connection.execute("SELECT body FROM events WHERE kind = 'root_set'").fetchone()
    keys = json.loads(body)
    parts = [bytes.fromhex(keys[name]) for name in ("founder", "recovery")]
    return sha256(
        b"ektp-desk root 1\n" + b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    ).digest()


@pytest.fixture
def served(office: TestOffice) -> tuple[str, str]:
    """A visit and one of its tickets, recorded."""
    visit = office.open_visit()
    give_numbers(office.session, visit, letter="A", count=3)
    return visit, office.record_one(visit)


@pytest.mark.parametrize("form", list(SlipForm))
def test_a_slip_has_the_head_of_the_moment_in_which_it_is_printed(
    office: TestOffice, served: tuple[str, str], form: SlipForm
) -> None:
    visit, ticket = served
    printed = text(office.session.prints.slip(slip(office.session, ticket), form))
    assert f"Jurnal {last_event(office)}" in printed

    count_sent_home(office.session, visit)
    again = text(office.session.prints.slip(slip(office.session, ticket), form))

    assert f"Jurnal {last_event(office)}" in again
    assert re.findall(r"01/a (\d+)", again) == [str(int(re.findall(r"01/a (\d+)", printed)[0]) + 1)]


def test_a_slip_of_a_copied_folder_has_the_head_of_its_own_journal(
    office: TestOffice, served: tuple[str, str]
) -> None:
    _visit, ticket = served
    office.anchor.unlink()
    session = office.sign_in_again()

    assert unmarked(slip(session, ticket).head.split()[0]) == "01/b"


def test_the_visits_paper_has_the_head_and_the_offices_code(
    office: TestOffice, served: tuple[str, str]
) -> None:
    printed = text(office.session.prints.visit_report(visit_report(office.session, served[0])))

    assert f"Jurnal {last_event(office)}" in printed
    assert f"Kode kantor: {grouped(root(office), 16)}, seperti di halaman pemulihan" in printed
    assert codes(office.session).office == grouped(root(office), 24)


def test_an_office_without_a_root_says_so(office: TestOffice, served: tuple[str, str]) -> None:
    office.connection.execute("UPDATE offices SET founder = '', recovery = ''")

    printed = text(office.session.prints.visit_report(visit_report(office.session, served[0])))

    assert "Kode kantor: belum ada." in printed
    assert codes(office.session).office == ""


def test_the_recovery_page_has_the_offices_code_whole(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "data", tmp_path / "state")
    charter = charter_of(RegionCode.parse("53.02"))
    made = found(folders, charter, user_name="Maria T.", passphrase=WORDS, clock=morning(), cost=CHEAP)
    with Desk(folders, clock=morning(), cost=CHEAP) as desk:
        session = desk.sign_in(made.user, WORDS)
        office = TestOffice(folders, made.user, morning(), desk, session)
        whole = grouped(root(office), 24)
        page = text(session.prints.recovery_page(made.recovery))

    assert f"Kode kantor {whole} Bukan rahasia" in page


class Earlier:
    """The laptop as it was at noon: the data folder and the anchor beside it."""

    def __init__(self, office: TestOffice, kept: Path) -> None:
        office.desk.sign_out()
        self._office, self._kept = office, kept
        shutil.copytree(office.folders.data, kept / "data")
        shutil.copytree(office.folders.state, kept / "state")
        office.sign_in_again()

    def put_back(self, *, anchor: bool) -> None:
        office = self._office
        office.desk.sign_out()
        for name, folder in (("data", office.folders.data), ("state", office.folders.state)):
            for path in (self._kept / name).glob("*"):
                if path.is_file() and path.name != "desk.lock":
                    shutil.copy(path, folder / path.name)
        if not anchor:
            office.anchor.unlink()
        office.sign_in_again()


def refused(office: TestOffice, typed: str) -> tuple[str, dict[str, object]]:
    with pytest.raises(EktpError) as told:
        compare_typed(office.session, typed)
    return told.value.code, dict(told.value.facts)


def test_a_store_cut_back_is_told_by_the_last_slip_which_events_are_gone(
    office: TestOffice, served: tuple[str, str], tmp_path: Path
) -> None:
    visit, ticket = served
    kept = office.store.head.seq
    earlier = Earlier(office, tmp_path / "noon")
    for _ in range(10):
        count_sent_home(office.session, visit)
    paper = slip(office.session, ticket).head

    earlier.put_back(anchor=False)

    assert [news.code for news in office.desk.told] == ["folder.copied"], "by itself the desk knows no loss"
    assert list(verify_chain(office.connection)) == []
    missing = {"journal": "01/a", "first": kept + 1, "last": kept + 10}
    assert refused(office, paper) == ("papercode.missing", missing)


def test_another_past_of_the_same_length_is_told(
    office: TestOffice, served: tuple[str, str], tmp_path: Path
) -> None:
    visit, ticket = served
    earlier = Earlier(office, tmp_path / "noon")
    count_sent_home(office.session, visit)
    paper = slip(office.session, ticket).head
    seq = office.store.head.seq

    earlier.put_back(anchor=True)
    count_sent_home(office.session, visit)

    assert office.store.head.seq == seq
    assert [*verify_chain(office.connection), *verify_incarnations(office.connection)] == []
    assert refused(office, paper) == ("papercode.other_past", {"journal": "01/a", "seq": seq})


def test_a_hole_before_a_head_that_fits_is_told(office: TestOffice, served: tuple[str, str]) -> None:
    paper = slip(office.session, served[1]).head
    office.connection.execute("DELETE FROM events WHERE seq = 9")

    assert refused(office, paper)[0] == "papercode.gaps"


@pytest.mark.parametrize(
    "typed",
    [
        "{label} {seq} · {code}",
        "{label} {seq} {code}",
        "{LABEL} {seq} {plain}",
        " {label}  {seq}, {small} ",
        "o1/a {seq} {confused}",
    ],
)
def test_a_head_is_read_however_it_is_typed(office: TestOffice, typed: str) -> None:
    label, seq, code = re.fullmatch(r"(\S+) (\d+) · (\S+)", last_event(office)).groups()  # type: ignore[union-attr]
    shapes = {
        "LABEL": label.upper(),
        "plain": code.replace("-", ""),
        "small": code.lower().replace("-", " "),
        "confused": code.replace("O", "0").replace("I", "1").replace("B", "8").replace("L", "1"),
    }

    read = compare_typed(office.session, typed.format(label=label, seq=seq, code=code, **shapes))

    assert read.seq == int(seq)


def test_signs_that_eyes_and_keys_confuse_are_the_same() -> None:
    link = (b32decode("OIBLOIBLOIBLOIBL") + bytes(22)).hex()

    assert read_head("01/a 240 018l-Ol81-0i8L-oI8L").differs_by(link) == 0
    assert read_head("01/a 1.240 0188-0188-0188-0188").differs_by(link) == 4
    with pytest.raises(EktpError, match=r"papercode\.unreadable"):
        read_head("01/a 240 0189-0188-0188-0188")


def test_what_was_mistyped_is_told_as_that(office: TestOffice) -> None:
    label, seq, code = re.fullmatch(r"(\S+) (\d+) · (\S+)", last_event(office)).groups()  # type: ignore[union-attr]
    other = code[:-1] + ("A" if code[-1] != "A" else "C")

    assert refused(office, f"{label} {seq} {other}")[0] == "papercode.mistyped"
    assert refused(office, f"07/c {seq} {code}") == ("papercode.unknown_journal", {"journal": "07/c"})
    for typed in (
        code,
        f"{label} {seq}",
        f"{label} {seq} {code[:-1]}",
        f"{label} 0 {code}",
        f"{label} 9{code}",
        "",
    ):
        assert refused(office, typed) == ("papercode.unreadable", {}), typed
