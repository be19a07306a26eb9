"""What nobody caught: the page that covers the window, and the report for whoever mends the program."""

from __future__ import annotations

import os
import platform
import sys
import threading
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QObject, QStandardPaths, Signal, qVersion
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.moments import Moment
from ektp_desk.gui.kit import Card, Elided, ShapeMark, label
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import lay_out
from ektp_desk.gui.kit.labels import TextToRead
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.state import ViewHolder
from ektp_desk.gui.kit.tokens import Tone, font, is_small, px, tokens
from ektp_desk.gui.shell.appearance import lay_out_page, page_head
from ektp_desk.gui.shell.window import Window, window_of
from ektp_desk.logs import log, places, recent_codes
from ektp_desk.settings import RESOURCES, private_opener
from ektp_desk.usecases.visits.queries import LastRecord, last_kept
from ektp_desk.words import _
from ektp_desk.words.dates import clock, clock_seconds, plain_date
from ektp_desk.words.numbers import count


@dataclass(frozen=True, slots=True)
class CrashFacts:
    """What the page says of one error; `place` is where the report lies, empty when the disk refused it."""

    report: str
    place: str
    again: bool = False  # it came back within seconds of going on
    sample: bool = False
    kept: LastRecord | None = None  # how far the work is on the disk
    copied: Path | None = None  # where the report for the ADB lies, or should
    refused: bool = False  # it could not be written there


class CrashPage(QWidget):
    """Covers the work, which stays below as it was. The keys are 1, 2 and 3."""

    def __init__(self, facts: CrashFacts, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("crash")
        self._facts = facts
        what = _("Kesalahan program terulang") if facts.again else _("Program menemui kesalahan")
        self.setAccessibleName(what)
        self._kept = label("", "body", wrap=True, name="crash_kept")
        self._copied = label("", "body", wrap=True, name="crash_copied")
        best = "crash_restart" if facts.again else "crash_back"
        self._buttons = {
            id_: acts.button(id_, kind="blue" if id_ == best else "normal")
            for id_ in ("crash_back", "crash_restart", "crash_copy")
        }
        self._best = self._buttons[best]
        self._lay_out(what)
        acts.add_to(self)
        acts.setParent(self)
        self.show_facts(facts)

    def take_focus(self) -> None:
        self._best.setFocus()

    def show_facts(self, facts: CrashFacts) -> None:
        """Say also what was found out, or done, since the page opened."""
        kept = copied = ""
        if facts.kept is not None:
            said = _("Terakhir tersimpan pukul {time}, catatan nomor {number}.")
            kept = said.format(time=clock_seconds(facts.kept.at), number=count(facts.kept.number))
        if facts.copied is not None:
            said = (
                _("Laporan tidak dapat ditulis di {place}") if facts.refused else _("Laporan ada di {place}")
            )
            copied = said.format(place=str(facts.copied))
        for line, words in ((self._kept, kept), (self._copied, copied)):
            line.setText(words)
            line.setVisible(bool(words))

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(tokens().paper))

    def _lay_out(self, what: str) -> None:
        left = lay_out(QVBoxLayout(), self._state_card(), self._acts_card(), None, gap=12)
        cards = lay_out(QHBoxLayout(), left, self._report_card(), gap=16, grows=left)
        mark = ShapeMark(Shape.WRONG, tone="bad", size=20)
        title = label(what, "title", name="crash_what")
        head = page_head(mark, title, None, sample=self._facts.sample)
        lay_out_page(self, head, cards, gap=12, grows=cards)

    def _state_card(self) -> Card:
        card = Card(gap=10, name="crash_state")
        then = (
            _("Kesalahan yang sama datang lagi. Sebaiknya mulai ulang meja.")
            if self._facts.again
            else _("Satu langkah tidak selesai. Ini kesalahan program, bukan kesalahan Anda.")
        )
        typed = label(_("Setelah kembali, periksa isian lalu simpan sekali lagi."), "body", wrap=True)
        card.stack(
            _line(Shape.WRONG, "bad", then),
            _line(Shape.DONE, "ok", _("Yang sudah tersimpan aman."), self._kept),
            _line(Shape.LOOK, "warn", _("Yang sudah diketik tetap ada, tetapi belum tersimpan."), typed),
        )
        return card

    def _acts_card(self) -> Card:
        card = Card(gap=4, name="crash_acts")
        card.add_heading(_("Yang dapat dilakukan"))
        for id_, words in (
            ("crash_back", _("Layar tadi terbuka lagi, dengan isian seperti semula.")),
            (
                "crash_restart",
                _("Meja ditutup dengan aman lalu dibuka lagi. Isian yang belum tersimpan hilang."),
            ),
            ("crash_copy", _("Serahkan berkasnya kepada ADB bila kesalahan ini berulang.")),
        ):
            card.stack(self._buttons[id_], label(words, "help", wrap=True), 6)
        card.add(self._copied)
        return card

    def _report_card(self) -> Card:
        card = Card(name="crash_report_card")
        card.setFixedWidth(px(400 if is_small() else 520))
        card.add_heading(_("Laporan untuk ADB"))
        words = _("Tanpa nama, NIK, dan isi layar. Baca dahulu sebelum diserahkan.")
        card.add(label(words, "help", wrap=True))
        text = TextToRead(self._facts.report, name="crash_report", accessible_name=_("Laporan untuk ADB"))
        text.setFont(font(13))
        where = Elided(self._facts.place or _("Belum tertulis: penyimpanan menolak."), "help")
        card.stack(text, where, grows=text)
        return card


