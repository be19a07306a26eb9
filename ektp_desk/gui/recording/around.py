"""The bar of the screen, its slip, and the dense form of its cards."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ektp_desk.gui.kit import ActButton, Card, Note
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import Tone, px
from ektp_desk.gui.recording.panel import StepsPanel
from ektp_desk.usecases.recording.facts import RecordingFacts
from ektp_desk.words import _
from ektp_desk.words.dates import clock_seconds


class DenseCard(Card):
    """`dense_top` and `wide_top` are px above and below, instead of the card's own."""

    dense_top = wide_top = 4

    def __init__(self, *, gap: int = 8, bar: Tone | None = None, name: str) -> None:
        super().__init__(gap=gap, bar=bar, name=name)
        self._fit_margins(dense=False)

    def set_dense(self, *, dense: bool) -> None:
        self._fit_margins(dense=dense)

    def _fit_margins(self, *, dense: bool) -> None:
        side, top = (px(12), px(self.dense_top)) if dense else (px(16), px(self.wide_top))
        self.body.setContentsMargins(side, top, side, top)


def saved_note(seen: RecordingFacts) -> Note:
    """Say when the disk last acknowledged a step: `Tersimpan 16.57.07`."""
    last = seen.recording.saved_at if seen.recording else seen.ticket.moved_at if seen.ticket else seen.now
    return Note(Shape.DONE, _("Tersimpan {time}").format(time=clock_seconds(last)), loud=True)


class Foot(QWidget):
    """The blue button stands at the left end of the bar and never moves, whatever it says."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self._panel: StepsPanel | None = None
        self._slip = _slip(acts, "foot_slip")
        self._slip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.offer_slip("")
        usual = acts.button("finish_next", kind="blue")
        self._left = QStackedWidget()
        others = (acts.button(id_, tall=True) for id_ in ("finish", "aside"))
        self._left.addWidget(in_row(usual, *others, None))
        in_row((self._left, 1), self._slip, 8, acts.button("end", tall=True), on=self)

    def offer_slip(self, number: str) -> None:
        """Offer the slip of a number that ended here, or none: of the person in hand there is none yet."""
        self._slip.set_text(_("Bukti {number}").format(number=number or "A001"))
        self._slip.setVisible(bool(number))

    def show_answers(self, panel: StepsPanel | None) -> None:
        """Offer the answers of an open panel, or the steps' own acts."""
        if panel is self._panel:
            return
        self._panel = panel
        if (answers := self._left.widget(1)) is not None:
            self._left.removeWidget(answers)
            answers.hide()
            answers.deleteLater()
        if panel is not None:
            self._left.setCurrentIndex(self._left.addWidget(in_row(*panel.bar, None)))


def _slip(acts: Acts, name: str) -> ActButton:
    """A button of the slip; its word follows the room there is, and its key is the window's."""
    made = ActButton("", "Ctrl+P", kind="quiet", name=name)
    made.setToolTip(_("Printer atau kertas lain: Ctrl+Shift+P"))
    made.clicked.connect(acts["slip"].trigger)
    return made


class SlipOffer(QObject):
    """Stands in a free corner of `host`, lower right, and takes no room of its own."""

    def __init__(self, host: QWidget, acts: Acts) -> None:
        super().__init__(host)
        self._host, self._number, self._wanted = host, "", False
        self.button = _slip(acts, "slip")
        self.button.setParent(host)
        self.button.hide()
        host.installEventFilter(self)

    def offer(self, number: str) -> None:
        """Offer this number's slip, or none."""
        self._number = number
        self._place()

    def stand(self, *, there: bool) -> None:
        """Be there only on pages that leave the corner free."""
        self._wanted = there
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.button.set_text(_("Cetak bukti {number}").format(number=self._number or "A001"))
        self.button.adjustSize()
        size = self.button.sizeHint()
        left, top = self._host.width() - size.width(), self._host.height() - size.height()
        self.button.setGeometry(left, top, size.width(), size.height())
        self.button.setVisible(self._wanted and bool(self._number))
        self.button.raise_()
