"""Every page of the place fits the smallest laptops at both type sizes, and everything in it can be heard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLineEdit, QWidget

from ektp_desk.gui.kit.style import dress
from tests.gui.lists.page import ListsPage
from tests.gui.worlds import World

pytestmark = [pytest.mark.gui, pytest.mark.journey]

_HEARD = (QAbstractButton, QAbstractItemView, QLineEdit, QComboBox)
_SIZES = [(15, QSize(1020, 517)), (20, QSize(1360, 690))]


@pytest.fixture(params=_SIZES, ids=["1020x517 at 15 px", "1360x690 at 20 px"])
def small(request: pytest.FixtureRequest, qapp: QApplication, sample: World) -> Iterator[ListsPage]:
    """Open the sample's place as small as it must still work."""
    base, size = request.param
    dress(qapp, base)
    yield ListsPage(sample, size)
    dress(qapp)


def test_no_page_needs_more_than_the_smallest_window(small: ListsPage, messy: Path) -> None:
    _check(small)  # the open visit
    small.press("Down", "D")
    _check(small)  # a list
    small.press("N")
    small.type("noebesi")
    small.press("Enter")
    _check(small)  # a plan
    small.press("Esc")
    small.load(messy)
    _check(small)  # the preview
    small.press("U")
    _check(small)  # a column's correction


def test_a_refusal_fits_below_the_path(small: ListsPage, tmp_path: Path) -> None:
    small.load(tmp_path / "tidak-ada.xlsx")
    assert small.banner()
    _check(small)


def _check(page: ListsPage) -> None:
    shell = page.shell
    QApplication.processEvents()
    assert shell.is_small()
    needed = shell.room_needed()
    assert (needed.width() <= shell.width(), needed.height() <= shell.height()) == (True, True), needed
    seen = [widget for widget in shell.findChildren(QWidget) if widget.isVisible()]
    outside = [w.objectName() or type(w).__name__ for w in seen if not _inside(w)]
    assert outside == []
    nameless = [
        f"{type(w).__name__} {w.objectName()}"
        for w in seen
        if isinstance(w, _HEARD) and not w.accessibleName()
    ]
    assert nameless == []


def _inside(widget: QWidget) -> bool:
    holder = widget.parentWidget()
    # What scrolls may be longer than its window, never wider.
    if holder is None or holder.objectName() == "qt_scrollarea_viewport":
        return holder is None or widget.width() <= holder.width()
    return holder.rect().contains(widget.geometry())


def test_choices_end_above_the_keys_at_the_foot(small: ListsPage, tmp_path: Path) -> None:
    for at in range(12):
        (tmp_path / f"desa {at}.xlsx").write_bytes(b"")
    small.press("I", "1")
    small.type(f"{tmp_path}/")
    page = small.file
    assert page.chooser.isVisible()
    end = page.chooser.mapTo(small.shell, page.chooser.rect().bottomLeft()).y()
    assert end < page.check.mapTo(small.shell, page.check.rect().topLeft()).y()
