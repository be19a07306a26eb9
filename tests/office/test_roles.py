"""What each role may write is refused or done by the use cases themselves, whatever a screen shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.catalogue import CATALOGUE
from ektp_desk.domain.roles import Role
from ektp_desk.usecases.admin.rights import PLACES, SECTIONS
from tests.office.acts import CASES, EVERYBODY, OFFICE, RECORDERS, STAFF, SUPERVISORS
from tests.office.paper_acts import READERS
from tests.office.stage import Stage
from tests.office.writers import writers

LETTERS = dict(zip("QOSAH", Role, strict=True))
KINDS = {
    EVERYBODY: "passphrase_reset key_offered incarnation_opened day_confirmed "
    "list_due list_expired body_expired journals_heard device_keys files_removed",
    STAFF: "backup_made desk_opened sent_home ticket_given ticket_called ticket_skipped ticket_served "
    "ticket_put_back ticket_returned ticket_prioritised purpose_set home_asked stop_placed group_formed "
    "ticket_identified ticket_ended ticket_reopened slip_printed ticket_voided person_met absence_explained "
    "contact_given withdrawn",
    RECORDERS: "claim_corrected pair_same pair_not_same recording_started modality_set documents_seen "
    "note_written recording_finished recording_dropped",
    SUPERVISORS: "visit_planned visit_postponed visit_closed visit_reopened exception_reviewed "
    "correction_reviewed reopening_reviewed recording_counted settled letters_assigned number_parted "
    "events_placed ticket_entered recording_moved",
    READERS: "names_shown",
    OFFICE: "office_founded office_key_set root_set hub_set key_given key_ended hold_ruled policy_set "
    "picture_ruled "
    "user_added user_changed user_removed list_imported list_withdrawn "
    "layout_corrected body_erased expiry_allowed kit_made device_revoked",
    "": "joined",  # a kit's key alone
}
SHOWN = {
    EVERYBODY: "today people reports admin passphrase codes",
    STAFF: "queue visits exchange backup ready card laptops hub",
    RECORDERS: "recording decisions",
    SUPERVISORS: "closing",
    OFFICE: "users rules",
}
BEFORE_ANYBODY = {"found_office", "join_office"}  # there is no user yet whom a role could bind
DRY_RUNS = {"check_files", "look_at"}  # of `import_list`, which keeps nothing then


class TakenBack(Exception):
    """Takes back what a story wrote."""


@pytest.mark.parametrize("letter", list(LETTERS))
@pytest.mark.parametrize("name", list(CASES))
def test_a_use_case_refuses_the_roles_that_may_not(stage: Stage, name: str, letter: str) -> None:
    case = CASES[name]
    with pytest.raises(TakenBack), stage.office.store.together():  # noqa: PT012  it is one transaction
        case.before(stage, stage.session(None))
        before, session = stage.events(), stage.session(LETTERS[letter])
        if letter in case.allowed:
            case.act(stage, session)
            assert stage.events() > before
        else:
            with pytest.raises(EktpError, match=r"role\.not_allowed"):
                case.act(stage, session)
            assert stage.events() == before
            assert stage.guard.asked == [], "refused after keys were touched or a passphrase was asked"
        raise TakenBack


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.allowed == "A"])
def test_what_is_an_adbs_alone_is_refused_on_a_field_laptop(stage: Stage, name: str) -> None:
    case = CASES[name]
    with pytest.raises(TakenBack), stage.office.store.together():  # noqa: PT012  it is one transaction
        case.before(stage, stage.session(None))
        before, session = stage.events(), replace(stage.session(Role.ADB), at_office=False)
        with pytest.raises(EktpError, match=r"act\.office_only"):
            case.act(stage, session)
        assert stage.events() == before
        assert stage.guard.asked == [], "refused after keys were touched or a passphrase was asked"
        raise TakenBack


def test_every_kind_of_event_is_written_by_the_roles_named_here() -> None:
    assert _by_name(KINDS) == {kind.name: set(kind.roles) for kind in CATALOGUE.values()}


def test_every_use_case_that_writes_stands_in_the_table() -> None:
    """The code is asked, not a memory: a new act without a line here fails."""
    found = [name.rpartition(".")[2] for name in writers()]

    assert len(found) == len(set(found)), "two use cases of one name: the table could not tell them apart"
    assert set(found) - BEFORE_ANYBODY - DRY_RUNS == {name.partition(",")[0] for name in CASES}


def test_every_place_is_shown_to_the_roles_named_here() -> None:
    assert _by_name(SHOWN) == PLACES | SECTIONS


def _by_name(table: dict[str, str]) -> dict[str, set[Role]]:
    return {name: {LETTERS[one] for one in roles} for roles, names in table.items() for name in names.split()}
