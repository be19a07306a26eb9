"""What a power cut left of a story's office: opened, verified, and held against what was acknowledged."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.keys.ring import key_under
from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.backup import unpack
from ektp_desk.store.proof.files import verify_files
from ektp_desk.store.proof.verify import (
    verify_chain,
    verify_incarnations,
    verify_lists,
    verify_pages,
    verify_views,
)
from ektp_desk.usecases.admin.queries import users
from ektp_desk.usecases.lists.queries import lists
from ektp_desk.usecases.session import Session
from tests.offices import CHEAP, WORDS
from tests.power.disk import lay_out
from tests.power.stories import Life, found_anew

HELD = "SELECT 1 FROM events WHERE link = ?"


@contextmanager
def quick_folder() -> Iterator[Path]:
    """Give a folder in memory where there is one: nothing here is really flushed."""
    memory = Path("/dev/shm")  # noqa: S108  a folder of our own in it
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder).resolve()


def look_after(life: Life, number: int, chance: Random) -> str:
    """Let the power go at a place, start again, and say what is wrong; empty when nothing is."""
    places = life.disk.places
    lay_out(places[number], places[min(number + 1, len(places) - 1)], life.disk.root, chance)
    try:
        return " ".join(_wrong(life, places[number].said))
    except EktpError as error:
        return f"{error.code} {error.facts}"


def _wrong(life: Life, said: dict[str, Any]) -> list[str]:
    if not life.whole and not said.get("founded"):
        return _wrong_while_founding(life)
    before = list(life.folders.data.glob("before-*.db"))
    with Desk(life.folders, clock=life.clock, cost=CHEAP) as desk:
        opening = {
            user: [one for one in words if _opens(desk, user, one)] for user, words in said["words"].items()
        }
        wrong = [f"{user} is locked out" for user, found in opening.items() if len(found) != 1]
        if wrong:
            return wrong
        session = desk.sign_in(life.user, opening[life.user][0])
        store = desk.held_store()
        faults = [*verify_pages(store.connection), *verify_chain(store.connection)]
        faults += [*verify_incarnations(store.connection), *verify_lists(store)]
        faults += verify_views(store.connection)
        faults += verify_files(store, desk.objects().check)
        wrong = [fault.code for fault in faults]
        wrong += [news.code for news in desk.told if news.code not in said.get("told", ())]
        wrong += _missing(life, session, store.connection, said)
        if len(desk.held_keys()) < said.get("keys", 1):
            wrong.append("a key is forgotten")
        stores = life.folders.data.glob("*desk.db")
        wrong += [f"{path.name} has a former key" for path in stores if key_under(path, desk.held_keys()[1:])]
        if said.get("copied") and not before:
            wrong.append("no copy from before the steps")
        if said.get("backup"):
            wrong += _wrong_backup(life, desk.held_keys()[0], said["backup"])
        if desk.folders.switch.exists() or desk.folders.half.exists():
            wrong.append("a restoring lies about")
    for folder in (life.folders.data, life.folders.lists, life.folders.state):  # captured files have a day
        wrong += [f"{path.name} lies about" for path in folder.glob("*.part*")]
    return wrong


def _opens(desk: Desk, user: str, words: str) -> bool:
    try:
        desk.slots.unlock(user, words)
    except EktpError:
        return False
    return True


def _missing(life: Life, session: Session, connection: Any, said: dict[str, Any]) -> Iterator[str]:
    if "head" in said and not connection.execute(HELD, (bytes.fromhex(said["head"]),)).fetchone():
        yield "an event is lost"
    known = {one.name for one in lists(session)}
    yield from (f"list {name} is lost" for name in said.get("lists", ()) if name not in known)
    states = {user.id: user.state for user in users(session)}
    yield from (f"{user} is in again" for user in said.get("out", ()) if states[user] != "removed")
    yield from (f"{name} is back" for name in said.get("gone", ()) if (life.folders.objects / name).exists())
    if said.get("wrong"):
        path = life.folders.tries
        try:
            counted = sum(one["count"] for one in json.loads(path.read_bytes()).values())
        except (OSError, ValueError):
            counted = 0
        if counted < said["wrong"]:
            yield "a wrong passphrase is forgotten"


def _wrong_backup(life: Life, key: bytes, digest: str) -> list[str]:

    @contextmanager
    def put(_name: str) -> Iterator[Callable[[bytes], None]]:
        yield lambda _content: None

    written = unpack(life.backup, key, put=put, passed=lambda _count: None)[1]
    return [] if digest in (written.digest_hex, "any") else ["another backup"]


def _wrong_while_founding(life: Life) -> list[str]:
    """A whole office, or nothing that stands in a new one's way."""
    try:
        with Desk(life.folders, clock=life.clock, cost=CHEAP) as desk:
            desk.sign_in(desk.slots.users[0].user.id, WORDS)
            return [news.code for news in desk.told]
    except EktpError as error:
        if error.code != "office.none":
            return [error.code]
    found_anew(life)
    with Desk(life.folders, clock=life.clock, cost=CHEAP) as desk:
        desk.sign_in(desk.slots.users[0].user.id, WORDS)
    return []
