"""Holding the views against the journal: entities folded anew in memory, row by row; nothing is written."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec

from ektp_desk.domain.errors import UNREADABLE
from ektp_desk.domain.journal.events import Entity, Event
from ektp_desk.domain.journal.folds import FOLDS
from ektp_desk.domain.journal.folds.any import OF_ANY, fold_any
from ektp_desk.domain.journal.life import live
from ektp_desk.domain.lists.standing import ListState
from ektp_desk.domain.recordings import RecordingState
from ektp_desk.store.holding import HEADS, authority_of, heads, wrongly_held
from ektp_desk.store.journal import COUNTS, decode_all
from ektp_desk.store.kept.removed import differing
from ektp_desk.store.register import batches
from ektp_desk.usecases.shapes import Compared

# Along the index `events_of_entity`: the events of one entity come one after another, and nothing is sorted.
_EVENTS = f"""
SELECT entity_id, entity, link, header, body FROM events WHERE {COUNTS} ORDER BY entity_id, entity
"""  # noqa: S608  from above
_AMONG = "IN (SELECT value FROM json_each(?))"
_EVENTS_OF = f"""
SELECT entity_id, entity, link, header, body FROM events WHERE entity_id {_AMONG} AND {COUNTS}
ORDER BY entity_id, entity
"""  # noqa: S608  from above
_HEADS_OF = f"{HEADS} WHERE e.entity_id {_AMONG}"
_HELD = "SELECT e.entity_id FROM held h JOIN events e ON e.journal = h.journal AND e.seq = h.seq"
_STRETCH = 512  # entities whose rows are held in memory at once
_WHOSE = itemgetter(0, 1)
_SEALED = "SELECT recording, file, modality, size, quality, algorithm, named, loose FROM sealed_files"
_REGISTERS = """
SELECT list, sum(should), sum(loaded) FROM (
  SELECT l.id AS list, CASE WHEN l.state <> :standing THEN 0 WHEN k.list IS NOT NULL THEN l.rows
      ELSE coalesce((SELECT sum(loaded) FROM list_parts WHERE list = l.id), 0) END AS should,
    0 AS loaded
  FROM lists l LEFT JOIN row_keys k ON k.list = l.id
  UNION ALL SELECT list, 0, count(*) FROM register GROUP BY list
  UNION ALL SELECT list, 0, count(*) FROM figures GROUP BY list
) GROUP BY list HAVING sum(should) <> sum(loaded)
"""
# Whatever was written since a visit's first desk was opened and names it; a journal that has no such event is
# read from the visit's plan, one without that from its beginning. CROSS JOIN: the planner would begin
# with every event there ever was.
_OF_VISIT = """
SELECT DISTINCT e.entity, e.entity_id
FROM journals j
LEFT JOIN (SELECT journal, coalesce(min(seq) FILTER (WHERE kind = 'desk_opened'), min(seq)) AS first
  FROM events WHERE entity_id = :visit AND entity = 'visit' GROUP BY journal) f ON f.journal = j.no
