"""An office with everything that a data folder and a state folder may hold, left as a kill leaves it.

`Attacked.told` opens what somebody did to a copy of it, verifies it, and says what came of that.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.folder.sample import Sample, keep_facts
from ektp_desk.desk.sample.day import DayClock
from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.sign import are_signed
from ektp_desk.settings import Folders
from ektp_desk.store.proof.files import verify_files
from ektp_desk.store.proof.signatures import verify_signatures
from ektp_desk.store.proof.verify import (
    Fault,
    verify_chain,
    verify_incarnations,
    verify_lists,
    verify_pages,
    verify_views,
)
from ektp_desk.usecases.admin.commands import add_user, note_backup
from ektp_desk.usecases.laptops.commands import make_kit
from ektp_desk.usecases.recording.capture import capture_photo, capture_signature
from ektp_desk.usecases.visits.commands import count_sent_home
from tests.captures.taking import SIGNED, capture_here, seen
from tests.office.stage import set_stage
from tests.offices import CHEAP, WORDS, found_office_in

LOST, CRASH = "LOST IN SILENCE", "OUR FAULT"
_COMFORT = (".tries", "pilihan.json")  # what was chosen, and who has to wait: no office is lost with them


class Attacked:
    """A killed office; each attack is tried on a copy that lies where the office lay."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folders = Folders(root / "office" / "data", root / "office" / "state")
        self._kept = root / "kept"
        with found_office_in(self.folders) as office:
            stage = set_stage(office, root)
            self.user, self.clock = office.user, office.clock
            capture_here(office.session)
            capture_photo(office.session, stage.recording, seen())
            session = office.sign_in_again()  # so that the store's file has something, and its log too
            capture_signature(session, stage.recording, SIGNED)
            make_kit(session, enrol="ab" * 32)  # others know this laptop's own keys
            note_backup(session, digest="0" * 64, size=1, place="stik")
            for _time in range(12):
                count_sent_home(session, stage.visit)
            adi = add_user(session, "Adi Contoh", ["operator"]).id
            with suppress(EktpError):
                office.desk.unlock(adi, "salah semua kata ini")
            keep_facts(self.folders, Sample(self.user, WORDS, stage.visit, 3600))
            self.folders.choices.keep(printer="kantor")
            self.store_key = office.desk.held_keys()[0]
            shutil.copytree(root / "office", self._kept, ignore=shutil.ignore_patterns("desk.lock", "*-shm"))
        self.lay()
        with Desk(self.folders, clock=self._morning(), cost=CHEAP) as desk:
            desk.sign_in(self.user, WORDS)
            assert faults_of(desk) == []
            self._whole = _all_of(desk)

    @property
    def files(self) -> list[str]:
        """Every file of both folders."""
        found = (path for path in sorted(self._kept.rglob("*")) if path.is_file())
        return [path.relative_to(self._kept).as_posix() for path in found]

    def lay(self) -> Path:
        """Put the killed office where it lay."""
        there = self.root / "office"
        shutil.rmtree(there, ignore_errors=True)
        shutil.copytree(self._kept, there)
        return there

    def close(self) -> None:
        """Keep it as a clean end leaves it: all of it in the store's own file."""
        self.lay()
        with Desk(self.folders, clock=self._morning(), cost=CHEAP) as desk:
            desk.sign_in(self.user, WORDS)
        shutil.rmtree(self._kept)
        shutil.copytree(self.root / "office", self._kept, ignore=shutil.ignore_patterns("desk.lock", "*-shm"))

    def told(self) -> str:
        """Open and verify: a code, else what became of it in silence."""
        try:
            with Desk(self.folders, clock=self._morning(), cost=CHEAP) as desk:
                was_damaged = bool(desk.loaded.damaged)
                desk.sign_in(self.user, WORDS)
                news = [one.code for one in desk.told] + [fault.code for fault in faults_of(desk)]
                if news:
                    return news[0]
                if desk.loaded.damaged:
                    return "slots that are still damaged"
                return _compared(self._whole, _all_of(desk), "mended" if was_damaged else "all there")
        except EktpError as error:
            return error.code
        except Exception as error:  # whatever it is, it is told as our fault
            return f"{CRASH}: {type(error).__name__} {error}"

    def _morning(self) -> DayClock:
        return self.clock


def _compared(whole: dict[str, Any], now: dict[str, Any], same: str) -> str:
    """Say what became of an office in which nothing was noticed."""
    differs = [name for name in whole.keys() | now.keys() if whole.get(name) != now.get(name)]
    if not differs:
        return f"harmless: {same}"
    if all(name.endswith(_COMFORT) for name in differs):
        return "harmless: a choice or a wait forgotten"
    gone = [name for name in differs if not isinstance(whole.get(name), Counter) or whole[name] - now[name]]
    if differs == ["signatures"]:  # `verify_signatures` holds: the next one of the same key covers it
        return "harmless: signed by a later signature"
    if differs == ["notes"]:  # no event says it: whether this store wrote a file, since when one is loose
        return "harmless: a note about a file, which stands"
    if not gone and differs == ["facts"]:
        return "harmless: a fact more, which nobody reads"
    if not gone and set(differs) == {
        "events",
        "signatures",
    }:  # and rows that all follow from them: `verify` has folded them
        return "harmless: said anew by an act"
    return f"{LOST}: {sorted(differs)}"


def faults_of(desk: Desk) -> list[Fault]:
    """As `verify` looks, and at every signature."""
    store = desk.held_store()
    connection = store.connection
    found = verify_pages(connection) or [*verify_chain(connection), *verify_incarnations(connection)]
    found = found or [
        *verify_views(connection),
        *verify_lists(store),
        *verify_files(store, desk.objects().check),
    ]
    return found or [one for one in verify_signatures(connection, are_signed) if isinstance(one, Fault)]


def _all_of(desk: Desk) -> dict[str, Any]:
    """Every table's rows and every file, by name."""
    connection = desk.held_store().connection
    tables = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith(("sqlite_", "_sqlite")) and "_names" not in name
    ]
    found: dict[str, Any] = {
        table: Counter(connection.execute(f"SELECT * FROM {table}").fetchall()) for table in tables
    }
    cells = "journal, seq, link, entity, entity_id, kind, header, digest, salt, body, second"
    found["events"] = Counter(connection.execute(f"SELECT {cells} FROM events").fetchall())
    found["signatures"] = Counter(connection.execute("SELECT journal, seq, signature FROM events").fetchall())
    cells = "file, recording, modality, size, quality, algorithm, named, loose"
    found["sealed_files"] = Counter(connection.execute(f"SELECT {cells} FROM sealed_files").fetchall())
    found["notes"] = Counter(connection.execute("SELECT file, since FROM sealed_files").fetchall())
    folders = desk.folders
    for folder in (folders.lists, folders.objects):
        found |= {path.name: hashlib.sha256(path.read_bytes()).digest() for path in folder.iterdir()}
    for path in (folders.tries, folders.kept):
        found[path.name] = path.read_bytes() if path.exists() else b""
    found["slots"] = desk.slots
    return found
