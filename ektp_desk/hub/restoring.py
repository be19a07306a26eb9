"""Putting a hub in order that lost something: its index, its packs, or the whole machine."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from sqlalchemy.exc import OperationalError

from ektp_desk.domain.errors import EktpError
from ektp_desk.hub.identity import copy_identity, is_hub, read_identity
from ektp_desk.hub.mailbox import Mailbox
from ektp_desk.hub.opening import set_aside
from ektp_desk.hub.pack_folder import PackFolder
from ektp_desk.hub.packs import PackName
from ektp_desk.hub.places import PACKS, choose_places, read_places
from ektp_desk.hub.rereading import Passed, ReadPacks, pass_by, rebuild
from ektp_desk.hub.running import holding
from ektp_desk.hub.shelf import Shelf


def rebuild_index(folder: Path, passed: Passed = pass_by) -> ReadPacks:
    """Make a hub's index anew from its packs; one that cannot be read is laid aside.

    Raises `hub.missing`, `hub.runs`, `disk.…`.
    """
    read_identity(folder)
    with holding(folder):
        mailbox = _opened(folder)
        try:
            return rebuild(mailbox.shelf, passed)
        finally:
            mailbox.close()


def restore(folder: Path, source: Path, passed: Passed = pass_by) -> ReadPacks:
    """Bring what lies at another place of this office's hub, a copy or a backup, and make the index anew.

    A folder without a hub becomes that hub; what lies here stays. Raises `hub.missing` where no hub of any
    office lies there, `hub.other_office`, `hub.runs`, `disk.…`.
    """
    theirs = read_identity(source)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with holding(folder):
        if not is_hub(folder):
            copy_identity(source, folder)
            choose_places(folder, read_places(source))
        if read_identity(folder).of.office != theirs.of.office:
            raise EktpError("hub.other_office")
        mailbox = _opened(folder)
        try:
            _bring(PackFolder(source / PACKS), mailbox.shelf, passed)
            return rebuild(mailbox.shelf, passed)
        finally:
            mailbox.close()


def _opened(folder: Path) -> Mailbox:
    """A hub's mailbox; an index that is damaged is laid aside. Raises `hub.index`."""
    try:
        return Mailbox(folder, reads_packs=False)
    except EktpError as error:
        if error.code != "hub.index" or isinstance(error.__cause__, OperationalError):
            raise  # it is locked, or its disk is full: nothing is wrong with it
        set_aside(folder)
        return Mailbox(folder, reads_packs=False)


def _bring(there: PackFolder, shelf: Shelf, passed: Passed) -> None:
    """What has the number of another pack here gets one of its own."""
    here, names = {name.number: name for name in shelf.store.names()}, there.names()
    numbers = count(max((*here, *(name.number for name in names)), default=0) + 1)
    for done, name in enumerate(names):
        passed(done, len(names))
        content = there.content(name)
        if here.get(name.number) == name:
            lying = shelf.store.read(name, 0, len(content) + 1)
            if lying == content:
                continue
            if content.startswith(lying):  # a cut left it
                shelf.store.remove(name)
                del here[name.number]
        to = PackName(next(numbers), name.key) if name.number in here else name
        with shelf.store.new(to) as pack:
            pack.write(content)
            pack.keep()
