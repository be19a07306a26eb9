"""Whatever a day brings: rows made anew are the rows that stand, and the equation holds."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.office.policies import REFUSE, Policy
from ektp_desk.domain.recordings import FULL_COUNT, Modality, ModalityState, Taken
from ektp_desk.domain.tickets import Outcome, Priority, Purpose
from ektp_desk.settings import Folders
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.verify import verify_chain
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.queue import commands
from ektp_desk.usecases.queue.commands import (
    come_back,
    end_ticket,
    end_tickets,
    give_numbers,
    prioritise,
    set_purpose,
    void_ticket,
)
from ektp_desk.usecases.queue.queries import last_written, tickets_of
from ektp_desk.usecases.recording import commands as recording_commands
from ektp_desk.usecases.recording.commands import (
    WalkIn,
    begin,
    identify_walk_in,
    set_all_complete,
    set_modality,
)
from ektp_desk.usecases.recording.corrections import Vouched, correct_outcome, correct_to_walk_in, reopen
from ektp_desk.usecases.recording.queries import the_recording
from ektp_desk.usecases.recording.taking_back import acts_to_take_back, undo_or_reopen
from ektp_desk.usecases.reports.slip import note_slip
from ektp_desk.usecases.visits.commands import count_sent_home
from ektp_desk.usecases.visits.queries import equation, recordings_kept
from tests.examples import examples
from tests.offices import WORDS, office_in


class AnyDay(RuleBasedStateMachine):
    """Acts of a desk in any order, refused ones included, over a real store."""

    @initialize()
    def open(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        root = Path(self._folder.name)
        self._open = office_in(Folders(root / "data", root / "state"))
        self.office = self._open.__enter__()
        set_policy(self.office.session, Policy.OUTSIDERS, REFUSE)  # so that every outcome is lived
        self.visit = self.office.open_visit()
        self.given: list[str] = []

    def teardown(self) -> None:
        if hasattr(self, "office"):
            assert list(verify_chain(self.office.connection)) == []
            self._open.__exit__(None, None, None)
            self._folder.cleanup()

    def some(self, pick: int) -> str:
        return self.given[pick % len(self.given)]

    @rule(count=st.integers(1, 5))
    def give(self, count: int) -> None:
        self.given += give_numbers(self.office.session, self.visit, letter="A", count=count)

    @rule(count=st.integers(-2, 3))
    def send_home(self, count: int) -> None:
        self._try(lambda: count_sent_home(self.office.session, self.visit, count))

    @precondition(lambda self: self.given)
    @rule(pick=st.integers(0, 9), what=st.sampled_from(["call", "skip", "serve", "put_back"]))
    def move(self, pick: int, what: str) -> None:
        self._try(lambda: getattr(commands, what)(self.office.session, self.some(pick), desk="A"))

    @precondition(lambda self: self.given)
    @rule(pick=st.integers(0, 9), reason=st.sampled_from([None, *Priority]))
    def put_first(self, pick: int, reason: Priority | None) -> None:
        self._try(lambda: prioritise(self.office.session, [self.some(pick)], reason))

    @precondition(lambda self: self.given)
    @rule(pick=st.integers(0, 9), purpose=st.sampled_from([None, *Purpose]))
    def come_back_or_ask_else(self, pick: int, purpose: Purpose | None) -> None:
        session, ticket = self.office.session, self.some(pick)
        if purpose is None:
            self._try(lambda: come_back(session, ticket))
        else:
            self._try(lambda: set_purpose(session, ticket, purpose))

    @precondition(lambda self: self.given)
    @rule(pick=st.integers(0, 9), outcome=st.sampled_from(Outcome))
    def end(self, pick: int, outcome: Outcome) -> None:
        session = self.office.session
        self._try(lambda: end_ticket(session, self.some(pick), outcome, text="x", on="2019-04-11"))

    @precondition(lambda self: self.given)
    @rule(first=st.integers(0, 9), many=st.integers(2, 4), outcome=st.sampled_from(Outcome))
    def end_several(self, first: int, many: int, outcome: Outcome) -> None:
        session, tickets = self.office.session, self.given[first : first + many]
        self._try(lambda: end_tickets(session, tickets, outcome, text="x", on="2019-04-11"))

    @rule(pick=st.integers(0, 8))
    def undo_one(self, pick: int) -> None:
        """Any of the list: it goes from it, and nothing that the undoing wrote comes onto it."""
        session = self.office.session
        acts = acts_to_take_back(session, desk="A")
        if not acts:
            return
        act, known = acts[pick % len(acts)], {each.link for each in last_written(session)}
        self._try(lambda: undo_or_reopen(session, act, desk="A"))
        after = acts_to_take_back(session, desk="A")
        assert act.why or act.events not in [each.events for each in after]
        assert {link for each in after for _entity, _id, link in each.events} <= known

    @precondition(lambda self: self.given)
    @rule(pick=st.integers(0, 9))
    def void(self, pick: int) -> None:
        self._try(lambda: void_ticket(self.office.session, self.some(pick)))

    @precondition(lambda self: self.given)
    @rule(pick=st.integers(0, 9), sex=st.sampled_from("LP"))
    def identify(self, pick: int, sex: str) -> None:
        said = WalkIn("Orang Contoh", sex, birth="1990-01-01")
        self._try(lambda: identify_walk_in(self.office.session, self.some(pick), said))

    @precondition(lambda self: self.given)
    @rule(pick=st.integers(0, 9), modality=st.sampled_from(Modality), finish=st.booleans())
    def record(self, pick: int, modality: Modality, finish: bool) -> None:
        self._try(lambda: self._record(self.some(pick), modality, finish=finish), whole=False)

    @precondition(lambda self: self.given)
    @rule(pick=st.integers(0, 9), what=st.sampled_from([None, Outcome.REFUSED, "P", "-"]), slip=st.booleans())
    def put_right(self, pick: int, what: Outcome | str | None, slip: bool) -> None:
        self._try(lambda: self._correct(self.some(pick), what, slip=slip), whole=not slip)

    def _correct(self, ticket: str, what: Outcome | str | None, *, slip: bool) -> None:
        session = self.office.session
        vouched = Vouched("salah", passphrase=WORDS)
        if slip:
            note_slip(session, self.visit, desk="A", number=ticket.rpartition(":")[2])
        if isinstance(what, Outcome):
            correct_outcome(session, ticket, what, vouched)
        elif what is None:
            reopen(session, ticket, vouched, desk="A")
        else:
            said = WalkIn("Orang Lain", "L", birth="1990-01-01")
            correct_to_walk_in(session, ticket, said, vouched, desk=what.strip("-"))

    def _record(self, ticket: str, modality: Modality, *, finish: bool) -> None:
        session = self.office.session
        recording = begin(session, ticket, desk="A")
        taken = Taken(ModalityState.ATTESTED, FULL_COUNT[modality])
        set_modality(session, recording, modality, taken)
        if finish:
            set_all_complete(session, recording)
            recording_commands.finish(session, recording)

    def _try(self, act: object, *, whole: bool = True) -> None:
        """Act; a refused act of one transaction (`whole`) leaves the rows as they were."""
        self.office.clock.wait(7)
        held = dump_views(self.office.connection)
        try:
            act()  # type: ignore[operator]  # a lambda
        except EktpError:
            if whole:
                assert dump_views(self.office.connection) == held

    @invariant()
    def rows_made_anew_are_the_same(self) -> None:
        if hasattr(self, "office"):
            held = dump_views(self.office.connection)
            rebuild(self.office.store)
            assert dump_views(self.office.connection) == held

    @invariant()
    def everybody_stands_in_one_term(self) -> None:
        if hasattr(self, "office"):
            counted = equation(self.office.session, self.visit)
            assert counted.holds
            assert counted.numbered + counted.voided == len(self.given)

    @invariant()
    def who_was_recorded_is_served_once(self) -> None:
        if hasattr(self, "office"):
            session, visit = self.office.session, self.visit
            ended = [each for each in tickets_of(session, visit) if each.outcome is Outcome.RECORDED]
            assert len(ended) == len({each.recording for each in ended}) == recordings_kept(session, visit)
            for each in ended:
                made = the_recording(session, each.recording)
                assert (made.ticket, made.person, made.state) == (each.id, each.person, "finished")


TestAnyDay = AnyDay.TestCase
TestAnyDay.settings = examples(15, steps=25)
