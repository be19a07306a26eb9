"""By which telephone somebody can be reached is asked while they stand there, at a key of its own."""

from __future__ import annotations

from functools import partial

import pytest

from ektp_desk.gui.kit.contact import ContactPanel
from ektp_desk.gui.kit.form import panel_over
from ektp_desk.usecases.people.contacts.queries import Contact, contact_of
from ektp_desk.usecases.queue.queries import open_recording
from ektp_desk.usecases.session import Session
from tests.gui.recording.page import RecordingPage
from tests.gui.worlds import World

pytestmark = pytest.mark.gui


def asked(page: RecordingPage) -> ContactPanel:
    panel = panel_over(page.view)
    assert isinstance(panel, ContactPanel)
    return panel


def kept(world: World, session: Session) -> Contact:
    visit = world.work.visit
    assert visit is not None
    recording = open_recording(session, f"{visit.id}:A004")
    assert recording is not None
    return contact_of(session, recording.person)


def test_a_wrong_number_is_refused_in_its_box_and_nothing_is_lost(called: World, page: RecordingPage) -> None:
    page.press("Enter").type("Melki Contoh").press("Ctrl+N", "L", "Enter", "T")
    assert (page.focus_name(), asked(page).acts["contact_save"].text()) == (
        "contact_phone",
        "Lanjut tanpa telepon",
    )
    page.type("0812").press("Alt+1", "Alt+S", "Enter")
    refused = asked(page).phone.refused
    assert refused is not None
    assert refused.code == "contact.unreadable"
    assert page.focus_name() == "contact_phone"

    page.type("0812-9000-0001").press("Enter")
    assert panel_over(page.view) is None
    assert page.focus_name() == "steps"
    assert called.tell(partial(kept, called)) == Contact("081290000001", "own")

    page.press("T")
    assert (asked(page).phone.text(), asked(page).whose.value()) == ("081290000001", "own")
    page.press("Esc")
    assert page.focus_name() == "steps"


def test_it_is_asked_of_whoever_is_recorded_and_not_beside_a_panel_that_has_the_key(
    page: RecordingPage,
) -> None:
    page.press("Enter")
    assert not page.button("contact").isVisible()
    page.search("yuliana").press("Enter")
    assert page.button("contact").isVisible()
    page.press("Alt+1")
    assert not page.button("contact").isVisible()
    page.press("Esc", "T")
    assert "Yuliana" in asked(page).accessibleName()
