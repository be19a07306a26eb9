"""What people may do at several laptops: acts of every kind of entity, drawn by chance."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.erasing import erasure_of
from ektp_desk.domain.journal.events import Entity
from ektp_desk.store.receiving import all_events
from ektp_desk.store.store import Store
from tests.store.several.laptops import founded, say

_DESKS = st.sampled_from("AB")
_WORDS = st.sampled_from(["", "satu", "dua"])
_NO = st.just("")
Drawn = st.SearchStrategy[b.Body]

_TICKET: Drawn = st.one_of(
    st.builds(b.TicketCalled, desk=_DESKS),
    st.builds(b.TicketSkipped, desk=_DESKS),
    st.builds(b.TicketServed, desk=_DESKS),
    st.builds(b.TicketPutBack, desk=_DESKS),
    st.builds(
        b.TicketEnded, outcome=st.sampled_from(["left", "answered", "of_a_later_release"]), text=_WORDS
    ),
    st.builds(b.TicketReopened, outcome=st.just("left"), person=_DESKS, desk=_DESKS, reason=_WORDS),
    st.builds(b.SlipPrinted),
    st.builds(b.TicketVoided, text=_WORDS),
    st.builds(b.TicketReturned),
    st.builds(b.HomeAsked, address=_WORDS, dusun=_WORDS),
    st.builds(b.StopPlaced, place=st.integers(0, 3)),
    st.builds(b.TicketPrioritised, reason=st.sampled_from(["", "elderly", "of_a_later_release"])),
    st.builds(b.PurposeSet, purpose=st.sampled_from(["question", "of_a_later_release"])),
    st.builds(b.TicketIdentified, person=_DESKS, sex=st.sampled_from("LP"), source=st.just("desk")),
    st.builds(b.TicketGiven, letter=_DESKS, serial=st.integers(1, 9), purpose=st.just("record")),
)
_GROUP: Drawn = st.builds(b.GroupFormed, name=_WORDS, brought_by=_WORDS, together=st.booleans())
_VISIT: Drawn = st.one_of(
    st.builds(b.SentHome, count=st.integers(-3, 3)),
    st.builds(b.DeskOpened, letter=_DESKS, device=_DESKS, local=_NO),
    st.builds(
        b.VisitPlanned,
        kind=st.sampled_from(["desa", "sekolah"]),
        village=_NO,
        lists=st.just(("l1",)),
        day=st.sampled_from(["2019-04-02", "2019-04-09"]),
        closing_hour=_NO,
    ),
    st.builds(b.VisitPostponed, day=st.sampled_from(["2019-04-09", "2019-04-16"]), reason=_WORDS),
    st.builds(b.VisitReopened, reason=_WORDS),
    st.builds(b.VisitClosed, supervisor=_DESKS, local=_NO, equation=st.just({}), heads=st.just(())),
)
_PERSON: Drawn = st.one_of(
    st.builds(b.PersonMet, name=_WORDS, nik=_NO, sex=_DESKS, birth=_NO, village=_NO),
    st.builds(
        b.ClaimCorrected, field=st.sampled_from(["name", "nik", "kk_number"]), value=_WORDS, was=_WORDS,
        ground=_WORDS,
    ),
    st.builds(b.ContactGiven, phone=_WORDS, whose=_WORDS, consent=st.booleans()),
    st.builds(
        b.AbsenceExplained, visit=st.sampled_from(["v1", "v2"]), absence=st.sampled_from(["moved", "died"]),
        said_by=_WORDS,
    ),
)  # fmt: skip
_PAIR: Drawn = st.one_of(
    st.builds(b.PairSame, first=st.just("p1"), second=st.just("p2"), ground=_WORDS),
    st.builds(b.PairNotSame, first=st.just("p1"), second=st.just("p2"), ground=_WORDS),
)
_RECORDING: Drawn = st.one_of(
    st.builds(
        b.RecordingStarted, ticket=_DESKS, desk=_DESKS, person=_DESKS, nik=_NO, name=_WORDS, sex=_DESKS,
        birth=_NO, village=_NO,
    ),
    st.builds(
        b.ModalitySet, modality=st.sampled_from(["photo", "fingers"]), count=st.integers(0, 2),
        state=st.sampled_from(["attested", "missing"]), reason=_WORDS,
    ),
    st.builds(
        b.DocumentsSeen, kk=st.booleans(), f102=st.booleans(), marriage=st.booleans(),
        not_brought=st.sampled_from(["", "kk", "kk f102"]),
    ),
    st.builds(b.NoteWritten, text=_WORDS),
    st.builds(b.RecordingFinished, passed_reason=_WORDS),
    st.builds(b.RecordingDropped, reason=_WORDS),
    st.builds(b.RecordingCounted, counts=st.booleans(), other=st.sampled_from(["r1", "r2"])),
    st.builds(b.ExceptionReviewed, verdict=st.sampled_from(["accepted", "repeat"]), note=_WORDS),
)  # fmt: skip
_USER: Drawn = st.one_of(
    st.builds(b.UserAdded, name=_DESKS, roles=st.just(("queue",))),
    st.builds(b.UserChanged, name=_DESKS, roles=st.just(("operator",))),
    st.builds(b.UserRemoved, reason=_WORDS),
    st.builds(b.PassphraseReset, own=st.booleans()),
)
_OFFICE: Drawn = st.builds(
    b.PolicySet, name=st.sampled_from(["idle_minutes", "list_days"]), value=st.sampled_from(["7", "9"])
)
_LIST: Drawn = st.one_of(
    st.builds(
        b.ListImported, kind=st.just("belum-rekam"), name=_DESKS, as_of=_NO, source=_NO, rows_file=_NO,
        files=st.just(("f",)), rows=st.just(1), counts=st.just({}), mapping=st.just({}),
    ),
    st.builds(b.ListWithdrawn, reason=_WORDS),
    st.builds(b.ListDue, day=st.just("2019-04-02"), kept_days=st.just(7)),
    st.builds(b.ListExpired, kept_days=st.just(7)),
)  # fmt: skip
_LAYOUT: Drawn = st.builds(b.LayoutCorrected, kind=_DESKS, layout=st.just("x"), meanings=st.just(("nik",)))
_PLACES: list[tuple[Entity, str, Drawn]] = [
    (Entity.TICKET, "t1", _TICKET),
    (Entity.GROUP, "g1", _GROUP),
    (Entity.PERSON, "p1", _PERSON),
    (Entity.RECORDING, "r1", _RECORDING),
    (Entity.PAIR, "p1~p2", _PAIR),
    (Entity.VISIT, "v1", _VISIT),
    (Entity.USER, "u1", _USER),
    (Entity.OFFICE, "o1", _OFFICE),
    (Entity.LIST, "l1", _LIST),
    (Entity.LAYOUT, "k:x", _LAYOUT),
]


@dataclass(frozen=True)
class Saying:
    """Something said at one laptop; without a body it is about an event that stands there already."""

    laptop: int
    entity: Entity
    id: str
    body: b.Body | None
    about: str = ""  # "withdraw", "settle", "erase"
    pick: int = 0


@dataclass(frozen=True)
class Handing:
    """One laptop takes in everything that another holds."""

    to: int
    of: int


def moves(count: int, *, most: int) -> st.SearchStrategy[list[Saying | Handing]]:
    """Draw what happens at so many laptops, one after another, about few things: so that they meet."""
    places = st.lists(st.sampled_from(_PLACES), min_size=1, max_size=3, unique_by=lambda place: place[1])
    return places.flatmap(lambda chosen: st.lists(_move(count, chosen), min_size=most // 4, max_size=most))


def _move(count: int, places: list[tuple[Entity, str, Drawn]]) -> st.SearchStrategy[Saying | Handing]:
    here = st.integers(0, count - 1)
    said: list[st.SearchStrategy[Saying | Handing]] = [st.builds(Handing, to=here, of=here)]
    for entity, entity_id, bodies in places:
        plain = st.builds(Saying, here, st.just(entity), st.just(entity_id), bodies)
        about = st.sampled_from(["withdraw", "settle", "erase"])
        said.append(plain)
        said.append(
            st.builds(Saying, here, st.just(entity), st.just(entity_id), st.none(), about, st.integers(0, 7))
        )
    return st.one_of(said + said[:1] * len(places))  # they meet about as often as each thing is spoken of


def live_through(stores: list[Store], happened: list[Saying | Handing]) -> None:
    """Let it happen at these stores."""
    for move in happened:
        if isinstance(move, Saying):
            _say(stores[move.laptop], move)
        elif move.to != move.of:
            stores[move.to].receive(all_events(stores[move.of].connection))


def _say(store: Store, move: Saying) -> None:
    entity_id = _real(move)
    body = move.body or _about(store, move, entity_id)
    if body is not None:
        say(store, move.entity, entity_id, body)


def _real(move: Saying) -> str:
    """Put what the founded office calls its own in the place of the first of each."""
    own = {"o1": founded().office, "v1": founded().visit, "t1": f"{founded().visit}:A001"}
    return own.get(move.id, move.id)


def _about(store: Store, move: Saying, entity_id: str) -> b.Body | None:
    life = store.life(move.entity, entity_id)
    if not life.all:
        return None
    event = life.all[-1 - move.pick % len(life.all)]  # the latest are the likeliest
    if move.about == "withdraw":
        return b.Withdrawn(event=event.link)
    if move.about == "erase":
        return erasure_of(life.all[move.pick % 3 :], "request", "surat")
    slot = next((slot for slot, tips in life.tips.items() if event in tips), "")
    if not slot:
        return None
    tips = life.tips[slot]
    return b.Settled(slot=slot, event=event.link, over=tuple(t.link for t in tips if t is not event))
