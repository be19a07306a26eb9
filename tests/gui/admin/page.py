"""Kantor as a person at the keyboard meets it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget

from ektp_desk.gui.kit import ListTable
from tests.gui.desks import DeskPage

_TABS_TO_CONFIRM = {"1": 5, "2": 4, "3": 3, "4": 2, "5": 1}


class AdminPage:
    """Kantor in the real window; keys in, what is seen out."""

    def __init__(self, page: DeskPage) -> None:
        self.page = page

    def come(self, section: str = "1") -> AdminPage:
        """Go to a section by its digit."""
        self.page.press("Ctrl+K", section)
        return self

    def choose(self, name: str) -> None:
        """Walk down the list to somebody."""
        self.page.press("Home")
        for _step in range(len(self.names())):
            if self.chosen() == name:
                return
            self.page.press("Down")
        assert self.chosen() == name

    def add(self, name: str, role: str, passphrase: str) -> None:
        """Add a user with one role by its digit."""
        self.page.press("N").type(name).press("Tab", role)
        self.page.press(*["Tab"] * _TABS_TO_CONFIRM[role]).type(passphrase).press("Return")

    def take_words(self) -> str:
        """Read the new words, and say that they are on paper."""
        words = self.words()
        assert len(words.split()) == 5
        self.page.press("Ctrl+Return")
        return words

    def words(self) -> str:
        """The words that are shown, if any."""
        return " ".join(self.page.labels().get(f"word_{at}", "") for at in range(1, 6)).strip()

    def names(self) -> list[str]:
        """The first column of the list in front."""
        table = self._table()
        return [table.rows.cell(at, 0).text for at in range(table.rows.rowCount())]

    def row(self, name: str) -> list[str]:
        """The words of its cells."""
        table, at = self._table(), self.names().index(name)
        return [table.rows.cell(at, column).text for column in range(len(table.rows.columns))]

    def chosen(self) -> str:
        """Name the chosen row."""
        return str(self._table().currentIndex().siblingAtColumn(0).data())

    def sees(self, name: str) -> bool:
        """Tell whether a named part is visible."""
        return any(widget.objectName() == name for widget in self.page.shown())

    def keeps(self, secret: str) -> list[str]:
        """Name every label, visible or not, and the clipboard, if they still hold these words.

        One or two may stand in the window by chance, such as "pergi"; three of five do not.
        """
        words = set(secret.split())
        labels = [each for each in self.page.window.findChildren(QLabel) if each.text() in words]
        found = [each.objectName() or type(each).__name__ for each in labels]
        copied = words & set(QApplication.clipboard().text().split())
        by_chance = len(words) // 2
        kept = found if len({each.text() for each in labels}) > by_chance else []
        return kept + ["clipboard"] * (len(copied) > by_chance)

    def _table(self) -> ListTable[object]:
        (table,) = [widget for widget in self.page.shown() if isinstance(widget, QTableView)]
        assert isinstance(table, ListTable)
        return table


def sign_in_as(page: DeskPage, name: str, passphrase: str) -> None:
    """Lock, choose somebody by the arrows, and type."""
    page.press("F12")
    people = page.window.sign_in.view.people
    rows = [row for row in people.findChildren(QWidget) if row.objectName().startswith("person_")]
    for _step in rows:
        if any(row.accessibleName().startswith(f"{name},") and row.isChecked() for row in rows):  # type: ignore[attr-defined]  # rows are radio buttons
            break
        page.press("Down")
    page.type(passphrase).press("Return")


def people_at_the_door(page: DeskPage) -> list[str]:
    """Name who may be chosen at the sign-in."""
    people = page.window.sign_in.view.people
    rows = [row for row in people.findChildren(QWidget) if row.objectName().startswith("person_")]
    return [row.accessibleName().split(",")[0] for row in rows]
