"""An ADB goes on with what a damaged log still gives, knowing that the rest is lost.

Apart from `damaged_log`, which every opening may need, and which knows neither users nor new journals.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ektp_desk.desk.damaged_log import LoggedStore, Salvaged, put_in_place
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.folder.pair import room, set_aside
from ektp_desk.desk.folder.sweeping import SALVAGING
from ektp_desk.desk.opening import begin_incarnation, key_of_store
from ektp_desk.desk.standing import anchor_in, own_head
from ektp_desk.domain.errors import EktpError, StoreDamaged
from ektp_desk.domain.roles import Role
from ektp_desk.seal.files import copy_file
from ektp_desk.seal.slots.content import Unlocked
from ektp_desk.store.errors import translated_errors
from ektp_desk.store.log import has_log
from ektp_desk.store.opening import STORE, connect_looking
from ektp_desk.store.store import Store
from ektp_desk.usecases.admin.queries import ACTIVE, all_users


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a log gave and where the damaged files are kept; `label` of the new journal, if one was begun."""

    found: Salvaged
    aside: Path
    label: str


def salvage_log(desk: Desk, user_id: str, keys: Unlocked, *, accept: bool) -> Accepted:
    """Say what a damaged log still gives; with `accept` go on with it, in a new journal if something is lost.

    Raises `salvage.nothing` where no log is damaged, `role.not_allowed` for who is no ADB, and what kept the
    store from being opened where the log has nothing to give. Then nothing is changed.
    """
    data = desk.folders.data
    key = key_of_store(desk.folders, desk.slots, keys)
    logged = LoggedStore(desk.folders, desk.slots.install, key, data, keys.signer(user_id))
    damage = _damage_of(logged)
    begun: list[str] = []

    def go_on(store: Store) -> None:
        users = {user.id: user for user in all_users(store) if user.state == ACTIVE}
        if user_id not in users or Role.ADB.value not in users[user_id].roles.split():
            raise EktpError("role.not_allowed")
        begun.append(begin_incarnation(store, "salvaged", at=desk.clock()))

    aside = set_aside(data)
    with room(data / SALVAGING) as half:
        found = logged.salvage(half, damage, then=go_on if accept else None)
        if accept:
            _keep_anchor(desk, aside)
            put_in_place(found.log, data)
    if begun:
        with closing(connect_looking(data / STORE, key)) as connection, translated_errors():
            head = own_head(connection, desk.slots.install)
            anchor_in(connection, desk.folders, desk.slots.install).write(head)
    return Accepted(found, aside, "".join(begun))


def _damage_of(logged: LoggedStore) -> StoreDamaged:
    if has_log(logged.data):
        try:
            logged.judge()
        except StoreDamaged as damage:
            return damage
    raise EktpError("salvage.nothing")


def _keep_anchor(desk: Desk, aside: Path) -> None:
    """Keep the anchor with the damaged files: it alone says how far the journal had come."""
    for anchor in (desk.folders.first_anchor, desk.folders.anchor(desk.slots.install)):
        if anchor.exists():
            copy_file(anchor, aside / "anchor")
