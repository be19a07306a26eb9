"""What is made before a visit and names nobody: numbers to cut out, and the letter with the office's text."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.usecases.admin.queries import events_held
from ektp_desk.usecases.reports.before import invitation_text, letter, number_sheets
from ektp_desk.usecases.reports.papers import set_invitation
from tests.offices import DAY, TestOffice
from tests.paper.days import school_visit, village_visit


def test_numbers_to_cut_out_name_place_and_day(office: TestOffice, tmp_path: Path) -> None:
    visit = village_visit(office, tmp_path)

    sheets = number_sheets(office.session, visit, letter="B", first=25, last=48)

    assert (str(sheets.numbers[0]), str(sheets.numbers[-1])) == ("B025", "B048")
    assert (sheets.place, sheets.day) == ("Desa Noebesi", DAY)


def test_the_letter_has_the_visits_place_day_and_hours_in_its_holes(
    office: TestOffice, tmp_path: Path
) -> None:
    text = "\n".join(letter(office.session, school_visit(office, tmp_path)).paragraphs)

    assert "Kepada Yth. Pimpinan SMA Contoh di tempat" in text
    assert "Hari: Selasa, 2 April 2019" in text
    assert "07.30–12.00 WITA" in text
    assert "{" not in text


def test_the_offices_own_text_holds_from_then_on(office: TestOffice, tmp_path: Path) -> None:
    visit = village_visit(office, tmp_path)
    usual = invitation_text(office.session)
    before = events_held(office.session.store)
    set_invitation(office.session, usual)
    assert events_held(office.session.store) == before

    set_invitation(office.session, "Datanglah ke {tempat}\npada {hari}.  \n")

    assert invitation_text(office.session) == "Datanglah ke {tempat}\npada {hari}."
    assert letter(office.session, visit).paragraphs == (
        "Datanglah ke Desa Noebesi, Kecamatan Nunbena",
        "pada Selasa, 2 April 2019.",
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("  ", "letter.empty"),
        ("x" * 4001, "letter.too_long"),
        ("{nama}", "letter.unknown_hole"),
        ("{hari", "letter.unknown_hole"),
        ("hari}", "letter.unknown_hole"),
    ],
)
def test_a_text_that_would_leave_holes_is_refused(office: TestOffice, text: str, code: str) -> None:
    with pytest.raises(EktpError, match=code):
        set_invitation(office.session, text)
