"""The office's hub on the screen: whether it answers, where, what it keeps, and how far each laptop came."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.hub import HubStanding, LaptopAtHub
from ektp_desk.gui.admin.section import SectionPage
from ektp_desk.gui.kit import (
    Card,
    Cell,
    Column,
    Elided,
    EmptyState,
    ListTable,
    Marked,
    Note,
    Pages,
    TableFoot,
    hairline,
    label,
    named,
)
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import clear, in_row, master_detail, stacked
from ektp_desk.gui.kit.paths import short_path
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import Tone, is_small, px
from ektp_desk.usecases.laptops.hub import HubAddress, HubSeen
from ektp_desk.words import _
from ektp_desk.words.dates import clock, short_date
from ektp_desk.words.hub import (
    asked_parts,
    copies_words,
    is_near,
    journal_words,
    kept_words,
    lacking_parts,
    reasons_words,
    scrub_words,
    summary_words,
)
from ektp_desk.words.laptops import laptop_kind
from ektp_desk.words.numbers import count, size_words, tenths

_SUMMED: dict[str, tuple[Shape, Tone]] = {
    "ok": (Shape.DONE, "ok"),
    "warn": (Shape.LOOK, "warn"),
    "bad": (Shape.WRONG, "bad"),
    "none": (Shape.WAITING, "ink2"),
}
_FACT = 72  # px: the widest of their names
_SIDE = ("hub_look", "hub_read", "hub_boot", "hub_restore", "hub_another")
_ACTS = (*_SIDE, "hub_open", "hub_start", "hub_addresses", "hub_copy", "hub_stop")


class HubPage(SectionPage):
    """At the left how it stands, at the right what can be done; without a hub, how one comes to be."""

    def __init__(self, acts: Acts, *, makes: bool, at_office: bool) -> None:
        super().__init__()
        self.setObjectName("hub_page")
        self._standing: HubStanding | None = None
        self._state, self._clock = (
            named(Marked(Note(Shape.NONE, ""), "lead"), "hub_state"),
            Elided("", "help"),
        )
        self._sum = named(Marked(Note(Shape.NONE, ""), "strong"), "hub_sum")
        self._where, self._facts = QWidget(), QWidget()
        stacked(gap=2, on=self._where)
        stacked(gap=2, on=self._facts)
        self._code = named(Elided("", "strong"), "hub_code")
        self.table: ListTable[LaptopAtHub] = ListTable(
            self._columns(),
            _key,
            name="hub_laptops",
            accessible_name=_("Laptop di hub"),
            lines=2,
        )
        self._place, self._runs = (
            named(Elided("", "body"), "hub_place"),
            named(Elided("", "body"), "hub_runs"),
        )
        self._about = self._about_card(acts)
        whole = QWidget()
        master_detail(self._left(acts), self._about, on=whole, detail_width=(316, 268))
        self._none = _no_hub(acts, makes=makes, at_office=at_office)
        self._looking = EmptyState(_("Melihat hub kantor…"), name="hub_looking")
        self._looking.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pages = named(Pages(self._looking, self._none, whole), "hub_pages")
        self._whole = whole
        stacked(self._pages, on=self)
        acts.add_to(self._none, "hub_make")
        for scope in (self.table, self._nobody, self._about):
            acts.add_to(scope, *_ACTS)

    def _left(self, acts: Acts) -> QWidget:
        small = is_small()
        head, where = Card(gap=2, name="hub_head"), Card(gap=4, name="hub_where")
        head.add_row((self._state, 1), self._sum, gap=16)
        head.add(self._clock)
        move, copy = (acts.button(id_, kind="quiet") for id_ in ("hub_addresses", "hub_copy"))
        title, code = Elided(_("Alamat, ikut di kit dan stik"), "strong"), label(_("kode hub"), "help")
        if small:  # where height is scarce, what it keeps is one line of the head
            head.add(self._facts)
            where.add_row((title, 1), move, copy, gap=24)
            where.add_row((self._where, 1), code, self._code, gap=8)
            between: QWidget = where
        else:
            where.add_row((title, 1), move)
            where.stack(self._where)
            where.add_row(code, (self._code, 1), gap=8)
            where.stack(None)
            kept = Card(gap=4, name="hub_kept")
            kept.add_row((Elided(_("Yang disimpan"), "strong"), 1), copy)
            kept.stack(self._facts, None)
            between = in_row((where, 1), (kept, 1), gap=12)
        self._rows = rows = Card(padding=0, gap=0, name="hub_rows")
        more, keys = _("{n} laptop lagi"), _("panah ↑ ↓ memilih")
        foot = TableFoot(self.table, lambda n: more.format(n=count(n)), keys)
        rows.stack(self.table, foot, grows=self.table)
        self._nobody = EmptyState("", name="hub_nobody")
        self._nobody.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lists = named(Pages(rows, self._nobody), "hub_lists")
        return stacked(head, between, self._lists, gap=8 if small else 12, grows=self._lists)

    def _about_card(self, acts: Acts) -> Card:
        card = Card(gap=6 if is_small() else 8, name="hub_about")
        card.add(label(_("Hub kantor"), "title"))
        if not is_small():
            mailbox = _("Kotak surat tersegel: menerima dan menyimpan, tidak dapat membuka isinya.")
            card.stack(label(mailbox, wrap=True), hairline())
        card.stack(self._runs, self._place)
        if not is_small():
            thief = _("Kunci hub tidak disandi: pencurinya dapat memalsukan “diterima”, tidak pernah “aman”.")
            card.add(label(thief, "help", wrap=True))
        card.stack(None)
        for id_ in _SIDE:
            card.add(acts.button(id_))
        card.add(acts.button("hub_stop", kind="danger"))
        blues = (acts.button(id_, kind="blue") for id_ in ("hub_start", "hub_open"))
        self._blue = stacked(hairline(), 8, *blues, margins=(0, 4, 0, 0))
        card.add(self._blue)
        return card

    def show_seen(self, seen: HubSeen | None, *, busy: str) -> None:
        """Show how it stands; None where no hub is known here, `busy` what is under way."""
        self._pages.setCurrentWidget(self._none if seen is None else self._whole)
        if seen is not None:
            self._show_whole(seen, busy=busy)

    def _show_whole(self, seen: HubSeen, *, busy: str) -> None:
        self._standing = seen.standing
        self._state.show_note(Note(Shape.UNDER_WAY, busy) if busy else state_note(seen))
        self._clock.set_text(_clock_words(seen))
        summary, tone = summary_words(seen.standing) if seen.standing else ("", "none")
        self._sum.setVisible(bool(summary))
        self._sum.show_note(Note(_SUMMED[tone][0], summary, tone=_SUMMED[tone][1], loud=tone != "none"))
        said = [Marked(_address_note(one)) for one in seen.addresses]
        _fill(self._where, [in_row(*said, gap=16)] if is_small() else said)
        self._code.set_text(seen.code)
        self._clock.setVisible(not is_small() or seen.standing is None)
        self._facts.setVisible(not is_small() or seen.standing is not None)
        facts = _facts(seen.standing)
        line = " · ".join(f"{name} {value}" for name, value in facts)
        _fill(self._facts, [Elided(line, "help")] if is_small() else [_fact(*fact) for fact in facts])
        self._runs.set_text(_runs_words(seen))
        self._place.set_text(short_path(seen.folder) if seen.folder else "")
        self._place.setVisible(seen.folder is not None)
        self._blue.setVisible(seen.answers or seen.folder is not None)
        laptops = seen.standing.laptops if seen.standing else ()
        self._lists.setCurrentWidget(self._rows if laptops else self._nobody)
        self._nobody.say(
            _("Belum ada laptop di hub") if seen.standing else _("Laptop tampil bila hub menjawab")
        )
        self.table.set_rows(laptops)
        if not self.table.selected_key() and laptops:
            self.table.select_key(_key(laptops[0]))

    def take_focus(self) -> None:
        target = self._pages.currentWidget() or self
        if target is self._whole:  # an empty table shows no focus
            target = self.table if self._lists.currentWidget() is self._rows else self._nobody
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def scopes(self) -> tuple[QWidget, ...]:
        return self.table, self._nobody, self._about, self._none, self._looking

    def _columns(self) -> tuple[Column[LaptopAtHub], ...]:
        return (
            Column(_("Laptop"), _number, width=132, small=126, key=True),
            Column(_("Terdengar"), self._asked, width=148, small=132),
            Column(_("Diterima"), _received),
            Column(_("Kurang"), _lacks, width=160, small=116),
            Column(_("Ditahan"), _held, width=160, small=130),
        )

    def _asked(self, row: LaptopAtHub) -> Cell:
        assert self._standing is not None
        near = is_near(row, self._standing)
        hour, day = asked_parts(row, self._standing)
        return Cell(hour, under=day, shape=Shape.CALLED if near else Shape.WAITING, italic=not row.asked)


def state_note(seen: HubSeen) -> Note:
    """Whether it answers, and what that means here."""
    if seen.answers:
        return Note(Shape.CALLED, _("Hub menjawab"))
    if seen.is_foreign:
        return Note(Shape.WRONG, _("Yang menjawab bukan hub kantor ini"), loud=True)
    if seen.folder is not None and not seen.listens:
        return Note(Shape.LOOK, _("Hub tidak berjalan"), loud=True)
    return Note(Shape.WAITING, _("Hub tidak menjawab"))


def _no_hub(acts: Acts, *, makes: bool, at_office: bool) -> EmptyState:
    if makes:
        title, told = (
            _("Kantor ini belum punya hub"),
            _(
                "Hub menerima kiriman laptop lewat jaringan dalam hitungan menit; stik tetap bisa. "
                "Ia kotak surat tersegel di komputer kantor yang selalu menyala."
            ),
        )
    elif at_office:
        title, told = _("Kantor ini belum punya hub"), _("ADB membuatnya di sini. Stik tetap bisa.")
    else:
        title, told = (
            _("Laptop ini belum mendengar hub kantor"),
            _("ADB membuat hub di laptop kantor; laptop ini mendengarnya dari kit atau stik berikut."),
        )
    buttons = (acts.button("hub_make", kind="blue"),) if makes else ()
    made = EmptyState(title, told, buttons=buttons, name="hub_none")
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _fill(column: QWidget, parts: Sequence[QWidget]) -> None:
    layout = column.layout()
    assert layout is not None
    clear(layout)
    for part in parts:
        layout.addWidget(part)
        part.show()


def _address_note(one: HubAddress) -> Note:
    if not one.trouble:
        return Note(Shape.CALLED, one.url, short=one.place)
    if one.trouble == "line.foreign":
        return Note(Shape.WRONG, _("{address}: bukan hub ini").format(address=one.url), loud=True)
    silent = _("{address}: diam")
    return Note(Shape.WAITING, silent.format(address=one.url), short=silent.format(address=one.place))


def _clock_words(seen: HubSeen) -> str:
    """How far its clock is from this one's."""
    if seen.standing is None:
        waits = _("Data di laptop aman. Yang belum terkirim menunggu hub, atau stik.")
        if seen.heard is None:
            return waits
        last = f"{short_date(seen.heard.date())}, {clock(seen.heard)}"
        return _("Terakhir menjawab {when}. {waits}").format(when=last, waits=waits)
    return _("jam hub dan laptop ini beda {n} detik").format(n=tenths(abs(seen.ahead)))


