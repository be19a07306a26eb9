"""Every act of the desk, and which roles may do it: a line for each use case that writes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ektp_desk.domain.journal.bodies import KeyOffered
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.lists.mapping import SheetColumns
from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.domain.office.policies import Policy
from ektp_desk.domain.people import CorrectionVerdict
from ektp_desk.domain.recordings import Modality, ModalityState, Taken, Verdict
from ektp_desk.seal.keys import UserSigner, new_user_keys
from ektp_desk.usecases.admin.commands import (
    add_user,
    announce_key,
    change_own_passphrase,
    change_user,
    give_key,
    note_backup,
    remove_user,
    reset_passphrase,
    set_policy,
    undo_rule,
)
from ektp_desk.usecases.admin.holds import rule, rule_otherwise, rulings
from ektp_desk.usecases.admin.pages import end_former_pages, give_page, say_office_key
from ektp_desk.usecases.admin.queries import HeldRow, rules
from ektp_desk.usecases.exchange.removing import files_over, say_removed
from ektp_desk.usecases.laptops.commands import make_kit, move_hub, note_heard, revoke_laptop, set_hub
from ektp_desk.usecases.lists.commands import bring_back_list, expire_lists, remember, withdraw_list
from ektp_desk.usecases.lists.preview import (
    CheckedFiles,
    ListTitle,
    ToCheck,
    check_files,
    forget_layouts,
    keep_checked,
)
from ektp_desk.usecases.people.commands import (
    Ground,
    correct,
    erase_expired,
    erase_person,
    part_at,
    say_not_same,
    say_same,
    settle,
    take_back,
)
from ektp_desk.usecases.people.decisions import Split, contradictions, to_settle
from ektp_desk.usecases.queue.commands import void_ticket
from ektp_desk.usecases.recording.capture import capture_photo, capture_signature, take_offered
from ektp_desk.usecases.recording.commands import (
    Ending,
    WalkIn,
    accept_exceptions,
    begin,
    begin_known,
    change_person,
    change_to_walk_in,
    end_and_call,
    end_recording,
    finish,
    identify,
    identify_walk_in,
    review_exception,
    set_all_complete,
    set_aside,
    set_modality,
    take,
    toggle_step,
    write_note,
)
from ektp_desk.usecases.recording.queries import corrections_to_read
from ektp_desk.usecases.recording.reviews import accept_all, review_corrections
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import User
from ektp_desk.usecases.visits.commands import (
    Proof,
    begin_day,
    close_visit,
    confirm_day,
    count_sent_home,
    plan_visit,
    reopen_visit,
)
from tests.ageing import after, confirm_until, confirm_week
from tests.captures.taking import SIGNED, seen
from tests.office.moving import change_the_next, open_the_next, postpone_the_next
from tests.office.paper_acts import PAPERS
from tests.office.queue_acts import QUEUE
from tests.office.stage import Stage, contradict, imported, proof_of
from tests.offices import VILLAGE, WORDS

EVERYBODY, STAFF, RECORDERS = "QOSAH", "QOSA", "OSA"
SUPERVISORS, OFFICE = "SA", "A"
Deed = Callable[[Stage, Session], object]


@dataclass(frozen=True)
class Case:
    """A use case: who may, the act, and what has to have happened before."""

    allowed: str
    act: Deed
    before: Deed = lambda _stage, _session: None


def all_complete(stage: Stage, session: Session) -> None:
    set_all_complete(session, stage.recording)


def a_photo_is_left(stage: Stage, session: Session) -> None:
    """Leave a file on the disk that nothing names, as a crash does."""
    sealed = session.files.seal(b"gambar")
    taken = Taken(ModalityState.CAPTURED, 1, file=hashlib.sha256(sealed).hexdigest(), size=len(sealed))
    session.store.files.expect(stage.recording, Modality.PHOTO, taken, at=session.clock())
    session.files.keep(taken.file, sealed)


def a_photo_is_safe(stage: Stage, session: Session) -> None:
    """Finish with a photo; two of the office's machines keep all that was written, by their word."""
    capture_photo(session, stage.recording, seen())
    finished_with_an_exception(stage, session)
    stage.office.connection.execute("INSERT INTO at_office VALUES (1, 'safe', 1, ?)", (2**53,))


def finished_with_an_exception(stage: Stage, session: Session) -> None:
    taken = Taken(ModalityState.EXCEPTED, 9, "jari luka", "Noh L.")
    set_modality(session, stage.recording, Modality.FINGERS, taken)
    all_complete(stage, session)
    finish(session, stage.recording)


def a_name_was_corrected(stage: Stage, session: Session) -> None:
    correct(session, stage.person, "name", value="Daud C.", ground="KTP lama", passphrase=WORDS)


