"""The log read by its pages' seals: what SQLite would drop comes back, what it once dropped does not."""

from __future__ import annotations

import secrets
import shutil
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from ektp_desk.seal.files import replacing
from ektp_desk.seal.pages import SALT_BYTES, PageSeal
from ektp_desk.store.log import FRAME_HEADER, HEADER, LOG, PAGE, LogRead, has_log, read_log, write_log
from ektp_desk.store.opening import STORE, connect_looking, connect_unmoved, open_database

FRAME = FRAME_HEADER + PAGE
ROWS = 40


class Logged:
    """A store with a row in each of many transactions, all in its log."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.key = folder, secrets.token_bytes(32)
        open_database(folder / STORE, self.key).close()
        self.kept = folder.parent / "kept"

    def live(self, *texts: str) -> None:
        """Add a row for each text, and leave the log as a kill would."""
        with closing(connect_unmoved(self.folder / STORE, self.key)) as connection:
            for text in texts:
                connection.execute("INSERT INTO days VALUES ('d', ?, ?)", (text, "x" * 900))
            shutil.copytree(self.folder, self.kept)
        shutil.rmtree(self.folder)
        self.kept.rename(self.folder)

    def spoil(self, place: int, length: int = 0, bit: int = 0) -> None:
        content = bytearray((self.folder / LOG).read_bytes())
        content[place : place + length] = bytes(length)
        content[place] ^= bit
        (self.folder / LOG).write_bytes(content)

    def read(self) -> LogRead:
        return read_log(self.folder, self._seal())

    def read_anew(self) -> list[str]:
        """The texts in the store, once the log was written anew."""
        read, there = self.read(), self.folder.with_name("anew")
        shutil.copytree(self.folder, there)
        with replacing(there / LOG) as write:
            write_log(self.folder, read, seal=self._seal(), write=write)
        return texts(connect_looking(there / STORE, self.key))

    def _seal(self) -> PageSeal:
        return PageSeal(self.key, (self.folder / STORE).read_bytes()[:SALT_BYTES])


def texts(connection: Any) -> list[str]:
    with closing(connection):
        return [text for (text,) in connection.execute("SELECT day FROM days ORDER BY rowid")]


@pytest.fixture
def logged(tmp_path: Path) -> Logged:
    (tmp_path / "store").mkdir()
    return Logged(tmp_path / "store")


def test_a_whole_log_written_anew_gives_the_same_store(logged: Logged) -> None:
    assert not has_log(logged.folder)
    said = [f"{n:03}" for n in range(ROWS)]
    logged.live(*said)
    assert has_log(logged.folder)

    read = logged.read()

    assert (read.is_whole, read.broken, read.frames > ROWS) == (True, 0, True)
    assert logged.read_anew() == said


def test_what_sqlite_dropped_before_does_not_come_back(logged: Logged, chance: Random) -> None:
    logged.live(*(f"dropped {n:03}" for n in range(ROWS)))
    logged.spoil(HEADER + 20 * FRAME + 2000, length=600)
    held = texts(connect_looking(logged.folder / STORE, logged.key))
    assert 0 < len(held) < ROWS
    logged.live("later 1", "later 2")  # written over the broken frame; behind it others still stand
    said = [*held, "later 1", "later 2"]
    assert texts(connect_looking(logged.folder / STORE, logged.key)) == said
    assert (logged.folder / LOG).stat().st_size > HEADER + 2 * ROWS * FRAME * 9 // 10

    logged.spoil(HEADER + 5 * FRAME + chance.randrange(FRAME), bit=4)

    assert texts(connect_looking(logged.folder / STORE, logged.key)) != said
    assert logged.read_anew() == said


def test_frames_of_an_earlier_round_are_passed_over(logged: Logged, chance: Random) -> None:
    logged.live(*(f"{n:03}" for n in range(ROWS)))
    with closing(connect_unmoved(logged.folder / STORE, logged.key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(RESTART)")
        connection.execute("DELETE FROM days WHERE day > '010'")
        shutil.copytree(logged.folder, logged.kept)
    shutil.rmtree(logged.folder)
    logged.kept.rename(logged.folder)
    read = logged.read()
    assert HEADER + read.frames * FRAME < (logged.folder / LOG).stat().st_size

    logged.spoil(HEADER + chance.randrange(FRAME), bit=4)

    assert logged.read_anew() == [f"{n:03}" for n in range(11)]


def test_a_log_of_which_nothing_is_left_gives_nothing(logged: Logged) -> None:
    logged.live("001")
    size = (logged.folder / LOG).stat().st_size
    (logged.folder / LOG).write_bytes(secrets.token_bytes(size))

    read = logged.read()

    assert not read.is_whole
    assert read.places == {}
