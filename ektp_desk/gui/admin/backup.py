"""Cadangan: names the file, has the backup made, and tells how far it is and how it went."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Event

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.safety import CopyStanding
from ektp_desk.gui.admin.backup_cards import MakingPage, OverviewCard, RestoreCard
from ektp_desk.gui.admin.section import Section, SectionPage
from ektp_desk.gui.kit import Pages, Pick, named
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import master_detail
from ektp_desk.gui.kit.file_dialog import ask_folder
from ektp_desk.gui.work import Work
from ektp_desk.usecases.admin.backup_places import BackupPlace, folder_of, places
from ektp_desk.usecases.admin.backups import Safety, safety
from ektp_desk.usecases.environment import Environment
from ektp_desk.usecases.session import Session
from ektp_desk.words import _
from ektp_desk.words.commands import restoring
from ektp_desk.words.numbers import size_words


class BackupPage(SectionPage):
    """How old the last one is, or where the next one goes; at the right how to restore, and the acts."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("backup_page")
        self.overview, self.making, self.restore = OverviewCard(), MakingPage(acts), RestoreCard(acts)
        self._left = named(Pages(self.overview, self.making), "backup_left")
        master_detail(self._left, self.restore, on=self)
        acts.add_to(self.restore, "backup_back")
        for scope in self.scopes():
            acts.add_to(scope, "backup_begin", "restore_copy")

    def show_safety(self, safety: Safety, command: str) -> None:
        self.overview.show_safety(safety)
        self.restore.show_command(command)

    def show_page(self, *, making: bool) -> None:
        self._left.setCurrentWidget(self.making if making else self.overview)

    def take_focus(self) -> None:
        resting = self._left.currentWidget() is self.overview
        target = self.restore.begin if resting else self.making.folder.edit
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def scopes(self) -> tuple[QWidget, ...]:
        return self.overview, self.restore


_SHOW_AFTER_MS = 600
_MOST_STEPS = 200  # that the bar is moved


