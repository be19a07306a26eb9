"""Names behind figures: under the terms of the equation, by reason, and never made unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import NamesShown
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.paper.kinds import NAMED, PaperKind, Wanted
from ektp_desk.domain.paper.names import NameList, Part
from ektp_desk.domain.recordings import Verdict
from ektp_desk.domain.tickets import Outcome
from ektp_desk.usecases.queue.commands import end_ticket, give_numbers
from ektp_desk.usecases.queue.homes import Home, ask_home, move_stop
from ektp_desk.usecases.queue.queries import waiting_tickets
from ektp_desk.usecases.recording.commands import identify, review_exception
from ektp_desk.usecases.recording.queries import exceptions_of
from ektp_desk.usecases.reports.papers import make, make_named
from ektp_desk.usecases.reports.tickets import homes_to_visit, names_behind, visit_again
from ektp_desk.usecases.visits.commands import close_visit
from tests.offices import WORDS, TestOffice, proved
from tests.paper.days import end, person, record, village_visit


def column(names: NameList, part: Part) -> list[str]:
    return [row.cells[part] for group in names.groups for row in group.rows]


def refused(act: object) -> EktpError:
    assert callable(act)
    with pytest.raises(EktpError) as told:
        act()
    return told.value


def test_names_behind_the_figures_stand_under_the_terms_of_the_equation(
    office: TestOffice, tmp_path: Path
) -> None:
    visit = village_visit(office, tmp_path)
    record(office, visit, "YULI CONTOH")
    end(office, visit, "ORPA CONTOH", Outcome.OTHER, text="minta besok")
    (left,) = give_numbers(office.session, visit, letter="A")
    end_ticket(office.session, left, Outcome.LEFT)
    give_numbers(office.session, visit, letter="A")

    names = names_behind(office.session, visit)

    assert [(group.heading, len(group.rows)) for group in names.groups] == [
        ("Dilayani", 1),
        ("Tidak dilayani, dengan alasan", 1),
        ("Pergi sebelum dilayani", 1),
        ("Menunggu", 1),
    ]
    assert column(names, Part.NAME) == ["YULI CONTOH", "ORPA CONTOH", "tak dikenal", "tak dikenal"]
    assert "minta besok" in column(names, Part.OUTCOME)[1]
    assert column(names, Part.NIK)[:2] == ["530232520392****", "530232520392****"]


def test_after_the_close_nobody_waits_any_more(office: TestOffice, tmp_path: Path) -> None:
    visit = village_visit(office, tmp_path)
    record(office, visit, "YULI CONTOH")
    for ticket in waiting_tickets(office.session, visit):
        end_ticket(office.session, ticket.id, Outcome.LEFT)
    close_visit(office.session, visit, proof=proved(office.session, visit))

    assert [group.heading for group in names_behind(office.session, visit).groups] == ["Dilayani"]


def test_whom_to_visit_again_stands_by_reason_with_what_to_bring(office: TestOffice, tmp_path: Path) -> None:
    visit = village_visit(office, tmp_path)
    record(office, visit, "YULI CONTOH")
    end(office, visit, "ORPA CONTOH", Outcome.NO_DOCUMENTS)
    end(office, visit, "BETI CONTOH", Outcome.CANNOT_TODAY, text="sakit", on="2019-04-11")
    end(office, visit, "AGUS CONTOH", Outcome.ALREADY_RECORDED)
    (left,) = give_numbers(office.session, visit, letter="A")
    end_ticket(office.session, left, Outcome.LEFT)

    again = visit_again(office.session, visit)

    assert column(again, Part.NAME) == ["ORPA CONTOH", "BETI CONTOH"]
    assert column(again, Part.REASON) == [
        "Bawa Kartu Keluarga asli.",
        "kembali\N{NO-BREAK SPACE}11\N{NO-BREAK SPACE}April\N{NO-BREAK SPACE}2019 · sakit",
    ]
    assert again.missing == ("1 nomor yang pergi sebelum ditanya namanya",)


def test_whom_a_supervisor_wants_recorded_anew_stands_first_with_the_note(
    office: TestOffice, tmp_path: Path
) -> None:
    visit = village_visit(office, tmp_path)
    record(office, visit, "YULI CONTOH")
    seen = {name: record(office, visit, name, excepted=True) for name in ("BETI CONTOH", "AGUS CONTOH")}
    end(office, visit, "ORPA CONTOH", Outcome.NO_DOCUMENTS)
    proof = proved(office.session, visit)
    for row in exceptions_of(office.session, visit):
        note = "foto gelap" if seen["BETI CONTOH"].endswith(row.number) else ""
        review_exception(office.session, visit, row.recording, Verdict.REPEAT, proof=proof, note=note)

    again = visit_again(office.session, visit)

    assert [(group.heading, len(group.rows)) for group in again.groups] == [
        ("Rekam ulang, kata supervisor", 2),
        ("Dokumen tidak dibawa", 1),
    ]
    assert column(again, Part.NAME) == ["BETI CONTOH", "AGUS CONTOH", "ORPA CONTOH"]
    assert column(again, Part.REASON)[:2] == ["foto gelap", "pengecualiannya tidak diterima"]
    assert again.totals == (("Dikunjungi ulang", "3"),)
    assert any("ditolak supervisor" in each.text for each in again.definitions)


def test_homes_stand_in_the_order_of_the_round_with_what_the_team_must_know(
    office: TestOffice, tmp_path: Path
) -> None:
    visit, session = village_visit(office, tmp_path), office.session
    assert homes_to_visit(session, visit).groups == ()
    first = Home("kios biru, dekat gereja", "Dusun I", "1", "2", "Mama Contoh 0811-9000", "berjalan")
    ask_home(session, visit, first, letter="A")
    known = ask_home(session, visit, Home(dusun="Dusun II", cannot="duduk lama"), letter="A")
    done = ask_home(session, visit, Home(dusun="Dusun III"), letter="A")
    identify(session, known, person(office, visit, "YULI CONTOH"))
    end_ticket(session, done, Outcome.ANSWERED)
    move_stop(session, visit, known, by=-1)

    homes = homes_to_visit(session, visit)

    assert column(homes, Part.NUMBER) == ["A002", "A001"]
    assert column(homes, Part.NAME) == ["YULI CONTOH", "Mama Contoh 0811-9000"]
    assert column(homes, Part.DUSUN) == ["Dusun II", "Dusun I"]
    assert column(homes, Part.PLACE) == ["", "001/002"]
    assert column(homes, Part.ADDRESS)[1] == "kios biru, dekat gereja"
    assert column(homes, Part.CANNOT) == ["duduk lama", "berjalan"]
    assert (homes.columns[-1], homes.totals) == (Part.DONE, (("Rumah yang masih didatangi", "2"),))


@pytest.mark.parametrize("kind", sorted(NAMED))
def test_names_are_made_on_demand_alone_and_written_down_first(
    office: TestOffice, tmp_path: Path, kind: PaperKind
) -> None:
    visit = village_visit(office, tmp_path)
    wanted = Wanted(kind, visit)
    session = office.session

    assert refused(lambda: make(session, wanted)).code == "report.names_on_demand"
    no_purpose = refused(lambda: make_named(session, wanted, purpose=" ", passphrase=WORDS))
    assert no_purpose.code == "report.needs_purpose"
    wrong = refused(lambda: make_named(session, wanted, purpose="diperiksa", passphrase="bukan"))
    assert wrong.code == "signin.wrong"
    assert not shown(office)

    make_named(session, wanted, purpose=" diperiksa  Kasi ", passphrase=WORDS)

    assert shown(office) == [(visit, NamesShown(report=kind.value, purpose="diperiksa Kasi"))]


def shown(office: TestOffice) -> list[tuple[str, NamesShown]]:
    events = office.session.store.events(Entity.DEVICE, office.session.device)
    return [(event.header.visit, event.body) for event in events if isinstance(event.body, NamesShown)]
