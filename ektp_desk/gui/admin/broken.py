"""A laptop is broken: its card comes into this one, then what is here of it, what lacks, what to do next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.kit import Field, Marked, Note, hairline, label, named
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.form import Panel, Panels
from ektp_desk.gui.kit.paths import Look, PathField
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.work import Work
from ektp_desk.usecases.admin.laptops import device_of
from ektp_desk.usecases.exchange.broken import BrokenLaptop, broken_laptop, laptops_of_folders
from ektp_desk.usecases.laptops.courier import CarrierImport, Courier
from ektp_desk.usecases.queue.commands import put_back
from ektp_desk.usecases.session import Session
from ektp_desk.words import _
from ektp_desk.words.carrying import taken_words
from ektp_desk.words.dates import clock_of
from ektp_desk.words.numbers import count
from ektp_desk.words.visit.team import gap_words, laptop_words

_MOST = 12  # numbers that are named


class BrokenPanel(Panel):
    """Which laptop, if somebody knows its number, and where its card is; Enter takes in what lies there."""

    def __init__(self, host: QWidget, find: Callable[[str, Path | None], object], *, look: Look) -> None:
        means = _(
            "Cabut kartu SD dari laptop itu dan pasang di sini. Semua yang ada di kartu diambil, "
            "sampai rekaman terakhir yang selesai; kartunya tidak diubah."
        )
        super().__init__(host, name="broken", widest=640, title=_("Laptop rusak"), help_text=means)
        self._find = find
        self._progress = ""
        self.place = PathField(
            _("Folder kartunya"),
            "broken_place",
            look=look,
            for_stick=True,
            help_text=_("kosong bila kartunya hilang bersama laptop itu"),
        )
        self.number = Field(
            _("Nomor laptop itu"), "broken_number", placeholder=_("mis. 03; kosong: menurut kartunya")
        )
        self.number.edit.setMaxLength(8)
        self.put((self.place, 1))
        self.put((self.number, 1))
        self.say_beside({"device.": self.number, "carrier.no_laptop": self.number, "": self.place.field})
        self.foot(
            Act(
                id="broken_take",
                text=lambda: self._progress or _("Ambil isi kartunya"),
                keys=("Enter",),
                why_not=lambda: self._progress,
                run=lambda: find(self.number.text(), self.place.path()),
            )
        )

    def show_progress(self, words: str) -> None:
        """Say how far the card was read; nothing else is asked meanwhile."""
        self._progress = words
        self.acts.refresh()

    def refuse(self, error: EktpError) -> None:
        self.show_progress("")
        super().refuse(error)


class BrokenFoundPanel(Panel):
    """What is here of it, the last number first; what lacks; the next step."""

    def __init__(
        self,
        host: QWidget,
        found: BrokenLaptop,
        card: CarrierImport | None,
        *,
        today: date,
        let_in: tuple[Act, ...],
        put_back: Callable[[], object] | None,
    ) -> None:
        who = laptop_words(found.heard.number, found.heard.letters)
        super().__init__(host, name="broken_found", widest=720, title=who[:1].upper() + who[1:])
        self.put(
            label(" · ".join(part for part in (found.visit, card_words(card)) if part), "help", wrap=True)
        )
        self.put(label(until_words(found, today), "lead", wrap=True, name="broken_until"))
        lacking = lacking_words(found, card)
        for at, words in enumerate(lacking):
            self.put(named(Marked(Note(Shape.LOOK, words)), f"broken_lacks_{at}"))
        if not lacking:
            self.put(Marked(Note(Shape.DONE, _("Tidak ada yang diketahui kurang."))))
        self.put(hairline())
        self.put(
            label(
                next_words(found, is_office=bool(let_in)), "body", tone="ink2", wrap=True, name="broken_next"
            )
        )
        if put_back is not None:
            words = _("Kembalikan {numbers} ke antrean").format(numbers=_some(found.at_desk))
            self.foot(Act(id="broken_put_back", text=words, keys=("Enter",), run=put_back))
        elif let_in:
            self.foot(*let_in)
        else:
            self.seen()


class BrokenController(QObject):
    """Asks, takes the card in beside all acts, and shows what came of the laptop."""

    _stepped = Signal(int, int)  # packs behind, of how many; said on the lane that carries

    def __init__(
        self,
        work: Work,
        panels: Panels,
        *,
        may_let_in: Callable[[], bool],
        ask_kit: Callable[[], object],
        revoke: Callable[[str], object],
        chosen: Callable[[], str],
    ) -> None:
        super().__init__()
        self._work, self._panels = work, panels
        self._may_let_in, self._ask_kit, self._revoke, self._chosen = may_let_in, ask_kit, revoke, chosen
        self._stepped.connect(self._show_step, Qt.ConnectionType.QueuedConnection)

    def ask(self) -> None:
        look = self._work.look_for_places
        self._panels.ask(lambda host: BrokenPanel(host, self._find, look=look))

    def _panel(self) -> BrokenPanel | None:
        return panel if isinstance(panel := self._panels.open, BrokenPanel) else None

    def _find(self, number: str, place: Path | None) -> None:
        panel = self._panel()
        if panel is None:
            return
        if place is None:
            if number:
                self._read(number, None)
            else:
                panel.place.field.set_error(_("Pilih folder kartunya, atau tulis nomor laptopnya."))
                panel.place.edit.type_over()
            return
        panel.show_progress(_("Membaca kartu…"))
        stop = self._work.carry(
            lambda courier: self._take(courier, place), partial(self._read, number), self._panels.refuse
        )
        panel.closed.connect(stop)  # what came in by then stays

    def _take(self, courier: Courier, place: Path) -> CarrierImport:
        return courier.take_in(place, passed=self._stepped.emit)

    def _show_step(self, done: int, whole: int) -> None:
        if (panel := self._panel()) is not None:
            panel.show_progress(
                _("{done} dari {whole} berkas kartu").format(done=count(done), whole=count(whole))
            )

    def _read(self, number: str, card: CarrierImport | None) -> None:
        chosen = self._chosen()

        def look(session: Session) -> BrokenLaptop:
            return broken_laptop(session, _which(session, number, card, chosen))

        self._work.ask(look, lambda found: self._show(found, card), self._panels.refuse)

    def _show(self, found: BrokenLaptop, card: CarrierImport | None) -> None:
        today, device = self._work.session.today, found.heard.device
        acts: tuple[Act, ...] = ()
        if self._may_let_in():
            acts = (
                Act(id="broken_kit", text=_("Kit baru…"), keys=("Enter",), run=self._ask_kit),
                Act(
                    id="broken_revoke",
                    text=_("Cabut laptop itu…"),
                    keys=("Ctrl+Del",),
                    run=lambda: self._revoke(device),
                ),
            )
        back = partial(self._put_back, found) if found.held and not acts else None
        self._panels.ask(
            lambda host: BrokenFoundPanel(host, found, card, today=today, let_in=acts, put_back=back)
        )

    def _put_back(self, found: BrokenLaptop) -> None:
        """Let any desk here call those whom the laptop had called: its own desks never give them free."""

        def act(session: Session) -> None:
            for one in found.held:
                put_back(session, one.id, desk=one.desk or one.letter)

        self._work.do(act, lambda _nothing: self._panels.leave(), self._panels.refuse)


def _which(session: Session, number: str, card: CarrierImport | None, chosen: str) -> str:
    """By its number, else by its card; of several on a card the one that is chosen in the list.

    Raises `device.unknown`; `carrier.no_laptop` where the card is of none that is known, or of several.
    """
    if number:
        return device_of(session, number)
    found = laptops_of_folders(session, card.folders if card else ())
    if chosen in found:
        return chosen
    if len(found) != 1:
        raise EktpError("carrier.no_laptop", count=len(found))
    return found[0]


def card_words(card: CarrierImport | None) -> str:
    """What its card brought."""
    if card is None:
        return _("tanpa kartunya: hanya yang sudah sampai di sini")
    return _("dari kartunya: {what}").format(what=taken_words(card.events, card.files))


def until_words(found: BrokenLaptop, today: date) -> str:
    """Up to where all is here."""
    if found.last is None:
        return _("Belum ada rekaman selesai dari laptop ini yang sampai di sini.")
    at = found.last.at
    words = _("Sampai rekaman terakhir yang selesai: {number}, {when}. Rekaman selesai: {n}.")
    return words.format(
        number=found.last.number or "–", when=clock_of(at, today), n=count(found.last.finished)
    )


def lacking_words(found: BrokenLaptop, card: CarrierImport | None) -> list[str]:
    """What is known to lack, a line each."""
    lines = []
    if found.at_desk:
        lines.append(
            _("Belum selesai di mejanya: {numbers}. Panggil lagi.").format(numbers=_some(found.at_desk))
        )
    if found.absent:
        words = _("Tidak tercatat: {numbers}. Cari kertasnya.")
        lines.append(words.format(numbers=_some(found.absent)))
    if found.unrecorded:
        words = _("Pembagiannya tidak tercatat: {numbers}.")
        lines.append(words.format(numbers=_some(found.unrecorded)))
    if found.heard.gaps:
        lines.append(_("Catatan yang kurang: {gaps}.").format(gaps=gap_words(found.heard.gaps)))
    refused = sum(card.amiss.values()) + len(card.damaged) if card else 0
    if refused:
        words = _("{n} bagian kartu tidak terbaca. Simpan kartunya; kantor mencoba lagi.")
        lines.append(words.format(n=count(refused)))
    return lines


def next_words(found: BrokenLaptop, *, is_office: bool) -> str:
    """What to do with papers after the last one, and with the people who wait."""
    after = ", ".join(found.highest)
    parts = (
        [_("Kertas sesudah {numbers} tidak dikenal di sini: tanyai pemegangnya.").format(numbers=after)]
        if after
        else []
    )
    if is_office:
        parts.append(_("Laptop pengganti perlu kit baru. Cabut yang rusak bila tidak kembali ke kantor."))
    else:
        parts.append(_("Lanjutkan di laptop ini. Simpan kartunya untuk kantor, dan minta kit baru dari ADB."))
    return " ".join(parts)


def _some(numbers: Sequence[str]) -> str:
    told = ", ".join(numbers[:_MOST])
    rest = len(numbers) - _MOST
    return told if rest <= 0 else _("{numbers} dan {n} lagi").format(numbers=told, n=count(rest))
