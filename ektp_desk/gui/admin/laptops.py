"""Laptop: which there are, how far each was heard of, kits for more of them, and lost ones cut off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.roles import OFFICE
from ektp_desk.gui.admin.broken import BrokenController
from ektp_desk.gui.admin.laptop_panels import (
    LAPTOP_SHAPES,
    KitPanel,
    LaptopPanel,
    MadePanel,
    RevokePanel,
)
from ektp_desk.gui.admin.section import Section, SectionPage
from ektp_desk.gui.admin.words import heard_words, kind_of_laptop, made_words, standing_of
from ektp_desk.gui.kit import (
    Card,
    Cell,
    Column,
    Elided,
    EmptyState,
    ListTable,
    Pages,
    TableFoot,
    label,
    named,
)
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import in_row, master_detail, stacked
from ektp_desk.gui.kit.form import Panels
from ektp_desk.gui.kit.printing import InstalledPrinters, PrinterChoice, Printers, PrintJob, sizes_of
from ektp_desk.gui.kit.saving import open_folder
from ektp_desk.gui.work import Work
from ektp_desk.usecases.admin.laptops import LaptopStanding, LaptopState, laptop_standings
from ektp_desk.usecases.environment import Environment
from ektp_desk.usecases.exchange.queries import safety_ladder
from ektp_desk.usecases.laptops.commands import AskedKit, KitFiles, revoke_laptop
from ektp_desk.usecases.session import Session
from ektp_desk.words import _
from ektp_desk.words.numbers import count

_Known = tuple[Sequence[LaptopStanding], Mapping[str, int]]


def laptops_table(unsafe: Callable[[LaptopStanding], str]) -> ListTable[LaptopStanding]:
    """`unsafe` says how many of a laptop's recordings are not safe at the office."""
    columns: tuple[Column[LaptopStanding], ...] = (
        Column(_("Nomor"), lambda row: Cell(row.number, bold=True), width=84, small=76, key=True),
        Column(_("Jenis"), _kind),
        Column(_("Terdengar"), _heard, width=216, small=152),
        Column(_("Belum aman"), unsafe, width=96, small=88, align="right"),
        Column(_("Keadaan"), _standing, width=176, small=164),
    )
    return ListTable(columns, lambda row: row.key, name="laptops_table", accessible_name=_("Laptop"), lines=2)


def _kind(row: LaptopStanding) -> Cell:
    return Cell(kind_of_laptop(row), under=made_words(row))


def _heard(row: LaptopStanding) -> Cell:
    said = heard_words(row)
    return Cell(said[0], under=said[1], italic=not row.heard)


def _standing(row: LaptopStanding) -> Cell:
    shape = LAPTOP_SHAPES[row.state]
    gone = row.state is LaptopState.REVOKED
    return Cell(standing_of(row), shape=shape, tone="bad" if gone else "ink")


class LaptopsPage(SectionPage):
    """The list at the left, the chosen one at the right; on a field laptop a word on where this is done."""

    def __init__(self, acts: Acts, *, at_office: bool) -> None:
        super().__init__()
        self.setObjectName("laptops_page")
        self._unsafe: Mapping[str, int] = {}
        self.table, self.panel = laptops_table(self.unsafe_words), LaptopPanel(acts)
        self._card = Card(padding=0, gap=0, name="laptops_card")
        self._sum = Elided("", "help")
        head = in_row(label(_("Laptop"), "lead"), self._sum, gap=12, margins=(16, 10, 16, 6), grows=self._sum)
        more, keys = _("{n} laptop lagi"), _("panah ↑ ↓ memilih")
        foot = TableFoot(self.table, lambda n: more.format(n=count(n)), keys)
        self._card.stack(head, self.table, foot, grows=self.table)
        self._elsewhere = EmptyState(
            _("Laptop diatur di kantor"),
            _(
                "Kit dibuat, dan laptop yang hilang dicabut, oleh ADB di laptop kantor. "
                "Kartu laptop rekan yang rusak diambil di sini."
            ),
            buttons=(acts.button("laptop_broken", kind="blue"),),
            name="laptops_elsewhere",
        )
        self._elsewhere.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        whole = QWidget()
        master_detail(self._card, self.panel, on=whole)
        self._pages = named(Pages(whole, self._elsewhere), "laptops_pages")
        self._pages.setCurrentWidget(whole if at_office else self._elsewhere)
        stacked(self._pages, on=self)
        named_acts = ("laptop_new", "laptop_page", "laptop_revoke") if at_office else ()
        for scope in self.scopes():
            acts.add_to(scope, "laptop_broken", *named_acts)

    def unsafe_words(self, row: LaptopStanding) -> str:
        return count(self._unsafe.get(row.device, 0)) if row.device else "–"

    def show_laptops(self, rows: Sequence[LaptopStanding], unsafe: Mapping[str, int]) -> None:
        """Show which there are, and how much of each is not safe; the chosen one stays chosen."""
        self._unsafe = unsafe
        self.table.set_rows(rows)
        if not self.table.selected_key() and rows:
            self.table.select_key(rows[0].key)
        waiting = sum(row.state is LaptopState.WAITING for row in rows)
        gone = sum(row.state is LaptopState.REVOKED for row in rows)
        words = _("{n} berlaku · {waiting} kit menunggu · {gone} dicabut")
        self._sum.set_text(
            words.format(n=count(len(rows) - waiting - gone), waiting=count(waiting), gone=count(gone))
        )

    def take_focus(self) -> None:
        at = self.table if self.table.isVisibleTo(self) else self._elsewhere
        at.setFocus(Qt.FocusReason.OtherFocusReason)

    def scopes(self) -> tuple[QWidget, ...]:
        return self._card, self.panel, self._elsewhere


