"""What each section of Kantor is: a page and what joins it to the work; five modules are one."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ektp_desk.gui.work import Work


class SectionPage(QWidget):
    """A section's page."""

    def take_focus(self) -> None:
        raise NotImplementedError

    def scopes(self) -> tuple[QWidget, ...]:
        """The parts in which the digits of the sections act: nowhere that letters or digits are typed."""
        return ()


P = TypeVar("P", bound=SectionPage)


class Section(QObject, Generic[P]):
    """One section; it outlives its `page`, as a presenter does its view."""

    page: P

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work

    def make_page(self) -> P:
        """A new page of what is known."""
        raise NotImplementedError

    def begin(self) -> None:
        """Come to the front."""
        self.read_anew()
        self.page.take_focus()

    def read_anew(self) -> None:
        """Show what holds now."""
