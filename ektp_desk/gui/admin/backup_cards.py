"""How old the last backup is, where the next one goes, how far it is, and how to restore."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.safety import CopyStanding
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.buttons import named
from ektp_desk.gui.kit.cards import Card, clear, hairline, lay_out, stacked
from ektp_desk.gui.kit.chooser import Chooser, Pick
from ektp_desk.gui.kit.fields import Field
from ektp_desk.gui.kit.labels import Elided, label, set_tone
from ektp_desk.gui.kit.news import Banner, ProgressCard, as_typed
from ektp_desk.gui.kit.page import Page
from ektp_desk.gui.kit.shapes import Marked, Note, Shape
from ektp_desk.gui.kit.tokens import is_small, px
from ektp_desk.gui.kit.words import age_note, reason_words
from ektp_desk.usecases.admin.backups import Safety
from ektp_desk.words import _
from ektp_desk.words.dates import clock, long_date
from ektp_desk.words.numbers import count, size_words
from ektp_desk.words.safety import copy_words

_MOST = 4  # journals that are told; the newest are news


class OverviewCard(Card):
    """One hero: the days since the last backup."""

    def __init__(self) -> None:
        super().__init__(gap=6, name="backup_card")
        self._days = label("", "figure" if is_small() else "hero", name="backup_days")
        self._sentence = Elided("", "lead")
        self._state = named(Marked(Note(Shape.NONE, "")), "backup_state")
        self._facts = [Elided("", "body", tone="ink2") for _at in range(2)]
        self._journals, self._grid = QWidget(), QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(14))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(2, 1)
        self._journals.setLayout(self._grid)
        self._copy = label("", "body", wrap=True, name="backup_copy")
        self.stack(self._days, self._sentence, self._state, *self._facts, self._copy)
        self.stack(6, hairline(), label(_("Jurnal kantor ini"), "label"), self._journals, None)

    def show_safety(self, safety: Safety) -> None:
        never = safety.made_at is None
        self._days.setText("0" if never else count(safety.days))
        set_tone(self._days, "warn" if safety.overdue else None)
        self._sentence.set_text(_("cadangan sampai sekarang") if never else _("hari sejak cadangan terakhir"))
        self._state.show_note(_verdict(safety))
        for line, text in zip(self._facts, _facts(safety), strict=True):
            line.set_text(text)
        self._copy.setText(copy_words(safety.copy) if safety.copy else "")
        self._copy.setVisible(safety.copy is not None)
        set_tone(self._copy, "ink2" if safety.copy is CopyStanding.SECOND else "warn")
        self._fill(safety)

    def _fill(self, safety: Safety) -> None:
        clear(self._grid)
        for row, journal in enumerate(safety.journals[:_MOST]):
            began = journal.opened_at[:10]
            parts = (
                label(journal.label, "strong"),
                label("-".join(reversed(began.split("-"))), "body"),
                Elided(reason_words(journal), "body", tone="ink2"),
            )
            for column, part in enumerate(parts):
                self._grid.addWidget(part, row, column)
                part.show()


class RestoreCard(Card):
    """How an office comes back from its backup."""

    def __init__(self, acts: Acts) -> None:
        super().__init__(gap=8, name="restore_card")
        how = _("Di laptop baru: buka program ini dan ikuti layarnya. Di terminal, dari folder berkasnya:")
        needs = _("Perlu kata sandi Kasi atau ADB pada hari cadangan itu, atau kertas pemulihan.")
        whole = _("Isinya seluruh kantor, terenkripsi. Simpan jauh dari laptop ini.")
        self._command, self._shown = "", label("", "strong", wrap=True, name="restore_command")
        self.begin = acts.button("backup_begin", kind="blue")
        # The blue button stands in one place, whether it begins a backup or makes it. In a column of their
        # own: other buttons in the card's would leave the wrapped words above them too low.
        foot = lay_out(
            QVBoxLayout(),
            acts.button("restore_copy"),
            acts.button("backup_back", tall=True),
            acts.button("backup_make", kind="blue"),
            self.begin,
            gap=8,
        )
        self.stack(
            label(_("Memulihkan"), "lead"),
            label(how, "body", wrap=True),
            self._shown,
            label(needs, "body", tone="ink2", wrap=True),
            label(whole, "body", tone="ink2", wrap=True),
            None,
            foot,
        )

    def show_command(self, command: str) -> None:
        if command != self._command:
            self._command = command
            self._shown.setText(as_typed(command))
            self._shown.setAccessibleName(command)


def _verdict(safety: Safety) -> Note:
    note = age_note(safety)
    after = _("diingatkan sesudah {n} hari").format(n=count(safety.after))
    if safety.overdue:
        return Note(Shape.LOOK, _("Sudah waktunya: {after}").format(after=after), loud=True)
    return Note(note.shape, after.capitalize())


def _facts(safety: Safety) -> tuple[str, str]:
    if safety.made_at is None:
        return _("Bila laptop ini hilang atau rusak, semua catatan ikut hilang."), ""
    at = _("{day}, {time} oleh {who}").format(
        day=long_date(safety.made_at.date()), time=clock(safety.made_at), who=safety.by or "–"
    )
    kept = _("{place} · {size} · dibaca ulang, utuh").format(
        place=safety.place or "–", size=size_words(safety.size)
    )
    return at, kept


class MakingPage(Page):
    """Asks where the backup goes, and shows how far it is."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("backup_making")
        self.folder = Field(
            _("Folder"),
            "backup_folder",
            placeholder=_("ketik, tempel, atau pilih"),
            help_text=_("sebaiknya USB"),
        )
        self.chooser = Chooser(self.folder.edit, _("Folder yang cocok"), name="folder_choices")
        self.banner = Banner("bad", name="backup_refused")
        self.progress = ProgressCard(_("Mencadangkan"), name="backup_progress")
        self._lay_out(acts.button("backup_browse"))
        for part in (self.banner, self.progress):
            part.hide()  # also where another look builds the page anew, and nobody begins it
        self.chooser.chosen.connect(self.set_folder)
        self.entered.connect(acts["backup_make"].trigger)
        self.left.connect(acts["backup_back"].trigger)
        self.progress.stop_asked.connect(acts["backup_back"].trigger)
        acts.add_to(self, "backup_browse")

    def begin(self, proposed: str) -> None:
        self.folder.set_text(proposed)
        self.rest()
        self.banner.hide()
        self.folder.edit.type_over()

    def rest(self) -> None:
        self.progress.hide()
        self.folder.edit.setReadOnly(False)

    def work(self) -> None:
        self.banner.hide()
        self.chooser.hide()
        # Not disabled: a field that is loses the focus, and with it the page would lose Esc.
        self.folder.edit.setReadOnly(True)

    def refuse(self, error: EktpError) -> None:
        """Say why there is no backup; the folder stays for a second try."""
        self.rest()
        self.banner.say_error("bad", error)
        self.banner.show()
        self.folder.edit.type_over()

    def offer(self, picks: Sequence[Pick]) -> None:
        if self.folder.edit.hasFocus() and not self.folder.edit.isReadOnly():
            self.chooser.set_choices(picks)

    def set_folder(self, path: str) -> None:
        self.folder.set_text(path)
        self.folder.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, browse: QWidget) -> None:
        about = _("Satu berkas terenkripsi, dibaca ulang sampai habis sebelum dihitung.")
        form = Card(gap=10, name="backup_form")
        form.add(label(_("Buat cadangan"), "title"))
        form.add(label(about, "body", tone="ink2", wrap=True))
        row = form.add_row(self.folder, grows=self.folder)
        # Level with the box, between the field's title and its line of help.
        row.addWidget(browse, 0, Qt.AlignmentFlag.AlignVCenter)
        stacked(form, self.banner, self.progress, None, gap=12, on=self)
