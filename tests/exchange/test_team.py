"""A day is signed while laptops of the team were not heard to their end: who, and what came since."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.domain.tickets import Outcome
from ektp_desk.domain.visits import JournalGap
from ektp_desk.gui.exchange.words import SafetyStep, hero, next_step
from ektp_desk.gui.today.words import line
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.exchange.queries import SafetyRow, safety_ladder
from ektp_desk.usecases.queue.commands import call_next, end_ticket, give_numbers, serve
from ektp_desk.usecases.reports.safety import safety_report
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import assign_letters, close_visit, confirm_day, open_desk
from ektp_desk.usecases.visits.queries import the_visit
from ektp_desk.usecases.visits.team.queries import laptops_heard, signed_closing
from ektp_desk.usecases.visits.today import Concern, ConcernKind, concerns
from ektp_desk.words.visit.notes import visit_notes
from ektp_desk.words.visit_summary import visit_summary
from tests.exchange.carrying import bring, card_of
from tests.exchange.test_packages import take
from tests.offices import VILLAGE, proved
from tests.store.several.field import Field
from tests.store.several.kits import Laptop


def answer_one(session: Session, visit: str, letter: str) -> None:
    """Give a number, and end it as answered."""
    give_numbers(session, visit, letter=letter)
    ticket = call_next(session, visit, desk=letter)
    assert ticket is not None
    serve(session, ticket, desk=letter)
    end_ticket(session, ticket, Outcome.ANSWERED)


def of_letter(session: Session, visit: str) -> dict[str, tuple[str, str, bool]]:
    """How each laptop of the team was heard: until when, what lacks, whether all."""
    return {
        one.letters: (f"{one.until:%H.%M}" if one.until else "", " ".join(map(str, one.gaps)), one.is_whole)
        for one in laptops_heard(session, the_visit(session, visit))
    }


def unheard(session: Session, visit: str) -> list[Concern]:
    found = concerns(session, the_visit(session, visit))
    return [one for one in found if one.kind is ConcernKind.UNHEARD]


def packs_of(card: Carrier, laptop: Laptop) -> list[Path]:
    """Put on a card what it has not; give the packs that this made."""
    before = {pack.path for pack in card.packs()}
    export(laptop.desk, card)
    return [pack.path for pack in card.packs() if pack.path not in before]


def lose(paths: list[Path]) -> None:
    assert paths
    for path in paths:
        path.unlink()


def safe_row(visit: str) -> SafetyRow:
    """One recording of a laptop that is safe."""
    return SafetyRow(
        visit=visit,
        device="d",
        recorded=1,
        sealed=1,
        carried=1,
        sent=1,
        heard=1,
        unopened=0,
        spoilt=0,
        safe=1,
        day="2019-04-02",
        visit_name="Desa",
        village=VILLAGE,
        number="03",
        own=False,
    )


def test_a_day_is_signed_without_who_was_not_heard_and_says_what_came_since(
    field: Field, card: Carrier
) -> None:
    office, visit, clock = field.office.session, field.visit, field.office.clock
    silent, busy = field.by_kit(), field.by_kit()
    assign_letters(office, visit, {"A": office.device, "B": busy.device, "C": silent.device})
    assert of_letter(office, visit) == {"B": ("", "", False), "C": ("", "", False)}

    answer_one(office, visit, "A")
    for laptop, letter in ((busy, "B"), (silent, "D")):
        confirm_day(laptop.session)
        open_desk(laptop.session, visit, letter=letter)
        answer_one(laptop.session, visit, letter)
    export(busy.desk, card)
    assert bring(field, card).events
    hour = f"{clock().local:%H.%M}"
    assert of_letter(office, visit) == {"B": (hour, "", True), "C": ("", "", False)}
    clock.wait(16 * 60)
    assert of_letter(office, visit)["B"] == (hour, "", False), "a quarter of an hour without a word is told"
    answer_one(busy.session, visit, "B")

    close_visit(office, visit, proof=proved(office, visit))

    closing = signed_closing(office, visit)
    assert closing is not None
    assert [(one.device, one.letters, bool(one.until)) for one in closing.without] == [
        (busy.device, "B", True),
        (silent.device, "C", False),
    ]
    report = visit_report(office, visit)
    without = f"Ditandatangani tanpa meja B (laptop 03) sesudah {hour}; meja C."
    assert without in visit_notes(report)
    assert without in visit_summary(report)
    assert list(report.missing) == [
        f"Laptop 03 (meja B): yang sesudah {hour}, bila ada.",
        "Meja C: belum ada yang terdengar.",
    ]
    assert (report.late, report.signed) == ((), None)

    (lacking,) = unheard(office, visit)
    assert [one.letters for one in lacking.laptops] == ["C"], "B was quiet, and may have said all"
    assert line(lacking).title == "Laptop meja C belum terdengar"
    ladder = safety_ladder(office)
    assert hero(ladder)[2] == "Laptop meja C belum terdengar"
    known_safe = replace(ladder, rows=(safe_row(visit),))
    assert (known_safe.is_all_safe, replace(known_safe, silent={}).is_all_safe) == (False, True)
    assert next_step(known_safe) is SafetyStep.CARRY, "what nobody heard of is not safe"
    (told,) = safety_report(office, clock().day, clock().day).missing
    assert told.endswith(": laptop – (meja C) belum terdengar.")
    assert hero(known_safe) == ("1", "rekaman aman di kantor", "Laptop meja C belum terdengar")

    for laptop in (busy, silent):
        export(laptop.desk, card)
    bring(field, card)
    assert (unheard(office, visit), safety_ladder(office).unheard) == ([], ())
    assert safety_report(office, clock().day, clock().day).missing == ()

    report = visit_report(office, visit)
    assert [(one.number, one.numbers) for one in report.late] == [("03", 1), ("02", 1)]
    assert (report.equation.served, report.signed and report.signed.served) == (4, 2)
    came = (
        "Datang sesudah ditandatangani: laptop 03 (meja B): 1 nomor, 0 rekaman; "
        "laptop 02 (meja C, D): 1 nomor, 0 rekaman. Yang ditandatangani: 2 dilayani dari 2 yang datang."
    )
    assert came in visit_notes(report)
    assert visit_notes(report)[0] == without.replace("meja C", "meja C (laptop 02)"), "it stays told"
    assert closing.equation == asdict(report.signed) if report.signed else False


def test_a_hole_is_named_where_it_may_hold_something_of_the_visit(
    field: Field, card: Carrier, tmp_path: Path
) -> None:
    """What a run says of those before it tells a hole of the visit from one of other things."""
    office, visit, laptop, mate = field.office.session, field.visit, field.by_kit(), field.by_kit()
    export(laptop.desk, card)
    confirm_day(laptop.session)
    of_the_clock = packs_of(card, laptop)
    open_desk(laptop.session, visit, letter="B")
    answer_one(laptop.session, visit, "B")
    export(laptop.desk, card)
    lose(of_the_clock)
    bring(field, card)
    take(mate, card)
    for session in (office, mate.session):
        assert of_letter(session, visit)["B"][1:] == ("", True), "the hole is a word on the clock"
    assert field.office.connection.execute("SELECT count(*) FROM holes").fetchone() == (1,)

    before = len(laptop.written())
    answer_one(laptop.session, visit, "B")
    of_the_visit = packs_of(card, laptop)
    after = len(laptop.written())
    answer_one(laptop.session, visit, "B")
    export(laptop.desk, card)
    lose(of_the_visit)
    bring(field, card)

    (heard,) = (one for one in laptops_heard(office, the_visit(office, visit)) if one.letters == "B")
    assert heard.gaps[-1] == JournalGap("02/a", before + 1, after)
    assert not heard.is_whole
    assert (
        f"kurang 02/a 3, 02/a {before + 1}–{after}; terakhir terdengar"
        in visit_report(office, visit).missing[0]
    )

    whole = card_of(field, tmp_path / "whole")
    export(laptop.desk, whole)
    bring(field, whole)
    assert of_letter(office, visit)["B"][1:] == ("", True)
