"""Histories of desks, cards, sticks and a hub by chance; and which test has which fault between them.

A number is a case of the list of faults that exchange must bear. `machine` is a rule of
`tests/exchange/machine.py`, by its name; those of a line lie in `tests/hub/`. A star stands behind tests on
processes of their own, a line's on sockets; a plus behind those on file systems of a stick.

==== =====================================================================================================
1    test_faulty_lines*: cut_at_any_byte[0]; machine: speak (lost request)
2    test_faulty_lines*: half_closes, nobody_waits, cut_at_any_byte (also back); machine: speak (lost reply)
3    test_faulty_lines*: cut_at_any_byte; test_mailbox: a_cut_body; machine: speak (cut)
4    test_faulty_lines*: writes_still, comes_late; test_limits: newer_body_of_one_link; machine: speak (late)
5    test_line_process*: two_never_send_at_once; test_sending*: two_links; test_several_processes*
6    test_faulty_lines*: no_hub_or_no_line, who_opens_tls; machine: speak (portal, elsewhere)
7    test_faulty_lines*: changes_a_bit, repeats, endless, other_order; machine: speak (repeated, cut reply)
8    test_faulty_lines*: busy, too large, too many; test_limits: a_body_too_many; machine: speak (busy)
9    test_objects: case_9; test_faulty_lines*: changes_a_bit; machine: harm, read_badly, speak (flipped)
10   test_faulty_lines*: drips; test_sending_queue: about_four_seconds
11   test_sending*: a_cut_goes_on_from_the_byte, one_that_dies_costs_its_share
12   test_sending*: two_links_share_one_queue; test_sending_queue (an idle one repeats the last body)
13   test_line_process*: one_that_sleeps; test_limits: who_sends_nothing; test_sending_queue: without_end
14   test_lost_hubs* (tickets end with a hub); test_limits: a_quota; test_sending*: where_it_costs_only_runs;
     machine: restart_the_hub
15   test_carriers*: killed_at_any_write; test_dying_imports*; test_killed_kits*; test_killed_hub*;
     test_lost_hubs*: killed_in_mid_body; test_line_process*: a_killed_process; test_put_back*, test_scrub*:
     killed_anywhere; machine: speak (killed)
16   test_power_loss* (played back); test_carriers: the_cache_is_dropped (synced before and after the name)
17   test_faulty_lines*: lets_write_so_far, fills_at_any_write; test_dying_imports*: a_disk_that_fills;
     test_many_pictures: full_after_one_pack; test_limits: nearly_full
18   test_lost_hubs*: damage; test_verdicts: a_changed_one_is_not_opened; test_scrub*: damaged;
     test_courier: lost_or_changed_is_told_and_sealed_anew; test_kept_for_desks: sent_once_more;
     machine: harm_the_hub
19   test_several_processes*: an_object_that_is_there_already
20   test_lost_hubs*: never_finished; test_carriers: what_others_put; test_parts: thrown;
     test_limits: a_quota; test_courier: a_run_without_a_row_is_swept; test_retiring: never_finished
21   test_courier: cards_in_any_order; tests/store/several/test_devices_in_any_order; machine
22   test_courier: a_second_card; twice_is_as_good_as_once; test_mailbox: sent_twice; machine: speak, carry
23   test_holes: another_past_is_a_fork; test_receiving: what_is_held_is_passed_over;
     test_judged_again: runs_that_overlap
24   test_courier: sealed_anew; machine: put_back, copy
25   test_safety: what_did_not_arrive_is_named; tests/store/several/test_holes; machine: lose
26   test_fault_cases: case_26
27   test_dying_imports*: 800; tests/store/several/test_holes: run_by_run
28   test_runs: up_to_256, 257, larger_than_one_piece, nobody_would_take; test_parts
29   test_lane: saves_land_while_a_card_is_slow; test_by_line: what_comes_while_the_desk_takes_in
30   test_fault_cases: case_30; test_folders_go_on; test_sending*: an_older_folder; test_lost_hubs*;
     machine: put_back
31   test_courier: a_hole_in_a_copys_journal; test_laptops_join; test_lost_hubs*; machine: copy
32   test_put_back*: put_back_what_it_once_signed; test_sending*: has_no_more; test_lost_hubs*: of yesterday;
     machine: put_the_hub_back
33   test_put_back*: an_index_that_was_lost; test_lost_hubs*: hub.db; machine: lose_the_hubs_index
34   test_kept_for_desks: another_hub_in_the_place; test_lost_hubs*: emptied_or_replaced;
     machine: put_the_hub_back (empty), meet_another_hub
35   test_fault_cases: case_35; machine: set_clock
36   tests/store/several/test_three_journals: two_outcomes; tests/visit/test_today
37   test_dead_laptops; tests/store/several/test_three_journals; machine
38   test_objects: case_38
39   test_courier: what_no_kit_let_in; test_hostile_packs; test_mailbox: an_unknown_laptop
40   test_courier: a_lost_laptop; tests/store/several/test_twice_and_revoked; test_mailbox, test_judged_again:
     revoked; machine: revoke
41   test_objects: case_41; test_courier: another_laptop_signed
42   test_objects: case_42
43   test_runs: case_43
44   test_verdicts: case_44; test_put_back: put_back_what_it_once_signed (a forged one); test_faulty_lines
45   test_packages: package.older
46   test_objects: case_46; test_verdicts: too many pixels; test_hostile_packs: parts; test_carriers: links;
     test_hostile: packs_that_no_desk_writes; test_limits: very_many_tiny_entries
47   test_objects: case_47
48   test_packages: revoked_opens_no_package; tests/desk/test_cut_store_keys; test_taking_in: a_key_that_comes
49   test_fault_cases: case_49
50   test_file_systems+: pulled_at_any_write; machine: pull_while_it_is_written, pull_while_it_is_read
51   test_file_systems+: brings_a_photo; test_carriers: in_small_letters
52   test_file_systems+: a_stick_that_is_full; test_carriers: without_room
53   test_carriers: read_back_otherwise; test_file_systems+: (each pack is read back there)
54   test_courier: who_has_not_the_offices_key
55   test_mailbox: sent_twice (no stick goes to a hub: desks bring one run);
     test_put_back*: another_key_takes_over
56   test_verdicts: case_44 (by another card, newest alone); machine: package, take
57   test_faulty_lines*: a_newer_hub, an_older_hub; test_hostile: a_pack_of_a_later_release
58   tests/store/several/test_receiving: a_later_release; test_objects, test_hostile_packs: a_later_release
59   test_drop_lists: case_59; tests/store/several/test_erased_bodies; test_judged_again: drops; test_scrub
60   test_removing: case_60; test_retiring: by_a_lesser_word
61   test_judged_again: held_behind_its_cut (judged again by the office's newer word)
62   test_removing: case_62 (by each word less than safe); machine: make_room
63   test_fault_cases: case_63 (counted, not timed); test_sending: an_idle_laptop
64   test_courier: a_damaged_pack_is_named; test_hostile_packs: the_rest_taken; test_sending: lies_aside;
     machine: harm
==== =====================================================================================================

What a person is told, with nothing lost: a kit opened twice (test_courier: a_kit_used_twice;
test_twice_and_revoked), a folder copied (test_labels; case 31), a laptop put back (case 30), a card of
another office (test_carriers, test_courier), a stick pulled at every write (case 50) or full (case 52), a
clock of 1970 and 2038 (case 35). The machine holds that each refusal has a sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis.stateful import run_state_machine_as_test

from tests.examples import examples
from tests.exchange.lines import HubLoss
from tests.exchange.machine import STEPS, YEARS, Exchange
from tests.hub.wire import LineFault


@pytest.mark.timeout(300)
@pytest.mark.parametrize("part", range(6))  # for as many workers as there are
def test_fifty_histories(part: int) -> None:
    run_state_machine_as_test(Exchange, settings=examples(50, steps=STEPS))  # which asserts at each step


def test_a_history_in_which_a_copied_laptop_hears_of_its_end() -> None:
    """A step opened the original and was refused; the next one hears the same, and no lock is in its way."""
    state = Exchange()
    try:
        state.harm(at=39, c=0, how="cut", number=37)
        state.compare(c=3, i=1)
        state.revoke(i=0)
        state.harm_the_hub(at=36, number=4)
        state.compare(c=2, i=0)
        state.meet_another_hub(i=2)
        state.carry(c=1, i=1, j=2, what="end")
        faults = [(LineFault.BUSY, 34), None, None, (LineFault.FLIPPED_REPLY, 20), (LineFault.BUSY, 6)]
        state.speak(faults=faults, i=2, what="end")
        state.copy(i=0)
        state.carry(c=0, i=1, j=2, what="sent home")
        assert [site.name for site in state.sites if site.lost]
    finally:
        state.teardown()


def test_a_history_in_which_a_mate_alone_has_heard_what_a_revoked_laptop_said() -> None:
    """It spoke before the hub knew, which is lost by then; the new one holds apart what is behind its end.
    The mate's stick brings that to the office.
    """
    state = Exchange()
    try:
        state.revoke(i=2)
        state.put_the_hub_back(faults=[(LineFault.CUT, 29), None], how=HubLoss.RESTORED, i=1, what="numbers")
        state.package(c=1, what="numbers")
        state.revoke(i=2)
        state.copy(i=3)
        state.lose_the_hubs_index(at=27)
        faults = [(LineFault.BUSY, 19), (LineFault.LOST_REPLY, 37), (LineFault.ELSEWHERE, 34)]
        state.put_the_hub_back(faults=[*faults, None, None, None], how=HubLoss.EMPTY, i=3, what="nothing")
        (revoked,), mate = state.revoked, state.sites[3]
        known = {place for place in mate.holds if place[0] == revoked}
        assert known - state.office.holds.keys(), "the mate alone has heard it"
        state.lose_the_hubs_index(at=15)
        state.lose_the_hubs_index(at=32)
        state.copy(i=0)
    finally:
        state.teardown()  # which asserts that the office has all that a mate has
    assert state.is_healed_by_line


def test_a_history_in_which_a_mate_alone_heard_it_and_no_hub_was_lost() -> None:
    """The hub judges anew what it has once it hears of the end, before the office has read it."""
    state = Exchange()
    try:
        state.speak_once_round(faults=[None], i=2, what="numbers")
        state.speak(faults=[None, None], i=1, what="photo")
        state.revoke(i=3)
        state.back_up(i=0)
        state.back_up(i=1)
        state.harm_the_hub(at=35, number=14)
        state.back_up_the_office()
        state.restart_the_hub()
        state.read_badly(at=11, c=2, i=2, j=0, what="end")
        state.read_badly(at=6, c=2, i=0, j=3, what="photo")
    finally:
        state.teardown()
    assert (state.is_healed_by_line, state.hub_was_lost) == (True, False)


def test_a_history_in_which_the_hub_holds_a_file_apart_whose_run_the_office_has() -> None:
    """Its disk changed the file before the office read it, and the laptop that sent it anew is revoked."""
    state = Exchange()
    try:
        faults = [(LineFault.FLIPPED_REPLY, 4), (LineFault.LOST_REQUEST, 0), (LineFault.LOST_REQUEST, 0)]
        faults += [(LineFault.REPEATED, 21), (LineFault.REPEATED, 21), (LineFault.REPEATED, 8)]
        state.put_the_hub_back(faults=[*faults], how=HubLoss.RESTORED, i=2, what="photo")
        state.revoke(i=3)
        state.harm_the_hub(at=26, number=28)
        lost = (LineFault.LOST_REQUEST, 14)
        state.put_the_hub_back(faults=[lost], how=HubLoss.OLDER, i=1, what="nothing")
        state.copy(i=3)
        state.back_up(i=1)
        state.copy_a_stick_whole(c=1, d=1)
        state.take(c=1, i=3)
    finally:
        state.teardown()
    assert state.is_healed_by_line


def test_a_history_in_which_an_older_hub_lacks_what_the_office_said() -> None:
    """No receipt tells of that, and its inbox ends before the place up to which the office had read."""
    state = Exchange()
    try:
        state.read_badly(at=1, c=1, i=0, j=2, what="numbers")
        state.set_clock(i=3, year=YEARS[0])
        state.harm_the_hub(at=4, number=24)
        state.put_the_hub_back(faults=[None, None], how=HubLoss.EMPTY, i=3, what="sent home")
        state.put_the_hub_back(faults=[None, None], how=HubLoss.OLDER, i=3, what="end")
        faults = [(LineFault.LATE, 29), (LineFault.TOO_LARGE, 19)]
        state.put_the_hub_back(faults=[*faults], how=HubLoss.OLDER, i=0, what="end")
        state.harm_the_hub(at=18, number=16)
        state.read_badly(at=36, c=2, i=0, j=0, what="nothing")
        state.read_badly(at=29, c=2, i=1, j=0, what="end")
        state.copy(i=0)
    finally:
        state.teardown()
    assert state.is_healed_by_line


def test_a_history_in_which_an_older_hub_gives_a_place_again() -> None:
    """It was put back without its counter, and signed so much since that no receipt's number tells: what
    another laptop brought has the place up to which the office had read.
    """
    state = Exchange()
    try:
        state.work(i=3, what="nothing")
        state.restart_the_hub()
        state.make_room(c=0, i=0, then="sent home")
        lost = [(LineFault.LOST_REQUEST, 15), None]
        state.put_the_hub_back(faults=lost, how=HubLoss.RESTORED, i=3, what="nothing")
        faults = [None, (LineFault.PORTAL, 1), (LineFault.LATE, 30)]
        state.put_the_hub_back(faults=faults, how=HubLoss.OLDER, i=0, what="end")
        state.copy_a_stick_whole(c=0, d=2)
        state.back_up(i=3)
        state.speak_once_round(faults=[None, (LineFault.REPEATED, 13), None], i=2, what="numbers")
        state.pull_while_it_is_read(after=33, c=3, i=1)
        state.harm(at=24, c=2, how="flip", number=17)
        assert state.wire.asked % 2 == 0, "it heals by the line"
    finally:
        state.teardown()
    assert state.is_healed_by_line


def _named(table: str) -> Iterator[tuple[list[str], str]]:
    """Modules, and each thing of theirs that stands behind them."""
    rows = re.findall(r"^\d+ +([^\n]*(?:\n     [^\n]*)*)", table, re.MULTILINE)
    for part in (part for row in rows for part in re.sub(r"\([^)]*\)|\[\d\]", "", row).split(";")):
        of, _colon, said = part.partition(":")
        if modules := re.findall(r"test_\w+", of):
            yield from ((modules, one.strip()) for one in said.split(","))


def test_every_case_stands_in_the_table_with_tests_that_are_there() -> None:
    table = __doc__ or ""
    rows = re.findall(r"^(\d+) ", table, re.MULTILINE)
    assert [int(row) for row in rows] == list(range(1, 65))
    there = defaultdict[str, str](str)
    for path in Path(__file__).parents[1].rglob("test_*.py"):
        there[path.stem] += path.read_text(encoding="utf-8")
    assert set(re.findall(r"\btest_\w+", table)) - there.keys() == set()
    assert [one for one in _named(table) if not any(one[1] in there[module] for module in one[0])] == []
    marked = re.findall(r"^(\d+) [^\n]*(?:\n     [^\n]*)*?test_\w+([*+])", table, re.MULTILINE)
    on_processes = {int(row) for row, mark in marked if mark == "*"}
    assert {*range(1, 21), *range(30, 35)} - on_processes == set()
    assert {int(row) for row, mark in marked if mark == "+"} >= {50, 51, 52, 53}
    starts = re.compile("journey|subprocess|shared_folder|FarOffice")
    assert [one for one in set(re.findall(r"(test_\w+)\*", table)) if not starts.search(there[one])] == []
    rules = {name for name in vars(Exchange) if not name.startswith("_")}
    said = " ".join(re.findall(r"machine: ([^;\n]*)", table))
    assert set(re.findall(r"[a-z]+(?:_[a-z]+)+", said)) - rules == set()
