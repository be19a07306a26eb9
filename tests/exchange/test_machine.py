"""Histories of desks, cards and sticks by chance; and which test has which fault between desks.

A number is a case of the list of faults that exchange must bear; what wants a server is not here.
`machine` is a rule of `tests/exchange/machine.py`, by its name.

==== =====================================================================================================
9    test_objects: case_9; machine: harm, read_badly
15   test_carriers: killed_at_any_write; test_dying_imports; tests/desk/test_killed_kits
16   test_carriers: the_cache_is_dropped (synced before and after the name); tests/power
17   test_dying_imports: a_disk_that_fills; test_many_pictures: full_after_one_pack
18   test_verdicts: a_changed_one_is_not_opened; test_courier: lost_or_changed_is_told_and_sealed_anew
20   test_carriers: what_others_put_there; test_courier: a_run_without_a_row_is_swept
21   test_courier: cards_in_any_order; tests/store/several/test_devices_in_any_order; machine
22   test_courier: a_second_card; twice_is_as_good_as_once
23   tests/store/several/test_holes: another_past_is_a_fork; test_receiving: what_is_held_is_passed_over
24   test_courier: sealed_anew; machine: put_back, copy
25   test_safety: what_did_not_arrive_is_named; tests/store/several/test_holes; machine: lose
26   test_fault_cases: case_26
27   test_dying_imports: 800 numbers in 40 packs; tests/store/several/test_holes: run_by_run
28   test_runs: up_to_256, 257, larger_than_one_piece, nobody_would_take
29   test_lane: saves_land_while_a_card_is_slow
30   test_fault_cases: case_30; tests/store/several/test_folders_go_on; machine: put_back
31   test_courier: a_hole_in_a_copys_journal; tests/store/several/test_laptops_join; machine: copy
35   test_fault_cases: case_35; machine: set_clock
36   tests/store/several/test_three_journals: two_outcomes; tests/visit/test_today
37   test_dead_laptops; tests/store/several/test_three_journals; machine
38   test_objects: case_38
39   test_courier: what_no_kit_let_in; test_hostile_packs: a_kit_alone
40   test_courier: a_lost_laptop; tests/store/several/test_twice_and_revoked; machine: revoke
41   test_objects: case_41; test_courier: another_laptop_signed
42   test_objects: case_42
43   test_runs: case_43
45   test_packages: `package.older`
46   test_objects: case_46; test_verdicts: too many pixels; test_hostile_packs: parts, links in test_carriers
47   test_objects: case_47
48   test_packages: revoked_opens_no_package; tests/desk/test_cut_store_keys
49   test_fault_cases: case_49
50   test_file_systems: pulled_at_any_write; machine: pull_while_it_is_written, pull_while_it_is_read
51   test_file_systems: brings_a_photo; test_carriers: in_small_letters
52   test_file_systems: a_stick_that_is_full; test_carriers: without_room
53   test_carriers: read_back_otherwise
54   test_courier: who_has_not_the_offices_key
56   test_verdicts: case_44 (by another card, newest alone); machine: package, take
58   tests/store/several/test_receiving: a_later_release; test_objects, test_hostile_packs: a_later_release
59   test_drop_lists: case_59; tests/store/several/test_erased_bodies
60   test_removing: case_60
62   test_removing: case_62 (by each word less than safe); machine: make_room
63   test_fault_cases: case_63 (counted, not timed)
64   test_courier: a_damaged_pack_is_named; test_hostile_packs: the_rest_taken; machine: harm
==== =====================================================================================================

What a person is told, with nothing lost: a kit opened twice (test_courier: a_kit_used_twice;
test_twice_and_revoked), a folder copied (test_labels; case 31), a laptop put back (case 30), a card of
another office (test_carriers, test_courier), a stick pulled at every write (case 50) or full (case 52), a
clock of 1970 and 2038 (case 35). The machine holds that each refusal has a sentence.
"""

from __future__ import annotations

import pytest
from hypothesis.stateful import run_state_machine_as_test

from tests.examples import examples
from tests.exchange.machine import STEPS, Exchange


@pytest.mark.timeout(300)
@pytest.mark.parametrize("part", range(6))  # for as many workers as there are
def test_fifty_histories(part: int) -> None:
    run_state_machine_as_test(Exchange, settings=examples(50, steps=STEPS))  # which asserts at each step
