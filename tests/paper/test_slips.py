"""The slip's facts: what was done, what comes next by outcome, and what may never stand on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.office.policies import REFUSE, Policy
from ektp_desk.domain.tickets import MAY_COME_AGAIN, NEEDS_TEXT, ONLY_BY_RECORDING, Outcome
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.queue.commands import give_numbers, void_ticket
from ektp_desk.usecases.reports.slip import slip
from tests.offices import TestOffice
from tests.paper.days import end, record, school_visit, village_visit


def test_a_recording_is_told_step_by_step_and_its_card_comes(office: TestOffice, tmp_path: Path) -> None:
    visit = village_visit(office, tmp_path)

    made = slip(office.session, record(office, visit, "YULI CONTOH"))

    assert (made.title, made.number, made.place, made.desk) == (
        "Bukti perekaman",
        "A001",
        "Desa Noebesi",
        "A",
    )
    done = dict(made.done)
    assert (done["Nama"], done["Foto"], done["Sidik jari"], done["Iris"]) == (
        "YULI CONTOH",
        "sudah",
        "10 dari 10",
        "2 dari 2",
    )
    assert done["NIK"] == "530232520392****"
    assert made.next[1] == "Kartu dicetak di kantor bila siap. Tanpa biaya."
    assert made.served_by == office.session.user.name


def test_who_is_16_reads_the_day_on_which_the_card_may_be_printed(office: TestOffice, tmp_path: Path) -> None:
    visit = school_visit(office, tmp_path)

    young = slip(office.session, record(office, visit, "BELA CONTOH"))
    grown = slip(office.session, record(office, visit, "ADI CONTOH"))

    assert "Kartu baru boleh dicetak mulai 10 April 2019, saat berumur 17 tahun." in young.next
    assert not any("mulai" in step for step in grown.next)


def test_nobody_comes_again_for_what_is_done_or_was_never_theirs() -> None:
    never = "already_recorded answered card_handed_over left lost not_resident recorded referred"
    assert sorted(set(Outcome) - MAY_COME_AGAIN) == never.split()


@pytest.mark.parametrize("outcome", [each for each in Outcome if each not in ONLY_BY_RECORDING])
def test_every_outcome_has_a_slip_of_its_own(office: TestOffice, tmp_path: Path, outcome: Outcome) -> None:
    set_policy(office.session, Policy.OUTSIDERS, REFUSE)
    young = outcome is Outcome.UNDER_16  # which nobody of that desa is
    visit = school_visit(office, tmp_path) if young else village_visit(office, tmp_path)
    who, nik = ("DINA CONTOH", "5302325212039014") if young else ("YULI CONTOH", "5302325203929003")
    text = "iris belum terbaca" if outcome in NEEDS_TEXT else ""
    on = "2019-04-11" if outcome in MAY_COME_AGAIN else ""

    made = slip(office.session, end(office, visit, who, outcome, text=text, on=on))

    assert made.next or outcome is Outcome.ANSWERED
    assert text in dict(made.done).get("Keterangan", "")
    if on:
        assert "Kamis, 11 April 2019" in made.next[0]
    assert not any(nik in value for _label, value in made.done)


def test_there_is_none_before_an_outcome_or_for_a_void_number(office: TestOffice, tmp_path: Path) -> None:
    visit = village_visit(office, tmp_path)
    waiting, void = give_numbers(office.session, visit, letter="A", count=2)
    void_ticket(office.session, void)

    for ticket, code in ((waiting, "slip.no_outcome"), (void, "slip.no_outcome"), ("x", "ticket.unknown")):
        with pytest.raises(EktpError, match=code):
            slip(office.session, ticket)
