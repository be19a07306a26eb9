"""The page after a sign-in that a loss refused: a box for the last paper's code, and what to do next.

The keys that were just typed are kept for it alone: they go with the page, which five minutes without typing
close.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.jobs import Jobs
from ektp_desk.gui.kit import Banner, Card, CommandLine, Elided, label
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.fields import Field
from ektp_desk.gui.kit.tokens import is_small, tokens
from ektp_desk.gui.shell.appearance import lay_out_page, page_head
from ektp_desk.gui.shell.pages import PageStack
from ektp_desk.usecases.admin.paper_codes import PaperCompared
from ektp_desk.usecases.environment import Environment
from ektp_desk.words import _
from ektp_desk.words.commands import program, restoring, salvaging, verifying

_IDLE = 5 * 60_000  # ms


class LossPage(QWidget):
    """The refusal, the paper's code and what it says, and below them the ways on."""

    def __init__(self, error: EktpError, acts: Acts, data: Path | None, *, sample: bool) -> None:
        super().__init__()
        self.setObjectName("loss_page")
        self.setAccessibleName(_("Kertas terakhir"))
        why = Banner("bad", low=True, name="loss_why")
        why.say_error("bad", error)
        self.typed = Field(
            _("Kode di kertas terakhir"),
            "last_paper_code",
            help_text=_("di kaki bukti atau laporan: nomor jurnal, hitungan, 16 tanda"),
        )
        self.answer = Banner("ok", low=True, name="last_paper_answer")
        for banner in (why, self.answer):  # what they hint at is the height of a narrow one
            banner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.answer.hide()
        self._keep = _("Simpan kertas itu, dan hubungi ADB. Jangan bekerja di folder ini.")
        if error.code == "store.part_salvaged":
            self._keep = _(
                "Yang terbaca dari log dihitung ada: salvage membawanya kembali. Simpan kertas itu."
            )
        told = _(
            "Kertas tahu sampai mana jurnal pernah ada. Yang dilihat hanya salinan: tidak ada yang diubah di "
            "laptop ini, dan kuncinya dilupakan bila halaman ini ditutup."
        )
        card = Card(gap=8, name="loss_card")
        self._told = label(told, "body", tone="ink2", wrap=True)
        card.add(self._told)
        self._make_room()
        card.add(self.typed)
        card.add_row(
            (acts.button("last_paper_compare", kind="blue"), 2), (acts.button("loss_back", tall=True), 1)
        )
        card.stack(self.answer, None)
        ways = Ways(error, data)
        ways.acts.add_to(self)
        title = label(_("Cocokkan dengan kertas terakhir"), "title")
        lay_out_page(self, page_head(title, None, sample=sample), why, card, ways, gap=8, grows=card)
        acts.add_to(self)
        acts.setParent(self)  # they go with it, on this thread

    def take_focus(self) -> None:
        self.typed.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, answer: PaperCompared | EktpError | None) -> None:
        """Say what became of what the paper stands for; nothing before somebody asks."""
        match answer:
            case EktpError(code="papercode.missing"):
                self.answer.say("bad", _missing(answer), then=self._keep, code=answer.code)
            case EktpError():
                self.answer.say_error("bad", answer)
            case PaperCompared():
                what = _("Semua sampai peristiwa {seq} jurnal {journal} ada, dan sama dengan yang tercetak.")
                then = _("Sesudahnya kertas ini tidak tahu: cocokkan kertas yang lebih baru, bila ada.")
                self.answer.say("ok", what.format(seq=answer.seq, journal=answer.journal), then=then)
        self.answer.setVisible(answer is not None)
        self._make_room()

    def _make_room(self) -> None:
        """What is answered needs the room."""
        self._told.setVisible(not is_small() and not self.answer.isVisibleTo(self))

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(tokens().paper))


