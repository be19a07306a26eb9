"""Carrying beside people at work: no save waits for a seal or a card, and who stops leaves all whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from pathlib import Path
from threading import Event, current_thread
from typing import Any, TypeVar

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange import incoming, outgoing
from ektp_desk.desk.lanes import DeskLanes
from ektp_desk.store.store import Store
from ektp_desk.sync import carrier
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.changes import Changes, Origin
from ektp_desk.usecases.laptops.courier import Courier
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.session import Session
from tests.exchange.carrying import bring
from tests.offices import WORDS
from tests.store.several.field import Field
from tests.store.several.kits import proven

LONG = 15  # seconds until a test gives up
T = TypeVar("T")


class OnLanes:
    """A desk whose store lives on its lanes, as behind a window; `changes` is what carrying told."""

    def __init__(self, desk: Desk, user: str, words: str) -> None:
        desk.sign_out()
        self.desk, self.lanes = desk, DeskLanes(desk)
        self.changes: list[Changes] = []
        self.session: Session = self.act(lambda: desk.sign_in(user, words))

    def act(self, act: Callable[[], T]) -> T:
        said: Future[T] = Future()
        self.lanes.act(act, _into(said))
        return said.result(LONG)

    def carry(self, work: Callable[[Courier], T]) -> tuple[Future[T], Callable[[], None]]:
        said: Future[T] = Future()
        return said, self.lanes.carry(self.session, work, _into(said), self.changes.extend)

    def carried(self, card: Carrier) -> set[tuple[str, int]]:
        """The packs of a card that the desk knows of."""
        return {pack[:2] for pack in self.act(lambda: self.desk.held_store().runs.carried(card.id)).values()}


def _into(said: Future[Any]) -> Callable[[Future[Any], Sequence[Changes]], None]:
    def home(answer: Future[Any], _changes: Sequence[Changes]) -> None:
        error = CancelledError() if answer.cancelled() else answer.exception()
        if error is not None:
            said.set_exception(error)
        else:
            said.set_result(answer.result())

    return home


@pytest.fixture(autouse=True)
def another_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands for a card lies on the same disk."""
    monkeypatch.setattr("ektp_desk.desk.exchange.mirror._is_own_disk", lambda _desk, _place: False)


@contextmanager
def slow_card(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Event, Event]]:
    """Hold the card at its first reading back, until the second event: the first says that it is there."""
    there, gate, real = Event(), Event(), carrier._check_on_disk

    def check(path: Path, pieces: Sequence[bytes]) -> None:
        there.set()
        assert gate.wait(LONG)
        real(path, pieces)

    with monkeypatch.context() as patched:
        patched.setattr(carrier, "_check_on_disk", check)
        try:
            yield there, gate
        finally:
            gate.set()


def test_saves_land_while_a_card_is_slow_and_the_writing_thread_does_small_notes_alone(
    field: Field, card: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = field.joined()
    give_numbers(laptop.session, field.visit, letter="A", count=3)
    desk = OnLanes(laptop.desk, field.adi, field.words)
    where: dict[str, set[str]] = {}
    for owner, name in (
        (outgoing, "write_run"),
        (Carrier, "write"),
        (incoming, "open_run"),
        (incoming, "check_signature"),
        (Store, "receive"),
    ):
        monkeypatch.setattr(owner, name, _told(getattr(owner, name), name, where))

    with slow_card(monkeypatch) as (there, gate):
        written, _stop = desk.carry(lambda courier: courier.put_on(card.place))
        assert there.wait(LONG)
        desk.act(lambda: give_numbers(desk.session, field.visit, letter="A", count=2))
        assert not written.done()
        gate.set()
        done = written.result(LONG)
    assert desk.changes == [], "a note of what was carried changes nothing that a screen shows"
    assert len(desk.carried(card)) == done.packs == len(card.packs())

    again, _stop = desk.carry(lambda courier: courier.put_on(card.place))
    assert again.result(LONG).runs == 1, "what was saved meanwhile"
    desk.lanes.close(desk.desk.sign_out)
    office = OnLanes(field.office.desk, field.office.user, WORDS)
    taken, _stop = office.carry(lambda courier: courier.take_in(card.place))
    assert taken.result(LONG).refused == {}
    arrived = [one for one in office.changes if one.origin is Origin.ARRIVED]
    assert len(arrived) == done.runs + 1, "one transaction a run, each told by itself"
    assert office.act(field.numbers) == 5
    office.lanes.close(office.desk.sign_out)
    assert {name: {lane.partition("_")[0] for lane in lanes} for name, lanes in where.items()} == {
        "write_run": {"carrying"},
        "write": {"carrying"},
        "open_run": {"carrying"},
        "check_signature": {"carrying"},
        "receive": {"writer"},
    }


def _told(work: Callable[..., Any], name: str, where: dict[str, set[str]]) -> Callable[..., Any]:
    def telling(*args: Any, **kwargs: Any) -> Any:
        where.setdefault(name, set()).add(current_thread().name)
        return work(*args, **kwargs)

    return telling


def test_who_stops_or_signs_out_leaves_whole_packs_and_knows_of_each(
    field: Field, card: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = field.joined()
    for _ in range(3):
        give_numbers(laptop.session, field.visit, letter="A", count=1)
        outgoing.seal_runs(laptop.desk)
    desk = OnLanes(laptop.desk, field.adi, field.words)
    with slow_card(monkeypatch) as (there, gate):
        stopped, stop = desk.carry(lambda courier: courier.put_on(card.place))
        assert there.wait(LONG)
        stop()
        gate.set()
        with pytest.raises(CancelledError):
            stopped.result(LONG)
    assert _packs(card) == desk.carried(card)
    assert len(card.packs()) == 1, "what was read back is kept; the next was not begun"

    with slow_card(monkeypatch) as (there, gate):
        cut, _stop = desk.carry(lambda courier: courier.put_on(card.place))
        waiting, _stop = desk.carry(lambda courier: courier.put_on(card.place))
        assert there.wait(LONG)
        out: Future[None] = Future()
        desk.lanes.sign_out(desk.desk.sign_out, _into(out))
        gate.set()
        out.result(LONG)
    for each in (cut, waiting):
        assert isinstance(each.exception(LONG), CancelledError)
    desk.session = desk.act(lambda: desk.desk.sign_in(field.adi, field.words))
    assert _packs(card) == desk.carried(card)
    assert not list(card.place.rglob("*.TMP"))

    rest, _stop = desk.carry(lambda courier: courier.put_on(card.place))
    rest.result(LONG)
    assert _packs(card) == desk.carried(card)
    desk.lanes.close(desk.desk.sign_out)
    assert bring(field, card).refused == {}
    assert field.numbers() == 3
    proven(field.office.store)


def _packs(card: Carrier) -> set[tuple[str, int]]:
    return {(pack.journal, pack.number) for pack in card.packs()}
