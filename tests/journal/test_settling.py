"""Choosing between versions that did not see each other: a supervisor's word, which can be taken back."""

from __future__ import annotations

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.events import Entity
from ektp_desk.usecases.people.commands import settle
from ektp_desk.usecases.people.decisions import contradictions
from tests.journal.acting import PERSON, as_user, correct, name_shown, refusal
from tests.offices import TestOffice


def contradict(office: TestOffice, *names: str) -> list[str]:
    """Let versions of a name stand that did not see each other; give their links."""
    links = [correct(office.session, "name", name).link for name in names]
    for link in links:
        office.connection.execute(
            "UPDATE events SET header = CAST(json_set(CAST(header AS TEXT), '$.after', json('[]')) AS BLOB) "
            "WHERE link = ?",
            (bytes.fromhex(link),),
        )
    correct(office.session, "nik", "")  # so that the rows are folded again
    return links


def test_a_choice_is_a_supervisors_and_can_be_undone(office: TestOffice) -> None:
    first, second = contradict(office, "Orang Contoh", "Contoh Orang")
    (found,) = contradictions(office.session)
    with pytest.raises(EktpError) as told:
        settle(as_user(office, "o", "operator"), found, second)
    assert told.value.code == "role.not_allowed"

    settle(office.session, found, second)

    assert contradictions(office.session) == []
    assert name_shown(office.session) == "Contoh Orang"
    assert refusal(office.session, second) == "undo.rested_on"
    choice = office.session.store.events(Entity.PERSON, PERSON)[-1]
    assert choice.body == b.Settled(slot="person.name", event=second, over=(first,))
    assert refusal(as_user(office, "o", "operator"), choice.link) == "role.not_allowed"
    assert refusal(office.session, choice.link) == ""
    assert [{e.link for e in c.versions} for c in contradictions(office.session)] == [
        {e.link for e in found.versions}
    ]


def test_a_choice_among_versions_that_changed_since_is_refused(office: TestOffice) -> None:
    contradict(office, "Orang Contoh", "Contoh Orang")
    (found,) = contradictions(office.session)
    correct(office.session, "name", "Nama Lain")

    for chosen in (found.versions[0].link, "ab" * 32):
        with pytest.raises(EktpError) as told:
            settle(office.session, found, chosen)
        assert told.value.code == "settle.changed"
    assert name_shown(office.session) == "Nama Lain"


def test_a_choice_is_refused_when_a_third_version_came_since(office: TestOffice) -> None:
    first, _ = contradict(office, "Orang Contoh", "Contoh Orang")
    (found,) = contradictions(office.session)
    contradict(office, "Nama Lain")
    (now,) = contradictions(office.session)
    assert len(now.versions) == 3

    with pytest.raises(EktpError) as told:
        settle(office.session, found, first)

    assert told.value.code == "settle.changed"
    settle(office.session, now, first)
    assert contradictions(office.session) == []
    assert name_shown(office.session) == "Orang Contoh"


def test_a_choice_of_none_of_the_versions_is_refused(office: TestOffice) -> None:
    contradict(office, "Orang Contoh", "Contoh Orang")
    (found,) = contradictions(office.session)

    with pytest.raises(EktpError) as told:
        settle(office.session, found, "ab" * 32)

    assert told.value.code == "settle.changed"
    assert contradictions(office.session) == [found]
