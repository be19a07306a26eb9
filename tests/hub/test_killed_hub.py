"""A real hub that is killed while bodies come: what it receipted is there, and the rest goes on."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
import urllib3

from ektp_desk.hub.mailbox import Mailbox
from ektp_desk.hub.pack_folder import PackFolder
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
