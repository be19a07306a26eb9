"""Kartu: which card mirrors this laptop, how it stands, and another one in its place."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.admin.section import Section, SectionPage
from ektp_desk.gui.kit import Card, Chooser, Elided, Field, Marked, Note, Pages, Pick, label, named
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import lay_out, master_detail, stacked
from ektp_desk.gui.kit.file_dialog import ask_folder
from ektp_desk.gui.kit.news import Banner
from ektp_desk.gui.kit.page import Page
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import is_small
from ektp_desk.gui.kit.words import mirror_note
from ektp_desk.gui.work import Work
from ektp_desk.usecases.admin.backup_places import BackupPlace, folder_of, places
from ektp_desk.usecases.laptops.mirror import MirrorNews
from ektp_desk.words import _
from ektp_desk.words.dates import clock, long_date


class StandingCard(Card):
    """How the card stands, in one figure and a sentence, or what is in its way."""

    def __init__(self) -> None:
        super().__init__(gap=8, name="mirror_standing")
        self._at = label("", "figure" if is_small() else "hero", name="mirror_at")
        self._sentence = label("", "lead", wrap=True, name="mirror_sentence")
        self._state = named(Marked(Note(Shape.NONE, "")), "mirror_state")
        self._place = named(Elided("", "body", tone="ink2"), "mirror_place")
        self.banner = Banner("warn", name="mirror_trouble")
        self.stack(self._at, self._sentence, self._state, self._place, self.banner, None)

    def show_news(self, news: MirrorNews, today: date) -> None:
        self._at.setText(clock(news.at) if news.at else "–")
        self._sentence.setText(_sentence(news))
        self._state.show_note(mirror_note(news, today))
        self._state.setVisible(news.place is not None)
        self._place.set_text(str(news.place) if news.place else "")
        self.banner.setVisible(news.trouble is not None)
        if news.trouble is not None:
            self.banner.say_error("warn", news.trouble)


def _sentence(news: MirrorNews) -> str:
    if news.place is None:
        return _("Semua catatan laptop ini hanya satu salinan: di disknya sendiri.")
    if news.at is None:
        return _("Kartu dipilih. Salinan pertama sedang dibuat.")
    return _("semua sampai saat itu, {day}, ada di kartu dan dibaca kembali").format(
        day=long_date(news.at.date())
    )


class ChoosingPage(Page):
    """Asks for the folder of a card or stick."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("mirror_choosing")
        self.folder = Field(
            _("Folder kartu"),
            "mirror_folder",
            placeholder=_("ketik, tempel, atau pilih"),
            help_text=_("SD atau stik"),
        )
        self.chooser = Chooser(self.folder.edit, _("Kartu dan stik"), name="mirror_choices")
        self.banner = Banner("bad", name="mirror_refused")
        self.banner.hide()  # also where another look builds the page anew, and nobody begins it
        self.chooser.chosen.connect(self.set_folder)
        self.entered.connect(acts["mirror_choose"].trigger)
        self.left.connect(acts["mirror_back"].trigger)
        acts.add_to(self, "mirror_browse")
        about = _("Kartu ini hanya untuk kantor ini. Yang lain di kartu tidak disentuh.")
        form = Card(gap=10, name="mirror_form")
        form.add(label(_("Pilih kartu"), "title"))
        form.add(label(about, "body", tone="ink2", wrap=True))
        row = form.add_row(self.folder, grows=self.folder)
        row.addWidget(acts.button("mirror_browse"), 0, Qt.AlignmentFlag.AlignVCenter)
        stacked(form, self.banner, None, gap=12, on=self)

    def begin(self, proposed: str) -> None:
        self.folder.set_text(proposed)
        self.banner.hide()
        self.folder.edit.type_over()

    def refuse(self, error: EktpError) -> None:
        """Say why it is not taken; the folder stays for a second try."""
        self.banner.say_error("bad", error)
        self.banner.show()
        self.folder.edit.type_over()

    def set_folder(self, path: str) -> None:
        self.folder.set_text(path)
        self.folder.edit.setFocus(Qt.FocusReason.OtherFocusReason)


