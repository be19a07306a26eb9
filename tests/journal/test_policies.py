"""The office's rules: what they may be, what holds until somebody says, and who may."""

from __future__ import annotations

import dataclasses

import msgspec
import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.office.policies import DEFAULTS, RANGES, Policy, check_policy
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.admin.queries import policies, policy, policy_number
from ektp_desk.usecases.shapes import User
from tests.offices import TestOffice

NUMBERS = [name for name in Policy if name in RANGES]


def test_the_rules_are_what_the_office_was_told() -> None:
    told = {name.value: (span.least, span.most, span.zero, DEFAULTS[name]) for name, span in RANGES.items()}
    assert told == {
        "idle_minutes": (1, 60, False, "5"),
        "list_days": (7, 3650, True, "365"),
        "person_days": (90, 3650, True, "0"),
        "file_days": (7, 3650, True, "14"),
        "backup_days": (1, 90, False, "7"),
        "metered_mb": (1, 9999, False, "50"),
    }


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_holds_from_its_least_to_its_most(name: Policy) -> None:
    span = RANGES[name]
    for number in (span.least, span.most, *([0] if span.zero else [])):
        assert check_policy(name, f" {number} ") == str(number)
    assert check_policy(name, f"00{span.least}") == str(span.least)
    assert check_policy(name, DEFAULTS[name]) == DEFAULTS[name]


@pytest.mark.parametrize("name", NUMBERS)
def test_other_numbers_and_other_words_are_refused_with_what_may_be(name: Policy) -> None:
    span = RANGES[name]
    bad = [
        span.least - 1,
        span.most + 1,
        -span.least,
        f"{span.least}.0",
        "",
        "tujuh",
        "٧",
        "²",
        "1e1",
        "9" * 5000,
    ]
    for value in [str(v) for v in bad if not (span.zero and v == 0)]:
        with pytest.raises(EktpError) as told:
            check_policy(name, value)
        assert told.value.code == ("policy.bad_days" if span.zero else "policy.bad_number")
        assert (told.value.facts["least"], told.value.facts["most"]) == (span.least, span.most)


@pytest.mark.parametrize("value", ["00.00", "16.00", "23.59", " 08.30 "])
def test_an_hour_is_written_with_a_point(value: str) -> None:
    assert check_policy(Policy.CLOSING_HOUR, value) == value.strip()


def test_an_hour_with_a_colon_is_taken_as_other_languages_write_it() -> None:
    assert check_policy(Policy.CLOSING_HOUR, "16:00") == "16.00"


@pytest.mark.parametrize(
    "value", ["24.00", "24:00", "16.60", "8.30", "16", "", "16.000", "1٦.00", "16.00\n17.00"]
)
def test_another_hour_is_refused(value: str) -> None:
    with pytest.raises(EktpError) as told:
        check_policy(Policy.CLOSING_HOUR, value)
    assert told.value.code == "policy.bad_hour"


def test_until_somebody_says_the_charter_and_the_defaults_hold(office: TestOffice) -> None:
    early = dataclasses.replace(
        office.session, office=msgspec.structs.replace(office.session.office, closing_hour="14.00")
    )

    assert policies(office.session) == DEFAULTS | {Policy.CLOSING_HOUR: office.session.office.closing_hour}
    assert policy(early, Policy.CLOSING_HOUR) == "14.00"
    assert policy_number(office.session, Policy.LIST_DAYS) == 365


def test_what_was_set_holds_and_saying_it_again_writes_nothing(office: TestOffice) -> None:
    held = office.store.head.seq
    set_policy(office.session, Policy.IDLE_MINUTES, DEFAULTS[Policy.IDLE_MINUTES])
    set_policy(office.session, Policy.CLOSING_HOUR, office.session.office.closing_hour)
    assert office.store.head.seq == held

    set_policy(office.session, Policy.CLOSING_HOUR, "15.30")
    set_policy(office.session, Policy.IDLE_MINUTES, "010")
    set_policy(office.session, Policy.IDLE_MINUTES, "10")

    assert office.store.head.seq == held + 2
    again = office.sign_in_again()
    assert policy(again, Policy.CLOSING_HOUR) == "15.30"
    assert policy_number(again, Policy.IDLE_MINUTES) == 10
    set_policy(again, Policy.IDLE_MINUTES, DEFAULTS[Policy.IDLE_MINUTES])
    assert policies(again)[Policy.IDLE_MINUTES] == DEFAULTS[Policy.IDLE_MINUTES]


@pytest.mark.parametrize("roles", ["queue", "operator", "supervisor", "head", ""])
def test_only_the_adb_sets_rules_not_even_to_what_holds(office: TestOffice, roles: str) -> None:
    session = dataclasses.replace(office.session, user=User("o", "Petugas Contoh", roles))
    for value in ("9", DEFAULTS[Policy.IDLE_MINUTES]):
        with pytest.raises(EktpError) as told:
            set_policy(session, Policy.IDLE_MINUTES, value)
        assert told.value.code == "role.not_allowed"
    assert policy(office.session, Policy.IDLE_MINUTES) == DEFAULTS[Policy.IDLE_MINUTES]


def test_a_rule_refused_changes_nothing(office: TestOffice) -> None:
    set_policy(office.session, Policy.PERSON_DAYS, "90")
    with pytest.raises(EktpError):
        set_policy(office.session, Policy.PERSON_DAYS, "89")
    assert policy_number(office.session, Policy.PERSON_DAYS) == 90
