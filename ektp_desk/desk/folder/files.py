"""Files outside the store: the signed head anchor, and the encrypted rows of lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ektp_desk.domain.journal.head import Head
from ektp_desk.seal import anchor as anchors
from ektp_desk.seal import rows as row_files
from ektp_desk.seal import sign
from ektp_desk.seal.files import make_folder, write_whole


@dataclass(frozen=True, slots=True)
class AnchorFile:
    """The head anchor of one data folder, signed by its device; implements `store.HeadStore`."""

    path: Path
    seed: bytes = field(repr=False)
    older: Path | None = None  # where an earlier release kept it; read until `path` stands
    generation: Callable[[], int] = lambda: 0  # of the slots that stand now, asked at each writing

    def write(self, head: Head) -> None:
        """Replace the anchor, on the disk when this returns."""
        anchors.write(self.path, self.signed(head))

    def signed(self, head: Head) -> bytes:
        """Give what an anchor of this head says."""
        generation = self.generation()
        anchor = anchors.Anchor(head.install, head.device, head.incarnation, head.seq, head.link, generation)
        return anchors.encode(anchor, self.seed)

    def read(self) -> Head | None:
        """The head last acknowledged here; None when there is none or it is another device's.

        Raises `anchor.unreadable`: damage is not "none".
        """
        found = self._found()
        if found is None:
            return None
        return Head(found.install, found.device, found.incarnation, found.seq, found.link)

    def read_generation(self) -> int:
        """That of the slots last kept here; 0 where there is no head, and from an earlier release."""
        found = self._found()
        return found.generation if found else 0

    def _found(self) -> anchors.Anchor | None:
        data = anchors.read(self.path)
        if data is None and self.older is not None:
            data = anchors.read(self.older)
        key = sign.verify_key(self.seed)
        if data is None or anchors.is_foreign(data, key):
            return None
        return anchors.decode(data, key)


class NoAnchor:
    """Keeps no head: until a store stands in its place, the anchor there speaks of another's."""

    def write(self, _head: Head) -> None: ...


@dataclass(frozen=True, slots=True)
class RowFolder:
    """The encrypted row files of imported lists; implements `store.RowFiles`."""

    folder: Path

    def write(self, list_id: str, rows: Iterable[bytes], key: bytes) -> tuple[str, int]:
        """Write a list's rows; give the file's SHA-256 and the count."""
        make_folder(self.folder)
        written = row_files.write_rows(self.folder / f"{list_id}.rows", rows, key)
        return written.digest_hex, written.count

    def keep(self, name: str, data: bytes) -> None:
        """Put a row file that came from elsewhere beside the others; raises `disk.full`, `disk.refused`."""
        make_folder(self.folder)
        write_whole(self.folder / f"{name}.rows", data)

    def sweep(self, known: Iterable[str]) -> None:
        """Remove row files that no list names: a crash came between the file and its event."""
        kept = {f"{list_id}.rows" for list_id in known}
        for path in self.folder.glob("*.rows*"):
            if path.name not in kept:
                with suppress(OSError):  # the next opening tries again
                    path.unlink()

    def read(self, list_id: str, key: bytes) -> Iterator[bytes]:
        return row_files.read_rows(self.folder / f"{list_id}.rows", key)
