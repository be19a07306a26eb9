"""A real hub that is killed or ended while bodies come: what it receipted is there, and the rest goes on."""

from __future__ import annotations

import os
from pathlib import Path
from queue import SimpleQueue
from random import Random
from threading import Thread, current_thread

import pytest
import urllib3

from ektp_desk.hub.mailbox import Mailbox
from ektp_desk.hub.pack_folder import PackFolder
from ektp_desk.hub.packs import PackName
from ektp_desk.hub.places import PACKS
from ektp_desk.hub.second_place import SecondPlace
from tests.exchange.scene import LAPTOP
from tests.hub.lines import Desk, desks, name, running
from tests.hub.outboxes import objects
from tests.hub.processes import process

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
_KILLS = 6


def test_what_a_killed_hub_receipted_is_there_and_the_rest_goes_on(hub_folder: Path, chance: Random) -> None:
    folder, copy = hub_folder, hub_folder.with_name("copy")
    copy.mkdir()
    with running(folder) as hub, desks(hub, LAPTOP) as (_office, first):
        seed = first.seed
    whole, receipted = objects(40), set[str]()
    for _kill in range(_KILLS):
        with process(folder, 0, copy) as killed:
            laptop = Desk(killed, LAPTOP, seed)
            left = chance.randint(1, 12)
            try:
                for one in whole:
                    wanted = dict(laptop.offer([name(one)])["wanted"])
                    assert name(one) not in receipted & wanted.keys(), "a receipted one is wanted again"
                    if name(one) not in wanted:
                        continue
                    left -= 1
                    if not left:
                        killed.shoot()  # before, in or behind what it answers
                    answer = laptop.send(one)
                    assert answer["refused"] == {}
                    receipted.add(name(one))
            except urllib3.exceptions.HTTPError:
                pass  # it is dead
            finally:
                laptop.close()
    with running(folder) as again:
        laptop = Desk(again, LAPTOP, seed)
        for one in whole:
            if laptop.offer([name(one)])["wanted"]:
                laptop.send(one)
        (said,) = laptop.offer(journals=[("laptop", "first", 0)])["receipts"]
        laptop.close()
    assert said.heard_spans == ((1, 80),)
    assert said.missing == ()
    mailbox = Mailbox(folder)
    SecondPlace(mailbox.shelf, folder).follow()
    there = PackFolder(copy / PACKS)
    copied = {name: there.content(name) for name in there.names()}
    assert copied == {
        one: mailbox.packs.read(one, 0, mailbox.packs.size(one)) for one in mailbox.packs.names()
    }
    found = [mailbox.find(name(one)) for one in whole]
    contents = [b"".join(mailbox.read(one, 0)) for one in found if one]
    mailbox.close()
    assert contents == whole


def test_a_pack_that_is_being_kept_is_left_behind_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack, sync = PackFolder(tmp_path).new(PackName(1, "ab")), os.fsync
    pack.write(b"a body")
    came, lock = SimpleQueue[str](), pack._ending

    def leave() -> None:
        pack.__exit__()
        came.put("left")

    leaving = Thread(target=leave)

    class Watched:
        def __enter__(self) -> None:
            if current_thread() is leaving:
                came.put("waits")
            lock.acquire()

        def __exit__(self, *_error: object) -> None:
            lock.release()

    def slow(handle: int) -> None:
        if not leaving.ident:
            leaving.start()
            assert came.get() == "waits"
        sync(handle)

    monkeypatch.setattr(pack, "_ending", Watched())
    monkeypatch.setattr(os, "fsync", slow)
    pack.keep()
    leaving.join()
    assert PackFolder(tmp_path).content(pack.name) == b"a body"
