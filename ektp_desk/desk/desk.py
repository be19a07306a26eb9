"""One data folder, held by this process alone, from sign-in to sign-out."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ektp_desk.desk.folder.founded import name_store
from ektp_desk.desk.folder.irregular import refuse_irregular_in
from ektp_desk.desk.folder.lock import lock_of, take
from ektp_desk.desk.folder.sample import Sample, sample_clock, sample_of
from ektp_desk.desk.folder.sweeping import sweep
from ektp_desk.desk.folder.switching import is_moving, lay_anchor, looking, looking_lock, settle
from ektp_desk.desk.folder.synced import sync_service
from ektp_desk.desk.keys.tries import Tries, laptop_seconds
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.places import RegionCode, Zone, zone_of
from ektp_desk.domain.roles import Role
from ektp_desk.seal.files import no_point, telling_disk_errors
from ektp_desk.seal.keys import UserKeys, new_user_keys
from ektp_desk.seal.passphrase import FULL, Cost
from ektp_desk.seal.slots.content import Slots, Unlocked
from ektp_desk.seal.slots.copies import Loaded, read_slots, write_slots
from ektp_desk.seal.slots.users import set_passphrase
from ektp_desk.settings import Clock, Folders, clock_in
from ektp_desk.usecases.environment import LOSSES

if TYPE_CHECKING:
    from ektp_desk.desk.folder.objects import ObjectFolder
    from ektp_desk.desk.keys.guard import SlotGuard
    from ektp_desk.desk.opening import Point
    from ektp_desk.store.reading import ReadOnlyStore
    from ektp_desk.store.store import Store
    from ektp_desk.usecases.admin.paper_codes import PaperCompared
    from ektp_desk.usecases.changes import Changes
    from ektp_desk.usecases.session import Session


def _refuse_older(_kept: int) -> None:
    raise EktpError("slots.older")


class Desk:
    """One data folder, held by this process alone until it is closed.

    Raises on entering: `desk.in_use`, `office.none`, `restore.unfinished`, `slots.damaged`, `slots.newer`,
    `disk.refused`, `file.irregular`.
    """

    def __init__(
        self,
        folders: Folders,
        *,
        clock: Clock | None = None,
        today: date | None = None,
        looking: bool = False,
        point: Point | None = None,
        cost: Cost = FULL,
        wall: Callable[[], float] | None = None,
    ) -> None:
        self.folders = folders
        self._given_clock, self._today = clock, today
        self._looking = looking
        self._point = point
        self._lock = lock_of(folders)
        self._held = ExitStack()  # the folder's lock, and what else keeps others out
        self.loaded: Loaded
        self.sample: Sample | None = None
        self.disk: str | None = None  # what its disk is called where a rehearsal plays several machines
        self.store: Store | None = None
        self.told: list[EktpError] = []  # what the last opening found out about the folder, to be shown
        self.changed: Callable[[Changes], None] = lambda _changes: None  # hears of each transaction
        self.tries = Tries(folders.tries, wall=wall or laptop_seconds)
        self._cost = cost
        self._guard: SlotGuard | None = None
        self._refused: tuple[str, Unlocked] | None = None  # whom a loss kept out: a paper may be compared
        self._store_key = b""  # of the open store
        self.is_under_former_key = False  # a change of it was cut
        self.news: EktpError | None = None  # what became of a restoring that was cut, or will; told once

    def __enter__(self) -> Self:
        self._held = ExitStack()
        try:
            return self._enter()
        except BaseException:
            self._held.close()
            raise

    def _enter(self) -> Self:
        if self._looking:
            self.folders, self.news = self._held.enter_context(looking(self.folders))
        else:
            self.news = settle(self.folders)
        with telling_disk_errors():
            there = self.folders.data.is_dir()
        if not there:
            raise EktpError("office.none")
        refuse_irregular_in(self.folders)
        self._take_lock()
        # A restoring lets go of the lock to move the folder; who looks at a cut one keeps it out.
        if not (self._looking and self.news) and is_moving(self.folders):
            raise EktpError("desk.in_use")
        if not self._looking:
            name_store(self.folders)
            sweep(self.folders)
        self.loaded = read_slots(self.folders.data)
        # Only what the slots call a sample: the file beside the store is anybody's and sets no real clock.
        self.sample = sample_of(self.folders) if self.slots.office.is_sample else None
        return self

    def _take_lock(self) -> None:
        """Hold the folder; who only looks leaves no file of the lock."""
        self._lock = lock_of(self.folders)
        if self._looking:
            self._held.enter_context(looking_lock(self._lock))
        else:
            take(self._lock)
            self._held.callback(self._lock.release)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.sign_out()
        self._held.close()

    @property
    def slots(self) -> Slots:
        """What may be known before anybody signs in."""
        return self.loaded.slots

    @property
    def clock(self) -> Clock:
        """The laptop's clock in the office's zone; a sample office has its own hour."""
        if self._given_clock is None and self._today is None and self.sample is not None:
            return sample_clock(self.sample)
        return self._given_clock or clock_in(self.zone.utc_offset_minutes, today=self._today)

    @property
    def zone(self) -> Zone:
        return zone_of(RegionCode.parse(self.slots.office.region))

    def unlock(self, user_id: str, passphrase: str) -> Unlocked:
        """Check a passphrase; as slow as its key derivation.

        Raises `signin.wrong` (fact `wait`: seconds until the next try), `signin.wait` (fact `seconds`).
        """
        with self.tries.trying(user_id):
            keys = self.slots.unlock(user_id, passphrase)
        if self._looking or (keys.keys and self.slots.slot_of(user_id).box):
            return keys
        return self._with_own_keys(user_id, passphrase, keys, keys.keys or new_user_keys())

    def _with_own_keys(self, user_id: str, passphrase: str, opens: Unlocked, own: UserKeys) -> Unlocked:
        """Put into a slot what an earlier release left out; a full disk leaves it to the next time.

        In the generation that it has: an old slot file grows no newer by who signs in with it.
        """
        before, user = self.slots, self.slots.slot_of(user_id).user
        try:
            slots = set_passphrase(
                before, user, passphrase=passphrase, keys=own, opens=opens, cost=self._cost
            )
            self.keep_slots(slots.at(before.generation, opens.store_key))
        except EktpError:
            return opens
        return replace(opens, keys=own)

    def sign_in(self, user_id: str, passphrase: str) -> Session:
        """Open the store for a user. Raises `signin.wrong`, `store.behind_anchor` and other damage.

        Whose key was ended while their passphrase stayed goes on with another, which an ADB has yet to give.
        Whom a loss keeps out may ask `compare_refused`, until the next try or `forget_refused`.
        """
        self.forget_refused()
        keys = self.unlock(user_id, passphrase)
        try:
            return self.open(user_id, keys)
        except EktpError as error:
            if error.code in LOSSES:
                self._refused = user_id, keys
            if error.code != "user.key_ended":
                raise
        return self.open(user_id, self._with_own_keys(user_id, passphrase, keys, new_user_keys()))

    def open(self, user_id: str, keys: Unlocked) -> Session:
        """Open the store with a user's keys; on the thread that will own it. Raises `user.removed`."""
        from ektp_desk.desk.folder.objects import sweep_objects  # noqa: PLC0415  the same
        from ektp_desk.desk.keys.guard import SlotGuard  # noqa: PLC0415  the sign-in is shown without
        from ektp_desk.desk.keys.lending import take_kept  # noqa: PLC0415  the same
        from ektp_desk.desk.keys.mending import mend_slots  # noqa: PLC0415  the same
        from ektp_desk.desk.opening import session_of  # noqa: PLC0415  the same
        from ektp_desk.usecases.admin.commands import announce_key  # noqa: PLC0415  the same
        from ektp_desk.usecases.admin.pages import page_doubt  # noqa: PLC0415  the same
        from ektp_desk.usecases.laptops.commands import note_heard  # noqa: PLC0415  the same
        from ektp_desk.usecases.laptops.queries import device_doubt  # noqa: PLC0415  the same

        store = self.open_store(user_id, keys)
        files = self.objects()
        self._guard = SlotGuard(self, user_id, keys, cost=self._cost)
        try:
            if not self._looking:
                if self.folders.switch.exists():
                    from ektp_desk.desk.salvaging import look_through  # noqa: PLC0415  seldom

                    self.told += look_through(store, self.folders, keys)
                mend_slots(self, store, keys, damaged=bool(self.loaded.damaged))
                store = self._with_key_changed(user_id, keys)
                take_kept(store, self._guard)
            session = session_of(store, user_id, clock=self.clock, guard=self._guard, files=files)
            if not self._looking:
                sweep_objects(store, session, files)
            if keys.keys is not None and not self._looking:
                announce_key(session, keys.keys)
                note_heard(session)
            if doubt := device_doubt(store, store.head.device, self.device_keys):
                self.told.append(doubt)
            if Role.ADB in session.user.role_set and (doubt := page_doubt(store, self.slots.recovery_public)):
                self.told.append(doubt)
        except BaseException:
            self.sign_out()
            raise
        return session

    def compare_refused(self, typed: str) -> PaperCompared:
        """Hold what somebody typed off a paper against the store that a sign-in was refused.

        Raises as `compare_on_copy`; `signin.ended` when no refused sign-in left its keys.
        """
        from ektp_desk.desk.refused import compare_on_copy  # noqa: PLC0415  seldom

        if self._refused is None:
            raise EktpError("signin.ended")
        return compare_on_copy(self.folders, self.slots, *self._refused, typed, clock=self.clock)

    def forget_refused(self) -> None:
        """Forget the keys of a sign-in that was refused."""
        self._refused = None

    def _with_key_changed(self, user_id: str, keys: Unlocked) -> Store:
        """Give the store another key if somebody left, or finish that; the store that is open then."""
        if self.slots.rekey or self.slots.former_keys:
            from ektp_desk.desk.keys.rekeying import change_key  # noqa: PLC0415  seldom

            change_key(self, user_id, keys, point=self._point or no_point)
        return self.held_store()

    @contextmanager
    def store_closed(self, user_id: str, keys: Unlocked) -> Iterator[None]:
        """Close the store while its file is changed, before anybody works; it is opened again in any case."""
        self.held_store().close()
        self.store = None
        try:
            yield
        finally:
            self._open_store(user_id, keys, _refuse_older)

    def held_store(self) -> Store:
        """Raises `signin.ended` when nobody is signed in."""
        if self.store is None:
            raise EktpError("signin.ended")
        return self.store

    def held_keys(self) -> tuple[bytes, ...]:
        """Each key that the store ever had, the one in the slots first; raises `signin.ended`."""
        if self._guard is None:
            raise EktpError("signin.ended")
        return self._guard.store_keys

    def open_reader(self, *, holds: bool = True) -> ReadOnlyStore:
        """Open the store beside the connection that writes, on the thread that will own it.

        What takes minutes `holds` no moment while it lasts. Raises `signin.ended`.
        """
        from ektp_desk.store.opening import STORE, connect_reading  # noqa: PLC0415  the sign-in is shown without
        from ektp_desk.store.reading import ReadOnlyStore  # noqa: PLC0415  the same

        self.held_store()
        folder = self.folders.look if self._looking else self.folders.data
        return ReadOnlyStore(connect_reading(folder / STORE, self._store_key), holds=holds)

    def objects(self) -> ObjectFolder:
        """It seals, and opens none."""
        from ektp_desk.desk.folder.objects import ObjectFolder  # noqa: PLC0415  the sign-in is shown without

        return ObjectFolder(self.folders.objects, self._recipients, self._point or no_point)

    def _recipients(self) -> tuple[str, str]:
        return self.slots.office_public, self.slots.recovery_public

    def keep_slots(self, slots: Slots) -> None:
        """Write other slots in the place of these; raises `disk.full`, `disk.refused`.

        The anchor follows: an older one lets newer slots pass. One that cannot be written now is at the next
        act or opening.
        """
        write_slots(self.folders.data, slots)
        self.loaded = Loaded(slots, ())
        if self._guard is not None:
            self._guard.follow(slots)
        if self.store is not None:
            with suppress(EktpError):
                self.store.anchor_now()

    def open_store(
        self, user_id: str, keys: Unlocked, *, older: Callable[[int], None] = _refuse_older
    ) -> Store:
        """Open the store alone, as for checks that trust none of its rows.

        `older` hears which generation of slots the anchor holds when these are of an earlier one; as a rule
        it raises `slots.older`.
        """
        if self.store is None:
            self.told.clear()
            if self._looking:
                self._forget_look()  # that was left by a kill
                lay_anchor(self.folders)
            self.store = self._open_store(user_id, keys, older)
            if self.news is not None:
                self.told.append(self.news)
                self.news = None
            if service := sync_service(self.folders.data):
                self.told.append(EktpError("folder.in_service", service=service))
        return self.store

    def _open_store(self, user_id: str, keys: Unlocked, older: Callable[[int], None]) -> Store:
        from ektp_desk.desk.opening import key_of_store, open_store  # noqa: PLC0415  the sign-in is shown without

        self._store_key = key_of_store(self.folders, self.slots, keys)
        self.is_under_former_key = self._store_key != keys.store_key
        self.store = open_store(
            self.folders,
            self.slots.install,
            self._store_key,
            signer=keys.signer(user_id),
            clock=self.clock,
            generation=lambda: self.slots.generation,
            older=older,
            point=self._point,
            looking=self._looking,
            tell=self.told.append,
            changed=self.changed,
        )
        return self.store

    def device_keys(self) -> UserKeys:
        """This laptop's own; raises `signin.ended`."""
        from ektp_desk.desk.opening import keys_in  # noqa: PLC0415  the sign-in is shown without

        return keys_in(self.held_store().connection)

    def office_secrets(self) -> dict[str, tuple[str, ...]]:
        """What opens what was sealed to the office; empty where who is signed in has not its key.

        Raises `signin.ended`.
        """
        if self._guard is None:
            raise EktpError("signin.ended")
        return self._guard.office_secrets()

    def change_page(self, public: str) -> None:
        """Let another recovery page open the office from now on; raises `signin.ended` and as the guard's."""
        if self._guard is None:
            raise EktpError("signin.ended")
        self._guard.change_page(public)

    def seal_own(self, data: bytes) -> bytes:
        """Seal to who is signed in; b"" for nobody, and for who has no key of their own."""
        return b"" if self._guard is None else self._guard.seal(data)

    def unseal_own(self, sealed: bytes) -> bytes:
        """Open what was sealed to who is signed in; b"" where it was not, or is no more what it was."""
        try:
            return b"" if self._guard is None else self._guard.unseal(sealed)
        except EktpError:
            return b""

    def let_go(self) -> None:
        """Leave the folder to another process, before this one has ended; somebody signed out first."""
        self._lock.release()

    def sign_out(self) -> None:
        """Close the store and forget the keys; the folder stays this process's."""
        self.forget_refused()
        if self._guard is not None:
            self._guard.forget()
            self._guard = None
        if self.store is not None:
            self.store.close()
            self.store = None
        self._store_key = b""
        if self._looking:
            self._forget_look()

    def _forget_look(self) -> None:
        shutil.rmtree(self.folders.look, ignore_errors=True)
