"""A picture that another recording names too: it goes with who was erased once an ADB says whose it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.desk.exchange.packages import give_package
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import ModalitySet, PictureRuled, RecordingFinished, RecordingStarted
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.admin.holds import Held, rule
from ektp_desk.usecases.doubles.pictures import claimed_pictures, rule_picture
from ektp_desk.usecases.laptops.commands import revoke_laptop
from ektp_desk.usecases.people.decisions import count_to_settle, to_settle
from tests.exchange.carrying import bring, card_of
from tests.exchange.test_drop_lists import erase, two_people
from tests.store.several.field import Field
from tests.store.several.kits import proven

OTHERS = "of another one"


@pytest.fixture(autouse=True)
def _each_folder_is_a_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ektp_desk.desk.exchange.verdicts.disk_of", lambda path: path.name.replace(".", ""))


class Claimed:
    """A laptop that recorded two people, and another one whose program names a picture of one as its own."""

    def __init__(self, field: Field, card: Carrier, place: Path) -> None:
        self.field, self.card, self.place = field, card, place
        self.laptop, self.other = field.by_kit(), field.by_kit()
        self.file = two_people(field, self.laptop)
        export(self.laptop.desk, card)
        bring(field, card)

    def claim(self) -> None:
        started = RecordingStarted("", "", "p9", "", "Rut Contoh", "P", "1990-01-02", "")
        said = ModalitySet("photo", "captured", 1, file=self.file, size=9)
        for body in (started, said, RecordingFinished()):
            self.other.say(body, Entity.RECORDING, OTHERS)
        self.bring()

    def bring(self) -> None:
        export(self.other.desk, self.card)
        bring(self.field, self.card)

    def call_back(self) -> None:
        """Carry home what the office lists, and let the card be read where it is at hand."""
        office = self.field.office
        make_backup(office.desk, office.session, self.place / "office.backup")
        export(office.desk, self.card)
        give_package(office.desk, office.session, self.field.visit, self.card, letters={})
        import_packs(self.laptop.desk, self.laptop.session, self.card)
        bring(self.field, self.card)

    def lies(self) -> tuple[bool, bool, bool]:
        """Whether the picture lies at the office, on its laptop, on the card."""
        at = [one.desk.folders.objects / f"{self.file}.age" for one in (self.field.office, self.laptop)]
        on_card = any(self.file in self.card.names_in(pack)[0] for pack in self.card.packs())
        return at[0].exists(), at[1].exists(), on_card


@pytest.fixture
def claimed(field: Field, card: Carrier, tmp_path: Path) -> Claimed:
    return Claimed(field, card, tmp_path)


def test_a_picture_goes_though_another_recording_names_it_once_an_adb_says_so(claimed: Claimed) -> None:
    office, session = claimed.field.office, claimed.field.office.session
    claimed.claim()
    assert count_to_settle(session) == 0, "who is not erased keeps their picture anyway"
    erase(claimed.field)
    claimed.call_back()
    assert claimed.lies() == (True, True, True), "whose it is nobody has said"
    (waiting,) = to_settle(session)
    assert (count_to_settle(session), claimed_pictures(session)) == (1, [waiting])
    with pytest.raises(EktpError, match=r"^role\.not_allowed$"):
        rule_picture(claimed.laptop.session, claimed_pictures(session)[0], counts=False)

    shown = "SELECT state, file <> '' FROM modalities WHERE recording = ?"
    assert office.connection.execute(shown, (OTHERS,)).fetchall() == [("captured", 1)]

    rule_picture(session, claimed_pictures(session)[0], counts=False)

    assert count_to_settle(session) == 0
    assert office.connection.execute(shown, (OTHERS,)).fetchall() == [("captured", 0)]
    claimed.call_back()
    assert claimed.lies() == (False, False, False)
    assert not office.store.files.wants(claimed.file)
    for store in (office.store, claimed.laptop.store):
        proven(store)
    claimed.other.say(ModalitySet("photo", "captured", 1, file=claimed.file, size=9), Entity.RECORDING, "r2")
    claimed.bring()
    assert (count_to_settle(session), claimed.lies()[0]) == (1, False), "nor does it come back unasked"


def test_a_picture_stays_where_an_adb_says_that_it_is_the_other_ones(claimed: Claimed) -> None:
    """Else who invents somebody, and has them erased, would have others' pictures deleted."""
    session = claimed.field.office.session
    claimed.claim()
    erase(claimed.field)
    claimed.call_back()
    (found,) = claimed_pictures(session)

    rule_picture(session, found, counts=True)

    unheard = PictureRuled(found.row.naming, found.row.erased, counts=False)
    session.write(NewEvent(Entity.RECORDING, OTHERS, unheard))  # as another ADB had said meanwhile
    claimed.call_back()
    assert (count_to_settle(session), claimed.lies()) == (0, (True, True, True))
    with pytest.raises(EktpError, match=r"^settle\.changed$"):
        rule_picture(session, found, counts=False)


def test_who_names_an_erased_picture_later_is_asked_about(claimed: Claimed, tmp_path: Path) -> None:
    session, old = claimed.field.office.session, card_of(claimed.field, tmp_path / "old")
    export(claimed.laptop.desk, old)
    erase(claimed.field)
    claimed.call_back()
    assert claimed.lies() == (False, False, False)

    claimed.claim()
    assert count_to_settle(session) == 1
    bring(claimed.field, old)
    rule_picture(session, claimed_pictures(session)[0], counts=False)
    claimed.call_back()
    bring(claimed.field, old)

    assert claimed.lies()[0] is False
    assert not any(claimed.file in old.names_in(pack)[0] for pack in old.packs())


def test_what_a_lost_laptop_names_keeps_a_picture_until_it_is_ruled_on(claimed: Claimed) -> None:
    session = claimed.field.office.session
    claimed.bring()
    revoke_laptop(session, claimed.other.device, reason="hilang")
    claimed.claim()
    erase(claimed.field)
    claimed.call_back()
    assert claimed.lies() == (True, True, True)
    (held,) = to_settle(session)
    assert isinstance(held, Held)

    rule(session, held.row, counts=False)

    claimed.call_back()
    assert claimed.lies() == (False, False, False)
