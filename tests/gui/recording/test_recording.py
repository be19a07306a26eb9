"""A person is recorded by keys alone, and every step is on the disk before the next."""

from __future__ import annotations

import pytest

from ektp_desk.domain.recordings import (
    Document,
    DocumentState,
    Modality,
    ModalityState,
    RecordingState,
    unanswered,
)
from ektp_desk.domain.tickets import Outcome, TicketState
from ektp_desk.gui.work import Go
from ektp_desk.usecases.admin.queries import events_held
from ektp_desk.usecases.queue.queries import at_desk, open_recording, the_ticket, ticket_by_number
from ektp_desk.usecases.recording.queries import steps_of, the_recording
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Recording, Ticket
from tests.gui.recording.page import RecordingPage
from tests.gui.worlds import World
from tests.offices import WORDS

pytestmark = pytest.mark.gui


def ticket_of(world: World, number: str) -> Ticket:
    visit = world.work.visit
    assert visit is not None
    return world.tell(lambda session: ticket_by_number(session, visit.id, number))


def recording_of(world: World, number: str) -> Recording:
    ticket = ticket_of(world, number)
    found = world.tell(lambda session: open_recording(session, ticket.id))
    assert found is not None
    return found


def states(world: World, number: str) -> dict[Modality, ModalityState]:
    recording = recording_of(world, number)
    said = world.tell(lambda session: steps_of(session, recording.id))
    return {modality: taken.state for modality, taken in said.items()}


def test_the_usual_person_takes_five_keystrokes_besides_the_name(called: World, page: RecordingPage) -> None:
    assert page.read("called_number") == "A004"
    page.press("Enter")
    assert page.focus_name() == "who"
    page.search("yuliana").press("Enter")
    assert page.focus_name() == "steps"
    page.press("=", "=", "Ctrl+Enter")

    assert ticket_of(called, "A004").outcome is Outcome.RECORDED
    assert page.read("called_number") == "A005"
    assert page.focus_name() == "serve"
    assert page.told == ["A004 selesai. Berikut: A005"]


