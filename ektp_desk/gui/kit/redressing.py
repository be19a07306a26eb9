"""For rooms whose presenter does not outlive its view: changes the look of a view that stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import shiboken6
from PySide6.QtCore import QMargins, QObject
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QSpacerItem,
    QWidget,
)

from ektp_desk.gui.kit.labels import Role, dress_words
from ektp_desk.gui.kit.page import Pages
from ektp_desk.gui.kit.style import redress_part
from ektp_desk.gui.kit.tokens import DRAWN_AT
from ektp_desk.gui.kit.tokens import base as base_in_force

__all__ = ["Late", "Pages", "Role", "dress_words", "fit", "fit_late", "redress_view", "rescale"]

_FREE = 16_777_215  # Qt's own word for "no limit"
_DRAWN = "drawn"
Scale = Callable[[QObject, Sequence[int]], list[int] | None]


def rescale(widgets: Iterable[QWidget], before: int, after: int) -> None:
    """Scale what was set on each of `widgets` from the body size `before` to `after`, both in px."""
    if before == after:
        return

    def scaled(thing: QObject, sizes: Sequence[int]) -> list[int] | None:
        return _scaled(thing, sizes, before, after)

    for widget in widgets:
        _scale_widget(widget, scaled)
        if (layout := widget.layout()) is not None:
            _scale_layout(layout, scaled)


def _scaled(thing: QObject, sizes: Sequence[int], before: int, after: int) -> list[int] | None:
    """None where there is nothing to scale; remembers them as they were drawn."""
    if not any(0 < size < _FREE for size in sizes):
        return None
    drawn, shown = thing.property(_DRAWN) or ((), ())
    exact = [
        drawn[at] if at < len(shown) and shown[at] == size else size * DRAWN_AT / before
        for at, size in enumerate(sizes)
    ]
    now = [
        size if size >= _FREE or size <= 0 else round(kept * after / DRAWN_AT)
        for size, kept in zip(sizes, exact, strict=True)
    ]
    thing.setProperty(_DRAWN, (tuple(exact), tuple(now)))
    return now


def _scale_widget(widget: QWidget, scaled: Scale) -> None:
    least, most, margins = widget.minimumSize(), widget.maximumSize(), widget.contentsMargins()
    sizes = [least.width(), least.height(), most.width(), most.height(), *_sides(margins)]
    if isinstance(widget, QLineEdit):
        sizes += _sides(widget.textMargins())
    if isinstance(widget, QHeaderView):
        sizes.append(widget.minimumSectionSize())
    now = scaled(widget, sizes)
    if now is None or now == sizes:
        return
    widget.setMinimumSize(now[0], now[1])
    widget.setMaximumSize(now[2], now[3])
    if now[4:8] != sizes[4:8]:
        widget.setContentsMargins(*now[4:8])
    if isinstance(widget, QLineEdit):
        widget.setTextMargins(*now[8:12])
    if isinstance(widget, QHeaderView):
        widget.setMinimumSectionSize(now[8])


def _scale_layout(layout: QLayout, scaled: Scale) -> None:
    """Scale what was set; a gap that an inner layout takes from the outer one follows by itself."""
    items = list(_items(layout))
    following = _following(layout, items)
    spacers = [item for item in items if isinstance(item, QSpacerItem)]
    sizes = [*_sides(layout.contentsMargins()), *_gaps(layout)]
    sizes += [side for item in spacers for side in item.sizeHint().toTuple()]
    now = scaled(layout, sizes)
    if now is not None and now != sizes:
        layout.setContentsMargins(*now[:4])
        gaps = len(_gaps(layout))
        _set_gaps(layout, now[4 : 4 + gaps])
        for at, spacer in enumerate(spacers):
            wide, tall = now[4 + gaps + 2 * at : 6 + gaps + 2 * at]
            policy = spacer.sizePolicy()
            spacer.changeSize(wide, tall, policy.horizontalPolicy(), policy.verticalPolicy())
        layout.invalidate()
    for inner in items:
        if isinstance(inner, QLayout):
            _scale_layout(inner, scaled)
    for follower in following:
        follower.setSpacing(-1)


def _following(layout: QLayout, items: Iterable[QLayout | QSpacerItem]) -> list[QBoxLayout]:
    """The inner layouts without a gap of their own: Qt does not tell, but they move with `layout`."""
    if not isinstance(layout, QBoxLayout):
        return []
    inner = [item for item in items if isinstance(item, QBoxLayout)]
    outer, gaps = layout.spacing(), [one.spacing() for one in inner]
    layout.setSpacing(outer + 1)
    following = [one for one, gap in zip(inner, gaps, strict=True) if one.spacing() != gap]
    layout.setSpacing(outer)
    return following


def _items(layout: QLayout) -> Iterator[QLayout | QSpacerItem]:
    """The layouts and the gaps in a layout.

    What stands for a widget is forgotten at once. PySide keeps it with the layout, also after Qt has deleted
    it together with its widget; whatever Qt lays at that address next, such as a viewport, would then reach
    Python as a layout item.
    """
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if isinstance(item, QLayout | QSpacerItem):
            yield item
        elif item is not None:
            shiboken6.invalidate(item)


def _sides(margins: QMargins) -> list[int]:
    return [margins.left(), margins.top(), margins.right(), margins.bottom()]


def _gaps(layout: QLayout) -> list[int]:
    """What lies between a layout's parts, and for a grid the least sizes of columns and rows."""
    if isinstance(layout, QBoxLayout):
        return [layout.spacing()]
    if isinstance(layout, QGridLayout):
        columns = [layout.columnMinimumWidth(at) for at in range(layout.columnCount())]
        rows = [layout.rowMinimumHeight(at) for at in range(layout.rowCount())]
        return [layout.horizontalSpacing(), layout.verticalSpacing(), *columns, *rows]
    return []


