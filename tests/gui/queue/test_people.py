"""Today's people in one search: who is expected, who has a number, who is found in the register."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtGui import QGuiApplication

from ektp_desk.domain.tickets import Outcome, TicketGroup, TicketState
from ektp_desk.domain.visits import AbsenceReason
from ektp_desk.gui.work import Go
from ektp_desk.usecases.people.contacts.queries import Contact, contact_of
from ektp_desk.usecases.queue.queries import the_ticket
from ektp_desk.usecases.queue.today import DayPerson, PersonSection, find_today, read_targets
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.usecases.visits.absences.commands import explain_absence
from tests.gui.queue.page import QueuePage
from tests.gui.worlds import World

pytestmark = pytest.mark.gui


def to_come(page: QueuePage) -> list[DayPerson]:
    rows = page.view.workspace.to_come.rows
    return [row for at in range(rows.rowCount()) if isinstance(row := rows.row_at(at), DayPerson)]


def last_given(world: World, page: QueuePage) -> Ticket:
    number = page.told[-1].split()[1].rstrip(":")
    visit = world.work.visit
    assert visit is not None
    return world.tell(lambda session: the_ticket(session, f"{visit.id}:{number}"))


def test_somebody_of_the_list_gets_a_number_with_their_name_by_one_key(sample: World) -> None:
    page = QueuePage(sample)
    page.press("Ctrl+Tab", "Ctrl+Tab")
    who = to_come(page)[0]
    page.type(who.name.lower())
    assert page.found()[0] == who.name
    assert page.view.person.shown() == (who.name, "belum datang")
    assert (page.sees("person_number"), page.sees("person_go")) == (True, False)

    page.press("Ins")

    ticket = last_given(sample, page)
    assert (ticket.name, ticket.state) == (who.name, TicketState.WAITING)
    assert page.view.search.text() == ""
    assert who.key not in {one.key for one in to_come(page)}


def test_who_has_a_number_gets_no_second_one(sample: World) -> None:
    page = QueuePage(sample)
    page.press("Ctrl+Tab", "Ctrl+Tab")
    who = to_come(page)[0]
    page.type(who.name)
    page.press("Ins")
    given = len(page.told)
    number = last_given(sample, page).number
    page.type(who.name)
    assert page.view.person.shown()[1] == f"menunggu · {number}"

    page.press("Ins")

    assert page.why == [f"Sudah punya nomor {number}"]
    assert len(page.told) == given
    page.press("Enter")
    assert (page.chosen(), page.view.search.text()) == (number, "")


def test_who_was_recorded_gets_a_number_for_something_else_alone(sample: World) -> None:
    page = QueuePage(sample)
    page.press("Ctrl+Tab")
    recorded = next(one for one in page.context_facts().ended if one.outcome is Outcome.RECORDED)
    page.type(recorded.number)
    assert (page.sees("person_number"), page.button("person_go").word()) == (
        False,
        f"Ke nomor {recorded.number}",
    )
    chosen = page.view.chosen_person()
    assert chosen is not None
    day = sample.tell(lambda session: session.today)
    page.view.person.show_person(replace(chosen, ticket=None), day)  # recorded at another visit
    assert (page.sees("person_number"), page.sees("person_go")) == (False, True)
    page.press("Ins")
    assert (page.refused, page.told) == (["person.recorded"], [])

    page.press("Alt+2", "Ins")

    assert last_given(sample, page).name == recorded.name
    assert page.told[-1].endswith(f"ambil kartu · {recorded.name}")


def test_a_free_desk_serves_whom_it_found_at_once(sample: World) -> None:
    page = QueuePage(sample)
    page.press("F9", "p", "Enter", "Ctrl+Tab", "Ctrl+Tab")
    who = to_come(page)[0]
    page.type(who.name)
    page.press("Ctrl+Return")

    (gone,) = page.went
    assert gone.place == "recording"
    served = sample.tell(lambda session: the_ticket(session, gone.ticket))
    assert (served.name, served.state) == (who.name, TicketState.SERVING)


def test_who_stands_in_no_list_is_met_by_one_key_at_a_free_desk(sample: World) -> None:
    page = QueuePage(sample)
    held = page.called()
    page.type("zzz contoh")
    page.press("Ctrl+N")
    assert (page.why, page.went) == ([f"{held} belum selesai"], [])
    page.press("Esc", "F9", "p", "Enter")
    page.type("zzz contoh")
    page.press("Ctrl+N")

    (gone,) = page.went
    assert (gone.place, gone.typed) == ("recording", "zzz contoh")
    assert "zzz" not in repr(gone)
    met = sample.tell(lambda session: the_ticket(session, gone.ticket))
    assert (met.person, met.state) == (None, TicketState.SERVING)
    assert page.view.search.text() == ""


def test_who_a001_was_is_said_by_its_number(sample: World) -> None:
    page = QueuePage(sample)
    page.type("A001")
    page.press("Enter")
    ended = next(one for one in page.context_facts().ended if one.number == "A001")
    said = page.view.finished.shown().splitlines()
    assert said[:2] == ["A001", ended.name or "Belum dikenali"]
    assert page.view.workspace.tabs.current() == "finished"
    if ended.person:
        page.press("Right")
        assert page.went == [Go("people", person=ended.person)]


def test_the_list_of_who_ended_begins_with_the_last(sample: World) -> None:
    page = QueuePage(sample)
    held = page.called()
    page.press("F9", "p", "Enter", "Ctrl+Tab")
    rows = page.view.workspace.finished.rows
    assert (rows.cell(0, 0).text, rows.cell(0, 2).text) == (held, "pergi")


def test_who_ended_is_shown_by_how_they_ended(sample: World) -> None:
    page = QueuePage(sample)
    ended = page.context_facts().ended
    served = [one.number for one in ended if one.outcome_group == TicketGroup.SERVED]
    rest = [one.number for one in ended if one.number not in served]
    page.press("Ctrl+Tab")
    assert finished(page) == [one.number for one in ended]

    page.press("Ctrl+Down")
    assert finished(page) == served
    assert page.view.workspace.filter.word() == f"dilayani {len(served)}"

    page.press("Ctrl+Down")
    assert finished(page) == rest
    assert page.view.finished.number.text() == rest[0]
    page.press("Esc")
    assert finished(page) == [one.number for one in ended]

    page.press("Ctrl+Down")
    page.look_for(rest[0])
    assert (page.view.workspace.filter.value(), page.view.finished.number.text()) == ("all", rest[0])
    page.press("Ctrl+Down", "Ctrl+Down", "Ctrl+Down")
    assert page.view.workspace.filter.value() == "all"  # nobody was put right: that is not asked for

    page.look_for(served[0])
    page.press("Ctrl+B", "3", "T", "Enter", "Enter")
    assert page.asked() == []
    page.press("Ctrl+Down", "Ctrl+Down", "Ctrl+Down")
    assert page.view.workspace.filter.word() == "dibetulkan 1"
    assert finished(page) == [served[0]]
    assert page.view.workspace.finished.rows.cell(0, 2).text == "tidak bersedia · dibetulkan"
    page.presenter.make_view()
    assert finished(page) == [served[0]]


def finished(page: QueuePage) -> list[str]:
    rows = page.view.workspace.finished.rows
    return [rows.cell(at, 0).text for at in range(rows.rowCount())]


def test_lines_above_sections_cannot_be_chosen(sample: World) -> None:
    page = QueuePage(sample)
    page.type("yu")
    rows = page.view.workspace.found.rows
    heads = [at for at in range(rows.rowCount()) if rows.is_head(at)]
    assert len(heads) == 2
    chosen = []
    for _row in range(rows.rowCount()):
        chosen.append(page.view.workspace.found.currentIndex().row())
        page.press("Down")
    assert list(dict.fromkeys(chosen)) == [at for at in range(rows.rowCount()) if at not in heads]


def test_another_look_keeps_what_was_typed_and_found(sample: World) -> None:
    page = QueuePage(sample)
    page.type("yu")
    before = page.found()
    page.presenter.make_view()
    assert (page.view.search.text(), page.found()) == ("yu", before)
    assert before


def test_a_number_given_with_a_name_is_undone_as_one_act(sample: World) -> None:
    page = QueuePage(sample)
    page.press("Ctrl+Tab", "Ctrl+Tab")
    who = to_come(page)[0]
    page.type(who.name)
    page.press("Ins")
    number = last_given(sample, page).number

    page.press("Ctrl+Z")
    assert page.acts()[0].startswith(f"1 · {number} diberikan")
    page.press("1")

    assert page.told[-1] == f"Dibatalkan: {number} tidak jadi diberikan, tidak dihitung"
    assert number not in page.numbers()
    assert who.key in {one.key for one in to_come(page)}


def test_why_a_target_did_not_come_is_said_in_the_list_and_undone_there(sample: World) -> None:
    page = QueuePage(sample)
    page.press("Ctrl+Tab", "Ctrl+Tab")
    first, second = to_come(page)[:2]
    page.press("F9")
    page.type("kepala dusun")
    page.press("Enter", "2")
    page.press("Down", "F9", "1")

    marked = {one.key: one.absence for one in to_come(page) if one.absence}
    assert marked == {first.key: "died", second.key: "moved"}
    assert page.view.person.shown() == (second.name, "pindah")

    page.press("Ctrl+Z")
    assert [words.split(" · ")[1] for words in page.acts()[:2]] == [
        "Tidak datang: pindah", "Tidak datang: meninggal"
    ]  # fmt: skip
    page.press("2")
    assert {one.key: one.absence for one in to_come(page) if one.absence} == {second.key: "moved"}


def test_who_must_come_again_gets_a_message_that_is_copied(sample: World) -> None:
    page = QueuePage(sample)
    page.press("Ctrl+Tab")
    again = next(
        one for one in page.context_facts().ended if one.outcome is Outcome.NO_DOCUMENTS and one.name
    )
    page.view.workspace.finished.select_key(again.id)
    sample.settle()
    page.press("Alt+C")

    assert page.told[-1] == "Pesan disalin. Tempelkan di WhatsApp."
    copied = QGuiApplication.clipboard().text()
    assert again.name in copied
    assert "Bawa Kartu Keluarga asli." in copied
    page.press("Alt+T")
    assert page.panel().objectName() == "contact"


def test_who_is_told_a_day_is_asked_for_a_telephone_once(sample: World) -> None:
    page = QueuePage(sample)
    page.press("Ctrl+Tab", "Ctrl+Tab")
    page.type(to_come(page)[0].name)
    page.press("Ins")
    ticket = last_given(sample, page)
    page.presenter._context.ask_ending(ticket.id, ticket.number, ticket.purpose)
    page.press("U")
    page.type((sample.work.session.today + timedelta(days=9)).strftime("%d-%m-%Y"))
    page.press("Enter")
    assert page.panel().objectName() == "contact"

    page.type("0812-9000-0001")
    page.press("Alt+1", "Alt+S", "Enter")
    assert page.told[-1] == "Telepon tersimpan"
    held = sample.tell(lambda session: contact_of(session, ticket.person or ""))
    assert held == Contact("081290000001", "own")


def test_who_has_no_telephone_is_passed_by_enter_and_not_asked_again(sample: World) -> None:
    page = QueuePage(sample)
    page.press("Ctrl+Tab", "Ctrl+Tab")
    page.type(to_come(page)[0].name)
    page.press("Ins", "Ctrl+Tab")
    ticket = last_given(sample, page)
    day = (sample.work.session.today + timedelta(days=9)).strftime("%d-%m-%Y")

    def told_a_day() -> None:
        page.view.table.select_key(ticket.id)
        page.press("Ctrl+Up", "J")
        page.type(day)
        page.press("Enter")

    told_a_day()
    assert page.asked() == ["contact"]
    assert page.button("contact_save").word() == "Lanjut tanpa telepon"
    told = list(page.told)
    page.press("Enter")
    assert (page.asked(), page.told) == ([], told)

    page.press("Ctrl+Z", "1")
    told_a_day()
    assert page.asked() == []


def test_a_day_told_to_somebody_without_a_name_says_what_is_lost(sample: World) -> None:
    page = QueuePage(sample)
    held = page.context_facts().held
    assert held is not None
    assert not held.name
    lost = f"Tanpa nama: {held.number}. Kantor hanya tahu berapa orang yang datang lagi, bukan siapa."
    page.press("F9", "T")
    assert not page.sees("nameless")
    page.press("U")
    assert page.sees("nameless")
    assert lost in page.panel_words()


def test_a_target_found_in_spite_of_a_slip_says_why_they_did_not_come(sample: World) -> None:
    page = QueuePage(sample)
    page.press("Ctrl+Tab", "Ctrl+Tab")
    who = to_come(page)[0]
    assert who.person is not None
    visit, person = page.context_facts().visit.id, who.person.id
    sample.tell(
        lambda session: explain_absence(session, visit, person, AbsenceReason.MOVED, said_by="Kades Contoh")
    )
    facts, first = page.context_facts(), who.name.split()[0]
    slipped = who.name.replace(first, first[:2] + "q" + first[3:], 1)

    found = sample.tell(lambda session: find_today(session, facts, read_targets(session, visit), slipped))

    assert [(one.key, one.section, one.absence) for one in found if one.key == person] == [
        (person, PersonSection.TARGETS, AbsenceReason.MOVED)
    ]