class BackupSection(Section[BackupPage]):
    """One backup at a time, with a stop of its own."""

    _stepped = Signal(object)  # (done, whole): bytes may be more than Qt's int

    def __init__(self, work: Work, environment: Environment) -> None:
        super().__init__(work)
        self._environment = environment
        self._safety: Safety | None = None
        self._asks = False  # where the next one goes
        self._copied = False
        self._last = ""  # the folder that was used in this sitting
        self._asked = 0
        self._stop: Event | None = None
        self._patience = QTimer(self, singleShot=True, interval=_SHOW_AFTER_MS)
        self._patience.timeout.connect(self._show_progress)
        self._stepped.connect(self._show_step, Qt.ConnectionType.QueuedConnection)
        # Whoever locks the desk in the middle wants it to end, not to run on unseen.
        work.left.connect(self._stop_now)

    def make_page(self) -> BackupPage:
        self._acts = Acts(self._table(), explain=self._work.explained.emit)
        self.page = BackupPage(self._acts)
        self._acts.setParent(self.page)  # they go with it, on this thread
        self.page.making.folder.edit.textEdited.connect(self._complete)
        self.page.show_page(making=self._asks)
        if self._stop is not None:
            self.page.making.work()
        if self._safety is not None:
            self._show(self._safety)
        return self.page

    def _table(self) -> list[Act]:
        return [
            Act(
                id="backup_begin",
                text=_("Buat cadangan…"),
                keys=("B",),
                when=lambda: not self._asks,
                run=self._ask_where,
            ),
            Act(
                id="restore_copy",
                text=lambda: _("Perintah disalin") if self._copied else _("Salin perintah"),
                keys=("C",),
                when=lambda: not self._asks,
                run=self._copy,
            ),
            Act(
                id="backup_make",
                text=_("Cadangkan"),
                keys=("Enter",),
                when=lambda: self._asks,
                why_not=self._busy_word,
                run=self._make,
            ),
            Act(
                id="backup_back",
                text=_("Batal, tidak ada yang berubah"),
                short=_("Batal"),
                keys=("Esc",),
                when=lambda: self._asks,
                run=self._leave,
            ),
            Act(
                id="backup_browse",
                text=_("Pilih folder…"),
                keys=("Ctrl+O",),
                why_not=self._busy_word,
                run=self._browse,
            ),
        ]

    def _busy_word(self) -> str:
        """While a backup is made only stopping it makes sense."""
        return _("Sedang mencadangkan.") if self._stop is not None else ""

    def read_anew(self) -> None:
        self._work.ask(safety, self._show)

    def _show(self, found: Safety) -> None:
        self._copied = self._copied and self._safety is not None and self._safety.place == found.place
        self._safety = found
        self._acts.refresh()
        self.page.show_safety(found, self._command())

    def _command(self) -> str:
        file = self._safety.place if self._safety else ""
        return restoring(user=self._work.session.user.name, file=file)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._command())
        self._copied = True
        self._acts.refresh()

    def _turn(self, *, asks: bool) -> None:
        self._asks = asks
        self._acts.refresh()
        self.page.show_page(making=asks)

    def _rest(self) -> None:
        self._turn(asks=False)
        self.page.take_focus()

    def _browse(self) -> None:
        ask_folder(self.page, self.page.making.set_folder)

    def make_at_once(self) -> None:
        """Where the second copy can go to one place alone, it goes there; else ask."""
        if self._asks:
            return
        self._turn(asks=True)
        self.page.making.begin("")
        self._asked += 1
        mine, copy_at = self._asked, self._environment.copy_at

        def fitting(_session: Session) -> tuple[list[BackupPlace], list[BackupPlace]]:
            found = places("")
            return found, [one for one in found if one.is_medium and copy_at(one.path) is CopyStanding.SECOND]

        def offered(answer: tuple[list[BackupPlace], list[BackupPlace]]) -> None:
            found, fit = answer
            if mine != self._asked:
                return
            if len(fit) == 1:
                self.page.making.set_folder(str(fit[0].path))
                self._make()
            else:
                self.page.making.offer([_pick(place) for place in found])

        self._work.make(fitting, offered, over="places")

    def _ask_where(self) -> None:
        self._turn(asks=True)
        self.page.making.begin(self._last)
        if not self._last:
            self._complete("")

    def _complete(self, text: str) -> None:
        self._asked += 1
        mine = self._asked

        def offered(found: list[BackupPlace]) -> None:
            if mine == self._asked:
                self.page.making.offer([_pick(place) for place in found])

        self._work.ask(lambda _session: places(text), offered)

    def _leave(self) -> None:
        if self._stop is not None:
            self._stop.set()
        else:
            self._asked += 1
            self._rest()

    def _make(self) -> None:
        making = self.page.making
        if self._stop is not None:
            return
        text = making.folder.text()
        folder = folder_of(text)
        if not text or not folder.is_dir():
            making.folder.set_error(_("Pilih dahulu foldernya.") if not text else _("Folder ini tidak ada."))
            return
        self._asked += 1
        stop = self._start()
        path = folder / backup_name(self._work.session.now)
        steps = BackupSteps(self._stepped.emit)

        def act(session: Session) -> CopyStanding | None:
            return self._environment.back_up(session, path, progress=steps, stop=stop.is_set)

        self._last = text
        self._work.do(act, self._made, self._not_made)

    def _start(self) -> Event:
        self._stop = Event()
        self._acts.refresh()
        self.page.making.work()
        self.page.making.progress.step(0, 0, line=_("Menyalin · laptop ini tetap utuh"))
        self._patience.start()
        return self._stop

    def _finish(self) -> None:
        self._stop = None
        self._patience.stop()
        self._acts.refresh()
        self.page.making.rest()

    def _made(self, copy: CopyStanding | None) -> None:
        self._finish()
        if copy in (None, CopyStanding.SECOND):
            self._work.tell(lambda: _("Cadangan siap: dibaca ulang, utuh"))
        else:
            self._work.tell(lambda: _("Cadangan siap, tetapi bukan salinan kedua"))
        self._rest()

    def _not_made(self, error: EktpError) -> None:
        self._finish()
        if error.code == "backup.stopped":
            self._work.tell(lambda: _("Pencadangan dihentikan. Tidak ada yang berubah."))
            self.page.making.begin(self._last)
        else:
            self.page.making.refuse(error)

    def _show_progress(self) -> None:
        self.page.making.progress.show()

    def _stop_now(self) -> None:
        if self._stop is not None:
            self._stop.set()

    def _show_step(self, step: tuple[int, int]) -> None:
        done, whole = step
        if self._stop is None or not whole:
            return
        copied = 2 * done < whole
        line = _("Menyalin · {done} dari {whole}") if copied else _("Membaca ulang · {done} dari {whole}")
        said = line.format(done=size_words(done), whole=size_words(whole))
        self.page.making.progress.step(round(1000 * done / whole), 1000, line=said)


class BackupSteps:
    """Passes on some hundred steps of a backup, however many pieces it has."""

    def __init__(self, tell: Callable[[tuple[int, int]], None]) -> None:
        self._tell, self._told = tell, -1

    def __call__(self, done: int, whole: int) -> None:
        step = _MOST_STEPS * done // max(1, whole)
        if step != self._told:
            self._told = step
            self._tell((done, whole))


def backup_name(now: datetime) -> str:
    """Name a backup by its moment alone: nobody and no office is in it."""
    return f"cadangan-ektp-{now:%Y-%m-%d-%H%M%S}.ektp"


def _pick(place: BackupPlace) -> Pick:
    name = place.path.name or str(place.path)
    return Pick(str(place.path), name, str(place.path.parent), _("USB atau kartu") if place.is_medium else "")
