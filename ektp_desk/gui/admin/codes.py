"""Kode: the office's code and the journals' heads as papers have them, and a box for the code of a paper."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.admin.section import Section, SectionPage
from ektp_desk.gui.kit import Card, Elided, label
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import clear, hairline, master_detail, stacked
from ektp_desk.gui.kit.fields import Field
from ektp_desk.gui.kit.news import Banner
from ektp_desk.gui.kit.page import Page
from ektp_desk.gui.kit.tokens import is_small, px
from ektp_desk.gui.work import Work
from ektp_desk.usecases.admin.paper_codes import Codes, PaperCompared, codes, compare_typed
from ektp_desk.words import _
from ektp_desk.words.numbers import count

_MOST = 6  # heads that there is room for; the own journal's is the first


class CodesPage(SectionPage):
    """What is compared by eye at the left, what is typed off a paper at the right."""

    def __init__(self, acts: Acts, left: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("codes_page")
        self._office = Elided("", "lead", uncut=True)
        self._office.setObjectName("office_code")
        self._same = label("", "body", tone="ink2", wrap=True)
        self._heads = QVBoxLayout()
        self._heads.setSpacing(px(4))
        seen = Card(gap=8, name="codes_card")
        seen.stack(label(_("Kode kantor"), "label"), self._office, self._same, hairline())
        told = _("Setiap bukti dan laporan memuat kode jurnal pada saat dicetak.")
        seen.stack(
            label(_("Jurnal"), "label"), self._heads, label(told, "body", tone="ink2", wrap=True), None
        )
        self.typed = Field(
            _("Kode di kertas"), "paper_code", help_text=_("di kaki kertas: nomor jurnal, hitungan, 16 tanda")
        )
        self.answer = Banner("ok", name="paper_answer")
        self.answer.hide()
        asks, card = Page(), Card(gap=10, name="paper_card")
        why = _("Kertas yang terakhir dicetak tahu sampai mana jurnal pernah ada, juga bila ada yang hilang.")
        card.add(label(_("Cocokkan dengan kertas"), "lead"))
        if not is_small():  # the answer needs the room
            card.add(label(why, "body", tone="ink2", wrap=True))
        card.stack(self.typed, acts.button("paper_compare", kind="blue"), self.answer, None)
        stacked(card, on=asks)
        asks.entered.connect(acts["paper_compare"].trigger)
        asks.left.connect(left)
        master_detail(seen, asks, on=self, detail_width=(440, 400))

    def show_codes(self, found: Codes) -> None:
        self._office.set_text(found.office or _("belum ada"))
        same = _("Bandingkan dengan halaman pemulihan; laporan kunjungan memuat 16 tanda pertamanya.")
        none = _("Kantor ini dari rilis sebelumnya. Kodenya ada sesudah ADB masuk.")
        self._same.setText(same if found.office else none)
        clear(self._heads)
        lines = list(found.heads[:_MOST])
        if len(found.heads) > _MOST:
            lines.append(_("{n} lagi").format(n=count(len(found.heads) - _MOST)))
        for at, line in enumerate(lines):
            head = Elided(line, "strong" if at == 0 else "body", uncut=True)
            self._heads.addWidget(head)
            head.show()

    def show_answer(self, answer: PaperCompared | EktpError | None) -> None:
        """Say what became of what the paper stands for; nothing before somebody asks."""
        match answer:
            case PaperCompared():
                what = _("Semua sampai peristiwa {seq} jurnal {journal} ada, dan sama dengan yang tercetak.")
                self.answer.say("ok", what.format(seq=answer.seq, journal=answer.journal))
            case EktpError():
                self.answer.say_error("bad", answer)
        self.answer.setVisible(answer is not None)

    def take_focus(self) -> None:
        self.typed.edit.setFocus(Qt.FocusReason.OtherFocusReason)


class CodesSection(Section[CodesPage]):
    """Reads and compares; Esc in the box gives the keys to the sections."""

    def __init__(self, work: Work, to_sections: Callable[[], None]) -> None:
        super().__init__(work)
        self._to_sections = to_sections
        self._codes: Codes | None = None
        self._answer: PaperCompared | EktpError | None = None

    def make_page(self) -> CodesPage:
        compare = Act(id="paper_compare", text=_("Cocokkan"), keys=("Enter",), run=self._compare)
        acts = Acts([compare], explain=self._work.explained.emit)
        self.page = CodesPage(acts, self._to_sections)
        acts.setParent(self.page)  # they go with it, on this thread
        self.page.typed.edit.textEdited.connect(lambda _text: self._show_answer(None))
        if self._codes is not None:
            self.page.show_codes(self._codes)
        self.page.show_answer(self._answer)
        return self.page

    def read_anew(self) -> None:
        self._work.ask(codes, self._show)

    def _show(self, found: Codes) -> None:
        self._codes = found
        self.page.show_codes(found)

    def _compare(self) -> None:
        typed = self.page.typed.text()
        self._work.ask(lambda session: compare_typed(session, typed), self._show_answer, self._show_answer)

    def _show_answer(self, answer: PaperCompared | EktpError | None) -> None:
        self._answer = answer
        self.page.show_answer(answer)