def _missing(answer: EktpError) -> str:
    first, last, journal = (answer.facts[name] for name in ("first", "last", "journal"))
    what = _("Kertas menyebut peristiwa 1 sampai {last} jurnal {journal}. Di laptop ini sampai {before}:")
    none = _("Kertas menyebut peristiwa 1 sampai {last} jurnal {journal}. Di laptop ini tidak ada satu pun:")
    gone = _("{first} sampai {last} hilang.").format(first=first, last=last)
    told = (what if int(first) > 1 else none).format(last=last, journal=journal, before=int(first) - 1)
    return f"{told} {gone}"


class Ways(Card):
    """What is done next, each a command that its key copies."""

    def __init__(self, error: EktpError, data: Path | None) -> None:
        super().__init__(gap=4, name="loss_ways")
        start, self._copies = program(), list[Act]()
        self.add(label(_("Yang dilakukan berikutnya, di terminal"), "strong"))
        if error.code == "anchor.unreadable":
            self._way("verify", "Alt+V", _("Periksa yang lain:"), verifying(start, data=data))
        if error.code == "store.part_salvaged":
            what = _("Lihat yang terbaca dari log; dengan --accept ADB melanjutkan tanpa yang hilang:")
            self._way("salvage", "Alt+V", what, salvaging(start, data=data))
        what = _(
            "Kasi atau ADB memulihkan dari cadangan; kantor ini disisihkan, dan yang bersambung dengan "
            "cadangan ikut diambil:"
        )
        self._way("restore", "Alt+C", what, restoring(start, data=data, replace=True))
        self.acts = Acts(self._copies)
        self.acts.setParent(self)

    def _way(self, name: str, key: str, what: str, command: str) -> None:
        line = CommandLine(command, key, name=f"{name}_line")
        self.stack(Elided(what, "help"), line)
        text = _("Salin {command}").format(command=name)
        self._copies.append(Act(id=f"copy_{name}", text=text, keys=(key,), run=line.copy))


class LossController(QObject):
    """Opens the page over the sign-in, compares, and takes both page and keys away."""

    def __init__(self, jobs: Jobs, environment: Environment, pages: PageStack, error: EktpError) -> None:
        super().__init__(pages)
        self._jobs, self._environment, self._pages, self._error = jobs, environment, pages, error
        self._answer: PaperCompared | EktpError | None = None
        self._busy = self._left = False
        self._idle = QTimer(self, singleShot=True, interval=_IDLE)
        self._idle.timeout.connect(self.leave)
        self._idle.start()
        pages.push(self._make)
        self._page.take_focus()

    def _make(self) -> LossPage:
        table = [
            Act(
                id="last_paper_compare",
                text=lambda: _("Mencocokkan…") if self._busy else _("Cocokkan"),
                keys=("Enter",),
                why_not=lambda: _("Mencocokkan…") if self._busy else "",
                run=self._compare,
            ),
            Act(id="loss_back", text=_("Kembali ke layar masuk"), keys=("Esc",), run=self.leave),
        ]
        self._acts = Acts(table)
        environment = self._environment
        self._page = page = LossPage(self._error, self._acts, environment.data, sample=environment.is_sample)
        page.typed.edit.textEdited.connect(self._on_typed)
        page.say(self._answer)
        return page

    def leave(self) -> None:
        """Go back to the sign-in; who wants to compare once more signs in once more."""
        self._environment.forget_refused()
        if self._pages.top() is self._page:  # else it lies below another, and compares no more
            self._left = True
            self._pages.pop()
            self.deleteLater()

    def _on_typed(self) -> None:
        self._idle.start()
        self._show(None)

    def _compare(self) -> None:
        self._busy = True
        self._idle.start()
        self._show(None)
        comparing = partial(self._environment.compare_paper, self._page.typed.text())
        self._jobs.act(comparing, done=self._on_answer, failed=self._on_failed)

    def _on_answer(self, answer: PaperCompared | EktpError) -> None:
        self._busy = False
        if not self._left:
            self._show(answer)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, EktpError):
            raise error
        self._on_answer(EktpError(error.code, **error.facts))  # without a traceback, which holds keys

    def _show(self, answer: PaperCompared | EktpError | None) -> None:
        self._answer = answer
        self._page.say(answer)
        self._acts.refresh()
