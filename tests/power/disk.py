"""A disk that loses its power: what it holds after each write, fsync and rename, and what it may have lost.

Records what a real folder goes through, and lays out what a power cut may leave of it. Of bytes that were
not flushed there are none, the first few or all; a name that was made, moved or taken away since its folder
was flushed is there or not, each on its own. What was flushed stays. Writing is found by looking, so that a
writer who goes past the usual doors is recorded too, as one who flushes nothing.

SQLite's own files are as they are at each place: with WAL and `synchronous=FULL` a commit is on the disk, and
so is the log's name (`tests/store/test_journal.py` holds the settings, and what a cut costs of notes that
wait for no disk). What its log gets until the next place may be torn. Its `-shm` and all locks are left out.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

_LEFT_OUT = ("-shm", ".lock", "-journal")
_LOG = "-wal"
_SECTOR = 4096


@dataclass(frozen=True)
class File:
    """Bytes as programs see them, and as they were flushed last: None when never."""

    content: bytes
    flushed: bytes | None


@dataclass(frozen=True)
class Change:
    """One act upon a folder's names, which survives whole or not at all."""

    gone: str | None
    put: tuple[str, int] | None


@dataclass(frozen=True)
class Folder:
    """Names and nodes as programs see them, as they were flushed, and the changes since."""

    names: dict[str, int] = field(default_factory=dict)
    flushed: dict[str, int] = field(default_factory=dict)
    since: tuple[Change, ...] = ()


Nodes = dict[int, File | Folder]


@dataclass(frozen=True)
class Place:
    """Where the power may go: what was done last, and the disk then."""

    what: str
    nodes: Nodes
    said: dict[str, Any]  # what was acknowledged until then