CROSS JOIN events e ON e.journal = j.no AND e.seq >= coalesce(f.first, 1)
WHERE instr(e.header, CAST(:visit AS BLOB)) > 0
UNION SELECT 'ticket', entity FROM tickets WHERE visit = :visit
UNION SELECT 'ticket', ticket FROM stops WHERE visit = :visit
UNION SELECT 'recording', id FROM recordings WHERE visit = :visit
UNION SELECT 'group', id FROM groups WHERE visit = :visit
UNION SELECT 'list', list FROM visit_lists WHERE visit = :visit
UNION SELECT 'visit', :visit
"""
# By row ids, which count up as events come here: one that fills a hole of its journal is new all the same.
_AFTER = "SELECT rowid, entity, entity_id FROM events WHERE rowid > ? ORDER BY rowid LIMIT ?"
_MARK = "compared"  # the fact: up to which row events were compared, as JSON
_MOST = 8_000  # events that one start goes on by: more than a crowded day's
_SAMPLED, _SAMPLED_ROWS = 200, 4  # events, and rows of each table, whose entities are compared by chance
_KNOWN = {entity.value: entity for entity in Entity}
_Tuple = tuple[Any, ...]
_Scope = Callable[[str], tuple[str, list[str]]]  # of a key column: the condition, and its values


@dataclass(frozen=True, slots=True)
class Difference:
    """A table's rows of one entity are not what its events fold to: `view.differs`, `.missing`, `.extra`."""

    code: str
    table: str
    entity: str
    id: str


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of rows: whose, under which key, and how its rows are asked for."""

    name: str
    key: str
    columns: tuple[str, ...]
    entity: str  # empty for a table of any entity

    @property
    def select(self) -> str:
        return f"SELECT {self.key}, {', '.join(self.columns)} FROM {self.name}"  # noqa: S608  names from FOLDS

    @property
    def order(self) -> str:
        """As the rows were inserted, entity by entity: usually the very order in which they are folded."""
        return f"ORDER BY {self.key}{'' if self.entity else ', entity'}, rowid"


class _Folded:
    """What a number of entities fold to: rows by table in the order of the ids, and files that are held."""

    def __init__(self, tables: Mapping[str, _Table]) -> None:
        self._cells = {name: itemgetter(*table.columns) for name, table in tables.items()}
        self.clear()

    def clear(self) -> None:
        self.rows: dict[str, list[_Tuple]] = {name: [] for name in self._cells}
        self.files: dict[str, dict[str, _Tuple]] = {}  # by recording: modality, size, quality, algorithm

    def add(self, name: str, entity_id: str, events: Iterable[Event]) -> None:
        """What a later release writes folds to nothing here."""
        entity = _KNOWN.get(name)
        if entity is None:
            return
        life = live(events)
        folded = FOLDS[entity].rows(entity_id, life)
        for table, rows in (folded | fold_any(entity, entity_id, life)).items():
            if rows:
                cells = self._cells[table]
                self.rows[table] += [(entity_id, *cells(row)) for row in rows]
        if entity is Entity.RECORDING and folded:
            self.files |= _held(entity_id, folded)


class Comparer:
    """Compares over one connection, which only reads; `pause` is called between entities, and may raise."""

    def __init__(self, connection: Any, pause: Callable[[], None] = lambda: None) -> None:
        self._connection, self._pause = connection, pause
        found = [
            (table, key, entity.value) for entity, fold in FOLDS.items() for table, key in fold.tables.items()
        ]
        found += [(table, "entity_id", "") for table in OF_ANY]
        self._tables = {name: _Table(name, key, self._columns(name), entity) for name, key, entity in found}

    def _columns(self, table: str) -> tuple[str, ...]:
        return tuple(row[1] for row in self._connection.execute(f"PRAGMA table_info({table})"))

    def everything(self, passed: Callable[[int], None] = lambda _events: None) -> Iterator[Difference]:
        """Compare every row of every view; `passed` hears the number of events folded so far.

        What is held is taken as it stands: `verify_signatures`, which asks of each event, proves it.
        """
        folded, entities, count = _Folded(self._tables), 0, 0
        before = last = None  # the id up to which all is compared, and the last one that was folded
        for (entity_id, name), rows in groupby(self._connection.execute(_EVENTS), key=_WHOSE):
            if entities >= _STRETCH and entity_id != last:
                yield from self._differences(folded, partial(_between, after=before, upto=last))
                passed(count)
                folded.clear()
                before, entities = last, 0
            events = decode_all(self._connection, name, entity_id, (row[2:] for row in rows))
            folded.add(name, entity_id, events)
            last, entities, count = entity_id, entities + 1, count + len(events)
        yield from self._differences(folded, partial(_between, after=before, upto=None))
        passed(count)

    def registers(self) -> Iterator[Difference]:
        """Count each list's rows in the register, and those of lists that should have none there.

        And hold what is known to be removed here against what this laptop said.
        """
        of: dict[str, str] = {"standing": ListState.STANDING.value}
        for list_id, *_ in self._connection.execute(_REGISTERS, of).fetchall():
            yield Difference("register.differs", "register", Entity.LIST.value, list_id)
        if differing(self._connection):
            yield Difference("view.differs", "files_removed", Entity.DEVICE.value, "")

    def lately(self, visit: str, pick: Callable[[int], int] = secrets.randbelow) -> Compared:
        """Compare what was written since the last time, some entities by chance, and all of a visit.

        `pick` gives a number below another. As many as the last events of a crowded day are gone through at
        once, the rest the next time: `Compared.mark` says how far.
        """
        connection = self._connection
        of_visit = set(connection.execute(_OF_VISIT, {"visit": visit})) if visit else set()
        changed, mark = self._changed()
        checked = of_visit | changed
        ids = {entity_id for _, entity_id in checked} | self._sampled(pick)
        ids.update(entity_id for (entity_id,) in connection.execute(_HELD))
        found = [*self.some(sorted(ids)), *self.registers()]
        wrong = {(one.entity, one.id) for one in found}
        return Compared(len(checked), len(of_visit), len(wrong), mark)

    def _changed(self) -> tuple[set[tuple[str, str]], int]:
        mark, found = self._mark(), set()
        for row, name, entity_id in self._connection.execute(_AFTER, (mark, _MOST)):
            found.add((name, entity_id))
            mark = row
        return found, mark

    def _mark(self) -> int:
        """Not one that lies beyond the last event, as in a store that was brought back."""
        row = self._connection.execute("SELECT value FROM facts WHERE name = ?", (_MARK,)).fetchone()
        try:
            mark = msgspec.json.decode(row[0], type=int) if row else 0
        except UNREADABLE:
            return 0
        (last,) = self._connection.execute("SELECT coalesce(max(rowid), 0) FROM events").fetchone()
        return mark if 0 < mark <= last else 0

    def _sampled(self, pick: Callable[[int], int]) -> set[str]:
        """By events, which name what has lost its rows, and by rows, which show what no event names."""
        found: set[str] = set()
        asked = [("events", "entity_id", _SAMPLED)]
        asked += [(table.name, table.key, _SAMPLED_ROWS) for table in self._tables.values()]
        for table, key, count in asked:
            (last,) = self._connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()  # noqa: S608  names from FOLDS
            places = [1 + pick(last) for _ in range(count)] if last else []
            sql = f"""SELECT {key} FROM {table} WHERE {key} IS NOT NULL AND rowid IN (
              SELECT (SELECT min(rowid) FROM {table} WHERE rowid >= place.value) FROM json_each(?) place)"""  # noqa: S608  the same
            found.update(
                key for (key,) in self._connection.execute(sql, (msgspec.json.encode(places).decode(),))
            )
        return found

    def some(self, ids: Iterable[str]) -> Iterator[Difference]:
        """Compare the rows of what has these ids, whether the journal has it or not."""
        folded, authority = _Folded(self._tables), authority_of(self._connection)
        for batch in batches(ids, _STRETCH):
            self._pause()
            listed = msgspec.json.encode(batch).decode()
            folded.clear()
            for (entity_id, name), rows in groupby(
                self._connection.execute(_EVENTS_OF, (listed,)), key=_WHOSE
            ):
                folded.add(
                    name, entity_id, decode_all(self._connection, name, entity_id, (row[2:] for row in rows))
                )
            yield from self._differences(folded, lambda key: (f"WHERE {key} {_AMONG}", [listed]))  # noqa: B023  asked at once
            said = heads(self._connection.execute(_HEADS_OF, (listed,)).fetchall())
            for _no, _seq, head, _why in wrongly_held(self._connection, authority, said):
                yield Difference("view.differs", "held", head.entity, head.id)

    def _differences(self, folded: _Folded, scope: _Scope) -> Iterator[Difference]:
        """Compare all rows within a scope of keys with those that were folded for it."""
        for table in self._tables.values():
            where, values = scope(table.key)
            held = self._connection.execute(f"{table.select} {where} {table.order}", values).fetchall()
            if held != folded.rows[table.name]:
                yield from _told(table, folded.rows[table.name], held)
        where, values = scope("recording")
        yield from self._sealed(folded, f"{_SEALED} {where}", values)

    def _sealed(self, folded: _Folded, sql: str, values: list[str]) -> Iterator[Difference]:
        """Hold what is known of sealed files against what names them; files that nobody names come and go."""
        known: dict[str, dict[str, _Tuple]] = {}
        for recording, file, *said in self._connection.execute(sql, values):
            known.setdefault(recording, {})[file] = tuple(said)
        for recording in sorted({*known, *folded.files}):
            files, rows = folded.files.get(recording, {}), known.get(recording, {})
            wrong = [
                said[:4] != files[file] or said[4:] != (1, 0) if file in files else said[4:] == (1, 0)
                for file, said in rows.items()
            ]
            lost = [file for file in files if file not in rows and not self._is_known(file)]
            if any(wrong) or lost:
                code = "view.differs" if any(wrong) else "view.missing"
                yield Difference(code, "sealed_files", Entity.RECORDING.value, recording)

    def _is_known(self, file: str) -> bool:
        sql = "SELECT 1 FROM sealed_files WHERE file = ?"
        return self._connection.execute(sql, (file,)).fetchone() is not None


def _between(key: str, after: str | None, upto: str | None) -> tuple[str, list[str]]:
    """The rows without a key come with the first; no fold gives one."""
    start = f"({key} > ?)" if after is not None else "1"
    end = f"({key} <= ? OR {key} IS NULL)" if after is None else f"{key} <= ?"
    parts = [start, end] if upto is not None else [start]
    return f"WHERE {' AND '.join(parts)}", [value for value in (after, upto) if value is not None]


def _told(table: _Table, folded: list[_Tuple], held: list[_Tuple]) -> Iterator[Difference]:
    """Name the entities whose rows differ; the order of an entity's rows is of no meaning."""
    should, are = _by_entity(table, folded), _by_entity(table, held)
    for of in sorted({*should, *are}, key=repr):
        missing, extra = (
            should.get(of, Counter()) - are.get(of, Counter()),
            are.get(of, Counter()) - should.get(of, Counter()),
        )
        if missing or extra:
            code = "view.extra" if not missing else "view.missing" if not extra else "view.differs"
            yield Difference(code, table.name, *of)


def _by_entity(table: _Table, rows: list[_Tuple]) -> dict[tuple[str, str], Counter[_Tuple]]:
    place = 0 if table.entity else 1 + table.columns.index("entity")
    found: dict[tuple[str, str], Counter[_Tuple]] = {}
    for row in rows:
        name = table.entity or str(row[place])
        found.setdefault((name, str(row[0] or "")), Counter())[row[1:]] += 1
    return found


def _held(recording: str, folded: Mapping[str, list[dict[str, Any]]]) -> dict[str, dict[str, _Tuple]]:
    if folded["recordings"][0]["state"] == RecordingState.DROPPED:
        return {}
    held = {
        row["file"]: (row["modality"], row["size"], row["quality"], row["algorithm"])
        for row in folded["modalities"]
        if row["file"]
    }
    return {recording: held} if held else {}


def keep_mark(connection: Any, mark: int) -> None:
    """Remember how far was compared; runs inside the caller's transaction."""
    connection.execute(
        "INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (_MARK, msgspec.json.encode(mark))
    )