def _set_gaps(layout: QLayout, gaps: Sequence[int]) -> None:
    if isinstance(layout, QBoxLayout):
        layout.setSpacing(gaps[0])
    elif isinstance(layout, QGridLayout):
        layout.setHorizontalSpacing(gaps[0])
        layout.setVerticalSpacing(gaps[1])
        columns = layout.columnCount()
        for at, size in enumerate(gaps[2 : 2 + columns]):
            layout.setColumnMinimumWidth(at, size)
        for at, size in enumerate(gaps[2 + columns :]):
            layout.setRowMinimumHeight(at, size)


def redress_view(root: QWidget, before: int) -> None:
    """Put the look in force on a view that stands and wore `before` px.

    A widget that keeps something of the look by itself has a method `redress`, which is called last.
    """
    standing = [root, *root.findChildren(QWidget)]
    rescale(standing, before, base_in_force())
    for widget in standing:
        if isinstance(widget, QLabel):
            dress_words(widget)
        redress_part(widget)
    for widget in standing:
        if (anew := getattr(widget, "redress", None)) is not None:
            anew()
        widget.updateGeometry()
        widget.update()


def fit(widget: QWidget, small: bool) -> None:  # noqa: FBT001  hands a signal's value on
    """Tell `widget`, and everything in it that has a small form, which form to take."""
    for part in (widget, *widget.findChildren(QWidget)):
        # A protocol's isinstance looks through the class each time: 40 ms over a window's widgets.
        if (set_small := getattr(part, "set_small", None)) is not None:
            set_small(small)


def fit_late(page: QWidget) -> None:
    """For a page that was built after the window last took its form; without a window, nothing."""
    above = page.parentWidget()
    while above is not None and not hasattr(above, "is_small"):
        above = above.parentWidget()
    if above is not None:
        fit(page, above.is_small())


class Late:
    """Mixed into a widget that stands empty until somebody calls `furnish`; who fills it calls it first.

    Most days nobody opens most of a screen's cards and panels.
    """

    _bare = True

    def furnish(self) -> None:
        """See that everything stands on it."""
        if self._bare:
            self._bare = False
            self.furnish_now()
            if isinstance(self, QWidget):
                fit_late(self)

    def furnish_now(self) -> None:
        """Make what stands on it; called once."""
