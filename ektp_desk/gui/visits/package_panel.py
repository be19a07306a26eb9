"""What a visit's laptops take along: which laptop gives which letter, and their package on a stick."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.kit import Field, Marked, Note, label
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.form import Panel, Panels
from ektp_desk.gui.kit.paths import Look, PathField
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.work import Work
from ektp_desk.usecases.laptops.courier import GivenPackage
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import say_letters
from ektp_desk.usecases.visits.packages.queries import PackagePlan, PackageStanding, package_plan
from ektp_desk.usecases.visits.queries import Planned
from ektp_desk.words import _
from ektp_desk.words.carrying import given_words
from ektp_desk.words.dates import clock_of, plain_date


class PackagePanel(Panel):
    """Enter keeps the letters, and writes the package where a stick is named."""

    def __init__(
        self,
        host: QWidget,
        title: str,
        plan: PackagePlan,
        give: Callable[[str, Path | None], object],
        *,
        look: Look,
        today: date,
    ) -> None:
        means = _(
            "Paket membawa rencana, daftar, petugas dan keputusan kantor ke laptop kunjungan ini. "
            "Stik yang ditulis di F7 juga membawanya; hanya laptop kantor kita yang membukanya."
        )
        super().__init__(host, name="package", widest=640, title=title, help_text=means)
        self._progress = ""
        self.put(Marked(standing_note(plan.given, today)))
        self.put(label(laptops_words(plan), "small", wrap=True, name="package_laptops"))
        self.letters = Field(
            _("Huruf meja dan laptopnya"),
            "package_letters",
            placeholder=_("mis. A=02 B=03"),
            help_text=_("kosong: setiap laptop memilih hurufnya sendiri"),
        )
        self.letters.set_text(" ".join(f"{letter}={number}" for letter, number in plan.letters.items()))
        self.place = PathField(
            _("Folder stik"),
            "package_place",
            look=look,
            for_stick=True,
            help_text=_("kosong: hanya hurufnya yang disimpan"),
        )
        self.put((self.letters, 1))
        self.put((self.place, 1))
        self.say_beside({"device.": self.letters, "desk.": self.letters, "carrier.": self.place.field})
        self.foot(
            Act(
                id="package_give",
                text=self._word,
                keys=("Enter",),
                why_not=lambda: self._progress,
                run=lambda: give(self.letters.text(), self.place.path()),
            )
        )
        self.place.edit.textChanged.connect(self.acts.refresh)

    def _word(self) -> str:
        if self._progress:
            return self._progress
        return _("Tulis paket ke stik") if self.place.path() else _("Simpan hurufnya")

    def show_progress(self, words: str) -> None:
        """Say that it is being written; nothing else is asked meanwhile."""
        self._progress = words
        self.acts.refresh()

    def refuse(self, error: EktpError) -> None:
        self.show_progress("")
        super().refuse(error)


class PackageController:
    """Asks over the two tables; what is written there goes beside all acts."""

    def __init__(self, work: Work, host: Callable[[], QWidget]) -> None:
        self._work, self.panels = work, Panels(host)
        work.left.connect(self.panels.leave)

    def ask(self, planned: Planned) -> None:
        visit = planned.visit.id

        def show(plan: PackagePlan) -> None:
            today, give = self._work.session.today, partial(self._give, visit)
            title = _("Paket {visit}").format(visit=planned.title)
            look = self._work.look_for_places
            self.panels.ask(lambda host: PackagePanel(host, title, plan, give, look=look, today=today))

        self._work.ask(lambda session: package_plan(session, visit), show, over="package")

    def _panel(self) -> PackagePanel | None:
        return panel if isinstance(panel := self.panels.open, PackagePanel) else None

    def _give(self, visit: str, letters: str, place: Path | None) -> None:
        def kept(_answer: object) -> None:
            if place is not None:
                self._write(visit, place)
                return
            self.panels.leave()
            self._work.tell(lambda: _("Huruf disimpan. Paketnya ikut dengan stik berikut (F7)."))

        def keep(session: Session) -> None:
            say_letters(session, visit, letters)

        self._work.do(keep, kept, self.panels.refuse)

    def _write(self, visit: str, place: Path) -> None:
        if (panel := self._panel()) is not None:
            panel.show_progress(_("Menulis paket…"))
        stop = self._work.carry(
            lambda courier: courier.give_package(place, visit), self._given, self.panels.refuse
        )
        if panel is not None:
            panel.closed.connect(stop)  # a stick that was pulled before has no half package

    def _given(self, made: GivenPackage) -> None:
        self.panels.leave()
        whose = given_words(made.number, laptops=made.laptops, waiting=made.waiting)
        told = _("{package} ada di stik dan dibaca kembali.").format(package=whose)
        self._work.tell(lambda: told)


def standing_note(given: PackageStanding | None, today: date) -> Note:
    """Whether the last package is of today's word."""
    if given is None:
        return Note(Shape.WAITING, _("Belum ada paket yang ditulis di laptop ini."))
    number, until = given.number, plain_date(date.fromisoformat(given.expires))
    made = _made_words(given.made_at, today)
    if given.outdated:
        words = _("Paket {number}{made} sudah lama: sesudahnya ada yang berubah. Tulis yang baru.")
        return Note(Shape.LOOK, words.format(number=number, made=made), loud=True)
    words = _("Paket {number}{made} masih sama dengan kantor. Berlaku sampai {until}.")
    return Note(Shape.DONE, words.format(number=number, made=made, until=until))


def _made_words(at: datetime | None, today: date) -> str:
    if at is None:
        return ""
    return _(", ditulis {when},").format(when=clock_of(at, today))


def laptops_words(plan: PackagePlan) -> str:
    """Which laptops there are, and which kits wait for one."""
    if not plan.waiting and len(plan.joined) < 2:  # the office's own alone
        return _("Belum ada laptop lain: buat kit di Ctrl+K › Laptop, lalu tulis paketnya.")
    said = [_("Laptop: {numbers}").format(numbers=", ".join(plan.joined))]
    if plan.waiting:
        said.append(_("kit menunggu: {numbers}").format(numbers=", ".join(plan.waiting)))
    return " · ".join(said)