def _runs_words(seen: HubSeen) -> str:
    if seen.folder is None:
        return _("Ada di komputer lain")
    if seen.listens:
        return _("Berjalan di komputer ini, port {port}").format(port=seen.port)
    return _("Ada di komputer ini, tidak berjalan")


def _facts(standing: HubStanding | None) -> list[tuple[str, str]]:
    if standing is None:
        return [(_("kiriman"), "–"), (_("disk bebas"), "–"), (_("salinan"), "–"), (_("baca ulang"), "–")]
    kept = _("{n}, {size}").format(n=count(standing.entries), size=kept_words(standing))
    return [
        (_("kiriman"), kept if standing.entries else "–"),
        (_("disk bebas"), size_words(standing.free)),
        (_("salinan"), copies_words(standing)),
        (_("baca ulang"), scrub_words(standing)),
    ]


def _fact(name: str, value: str) -> QWidget:
    title = label(name, "help")
    title.setFixedWidth(px(_FACT))
    return in_row(title, (Elided(value, "body"), 1), gap=8)


def _key(row: LaptopAtHub) -> str:
    """Two may have no number yet."""
    return " ".join((row.number, *(one.label for one in row.journals)))


def _number(row: LaptopAtHub) -> Cell:
    kind = _("dicabut") if row.is_revoked else laptop_kind("office" if row.is_office else "")
    return Cell(row.number, under=kind, bold=True)


def _received(row: LaptopAtHub) -> Cell:
    said = [journal_words(one, row.number) for one in row.journals]
    return Cell(said[-1] if said else "–", under=" · ".join(said[:-1]))


def _lacks(row: LaptopAtHub) -> Cell:
    lacks = [part for one in row.journals for part in lacking_parts(one)]
    if not lacks:
        return Cell("–")
    return Cell(lacks[0], under=" · ".join(lacks[1:]), shape=Shape.LOOK, tone="warn")


def _held(row: LaptopAtHub) -> Cell:
    if not row.held:
        return Cell("–")
    return Cell(count(sum(row.held.values())), under=reasons_words(row.held), shape=Shape.WRONG, tone="bad")
