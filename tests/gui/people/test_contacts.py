"""A telephone is asked on F4, and kept only by consent."""

from __future__ import annotations

import pytest

from ektp_desk.usecases.people.contacts.queries import Contact, contact_of
from tests.gui.people.page import PeoplePage
from tests.gui.worlds import World

pytestmark = pytest.mark.gui


def test_a_telephone_is_kept_once_its_owner_agreed(world: World) -> None:
    page = PeoplePage(world)

    def held() -> Contact:
        return world.tell(lambda session: contact_of(session, "marthen"))

    page.type("marthen").press("Down", "Return", "T").type("0812-9000-0001").press("Alt+2", "Return")
    assert page.sees("contact")
    assert held() == Contact()
    page.press("Alt+S", "Return")
    assert held() == Contact("081290000001", "family")
    assert page.line()[0] == "Telepon ditulis"

    page.press("T", "Ctrl+A", "Delete", "Return")
    assert held() == Contact()
