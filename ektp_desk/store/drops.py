"""Drop lists: what office desks want deleted everywhere, because it holds words that were erased.

The sheets lie here as they were signed. Nothing is deleted for which this store does not know itself that
what it held was erased.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import BodyErased
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.journal.hearing import EventPlace
from ektp_desk.domain.journal.life import live
from ektp_desk.domain.journal.pictures import others_pictures
from ektp_desk.store.concluding import keys_out
from ektp_desk.store.journal import events_of, goes_everywhere
from ektp_desk.store.kept.erased import Naming, claimed, naming, was_erased
from ektp_desk.store.reading import ReadOnlyStore
from ektp_desk.store.store import Store
from ektp_desk.wire.envelope import OBJECT_MARK, read_as, read_object
from ektp_desk.wire.heads import DropList, RunHead
from ektp_desk.wire.pack import name_of, whole_of

# Whose other events lie in a run that was sealed anew, and are safe at the office.
_DUE = """
SELECT a.name, a.journal, a.first, a.last, a.files FROM arrived_runs a
WHERE a.stale AND EXISTS (
  SELECT 1 FROM runs r WHERE r.journal = a.journal AND NOT r.stale
    AND r.first <= a.first AND r.last BETWEEN a.last AND a.first + 255
) AND EXISTS (
  SELECT 1 FROM at_office o WHERE o.journal = a.journal AND o.state = 'safe'
    AND o.first <= a.first AND o.last >= a.last
) ORDER BY a.name
"""
_EMPTIED = "SELECT link FROM events WHERE journal = ? AND seq BETWEEN ? AND ? AND body IS NULL ORDER BY seq"
_PLACE = "SELECT entity, entity_id FROM events WHERE link = ? AND body IS NULL"
_SEALED = "SELECT 1 FROM runs WHERE name = ? AND NOT stale"  # as it is now
_WHERE = """
SELECT j.device, j.incarnation, e.seq FROM events e JOIN journals j ON j.no = e.journal WHERE e.link = ?
"""
_LOOSE = """
SELECT file, recording FROM sealed_files
WHERE file IN (SELECT value FROM json_each(?)) AND named = 1 AND loose = 1
"""
_KITS = "SELECT kit FROM joins WHERE device = ?"
_SHEETS = "SELECT key, name, object FROM drop_lists ORDER BY key, incarnation, number"
_LAST = "SELECT object FROM drop_lists WHERE key = ? AND incarnation = ? ORDER BY number DESC LIMIT 1"
_NAMES = "SELECT names FROM drop_lists WHERE key = ? AND incarnation = ? AND number = ?"
# Below zero where some of it was left there.
_LOOKED = "SELECT names FROM looked_through WHERE carrier = ?"
_KEEP = "INSERT OR REPLACE INTO drop_lists VALUES (?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class DueDrops:
    """Of each object and file that goes the link of an erased event; `runs` are those that this settles."""

    links: dict[str, str] = field(default_factory=dict)
    runs: list[str] = field(default_factory=list)


class DropIndex:
    """Lives on the store's thread."""

    def __init__(self, store: Store | ReadOnlyStore) -> None:
        self._store, self._connection = store, store.connection
        self._listed = dict[str, str]()

    def due(self) -> DueDrops:
        """What an office desk may have deleted now: runs with erased words, and pictures that they named.

        Those that another event names too as soon as an ADB says that they are not its own.
        """
        found = DueDrops()
        for name, no, first, last, files in self._connection.execute(_DUE).fetchall():
            rows = self._connection.execute(_EMPTIED, (no, first, last)).fetchall()
            link = next((link.hex() for (link,) in rows if self.is_erased(link.hex())), "")
            if link:
                found.links[name] = link
                found.runs.append(name)
                named = msgspec.json.decode(files, type=dict[str, str])
                found.links.update((file, of) for file, of in named.items() if self._is_free(file, of))
        found.links.update((file, of) for file, of in claimed(self._connection) if self._is_free(file, of))
        return found

    def unlisted(self) -> int:
        """How many runs with erased words an office desk knows and has listed nowhere."""
        (found,) = self._connection.execute("SELECT count(*) FROM arrived_runs WHERE stale").fetchone()
        return int(found)

    def last_sheet(self, key: str, incarnation: str) -> DropList | None:
        """The newest of this desk's own."""
        row = self._connection.execute(_LAST, (key, incarnation)).fetchone()
        return _said_in(row[0]) if row else None

    def keep(self, sheets: Iterable[tuple[DropList, bytes]], *, settled: Iterable[str] = ()) -> None:
        """Put sheets in the place of shorter ones; whose each is was checked. `settled` runs are listed."""
        with self._store.together():
            for one, data in sheets:
                row = (one.by, one.incarnation, one.number, len(one.dropped), read_object(data).name, data)
                self._connection.execute(_KEEP, row)
            self._connection.executemany("DELETE FROM arrived_runs WHERE name = ?", [(of,) for of in settled])

    def is_longer(self, sheet: DropList) -> bool:
        """Whether a sheet names more than the one that lies here in its place."""
        row = self._connection.execute(_NAMES, (sheet.by, sheet.incarnation, sheet.number)).fetchone()
        return row is None or bool(row[0] < len(sheet.dropped))

    def kept(self) -> list[tuple[str, bytes]]:
        """Name and bytes of every sheet of a desk whose word counts."""
        rows = self._connection.execute(_SHEETS).fetchall()
        out = keys_out(self._connection, self._store.authority) if rows else frozenset()
        return [(name, data) for key, name, data in rows if key not in out]

    def listed(self) -> dict[str, str]:
        """All that is to go, by its digest, with the link of an erased event."""
        return {digest: link for _name, data in self.kept() for digest, link in _said_in(data).dropped}

    def read(self) -> None:
        """Know for `goes` what is listed now."""
        self._listed = self.listed()

    def gone(self, listed: Mapping[str, str], digests: Iterable[str]) -> set[str]:
        """Which of these are listed, and known here to hold nothing that anybody may still want."""
        return {one for one in digests if one in listed and self._is_free(one, listed[one])}

    def going(self, entries: Iterable[bytes]) -> set[str]:
        """The names of those of a pack's entries that are to go; what lies in parts is put together first."""
        named = defaultdict[str, list[bytes]](list)
        for entry in entries if self._listed else ():
            named[name_of(entry)].append(entry)
        known = self.gone(self._listed, named)
        return {name for name in known if self.goes(name, whole_of(named[name]))}

    def goes(self, name: str, whole: bytes) -> bool:
        """Whether something is one of those; of objects only a run that says it has that event.

        Empty: parts of it are missing, and it is of use to nobody.
        """
        if not self.gone(self._listed, [name]):
            return False
        if not whole.startswith(OBJECT_MARK):
            return True
        row = self._connection.execute(_WHERE, (bytes.fromhex(self._listed[name]),)).fetchone()
        try:
            head = read_as(read_object(whole), RunHead)
        except EktpError:
            return False
        return bool((head.device, head.incarnation) == row[:2] and head.first <= row[2] <= head.last)

    def loose(self, listed: Mapping[str, str]) -> list[str]:
        """The captured files beside this store that are listed and known to be erased."""
        found = []
        names = msgspec.json.encode([*listed]).decode()
        for file, recording in self._connection.execute(_LOOSE, (names,)).fetchall():
            if file in self.gone(listed, [file]):
                of = self._connection.execute(_PLACE, (bytes.fromhex(listed[file]),)).fetchone()
                is_its = of == ("recording", recording) or was_erased(self._connection, file, listed[file])
                found += [file] if is_its else []
        return found

    def is_looked_through(self, carrier: str, listed: Mapping[str, str], *, left: bool) -> bool:
        """Whether a carrier was looked through for all of this list; `left`: though some of it is there."""
        row = self._connection.execute(_LOOKED, (carrier,)).fetchone()
        names, wanted = row[0] if row else 0, _number_of(listed)
        return bool(names == wanted or (left and names == -wanted))

    def note_looked_through(self, carrier: str, listed: Mapping[str, str], *, is_clean: bool) -> None:
        names = _number_of(listed) if is_clean else -_number_of(listed)
        with self._store.together():
            self._connection.execute("INSERT OR REPLACE INTO looked_through VALUES (?, ?)", (carrier, names))

    def is_erased(self, link: str) -> bool:
        """Whether an event is here without its body, and an erasure that counts names it."""
        of = self._connection.execute(_PLACE, (bytes.fromhex(link),)).fetchone()
        said = events_of(self._connection, *of) if of else []
        return any(
            isinstance(event.body, BodyErased)
            and link in event.body.rest
            and goes_everywhere(self._connection, event)
            for event in said
        )

    def _is_free(self, digest: str, link: str) -> bool:
        if self._connection.execute(_SEALED, (digest,)).fetchone():
            return False
        named = naming(self._connection, digest)
        return all(self._is_void(one, link) for one in named) and self.is_erased(link)

    def _is_void(self, one: Naming, erased: str) -> bool:
        """Whether an ADB said that the file is not this one's, or that this one stays held."""
        if one.is_held:
            place = EventPlace((one.device, one.incarnation), one.seq)
            kits = (kit for (kit,) in self._connection.execute(_KITS, (one.device,)).fetchall())
            return any(self._store.authority.ruling(place, of) is False for of in (one.by, *kits))
        life = live(events_of(self._connection, Entity.RECORDING, one.recording))
        return one.link in others_pictures(life, erased)


def _number_of(listed: Collection[str]) -> int:
    """Tell one list of names from another; 0 for an empty one."""
    digest = hashlib.sha256("\n".join(sorted(listed)).encode()).digest()
    return 1 + int.from_bytes(digest[:6]) if listed else 0


def _said_in(data: bytes) -> DropList:
    """Of a sheet that was checked when it came."""
    return read_as(read_object(data), DropList)
