"""Codes on papers, computed here once more from the journal."""

from __future__ import annotations

import json
import re
from base64 import b32encode
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.domain.paper.slip import SlipForm
from ektp_desk.domain.places import RegionCode
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.queries import code_of_office
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
    assert code_of_office(office.session.store) == grouped(root(office), 24)


def test_an_office_without_a_root_says_so(office: TestOffice, served: tuple[str, str]) -> None:
    office.connection.execute("UPDATE offices SET founder = '', recovery = ''")

    printed = text(office.session.prints.visit_report(visit_report(office.session, served[0])))

    assert "Kode kantor: belum ada." in printed
    assert code_of_office(office.session.store) == ""


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