class RecordedDisk:
    """A folder that is watched; `places` grow while `recording`."""

    def __init__(self, root: Path, stores: tuple[Path, ...]) -> None:
        """`stores` are files that SQLite itself writes and flushes."""
        self.root, self._stores = root, stores
        self.places: list[Place] = []
        self.said: dict[str, Any] = {}
        self._nodes: Nodes = {0: Folder()}
        self._inodes = {0: root.stat().st_ino}  # of each node
        self._look_at(root, 0)
        for number, node in self._nodes.items():
            self._nodes[number] = _flushed(node)

    def say(self, **said: Any) -> None:
        """From here on this is acknowledged, whatever the power does."""
        self.said = {**self.said, **said}
        self.stand("said " + " ".join(said))

    def stand(self, what: str) -> None:
        """Be a place where the power may go."""
        self._look_at(self.root, 0)
        self._keep(what)

    def _keep(self, what: str) -> None:
        last = self.places[-1] if self.places else None
        if last is None or (last.nodes, last.said) != (self._nodes, self.said):
            self.places.append(Place(what, dict(self._nodes), self.said))

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Stand at the doors: nothing is really flushed meanwhile."""
        doors = {name: getattr(os, name) for name in ("fsync", "replace", "rename", "unlink", "mkdir")}
        os.fsync = self._fsync  # type: ignore[assignment]  # as many arguments as it is given here
        for name in ("replace", "rename"):
            setattr(os, name, self._renaming(doors[name]))
        for name in ("unlink", "mkdir"):
            setattr(os, name, self._passing(name, doors[name]))
        try:
            yield
            self.stand("ended")
        finally:
            for name, door in doors.items():
                setattr(os, name, door)

    def _fsync(self, handle: Any) -> None:
        self.stand("before a flush")
        number = handle if isinstance(handle, int) else handle.fileno()
        found = os.fstat(number)
        for node, inode in self._inodes.items():
            if inode == found.st_ino:
                self._nodes[node] = _flushed(self._nodes[node])
        kind = "folder" if stat.S_ISDIR(found.st_mode) else "file"
        self._keep(f"{kind} flushed")

    def _renaming(self, door: Callable[..., None]) -> Callable[..., None]:
        def rename(old: Any, new: Any, **options: Any) -> None:
            source, target = Path(old), Path(new)
            if not source.absolute().is_relative_to(self.root):
                door(old, new, **options)
                return
            self.stand("before a rename")
            door(old, new, **options)
            self._renamed(source, target)
            self._keep(f"{target.name} named")

        return rename

    def _renamed(self, source: Path, target: Path) -> None:
        """From folder to folder the two names change each on its own, which is more than most disks do."""
        before, after = self._node_of(source.parent), self._node_of(target.parent)
        node = self._folder(before).names[source.name]
        if before == after:
            self._change(before, Change(source.name, (target.name, node)))
        else:
            self._change(before, Change(source.name, None))
            self._change(after, Change(None, (target.name, node)))

    def _change(self, number: int, change: Change) -> None:
        folder = self._folder(number)
        names = {name: of for name, of in folder.names.items() if name != change.gone}
        names |= dict([change.put]) if change.put else {}
        self._nodes[number] = replace(folder, names=names, since=(*folder.since, change))

    def _folder(self, number: int) -> Folder:
        folder = self._nodes[number]
        assert isinstance(folder, Folder)
        return folder

    def _passing(self, name: str, door: Callable[..., Any]) -> Callable[..., Any]:
        def pass_through(path: Any, *rest: Any, **options: Any) -> Any:
            done = door(path, *rest, **options)
            self.stand(name)
            return done

        return pass_through

    def _node_of(self, path: Path) -> int:
        number = 0
        for part in path.resolve().relative_to(self.root.resolve()).parts:
            number = self._folder(number).names[part]
        return number

    def _look_at(self, path: Path, number: int) -> None:
        """Take in what lies there by now."""
        folder = self._folder(number)
        found = {one.name: one for one in os.scandir(path) if not one.name.endswith(_LEFT_OUT)}
        names, flushed, since = dict(folder.names), dict(folder.flushed), list(folder.since)
        for name in [name for name in names if name not in found]:
            del names[name]
            since.append(Change(name, None))
        for name, entry in sorted(found.items()):
            known, inode = names.get(name), entry.inode()
            if known is None or self._inodes.get(known) != inode or self._is_other(known, entry):
                known = len(self._nodes)
                self._nodes[known] = self._new(entry)
                self._inodes = {node: of for node, of in self._inodes.items() if of != inode} | {known: inode}
                names[name] = known
                since.append(Change(None, (name, known)))
                if self._is_log(
                    Path(entry.path)
                ):  # SQLite flushes its name, and with it that a former one is gone
                    flushed[name] = known
                    since = [one for one in since if name not in (one.gone, one.put and one.put[0])]
            if entry.is_dir(follow_symlinks=False):
                self._look_at(Path(entry.path), known)
            else:
                self._read(Path(entry.path), known)
        if (names, flushed, tuple(since)) != (folder.names, folder.flushed, folder.since):
            self._nodes[number] = Folder(names, flushed, tuple(since))

    def _new(self, entry: os.DirEntry[str]) -> File | Folder:
        if entry.is_dir(follow_symlinks=False):
            return Folder()
        path = Path(entry.path)  # the store itself comes from our hands, but for one that is being founded
        is_sqlites = self._is_log(path) or (path in self._stores and path.name.endswith(".part"))
        return File(b"", b"" if is_sqlites else None)

    def _is_other(self, known: int, entry: os.DirEntry[str]) -> bool:
        return isinstance(self._nodes[known], Folder) is not entry.is_dir(follow_symlinks=False)

    def _read(self, path: Path, number: int) -> None:
        file = self._nodes[number]
        assert isinstance(file, File)
        content = path.read_bytes()
        is_sqlites = file.flushed is not None and (self._is_log(path) or path in self._stores)
        if content != file.content:
            self._nodes[number] = File(content, content if is_sqlites else file.flushed)

    def _is_log(self, path: Path) -> bool:
        """A log that SQLite flushes itself: elsewhere it is a copy, which we write."""
        return path.name.endswith(_LOG) and any(path.parent == store.parent for store in self._stores)


def _flushed(node: File | Folder) -> File | Folder:
    if isinstance(node, File):
        return File(node.content, node.content)
    return Folder(node.names, node.names)


def lay_out(place: Place, after: Place, root: Path, chance: Random) -> None:
    """Make `root` what a power cut between this place and the next may leave; `chance` says what survived."""
    shutil.rmtree(root, ignore_errors=True)
    often = chance.choice((0.0, 0.3, 0.5, 0.7, 1.0))
    _Laying(place.nodes, after.nodes, chance, often).lay(0, root)


@dataclass(frozen=True)
class _Laying:
    nodes: Nodes
    after: Nodes
    chance: Random
    often: float  # how much of what was not flushed survived

    def lay(self, number: int, path: Path) -> None:
        """Make a folder with all below it."""
        folder = self.nodes[number]
        assert isinstance(folder, Folder)
        path.mkdir(mode=0o700)
        names = dict(folder.flushed)
        for change in folder.since:
            if self.chance.random() < self.often:
                if change.gone is not None:
                    names.pop(change.gone, None)
                if change.put is not None:
                    names[change.put[0]] = change.put[1]
        for name, node in names.items():
            found = self.nodes[node]
            if isinstance(found, Folder):
                self.lay(node, path / name)
            else:
                is_log = name.endswith(_LOG) and found.content == found.flushed
                content = self._torn(found, node) if is_log else self._surviving(found)
                (path / name).write_bytes(content)

    def _surviving(self, file: File) -> bytes:
        if file.content == file.flushed or self.chance.random() < self.often:
            return file.content
        if self.chance.random() < 0.5:
            return file.flushed or b""
        return file.content[: self.chance.randrange(len(file.content) + 1)]

    def _torn(self, log: File, node: int) -> bytes:
        """Of what a log was given until the next place: a part, of which some sectors never came."""
        whole = log.content
        after = self.after.get(node)
        if not isinstance(after, File) or after.content[: len(whole)] != whole or self.chance.random() < 0.3:
            return whole
        more = bytearray(after.content[len(whole) :])
        for start in range(0, len(more), _SECTOR):
            if self.chance.random() > self.often:
                more[start : start + _SECTOR] = bytes(len(more[start : start + _SECTOR]))
        return whole + more[: self.chance.randrange(len(more) + 1)]
