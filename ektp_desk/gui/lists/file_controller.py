"""Chooses what is loaded: completes paths, opens folders, and says what Enter and Esc do meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.gui.kit import Pick
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.file_dialog import ask_list_file
from ektp_desk.gui.lists.file_page import FilePage
from ektp_desk.gui.lists.files import KINDS, proposed_kind
from ektp_desk.gui.lists.reading import Reading
from ektp_desk.gui.work import Work
from ektp_desk.usecases.lists.found_files import FoundFile, complete, newest
from ektp_desk.usecases.lists.preview import ToCheck
from ektp_desk.words import _
from ektp_desk.words.lists import kind_of_list

_WHOLE = "folder:"  # no path of a folder begins so


class FileController(QObject):
    """`check` is called with what shall be read, `leave` when nothing shall."""

    page: FilePage

    def __init__(
        self,
        work: Work,
        reading: Reading,
        *,
        check: Callable[[ToCheck], object],
        leave: Callable[[], object],
    ) -> None:
        super().__init__()
        self._work, self._reading, self._on_check, self._on_leave = work, reading, check, leave
        self._found: Sequence[FoundFile] = ()
        self._of_folder = False
        self._refusal: EktpError | None = None
        self._asked = 0  # for completions: only the answer to the last question is shown
        self._has_files = self._marked = self._choices_open = False

    def make_page(self) -> FilePage:
        self._acts = Acts(self._table(), explain=self._explain)
        self.page = page = FilePage(self._acts)
        self._acts.setParent(page)  # they go with it, on this thread
        page.files.show_files(self._found, of_folder=self._of_folder)
        page.path.edit.textEdited.connect(self._type)
        page.path.changed.connect(self._refresh)
        page.files.changed.connect(self._refresh)
        page.kinds.opened.connect(lambda key: self._choose_kind(ListKind(key)))
        page.chooser.chosen.connect(self._choose)
        page.chooser.turned.connect(self._refresh)
        self.show()
        return page

    def _table(self) -> list[Act]:
        return [
            Act(
                id="list_check",
                text=lambda: self._check_words()[0],
                short=lambda: self._check_words()[1],
                keys=("Enter", "Ctrl+Enter"),
                why_not=self._missing,
                run=self._check,
            ),
            Act(
                id="list_browse",
                text=_("Pilih berkas…"),
                short=_("Pilih…"),
                keys=("Ctrl+O",),
                why_not=self._busy_word,
                run=lambda: ask_list_file(self.page, self.page.set_path),
            ),
            Act(
                id="list_back",
                text=lambda: self._back_words()[0],
                short=lambda: self._back_words()[1],
                keys=("Esc",),
                run=self._go_back,
            ),
            Act(
                id="to_files",
                keys=("Down",),
                run=lambda: self.page.files.table.setFocus(Qt.FocusReason.TabFocusReason),
            ),
            Act(id="file_mark", keys=("Space",), run=lambda: self.page.files.mark(every=False)),
            Act(id="files_mark", keys=("A",), run=lambda: self.page.files.mark(every=True)),
            *(
                Act(id=f"kind_{at}", keys=(str(at), f"Alt+{at}"), run=partial(self._choose_kind, kind))
                for at, kind in enumerate(KINDS, start=1)
            ),
        ]

    def begin(self) -> None:
        """Ask for the kind first; the one of last time is at hand, and so are the newest files."""
        self.page.path.set_text("")
        self.rest()
        self.page.kinds.setFocus(Qt.FocusReason.OtherFocusReason)
        self._work.ask(lambda session: newest(session.clock().offset), self._show_files)

    def rest(self) -> None:
        """Wait for a person: nothing is read, nothing is refused any more."""
        self._refusal = None
        self.show()

    def work(self) -> None:
        self._asked += 1  # an answer still under way would open over what comes next
        self.rest()
        self.page.work()

    def show_folder(self, found: Sequence[FoundFile]) -> None:
        """Show what a folder holds, to be marked; the path is done with."""
        self.rest()
        self.page.path.set_text("")
        self._show_files(found, of_folder=True)
        self.page.files.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: EktpError) -> None:
        """Say why the file cannot be this list; the path stays for a second try, another kind is proposed.

        The blue button then takes it so and holds the focus.
        """
        self._refusal = error
        self.show()
        if proposed_kind(error) is None:
            self.page.ask_again()
        else:
            self.page.check.setFocus(Qt.FocusReason.OtherFocusReason)

    def show(self) -> None:
        reading = self._reading
        self.page.show_state(self._refusal, working=reading.busy, slow=reading.is_slow)
        if reading.busy:
            reading.show_on(self.page.progress)
        self._refresh()

    def _refresh(self) -> None:
        page = self.page
        self._has_files = bool(page.wanted(at_hand=self._refusal is None))
        self._marked, self._choices_open = bool(page.files.marked()), page.chooser.isVisible()
        self._acts.refresh()

    # --- acts

    def _check_words(self) -> tuple[str, str]:
        if (other := proposed_kind(self._refusal)) is not None:
            return _("Periksa sebagai {kind}").format(kind=kind_of_list(other.value)), ""
        if self._reading.is_slow:
            return _("Memeriksa…"), ""
        return (_("Periksa"), "") if self._has_files else (_("Pilih dahulu berkasnya"), _("Pilih berkasnya"))

    def _missing(self) -> str:
        some = self._has_files or proposed_kind(self._refusal) is not None
        return self._busy_word() or ("" if some else _("Pilih dahulu berkasnya."))

    def _busy_word(self) -> str:
        return _("Menunggu pembacaan selesai") if self._reading.is_slow else ""

    def _explain(self, why: str) -> None:
        if self._reading.busy:
            self._work.explained.emit(why)
        else:
            self.page.path.set_error(why)
            self.page.path.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _check(self) -> None:
        if self._reading.busy:
            return
        if (other := proposed_kind(self._refusal)) is not None:
            self._choose_kind(other)
        files = self.page.wanted(at_hand=self._refusal is None)
        self._on_check(ToCheck(self.page.kind(), files))

    def _choose_kind(self, kind: ListKind) -> None:
        """Take a kind and go on to the files; while some are read their kind stands."""
        if not self._reading.busy:
            self.page.kinds.select_key(kind.value)
            self.rest()
            self.page.path.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _back_words(self) -> tuple[str, str]:
        if self._choices_open:
            return _("Tutup pilihan"), ""
        if self._reading.busy:
            return _("Hentikan pemeriksaan"), _("Hentikan")
        if self._refusal is not None and self._marked:
            return _("Kembali ke berkas yang ditandai"), _("Kembali")
        if proposed_kind(self._refusal) is not None:
            return _("Pilih berkas lain"), _("Berkas lain")
        return _("Batal, tidak ada yang berubah"), _("Batal")

    def _go_back(self) -> None:
        """Close the choices, stop a reading or go back from a refusal to its files, before leaving."""
        page, refusal = self.page, self._refusal
        if page.chooser.isVisible():
            page.chooser.hide()
        elif self._reading.busy:
            self._reading.stop()
        elif refusal is not None and page.files.marked():
            self.rest()
            page.files.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif proposed_kind(refusal) is not None:
            self.rest()
            page.ask_again()
        else:
            self._on_leave()

    # --- files and paths

    def _show_files(self, found: Sequence[FoundFile], *, of_folder: bool = False) -> None:
        self._found, self._of_folder = found, of_folder
        self.page.files.show_files(found, of_folder=of_folder)

    def _type(self, text: str) -> None:
        if self._refusal is not None:
            self.rest()
        self._complete(text)

    def _complete(self, text: str) -> None:
        """Offer what the typed path may become; an empty field offers nothing."""
        self._asked += 1
        mine = self._asked

        def offered(found: list[FoundFile]) -> None:
            if mine == self._asked:
                self.page.offer([*_whole_folder(text, found), *map(_pick, found)])

        self._work.ask(
            lambda session: complete(text, session.clock().offset) if text.strip() else [], offered
        )

    def _choose(self, path: str) -> None:
        self.page.set_path(path.removeprefix(_WHOLE))
        if path.startswith(_WHOLE):
            self._check()
        elif path.endswith("/"):
            self._complete(path)


def _whole_folder(text: str, found: list[FoundFile]) -> list[Pick]:
    """Offer to open a folder that holds several lists, so that they can be marked."""
    several = sum(not entry.is_folder for entry in found) > 1
    if not several or not text.endswith("/"):
        return []
    return [Pick(f"{_WHOLE}{text}", _("Buka folder ini"), _("tandai yang menjadi satu daftar"))]


def _pick(entry: FoundFile) -> Pick:
    if entry.is_folder:
        return Pick(f"{entry.path}/", f"{entry.path.name}/", str(entry.path.parent))
    return Pick(str(entry.path), entry.path.name, str(entry.path.parent), entry.age)