def as_another(stage: Stage, session: Session) -> tuple[Session, Proof]:
    """Of somebody else with these roles, for nobody reviews their own; the key is whose it was."""
    other = replace(session, user=User("another", "Yosef Contoh", session.user.roles))
    return other, replace(proof_of(session, stage.visit), user="another")


def review_them(stage: Stage, session: Session) -> None:
    other, proof = as_another(stage, session)
    events = [one.event for one in corrections_to_read(other, stage.visit)]
    review_corrections(other, stage.visit, events, CorrectionVerdict.IN_ORDER, proof=proof)


def accept_them(stage: Stage, session: Session) -> None:
    other, proof = as_another(stage, session)
    accept_all(other, stage.visit, proof=proof)


def everybody_has_an_end(stage: Stage, session: Session) -> None:
    for ticket in stage.tickets:
        void_ticket(session, ticket)


def the_visit_is_closed(stage: Stage, session: Session) -> None:
    everybody_has_an_end(stage, session)
    close_visit(session, stage.visit, proof=proof_of(session, stage.visit))


def the_next_is_planned(stage: Stage, session: Session) -> None:
    the_visit_is_closed(stage, session)
    plan_visit(session, VILLAGE, day=session.today, lists=())


def personal_data_live_a_season(stage: Stage, session: Session) -> None:
    the_visit_is_closed(stage, session)
    set_policy(session, Policy.PERSON_DAYS, "90")
    confirm_week(confirm_until(session, 100))


def later(session: Session) -> Session:
    """The same user when all of it is over."""
    return after(session, 107)


def a_rule_was_set(_stage: Stage, session: Session) -> None:
    set_policy(session, Policy.IDLE_MINUTES, "9")


def lists_live_a_week(_stage: Stage, session: Session) -> None:
    set_policy(session, Policy.LIST_DAYS, "7")
    confirm_until(session, 107)


def a_page_is_given(_stage: Stage, session: Session) -> None:
    give_page(session, new_user_keys(), former="age1lama")


def noh_offers_a_key(stage: Stage, session: Session) -> None:
    own, noh, store = new_user_keys(), stage.other("Noh Contoh"), stage.office.store
    signer, store._signer = store._signer, UserSigner(noh, own)
    store.write([NewEvent(Entity.USER, noh, KeyOffered(sign=own.sign, seal=own.seal))], at=session.clock())
    store._signer = signer


def undo_the_rule(_stage: Stage, session: Session) -> None:
    (event,) = [rule.event for rule in rules(session) if rule.event]
    undo_rule(session, event)


def take_note(stage: Stage, session: Session) -> None:
    write_note(session, stage.recording, "sudah diperiksa")


def two_names_meet(stage: Stage, session: Session) -> None:
    contradict(session, stage.person, "Daud C.", "D. Contoh")


def settle_the_name(_stage: Stage, session: Session) -> None:
    (found,) = contradictions(session)
    settle(session, found, found.shown)


def held_of(stage: Stage) -> HeldRow:
    """What Noh did on another laptop."""
    noh, day = stage.other("Noh Contoh"), datetime(2019, 4, 2, tzinfo=UTC)
    return HeldRow(noh, "laptop", "second", 1, 9, 9, 0, day, day, "event.after_end", "[]", "[]")


def another_laptop_has_come(stage: Stage, _session: Session) -> None:
    connection = stage.office.connection
    connection.execute("INSERT INTO journals (device, incarnation) VALUES ('d9', 'i9')")
    connection.execute(
        "INSERT INTO events (journal, seq, link, entity, entity_id, kind, header, digest) "
        "SELECT (SELECT max(no) FROM journals), 1, x'09', 'device', 'd9', 'unknown', header, digest "
        "FROM events WHERE seq = 1 LIMIT 1"
    )


def something_was_ruled(stage: Stage, session: Session) -> None:
    rule(session, held_of(stage), counts=True)


def a_chain_is_parted(stage: Stage, session: Session) -> None:
    """One is the same as two others, who are said to be two."""
    one, other, third = *stage.people, stage.third
    say_same(session, one, other)
    say_same(session, other, third)
    say_not_same(session, one, third)


def part_the_chain(_stage: Stage, session: Session) -> None:
    (split,) = [one for one in to_settle(session) if isinstance(one, Split)]
    part_at(session, split, split.links[0])


def join_the_chain(_stage: Stage, session: Session) -> None:
    (split,) = [one for one in to_settle(session) if isinstance(one, Split)]
    part_at(session, split, None)


def the_next_is_known(stage: Stage, session: Session) -> None:
    identify(session, stage.tickets[1], stage.people[0])


