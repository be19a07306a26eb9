"""Numbers, hours, days and forms after a number, as each language has them."""

from __future__ import annotations

from datetime import date, time

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.office.policies import Policy, check_policy
from ektp_desk.words import NP_, _, n_
from ektp_desk.words.dates import clock, clock_seconds, digits_date, hour, long_date, short_date
from ektp_desk.words.language.counting import counting
from ektp_desk.words.numbers import count, count_or_none, percent, share, tenths

DAY = date(2019, 4, 2)


def test_english_numbers_have_commas_and_a_point(english: None) -> None:
    assert (count(298437), count_or_none(0)) == ("298,437", "–")
    assert tenths(2.94) == "2.9"
    assert (share(298437, 333762), percent(1, 3)) == ("89.42 %", "33.3")


def test_no_part_is_written_as_the_whole(english: None) -> None:
    """Of more than a thousand two places; half of the last one goes up."""
    assert (share(1999, 2000), share(999, 1000), share(1, 2000)) == ("99.95 %", "99.9 %", "0.05 %")
    assert [percent(part, 1600) for part in (1, 23, 4)] == ["0.06", "1.44", "0.25"]
    assert [percent(part, 16) for part in (1, 3)] == ["6.3", "18.8"]
    assert percent(287357, 276673) == "103.86"


def test_days_keep_their_order_and_hours_run_to_twenty_four(english: None) -> None:
    assert (long_date(DAY), short_date(DAY), digits_date(DAY)) == (
        "Tuesday, 2 April 2019",
        "Tue, 2 April",
        "02-04-2019",
    )
    assert (clock(time(16, 52)), clock_seconds(time(7, 5, 9))) == ("16:52", "07:05:09")


def test_a_kept_hour_is_read_as_the_language_writes_it(english: None) -> None:
    assert (hour("16.00"), hour("later")) == ("16:00", "later")


@pytest.mark.parametrize("typed", ["16.00", "16:00"])
def test_an_hour_may_be_typed_as_either_language_writes_it(typed: str) -> None:
    assert check_policy(Policy.CLOSING_HOUR, typed) == "16.00"


def test_an_hour_that_is_none_is_refused_in_both() -> None:
    with pytest.raises(EktpError, match=r"policy\.bad_hour"):
        check_policy(Policy.CLOSING_HOUR, "16:60")


@pytest.mark.parametrize(("n", "told"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (1000, "1,000 rows")])
def test_a_form_follows_its_number(english: None, n: int, told: str) -> None:
    assert counting("{n} {n:row|rows}").format(n=count(n)) == told


def test_the_source_counts_without_forms() -> None:
    assert [_("{n} baris dimuat").format(n=n) for n in (1, 2)] == ["1 baris dimuat", "2 baris dimuat"]


def test_a_translation_counts_where_its_source_does_not(english: None) -> None:
    assert [_("{n} baris dimuat").format(n=n) for n in (1, 2)] == ["1 row loaded", "2 rows loaded"]
    assert [n_("{n} cocok", "{n} cocok", n).format(n=n) for n in (1, 2)] == ["1 match", "2 matches"]


def test_other_signs_in_braces_still_hold() -> None:
    assert counting("{n:>3} {n:row|rows} of {0}").format("A", n=2) == "  2 rows of A"


def test_two_senses_of_one_word_are_told_apart(english: None) -> None:
    assert (_("Orang"), _(NP_("one", "Orang"))) == ("People", "Person")


def test_a_sense_never_shows_in_the_source() -> None:
    assert _(NP_("one", "Orang")) == "Orang"


def test_nothing_to_say_stays_nothing(english: None) -> None:
    assert _("") == ""