def test_a_hurried_hand_needs_not_wait_for_the_disk(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter")
    page.hurry("=", "=", "Ctrl+keypad Enter", "Ctrl+keypad Enter")
    called.settle()

    assert ticket_of(called, "A004").outcome is Outcome.RECORDED
    assert ticket_of(called, "A005").state is TicketState.CALLED
    assert page.refused == []


def test_a_step_is_turned_by_its_number_and_saved_at_once(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "1", "3", "1")

    assert states(called, "A004") == {
        Modality.PHOTO: ModalityState.MISSING,
        Modality.FINGERS: ModalityState.ATTESTED,
    }
    assert page.steps()[2] == "Sidik jari: sudah"
    assert page.read("lacking") == "6"  # and both documents


def test_arrows_and_space_reach_every_step(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "Up", "Space", "Down", "Space")

    assert set(states(called, "A004")) == {Modality.PHOTO}
    assert page.documents() == ["KK: belum", "F-1.02: dilihat"]


def test_a_finish_too_soon_says_what_lacks_and_goes_there(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "1", "2", "3", "Ctrl+Enter")

    assert ticket_of(called, "A004").state is TicketState.SERVING
    assert "Iris, Cocok telunjuk" in page.seen()
    assert page.view.work.board.marked() is Modality.IRISES
    assert page.focus_name() == "steps"


def test_documents_are_asked_for_once_the_steps_are_done_and_none_is_refused_for_its_answer(
    called: World, page: RecordingPage
) -> None:
    page.press("Enter").search("yuliana").press("Enter", "=", "6")
    assert page.documents() == ["KK: dilihat", "F-1.02: belum"]
    assert page.button("finish_next").accessibleName() == "Jawab F-1.02 dahulu (7)"
    assert (page.read("lacking"), "Tidak dibawa pun jawaban" in page.seen()) == ("1", True)

    page.press("Ctrl+Enter")
    assert ticket_of(called, "A004").state is TicketState.SERVING
    assert page.view.work.board.marked() is Document.F102
    page.press("7", "7")
    assert page.button("finish_next").accessibleName() == "Selesai dan panggil berikutnya (Ctrl+Enter)"
    page.press("Ctrl+Enter")
    assert ticket_of(called, "A004").outcome is Outcome.RECORDED


def test_f9_finishes_without_an_answer_which_is_kept_open(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "=", "F9")
    done = ticket_of(called, "A004")
    assert done.outcome is Outcome.RECORDED
    kept = called.tell(lambda session: the_recording(session, done.recording))
    assert unanswered(kept.documents) == (Document.KK, Document.F102)


def test_letters_and_digits_in_a_panel_are_text(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "Alt+2", "4").type("jari 1 v g =")

    assert page.exception().why.other.text() == "jari 1 v g ="
    assert states(called, "A004") == {}


def test_esc_writes_nothing_and_leaves_only_when_nothing_is_open(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Esc")
    assert not page.hits_are_open()
    page.press("Enter").press("Enter")
    events = called.tell(lambda session: events_held(session.store))
    page.press("Alt+3", "Esc", "G", "Esc", "N")
    assert page.went == []
    page.press("Esc")
    assert (page.focus_name(), page.went) == ("steps", [])
    page.press("Esc")

    assert page.went == [Go("queue", ticket=ticket_of(called, "A004").id)]
    assert called.tell(lambda session: events_held(session.store)) == events


def test_papers_and_note_are_saved_as_they_are_given(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("orpa").press("Enter", "6", "7", "7", "8", "N").type("kursi roda")
    page.press("Enter")

    kept = recording_of(called, "A004")
    said = (DocumentState.SEEN, DocumentState.NOT_BROUGHT, True, "kursi roda")
    assert (kept.kk, kept.f102, kept.marriage, kept.note) == said
    assert page.focus_name() == "steps"


def test_a_note_still_under_the_hand_is_saved_by_the_finish(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "=", "=", "N").type("bawa anak").press("Ctrl+Enter")

    ticket = ticket_of(called, "A004").id

    def note(session: Session) -> str:
        done = the_ticket(session, ticket).recording
        found = the_recording(session, done)
        assert found.state is RecordingState.FINISHED
        return found.note

    assert called.tell(note) == "bawa anak"
    assert page.refused == []


def test_put_aside_keeps_the_steps_for_later(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "1", "F8")

    assert ticket_of(called, "A004").state is TicketState.WAITING
    assert page.went == [Go("queue")]
    page.open().type("a4").press("Enter")
    assert page.steps()[0] == "Foto: sudah"
    assert page.read("person_name") == "Yuliana Tamonob Contoh"


def test_f9_finishes_and_calls_nobody(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "=", "F9")

    visit = called.work.visit
    assert visit is not None
    assert ticket_of(called, "A004").outcome is Outcome.RECORDED
    assert called.tell(lambda session: at_desk(session, visit.id, "A")) is None
    assert page.went == [Go("queue")]


def test_a_recording_is_given_up_by_naming_the_outcome(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "1", "Ctrl+F9", "I", "Enter")

    assert ticket_of(called, "A004").outcome is Outcome.POWER_OR_NETWORK
    assert page.went == [Go("queue")]


def test_finish_keys_rest_while_the_outcome_is_asked(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "=", "=", "Ctrl+F9", "F9", "Ctrl+Enter")

    assert ticket_of(called, "A004").state is TicketState.SERVING


def test_under_16_is_finished_with_a_supervisors_word(called: World, page: RecordingPage) -> None:
    called.take_roles("operator", "queue")
    page.press("Enter").search("orpa").press("Enter", "=", "=", "Ctrl+Enter")
    assert page.focus_name() == "passing_by"
    page.type("Ferdinan").press("Enter")
    assert page.focus_name() == "passing_reason"
    page.type("akta: lahir 2002").press("Enter")
    assert page.focus_name() == "passing_passphrase"
    assert ticket_of(called, "A004").state is TicketState.SERVING

    page.type(WORDS).press("Enter")
    assert page.focus_name() == "passing_by"
    assert "Tidak ada supervisor dengan nama ini." in page.seen()
    page.press("Ctrl+A").type("Maria T.").press("Tab", "Tab").type("bukan ini").press("Enter")
    assert page.focus_name() == "passing_passphrase"
    assert ticket_of(called, "A004").state is TicketState.SERVING
    page.type(WORDS).press("Enter")

    assert ticket_of(called, "A004").outcome is Outcome.RECORDED
    assert page.read("called_number") == "A005"


def test_a_supervisor_who_is_signed_in_lets_pass_by_reason_and_passphrase_alone(
    called: World, page: RecordingPage
) -> None:
    page.press("Enter").search("orpa").press("Enter", "=", "=", "Ctrl+Enter")
    assert page.focus_name() == "passing_reason"
    page.type("akta: lahir 2002").press("Enter", "Enter")
    assert page.focus_name() == "passing_passphrase"
    page.type("bukan ini").press("Enter")
    assert ticket_of(called, "A004").state is TicketState.SERVING
    page.type(WORDS).press("Enter")

    assert ticket_of(called, "A004").outcome is Outcome.RECORDED


def test_coming_back_to_the_screen_finds_the_keys_where_they_act(page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "Tab", "Tab")
    assert page.focus_name() != "steps"

    page.open()

    assert page.focus_name() == "steps"


def test_the_screen_opens_again_on_the_same_ticket_with_the_same_steps(
    called: World, page: RecordingPage
) -> None:
    page.press("Enter").search("yuliana").press("Enter", "2", "6").press("Alt+3")
    page.shell.hide()

    again = RecordingPage(called).open()

    assert again.steps() == [
        "Foto: belum",
        "Tanda tangan: sudah",
        "Sidik jari: belum",
        "Iris: belum",
        "Cocok telunjuk: belum",
    ]
    assert again.read("number") == "A004"
    assert again.documents() == ["KK: dilihat", "F-1.02: belum"]
    assert again.focus_name() == "steps"