class CardPage(SectionPage):
    """At the left how the card stands, or which one it shall be; at the right what it does, and the acts."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("card_page")
        self.standing, self.choosing = StandingCard(), ChoosingPage(acts)
        self._left = named(Pages(self.standing, self.choosing), "card_left")
        self._about = _about_card(acts)
        master_detail(self._left, self._about, on=self)
        for scope in self.scopes():
            acts.add_to(scope, "mirror_begin", "mirror_now")

    def show_choosing(self, *, choosing: bool) -> None:
        self._left.setCurrentWidget(self.choosing if choosing else self.standing)

    def take_focus(self) -> None:
        resting = self._left.currentWidget() is self.standing
        target = self._begin() if resting else self.choosing.folder.edit
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> QWidget:
        (found,) = [part for part in self._about.findChildren(QWidget) if part.objectName() == "mirror_begin"]
        return found

    def scopes(self) -> tuple[QWidget, ...]:
        return self.standing, self._about


def _about_card(acts: Acts) -> Card:
    card = Card(gap=8, name="mirror_about")
    when = _("Disalin sendiri: sesudah tiap rekaman, dan paling lama lima menit sesudah langkah lain.")
    sealed = _("Isinya tersegel. Bila laptop rusak, kantor mengambil semuanya dari kartu.")
    safe = _("Kartu belum berarti aman: baru sesudah kantor menerimanya.")
    foot = lay_out(
        QVBoxLayout(),
        acts.button("mirror_now"),
        acts.button("mirror_back", tall=True),
        acts.button("mirror_choose", kind="blue"),
        acts.button("mirror_begin", kind="blue"),
        gap=8,
    )
    card.stack(
        label(_("Kartu yang ikut menyalin"), "lead"),
        label(when, "body", wrap=True),
        label(sealed, "body", tone="ink2", wrap=True),
        label(safe, "body", tone="ink2", wrap=True),
        None,
        foot,
    )
    return card


class CardSection(Section[CardPage]):
    """The choice is one act; the copying goes on by itself behind everything else."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._asks = False  # which card it shall be
        self._is_choosing = False
        self._asked = 0
        work.mirrored.connect(self._show)

    def make_page(self) -> CardPage:
        self._acts = Acts(self._table(), explain=self._work.explained.emit)
        self.page = CardPage(self._acts)
        self._acts.setParent(self.page)  # they go with it, on this thread
        self.page.choosing.folder.edit.textEdited.connect(self._complete)
        self.page.show_choosing(choosing=self._asks)
        self.page.standing.show_news(self._work.mirror, self._work.session.today)
        return self.page

    def _table(self) -> list[Act]:
        return [
            Act(
                id="mirror_begin",
                text=_("Pilih kartu…"),
                keys=("K",),
                when=lambda: not self._asks,
                run=self._ask_which,
            ),
            Act(
                id="mirror_now",
                text=_("Salin sekarang"),
                keys=("S",),
                when=lambda: not self._asks,
                why_not=lambda: "" if self._work.mirror.place else _("Belum ada kartu yang dipilih."),
                run=self._work.mirror_asked.emit,
            ),
            Act(
                id="mirror_choose",
                text=_("Pakai kartu ini"),
                keys=("Enter",),
                when=lambda: self._asks,
                why_not=lambda: _("Kartu sedang diperiksa.") if self._is_choosing else "",
                run=self._choose,
            ),
            Act(
                id="mirror_back",
                text=_("Batal, tidak ada yang berubah"),
                short=_("Batal"),
                keys=("Esc",),
                when=lambda: self._asks,
                run=self._rest,
            ),
            Act(id="mirror_browse", text=_("Pilih folder…"), keys=("Ctrl+O",), run=self._browse),
        ]

    def read_anew(self) -> None:
        """It follows `Work.mirrored`."""
        self._acts.refresh()

    def _show(self) -> None:
        self._acts.refresh()
        self.page.standing.show_news(self._work.mirror, self._work.session.today)

    def _turn(self, *, asks: bool) -> None:
        self._asks = asks
        self._acts.refresh()
        self.page.show_choosing(choosing=asks)

    def _rest(self) -> None:
        self._asked += 1
        self._turn(asks=False)
        self.page.take_focus()

    def _ask_which(self) -> None:
        self._turn(asks=True)
        place = self._work.mirror.place
        self.page.choosing.begin(str(place) if place else "")
        self._complete("")

    def _browse(self) -> None:
        ask_folder(self.page, self.page.choosing.set_folder)

    def _complete(self, text: str) -> None:
        self._asked += 1
        mine = self._asked

        def offered(found: list[BackupPlace]) -> None:
            page = self.page.choosing
            if mine == self._asked and page.folder.edit.hasFocus():
                page.chooser.set_choices([_pick(one) for one in found if text or one.is_medium])

        self._work.ask(lambda _session: places(text), offered)

    def _choose(self) -> None:
        text, choosing = self.page.choosing.folder.text(), self.page.choosing
        folder = folder_of(text)
        if not text or not folder.is_dir():
            why = _("Folder ini tidak ada.") if text else _("Pilih dahulu foldernya.")
            choosing.folder.set_error(why)
            return
        self._asked += 1
        self._is_choosing = True
        self._acts.refresh()
        self._work.carry(lambda courier: courier.choose_mirror(folder), self._on_chosen, self._on_refused)

    def _on_chosen(self, news: MirrorNews) -> None:
        self._is_choosing = False
        self._work.take_mirror(news)
        self._work.mirror_asked.emit()
        self._rest()

    def _on_refused(self, error: EktpError) -> None:
        self._is_choosing = False
        self._acts.refresh()
        self.page.choosing.refuse(error)


def _pick(place: BackupPlace) -> Pick:
    name = place.path.name or str(place.path)
    return Pick(str(place.path), name, str(place.path.parent), _("USB atau kartu") if place.is_medium else "")
