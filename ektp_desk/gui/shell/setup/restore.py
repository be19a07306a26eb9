"""A backup put back: its file, who of its day puts it back, and what they know."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from threading import Event

from PySide6.QtCore import Qt, Signal

from ektp_desk.gui.admin.backup import BackupSteps
from ektp_desk.gui.jobs import ActJobs
from ektp_desk.gui.kit import PassphraseField, Pulldown, label
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import stacked
from ektp_desk.gui.kit.paths import PathField
from ektp_desk.gui.shell.setup.page import SetupDone, SetupPage
from ektp_desk.usecases.admin.backup_places import files
from ektp_desk.usecases.setup import BACKUP_ENDING, BackupPeople, OfficeBack, OfficeSetup
from ektp_desk.words import _
from ektp_desk.words.dates import clock, long_date
from ektp_desk.words.numbers import count, size_words

_PAGE = "page"  # in place of a user: the recovery page


class RestorePage(SetupPage):
    """Asks for the file first, then for who opens it. Says `restored` with what was put back."""

    restored = Signal(object)  # OfficeBack
    _stepped = Signal(object)  # (done, whole): bytes may be more than Qt's int

    def __init__(self, jobs: ActJobs, setup: OfficeSetup) -> None:
        super().__init__(
            jobs,
            name="restore",
            title=_("Pulihkan dari cadangan"),
            about=_("Bila laptop lama rusak atau hilang. Cadangannya sendiri tidak berubah."),
            verb=_("Baca berkas"),
            doing=_("Memulihkan"),
        )
        self._setup, self._stop = setup, Event()
        self._whose: BackupPeople | None = None  # None while no backup was looked into
        self._working = False  # putting back, which can be stopped
        self.backup = PathField(
            _("Berkas cadangan"),
            "restore_file",
            look=self.looking(partial(files, ending=BACKUP_ENDING)),
            ending=BACKUP_ENDING,
            help_text=_("berakhir .ektp"),
        )
        self.office = label("", "strong", wrap=True, name="restore_office")
        self.who = Pulldown(_("Siapa yang memulihkan"), name="restore_who")
        self.typed = PassphraseField("", "restore_typed", help_text=_("yang berlaku pada hari cadangan itu"))
        self.beside = {
            "signin.": self.typed,
            "recovery.": self.typed,
            "seal.wrong_key": self.typed,
            "backup.missing": self.backup.field,
            "backup.not_one": self.backup.field,
        }
        self._opens = stacked(
            self.office, label(_("Siapa yang memulihkan"), "label"), self.who, self.typed, gap=4
        )
        self.card.stack(self.backup, self._opens)
        self.backup.edit.textChanged.connect(self._forget)
        self.backup.settled.connect(self.go)
        self.who.chosen.connect(lambda _who: self._name_typed())
        self._stepped.connect(self._show_step, Qt.ConnectionType.QueuedConnection)
        self.lay_out_page()
        self._forget()

    def begin(self) -> None:
        self.typed.forget()
        self.backup.edit.type_over()
        self.backup.want()

    def can_stop(self) -> bool:
        return self._working

    def stop(self) -> None:
        self._stop.set()

    def go(self) -> None:
        path = self.backup.path()
        if path is None:
            self.backup.field.set_error(_("Pilih dahulu berkas cadangannya."))
            self.backup.edit.type_over()
        elif self._whose is None:
            self.work(partial(self._setup.people_of, path), self._show_people)
        elif not self.typed.text():
            self.typed.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._stop.clear()
            self._working = True
            who = self.who.value() or ""
            putting = partial(
                self._setup.put_back,
                path,
                "" if who == _PAGE else who,
                self.typed.text(),
                progress=BackupSteps(self._stepped.emit),
                stop=self._stop.is_set,
            )
            self.work(putting, self._on_restored, line=_("Membuka cadangan"))

    def state(self) -> object:
        return super().state(), self._whose, self.who.value()

    def put_back(self, state: object) -> None:
        match state:
            case (refused, BackupPeople() as whose, str() as who):
                self._show_people(whose)
                self.who.choose(who)
                self._ask_typed()
                super().put_back(refused)
            case (refused, _, _):
                super().put_back(refused)

    def _rest(self) -> None:
        self._working = False
        super()._rest()

    def _forget(self) -> None:
        """Ask anew who opens it: another file may be another office's."""
        self._whose = None
        self.verb = _("Baca berkas")
        self._opens.hide()
        self.typed.forget()
        self.acts.refresh()

    def _show_people(self, found: BackupPeople) -> None:
        self._whose, self.verb = found, _("Pulihkan")
        self.office.setText(found.office)
        people = [(person.id, person.name) for person in found.people]
        self.who.set_options([*people, (_PAGE, _("Halaman pemulihan (27 kata)"))])
        self.who.choose(people[0][0] if people else _PAGE)
        self._opens.show()
        self._ask_typed()
        self.acts.refresh()

    def _ask_typed(self) -> None:
        self._name_typed()
        self.typed.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_typed(self) -> None:
        """Say what is asked for; who goes through a list of many by its keys stays there."""
        by_page = self.who.value() == _PAGE
        self.typed.set_title(_("27 kata pemulihan, dipisah spasi") if by_page else _("Kata sandi"))
        self.typed.set_help("" if by_page else _("yang berlaku pada hari cadangan itu"))

    def _show_step(self, step: tuple[int, int]) -> None:
        done, whole = step
        if self._working and whole:
            line = _("Membaca · {done} dari {whole}").format(done=size_words(done), whole=size_words(whole))
            self.progress.step(round(1000 * done / whole), 1000, line=line)

    def _on_restored(self, back: OfficeBack) -> None:
        self.typed.forget()
        self.restored.emit(back)


def restored_page(back: OfficeBack, go_on: Act) -> SetupDone:
    """What was put back; `go_on` leads to the sign-in."""
    made = datetime.fromisoformat(back.made_at)
    large = _("Cadangan {day}, {time}").format(day=long_date(made.date()), time=clock(made))
    lines = (
        _("{n} peristiwa. Jurnal laptop ini mulai yang baru: {label}.").format(
            n=count(back.events), label=back.label
        ),
        _("Yang dicatat sesudahnya tidak ada di sini. Bila laptop lama muncul lagi, beri tahu ADB."),
    )
    acts = Acts([go_on])
    page = SetupDone(acts, name="restored", title=_("Kantor dipulihkan"), large=large, lines=lines)
    page.lay_out_page(acts.button(go_on.id, kind="blue"), blue=go_on.id)
    return page