def checked(stage: Stage, session: Session) -> CheckedFiles:
    wanted = ToCheck(ListKind.BELUM_REKAM, (stage.folder / "daftar.csv",))
    return check_files(session, wanted, stop=lambda: False, step=lambda _rows: None)


def the_list_is_kept(stage: Stage, session: Session) -> None:
    title = ListTitle("daftar", session.today, "")
    keep_checked(session, checked(stage, session), title, stop=lambda: False, step=lambda _rows: None)


def a_layout_is_remembered(stage: Stage, session: Session) -> None:
    remember(session, ListKind.BELUM_REKAM.value, checked(stage, session).imported.mapping.sheets[0])


def what_was_remembered_is_forgotten(stage: Stage, session: Session) -> None:
    forget_layouts(session, checked(stage, session))


ATTESTED = Taken(ModalityState.ATTESTED, 1)
WALK_IN = WalkIn("Orang Contoh", "P", birth="1991-01-02")
COLUMNS = SheetColumns(sheet="", header_row=1, columns=())
CASES = {
    "confirm_day": Case(EVERYBODY, lambda _at, s: confirm_day(s)),
    "begin_day": Case(EVERYBODY, lambda _at, s: begin_day(s)),
    "change_own_passphrase": Case(EVERYBODY, lambda _at, s: change_own_passphrase(s, WORDS)),
    "expire_lists": Case(EVERYBODY, lambda _at, s: expire_lists(later(s)), lists_live_a_week),
    "erase_expired": Case(EVERYBODY, lambda _at, s: erase_expired(later(s)), personal_data_live_a_season),
    "note_backup": Case(STAFF, lambda _at, s: note_backup(s, digest="0" * 64, size=1, place="USB")),
    "open_desk": Case(STAFF, open_the_next, the_next_is_planned),
    "count_sent_home": Case(STAFF, lambda at, s: count_sent_home(s, at.visit)),
    "identify": Case(STAFF, lambda at, s: identify(s, at.tickets[1], at.people[0])),
    "identify_walk_in": Case(STAFF, lambda at, s: identify_walk_in(s, at.tickets[1], WALK_IN)),
    "change_person": Case(RECORDERS, lambda at, s: change_person(s, at.tickets[0], at.people[0])),
    "change_to_walk_in": Case(RECORDERS, lambda at, s: change_to_walk_in(s, at.tickets[0], WALK_IN)),
    "begin": Case(
        RECORDERS,
        lambda at, s: begin(s, at.tickets[1], desk="B"),
        the_next_is_known,
    ),
    "begin_known": Case(RECORDERS, lambda at, s: begin_known(s, at.tickets[1], desk="B"), the_next_is_known),
    "take": Case(STAFF, lambda at, s: take(s, at.tickets[1], desk="B")),
    "set_aside": Case(STAFF, lambda at, s: set_aside(s, at.tickets[1], None, "", desk="B")),
    "set_aside, with a note": Case(
        RECORDERS, lambda at, s: set_aside(s, at.tickets[0], at.recording, "tunggu KK", desk="A")
    ),
    "toggle_step": Case(RECORDERS, lambda at, s: toggle_step(s, at.recording, Modality.IRISES)),
    "end_recording": Case(
        RECORDERS, lambda at, s: end_recording(s, Ending(at.recording, "selesai")), all_complete
    ),
    "end_and_call": Case(
        RECORDERS,
        lambda at, s: end_and_call(s, Ending(at.recording, "selesai"), at.visit, desk="A"),
        all_complete,
    ),
    "set_modality": Case(RECORDERS, lambda at, s: set_modality(s, at.recording, Modality.PHOTO, ATTESTED)),
    "capture_photo": Case(RECORDERS, lambda at, s: capture_photo(s, at.recording, seen())),
    "capture_signature": Case(RECORDERS, lambda at, s: capture_signature(s, at.recording, SIGNED)),
    "take_offered": Case(
        RECORDERS, lambda at, s: take_offered(s, at.recording, Modality.PHOTO), a_photo_is_left
    ),
    "set_all_complete": Case(RECORDERS, all_complete),
    "write_note": Case(RECORDERS, take_note),
    "finish": Case(RECORDERS, lambda at, s: finish(s, at.recording), all_complete),
    "correct": Case(RECORDERS, a_name_was_corrected),
    "say_same": Case(RECORDERS, lambda at, s: say_same(s, *at.people)),
    "say_not_same": Case(RECORDERS, lambda at, s: say_not_same(s, *at.people)),
    "part_at, a link": Case(RECORDERS, part_the_chain, a_chain_is_parted),
    "part_at, all one": Case(RECORDERS, join_the_chain, a_chain_is_parted),
    "settle": Case(SUPERVISORS, settle_the_name, two_names_meet),
    "rule": Case(OFFICE, lambda at, s: rule(s, held_of(at), counts=True)),
    "say_removed": Case(
        EVERYBODY, lambda _at, s: say_removed(s, files_over(s, full=True), full=True), a_photo_is_safe
    ),
    "note_heard": Case(EVERYBODY, lambda _at, s: note_heard(s), another_laptop_has_come),
    "make_kit": Case(OFFICE, lambda _at, s: make_kit(s, enrol="ab" * 32)),
    "set_hub": Case(OFFICE, set_it := lambda _at, s: set_hub(s, "ab" * 32, ["10.0.0.2"])),
    "move_hub": Case(OFFICE, lambda _at, s: move_hub(s, ["10.0.0.3"]), set_it),
    "revoke_laptop": Case(OFFICE, lambda _at, s: revoke_laptop(s, "d9", reason="hilang")),
    "rule_otherwise": Case(OFFICE, lambda _at, s: rule_otherwise(s, rulings(s)[0]), something_was_ruled),
    "take_back": Case(OFFICE, lambda _at, s: take_back(s, rulings(s)[0]), something_was_ruled),
    "plan_visit": Case(SUPERVISORS, lambda _at, s: plan_visit(s, VILLAGE, day=s.today, lists=())),
    "change_plan": Case(SUPERVISORS, change_the_next, the_next_is_planned),
    "postpone_visit": Case(SUPERVISORS, postpone_the_next, the_next_is_planned),
    **{name: Case(*row) for name, row in (PAPERS | QUEUE).items()},
    "close_visit": Case(
        SUPERVISORS, lambda at, s: close_visit(s, at.visit, proof=proof_of(s, at.visit)), everybody_has_an_end
    ),
    "review_exception": Case(
        SUPERVISORS,
        lambda at, s: review_exception(
            s, at.visit, at.recording, Verdict.REPEAT, proof=proof_of(s, at.visit), note="foto gelap"
        ),
        finished_with_an_exception,
    ),
    "accept_exceptions": Case(
        SUPERVISORS,
        lambda at, s: accept_exceptions(s, at.visit, proof=proof_of(s, at.visit)),
        finished_with_an_exception,
    ),
    "review_corrections": Case(SUPERVISORS, review_them, a_name_was_corrected),
    "accept_all": Case(SUPERVISORS, accept_them, a_name_was_corrected),
    "reopen_visit": Case(
        SUPERVISORS,
        lambda at, s: reopen_visit(s, at.visit, reason="satu nomor keliru", passphrase=WORDS),
        the_visit_is_closed,
    ),
    "import_list": Case(OFFICE, lambda at, s: imported(at, s, "daftar.csv")),
    "withdraw_list": Case(OFFICE, lambda at, s: withdraw_list(s, at.lists[0], reason="salah")),
    "bring_back_list": Case(OFFICE, lambda at, s: bring_back_list(s, at.lists[1])),
    "remember": Case(OFFICE, lambda _at, s: remember(s, "belum-rekam", COLUMNS)),
    "keep_checked": Case(OFFICE, the_list_is_kept),
    "forget_layouts": Case(OFFICE, what_was_remembered_is_forgotten, a_layout_is_remembered),
    "erase_person": Case(
        OFFICE,
        lambda at, s: erase_person(s, at.person, ground=Ground.REQUEST, note="surat", passphrase=WORDS),
    ),
    "set_policy": Case(OFFICE, lambda _at, s: set_policy(s, Policy.IDLE_MINUTES, "9")),
    "undo_rule": Case(OFFICE, undo_the_rule, a_rule_was_set),
    "add_user": Case(OFFICE, lambda _at, s: add_user(s, "Welmince Contoh", ["operator"])),
    "change_user": Case(OFFICE, lambda at, s: change_user(s, at.other("Noh Contoh"), roles=["operator"])),
    "remove_user": Case(OFFICE, lambda at, s: remove_user(s, at.other("Noh Contoh"))),
    "give_key": Case(OFFICE, lambda at, s: give_key(s, at.other("Noh Contoh")), noh_offers_a_key),
    "give_page": Case(OFFICE, lambda _at, s: give_page(s, new_user_keys(), former="age1lama")),
    "say_office_key": Case(OFFICE, lambda _at, s: say_office_key(s, ["age1baru", "age1lama"])),
    "end_former_pages": Case(OFFICE, lambda _at, s: end_former_pages(s, new_user_keys()), a_page_is_given),
    "announce_key": Case(EVERYBODY, lambda _at, s: announce_key(s, new_user_keys())),
    "reset_passphrase": Case(OFFICE, lambda at, s: reset_passphrase(s, at.other("Noh Contoh"))),
}
