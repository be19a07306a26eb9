"""How old the last backup is, when that is too old, what is news of the journal, and what a rule rests on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.office.policies import Policy
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.today.words import backup_age, journal_news, safety_words
from ektp_desk.usecases.admin.backups import safety
from ektp_desk.usecases.admin.commands import note_backup, set_policy, undo_rule
from ektp_desk.usecases.admin.queries import RuleFacts, policy, rules
from ektp_desk.words.dates import ago
from ektp_desk.words.numbers import size_words
from tests.offices import DAY, TestOffice, unmarked


def go_on(office: TestOffice, days: int) -> None:
    office.clock.wait(days * 86_400)


def told(office: TestOffice) -> tuple[str, Shape]:
    note = backup_age(safety(office.session))
    return note.text, note.shape


def words(office: TestOffice) -> list[str]:
    return safety_words(safety(office.session))


def test_a_new_office_is_reminded_only_after_its_days(office: TestOffice) -> None:
    assert told(office) == ("Belum pernah dicadangkan", Shape.WAITING)
    assert words(office) == []
    go_on(office, 6)
    assert not safety(office.session).overdue
    go_on(office, 1)
    assert told(office) == ("Belum pernah dicadangkan", Shape.LOOK)
    assert words(office) == ["Belum pernah dicadangkan: buat di Kantor (Ctrl+K)"]


def test_a_backup_is_good_for_as_many_days_as_the_office_says(office: TestOffice) -> None:
    set_policy(office.session, Policy.BACKUP_DAYS, "2")
    go_on(office, 5)
    note_backup(office.session, digest="0" * 64, size=1_300_000, place="cadangan.ektp")

    assert told(office) == ("Cadangan terakhir hari ini", Shape.DONE)
    go_on(office, 1)
    assert told(office) == ("Cadangan terakhir kemarin", Shape.DONE)
    go_on(office, 1)
    assert told(office) == ("Cadangan terakhir 2 hari lalu", Shape.LOOK)
    assert words(office) == ["Cadangan terakhir 2 hari lalu: buat di Kantor (Ctrl+K)"]
    known = safety(office.session)
    assert (known.by, known.place, known.size) == ("Maria T.", "cadangan.ektp", 1_300_000)
    assert known.made_at is not None
    assert known.made_at.date() == DAY + timedelta(days=5)


def test_a_journal_begun_anew_is_news_for_a_week(office: TestOffice) -> None:
    office.desk.sign_out()
    office.anchor.unlink()
    office.sign_in_again()

    labels = [journal.label for journal in safety(office.session).journals]
    assert list(map(unmarked, labels)) == ["01/b", "01/a"]
    assert words(office) == [f"Jurnal {labels[0]} baru: folder disalin atau dipindahkan"]
    go_on(office, 8)
    assert journal_news(safety(office.session)) is None


def rule(office: TestOffice, name: Policy) -> RuleFacts:
    return next(found for found in rules(office.session) if found.name is name)


def test_a_rule_says_who_set_it_and_only_the_last_setting_is_undone(office: TestOffice) -> None:
    assert rule(office, Policy.IDLE_MINUTES).set_at is None
    set_policy(office.session, Policy.IDLE_MINUTES, "9")
    set_policy(office.session, Policy.LIST_DAYS, "30")

    idle, days = rule(office, Policy.IDLE_MINUTES), rule(office, Policy.LIST_DAYS)
    assert (idle.value, idle.set_by, idle.can_undo, days.can_undo) == ("9", "Maria T.", False, True)
    with pytest.raises(EktpError, match=r"undo\.rested_on"):
        undo_rule(office.session, idle.event)
    undo_rule(office.session, days.event)
    assert policy(office.session, Policy.LIST_DAYS) == "365"
    assert rule(office, Policy.IDLE_MINUTES).can_undo


def test_sizes_and_ages_read_as_one_says_them() -> None:
    assert [size_words(size) for size in (0, 999, 1_340_000, 120_000_000, 3_000_000_000)] == [
        "0 B",
        "999 B",
        "1,3 MB",
        "120 MB",
        "3,0 GB",
    ]
    assert [ago(days) for days in (0, 1, 12)] == ["hari ini", "kemarin", "12 hari lalu"]