def _line(shape: Shape, tone: Tone, words: str, *more: QWidget) -> QHBoxLayout:
    """Put a shape before a strong line and what stands below it."""
    mark = lay_out(QVBoxLayout(), ShapeMark(shape, tone=tone, size=16), None, margins=(0, 2, 0, 0))
    said = lay_out(QVBoxLayout(), label(words, "strong", wrap=True), *more, gap=2)
    return lay_out(QHBoxLayout(), mark, said, gap=10, grows=said)


_MOST_CAUSES = 5


def fault_report(error: BaseException, at: datetime) -> str:
    """Describe an uncaught error: its types and places, its causes', and what was told before it."""
    blocks = _head(at)
    for each in _causes(error):
        blocks.append(_block(_("Kesalahan: {type}").format(type=type(each).__name__), places(each)))
    return _text([*blocks, _before()])


def stop_report(fault: Sequence[str], at: datetime) -> str:
    return _text([*_head(at), _block(_("Berhenti mendadak"), fault), _before()])


def write_report(path: Path, text: str) -> bool:
    """Keep a report where it can be found, whole or not at all; give whether the disk took it."""
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = path.with_name(f"{path.name}.new")
        with open(new, "w", encoding="utf-8", opener=private_opener) as file:
            file.write(text)
        os.replace(new, path)
        return True
    return False


def program_version() -> str:
    """The version of the installed program, or of the sources it runs from."""
    with suppress(metadata.PackageNotFoundError):
        return metadata.version("ektp-desk")
    with suppress(OSError, ValueError, KeyError):
        sources = tomllib.loads((RESOURCES.parent / "pyproject.toml").read_text(encoding="utf-8"))
        return str(sources["project"]["version"])
    return "?"


def _head(at: datetime) -> list[str]:
    python = platform.python_version()
    return [
        _("Laporan kesalahan ektp-desk"),
        _("Tidak memuat nama orang, NIK, atau isi layar."),
        "\n".join(
            (
                _("Waktu: {day} pukul {time}").format(day=plain_date(at.date()), time=clock(at)),
                _("Program: {version} · Python {python} · Qt {qt} · PySide {pyside}").format(
                    version=program_version(), python=python, qt=qVersion(), pyside=pyside_version
                ),
                _("Sistem: {system}").format(system=platform.platform()),
            )
        ),
    ]


def _before() -> str:
    return _block(_("Kode terakhir, terbaru di bawah"), recent_codes())


