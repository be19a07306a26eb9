"""The recovery page put to use: its words open the store and give a passphrase; a drill; and another page."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.keys.passphrases import new_passphrase, word_list
from ektp_desk.desk.printing import ReportlabPapers
from ektp_desk.desk.standing import keep_fact
from ektp_desk.domain.chance.passwords import bytes_to_words, words_to_bytes
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.authority import PAGE
from ektp_desk.domain.journal.bodies import OfficeFounded, PassphraseReset
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.paper.recovery import RecoveryPage
from ektp_desk.seal.age import Identity, identity_bytes, identity_from_bytes, new_identity, open_sealed, seal
from ektp_desk.seal.files import write_new
from ektp_desk.seal.keys import new_user_keys, recovery_keys
from ektp_desk.seal.passphrase import FULL, Cost
from ektp_desk.seal.slots.content import Slots, SlotUser, Unlocked
from ektp_desk.seal.slots.opening import open_with_recovery
from ektp_desk.seal.slots.users import set_passphrase
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import other_keys
from ektp_desk.usecases.admin.pages import check_may_make_page, end_former_pages, give_page, known_page
from ektp_desk.usecases.admin.queries import all_users, code_of_office
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Office

RECOVERY = PAGE  # who acts when the page opens the office: no user
_SAMPLE_BYTES = 64
_WRONG = frozenset({"recovery.word_count", "recovery.word_unknown", "recovery.checksum", "seal.wrong_key"})


def page_on_paper(
    charter: OfficeFounded | Office, page: Identity, *, install: str, made: date, code: str
) -> RecoveryPage:
    """What is printed of a page's key; `install` the office's, `code` that of its root."""
    words = bytes_to_words(identity_bytes(page.secret), word_list())
    return RecoveryPage(
        office=charter.name,
        regency_code=charter.region,
        install=install[:8],
        made_on=made,
        words=tuple(words),
        key=page.secret,
        office_code=code,
        sample=charter.sample,
    )


def make_page(desk: Desk, session: Session, keep: Callable[[RecoveryPage], None]) -> None:
    """Make another recovery page, which `keep` puts where it shall lie; the one until now opens no more.

    Cut anywhere, one of the two works, and an ADB's next sign-in tells if it must be made again. The office's
    root, and with it its code, stay. What was sealed to the page until now, the new one opens by the office's
    key, whose former secrets stand in the slots.
    Raises `role.not_allowed`, `user.office_key_needed`, `user.last_adb`, `disk.full`, `disk.refused`, and
    what `keep` raises: then nothing has changed.
    """
    check_may_make_page(session)
    page = new_identity()
    own = recovery_keys(page)
    install, code = desk.slots.install, code_of_office(session.store)
    keep(page_on_paper(session.office, page, install=install, made=session.today, code=code))
    give_page(session, own, former=desk.slots.recovery_public)
    desk.change_page(own.seal)
    end_former_pages(session, own)


def page_file(
    region: str, day: date, place: Folders, *, out: Path | None = None, folder: Path | None = None
) -> Path:
    """Where a page goes that is made on a day, `out` or within `folder`; raises `recovery.in_data_folder`."""
    page = out or (folder or Path()) / f"pemulihan-{region}-{day.isoformat()}.pdf"
    if page.resolve().is_relative_to(place.data.resolve()):
        raise EktpError("recovery.in_data_folder")
    return page


def write_page(path: Path, recovery: RecoveryPage) -> None:
    """Write the page for its owner alone, never over another office's: that key lies nowhere else.

    Raises `file.cannot_write`, `disk.full`, `disk.refused`.
    """
    write_new(path, ReportlabPapers().recovery_page(recovery))


def keys_of_page(slots: Slots, typed: str) -> Unlocked:
    """What the page's 27 words open.

    Raises `recovery.word_count`, `recovery.word_unknown`, `recovery.checksum`; `seal.wrong_key` for another
    office's page; `seal.damaged`, `slots.changed`.
    """
    return open_with_recovery(slots, _secret_in(typed))


def _secret_in(typed: str) -> str:
    return identity_from_bytes(words_to_bytes(typed.split(), word_list())).secret


def drill(desk: Desk, session: Session, typed: str) -> str:
    """Try the page out: its words open a small object that is sealed to it now, and the keys in the slots.

    Nothing changes but that the store keeps the day (`page_drill`); gives the office's code, to be compared
    with the paper. Wrong words cost waiting, as wrong passphrases do.
    Raises `act.office_only`; `role.not_allowed` and `user.office_key_needed` for who might make no other
    page; `signin.wait`, and as `keys_of_page`.
    """
    check_may_make_page(session)
    if not session.at_office:
        raise EktpError("act.office_only")
    store, sample = desk.held_store(), secrets.token_bytes(_SAMPLE_BYTES)
    sealed = seal(sample, [desk.slots.recovery_public])
    with desk.tries.trying(RECOVERY, wrong=_WRONG):
        if open_sealed(sealed, _secret_in(typed)) != sample:
            raise EktpError("seal.damaged")
        keys_of_page(desk.slots, typed)
    said = {"day": session.today.isoformat(), "page": known_page(store)}
    with store.together():
        keep_fact(store.connection, "page_drill", json.dumps(said).encode())
    return code_of_office(store)


def reset_by_page(desk: Desk, keys: Unlocked, name: str, *, cost: Cost = FULL) -> str:
    """Set a new passphrase for an active user, told once; the journal says that it was the page.

    In an older slot file that was put back nobody else's passphrase holds on: an ADB gives them new ones.
    Raises `act.office_only` on a laptop of a kit; `user.unknown`; `user.last_adb` when somebody else must be
    given one first: an ADB; and what opening raises.
    """
    if not desk.slots.office_secret:
        raise EktpError("act.office_only")

    def let_nobody_in(kept: int) -> None:
        desk.keep_slots(desk.slots.with_users((), keys.store_key, above=kept))

    store = desk.open_store(RECOVERY, keys, older=let_nobody_in)
    found = [u for u in all_users(store) if u.name == name and u.state == "active"]
    if len(found) != 1:
        raise EktpError("user.unknown")
    (user,) = found
    words, own = new_passphrase(), new_user_keys()
    on_slot = SlotUser(user.id, user.name, tuple(user.roles.split()))
    slots = set_passphrase(desk.slots, on_slot, passphrase=words, keys=own, opens=keys, cost=cost)
    act = NewEvent(Entity.USER, user.id, PassphraseReset(own=False))
    store.write([act, *other_keys(store, user.id, own)], at=desk.clock())
    desk.keep_slots(slots)
    return words