class LaptopsSection(Section[LaptopsPage]):
    """A kit is made in two steps: what is written is an act, what takes seconds runs aside."""

    def __init__(self, work: Work, environment: Environment, printers: Printers | None = None) -> None:
        super().__init__(work)
        self._environment, self._printers = environment, printers or InstalledPrinters()
        self._job: PrintJob | None = None
        self._rows: Sequence[LaptopStanding] = ()
        self._unsafe: Mapping[str, int] = {}
        self._busy = False
        self._panels = Panels(lambda: self.page)
        self._broken = BrokenController(
            work,
            self._panels,
            may_let_in=self._lets_in,
            ask_kit=self._ask_kit,
            revoke=self._ask_revoke_of,
            chosen=lambda: row.device if (row := self._row()) else "",
        )
        work.left.connect(self._panels.leave)

    def make_page(self) -> LaptopsPage:
        self._acts = Acts(self._table(), explain=self._work.explained.emit)
        self.page = LaptopsPage(self._acts, at_office=self._work.session.at_office)
        self._acts.setParent(self.page)  # they go with it, on this thread
        self.page.table.selected.connect(self._show_chosen)
        self._show()
        self._panels.ask_again()
        return self.page

    def _table(self) -> list[Act]:
        return [
            Act(
                id="laptop_new",
                text=_("Laptop baru…"),
                keys=("Ins",),
                when=self._is_of_office,
                run=self._ask_kit,
            ),
            Act(
                id="laptop_broken",
                text=_("Laptop rusak…"),
                keys=("Ctrl+L",),
                run=self._broken.ask,
                opens=True,
            ),
            Act(
                id="laptop_page",
                text=_("Lembar kit"),
                keys=("Ctrl+P",),
                why_not=_no_second_page,
                when=self._waits,
                run=lambda: None,
            ),
            Act(
                id="laptop_revoke",
                text=_("Cabut…"),
                keys=("Ctrl+Del",),
                when=self._is_of_office,
                why_not=self._why_not,
                run=self._ask_revoke,
            ),
        ]

    def read_anew(self) -> None:
        if self._work.session.at_office:
            self._work.ask(_known, self._show_known)

    def _show_known(self, known: _Known) -> None:
        self._rows, self._unsafe = known
        self._show()

    def _choose(self, key: str, then: Callable[[], None] = lambda: None) -> None:
        """Choose what came a moment ago: its row may not have been read yet."""

        def show(known: _Known) -> None:
            self._show_known(known)
            self.page.table.select_key(key)
            then()

        self._work.ask(_known, show)

    def _show(self) -> None:
        self.page.show_laptops(self._rows, self._unsafe)
        self._show_chosen()

    def _row(self) -> LaptopStanding | None:
        return self.page.table.selected_row() if self._rows else None

    def _is_of_office(self) -> bool:
        return bool(self._work.session.user.role_set & OFFICE)

    def _waits(self) -> bool:
        return self._is_of_office() and (row := self._row()) is not None and row.state is LaptopState.WAITING

    def _why_not(self) -> str:
        row = self._row()
        match row.state if row else None:
            case LaptopState.JOINED | LaptopState.WAITING:
                return ""
            case LaptopState.OWN:
                return _("Laptop ini sendiri tidak dapat dicabut dari sini.")
            case LaptopState.REVOKED:
                return _("Sudah dicabut. Laptopnya masuk hanya dengan kit baru.")
            case _:
                return _("Pilih dahulu sebuah laptop.")

    def _show_chosen(self) -> None:
        self._acts.refresh()
        why = _no_second_page() if self._waits() else self._why_not()
        self.page.panel.show_laptop(self._row(), why)

    def _ask_kit(self) -> None:
        look = self._work.look_for_places
        self._panels.ask(lambda host: KitPanel(host, self._make, look=look))

    def _make(self, asked: AskedKit, passphrase: str) -> None:
        """Write that there is a kit, then seal it aside; the panel waits and says what is refused."""
        if self._busy:
            return
        self._busy = True
        environment = self._environment

        def begin(session: Session) -> Callable[[], KitFiles]:
            session.guard.confirm(passphrase)
            return environment.begin_kit(session, asked)

        if isinstance(panel := self._panels.open, KitPanel):
            panel.wait(waits=True)
        self._work.do(begin, self._seal, self._refuse)

    def _seal(self, seal: Callable[[], KitFiles]) -> None:
        self._work.make(lambda _session: seal(), self._made, self._not_made, leaves_file=True)

    def _made(self, made: KitFiles) -> None:
        self._busy = False
        why = (
            ""
            if self._printers.names()
            else _("Tidak ada printer di sini. Bawa berkas lembarnya ke printer.")
        )
        show_printers = partial(self._choose_printer, made)
        show_kit = partial(open_folder, self._work, made.file.parent)
        self._panels.ask(
            lambda host: MadePanel(
                host, made, print_page=show_printers, open_kit=show_kit, why_no_printer=why
            )
        )
        self._choose(made.kit)

    def _choose_printer(self, made: KitFiles) -> None:
        choice = PrinterChoice(
            self.page.window(),
            self._printers.names(),
            what=_("Cetak lembar kit {number}").format(number=made.number),
            pages=_("satu lembar, dengan keenam kata"),
            before=self._work.choices.get("printer"),
        )
        choice.chosen.connect(partial(self._print, made))
        choice.open()

    def _print(self, made: KitFiles, name: str) -> None:
        """Print the page as it was saved."""
        self._work.choices.keep(printer=name)

        def begin(pdf: bytes) -> None:
            sizes = sizes_of(pdf)
            printer = self._printers.printer(name, sizes[0])
            job = self._job = PrintJob(self._work, printer, pdf, pages=len(sizes), name=made.page.stem)
            job.printed.connect(
                lambda: self._work.tell(lambda: _("Dikirim ke {printer}.").format(printer=name))
            )
            job.refused.connect(lambda: self._panels.refuse(EktpError("kit.not_printed")))
            job.begin()

        self._work.make(lambda _session: _read(made.page), begin, self._panels.refuse)

    def _not_made(self, error: EktpError) -> None:
        self._refuse(error)
        self.read_anew()  # its number is taken all the same

    def _refuse(self, error: EktpError) -> None:
        self._busy = False
        self._panels.refuse(error)

    def _lets_in(self) -> bool:
        return self._work.session.at_office and self._is_of_office()

    def _ask_revoke(self) -> None:
        if (row := self._row()) is not None:
            self._panels.ask(
                lambda host: RevokePanel(
                    host, row, self._unsafe.get(row.device, 0), partial(self._revoke, row)
                )
            )

    def _ask_revoke_of(self, device: str) -> None:
        """Ask of one whose card came a moment ago."""

        def ask() -> None:
            if (row := self._row()) is not None and row.state is LaptopState.JOINED:
                self._ask_revoke()

        self._choose(device, ask)

    def _revoke(self, row: LaptopStanding, reason: str, passphrase: str) -> None:
        if self._busy:
            return
        self._busy = True

        def revoke(session: Session) -> None:
            session.guard.confirm(passphrase)
            revoke_laptop(session, row.key, reason=reason)

        self._work.do(revoke, lambda _none: self._revoked(row), self._refuse)

    def _revoked(self, row: LaptopStanding) -> None:
        self._busy = False
        self._panels.leave()
        words = _("Laptop {number} dicabut. Yang sudah sampai di sini tetap dihitung.")
        if row.state is LaptopState.WAITING:
            words = _("Kit {number} dicabut. Laptop yang memakainya ditahan.")
        told = words.format(number=row.number)
        self._work.tell(lambda: told)


def _known(session: Session) -> _Known:
    return laptop_standings(session), safety_ladder(session).unsafe_by_device


def _no_second_page() -> str:
    return _(
        "Lembarnya hanya ada sekali: keenam kata tidak disimpan. Hilang? Cabut kit ini, dan buat yang baru."
    )


def _read(page: Path) -> bytes:
    """Raises `kit.not_printed` where the page has gone."""
    try:
        return page.read_bytes()
    except OSError:
        raise EktpError("kit.not_printed") from None