def _block(title: str, lines: Sequence[str]) -> str:
    return "\n".join((title, *(f"  {line}" for line in lines or ("–",))))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and what it rose from, the last first."""
    each: BaseException | None = error
    for _place in range(_MOST_CAUSES):
        if each is None:
            return
        yield each
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)


def _text(blocks: Sequence[str]) -> str:
    return "\n\n".join(blocks) + "\n"


_SOON = 10  # seconds after going on, within which another error is the same one
_FOLDER, _NAME = "ektp-desk", "laporan-kesalahan"


class Crashes(QObject):
    """One page at a time: what breaks while it is shown goes to the log alone, so that nothing loops."""

    _heard = Signal(object)  # BaseException, from any thread

    def __init__(
        self,
        window: Window,
        clock: Callable[[], Moment],
        *,
        report: Path,
        restart: Callable[[], None],
        sample: bool = False,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._clock, self._report = clock, report
        self._restart, self._sample, self._ticks = restart, sample, ticks
        self._facts = CrashFacts("", "")
        self._back_at: float | None = None
        self._holder: ViewHolder | None = None
        self._heard.connect(self._tell)

    @property
    def page(self) -> CrashPage | None:
        """What stands over the window now."""
        page = self._holder.view if self._holder else None
        return page if isinstance(page, CrashPage) else None

    def listen(self) -> None:
        """Hear every uncaught error of this process from now on."""
        sys.excepthook = self._on_uncaught
        threading.excepthook = lambda args: self._hear_of_thread(args.exc_value)

    def hear(self, error: BaseException) -> None:
        """Log where it broke, without what somebody typed, and tell it; a request to stop is no error."""
        log().error("program.error", exc_info=error)
        if isinstance(error, Exception):
            self._heard.emit(error)

    def _on_uncaught(
        self, _kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self.hear(error.with_traceback(trace))

    def _hear_of_thread(self, error: BaseException | None) -> None:
        if error is not None:
            self.hear(error)

    def _tell(self, error: Exception) -> None:
        if self._holder is not None:
            return
        again = self._back_at is not None and self._ticks() - self._back_at < _SOON
        text = fault_report(error, self._clock().local)
        written = write_report(self._report, text)
        place = str(self._report) if written else ""
        self._facts = CrashFacts(text, place, again=again, sample=self._sample)
        self._holder = window_of(self).pages.push(self._make_page)
        if self.page is not None:
            self.page.take_focus()
        self._ask_how_far()

    def _make_page(self) -> CrashPage:
        table = [
            Act(id="crash_back", text=_("Kembali ke pekerjaan"), keys=("1",), run=self._on_back),
            Act(id="crash_restart", text=_("Mulai ulang meja"), keys=("2",), run=self._restart),
            Act(id="crash_copy", text=_("Simpan laporan untuk ADB"), keys=("3",), run=self._on_copy),
        ]
        return CrashPage(self._facts, Acts(table))

    def _know(self, **more: Any) -> None:
        self._facts = replace(self._facts, **more)
        if self.page is not None:
            self.page.show_facts(self._facts)

    def _ask_how_far(self) -> None:
        """Read what the journal holds; where that breaks too, the page says no hour."""
        if (workplace := window_of(self).workplace) is None:
            return
        workplace.work.ask(last_kept, lambda kept: self._know(kept=kept), lambda _error: None)

    def _on_back(self) -> None:
        self._holder = None
        self._back_at = self._ticks()
        window_of(self).pages.pop()

    def _on_copy(self) -> None:
        """Put the report where people look for their files; the one in the state folder is theirs too."""
        folder = documents() / _FOLDER
        path = folder / f"{_NAME}-{self._clock().local:%Y-%m-%d-%H%M}.txt"
        written = write_report(path, self._facts.report)
        self.tell_copied(path if written else folder, refused=not written)

    def tell_copied(self, place: Path, *, refused: bool = False) -> None:
        self._know(copied=place, refused=refused)


def documents() -> Path:
    """Where this user looks for papers."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found or Path.home())
