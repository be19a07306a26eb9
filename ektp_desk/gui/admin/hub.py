"""Hub: makes the office's, starts and ends it here, moves it, and shows how it stands wherever it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.hub import CopyState
from ektp_desk.domain.roles import OFFICE
from ektp_desk.gui.admin.hub_page import HubPage
from ektp_desk.gui.admin.hub_panels import (
    HubAddressPanel,
    HubCopyPanel,
    HubPanel,
    HubRestorePanel,
    HubStartPanel,
    addresses_here,
)
from ektp_desk.gui.admin.section import Section
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.form import Panels
from ektp_desk.gui.work import Work
from ektp_desk.usecases.environment import Environment
from ektp_desk.usecases.laptops.commands import move_hub
from ektp_desk.usecases.laptops.hub import HubSeen, HubStart
from ektp_desk.usecases.session import Session
from ektp_desk.words import _
from ektp_desk.words.numbers import count

_SELDOM, _TICK = 10.0, 500  # seconds; ms


class HubSection(Section[HubPage]):
    """What writes is an act; what asks the network or waits for a process runs aside."""

    def __init__(self, work: Work, environment: Environment) -> None:
        super().__init__(work)
        self._hub, self._busy = environment.hub(), ""
        self._seen: HubSeen | None = None
        self._is_known = self._is_looking = False
        self._looked = 0.0
        self._panels = Panels(lambda: self.page)
        work.left.connect(self._panels.leave)
        self._then: Callable[[], None] = lambda: None
        self._ticking = QTimer(self, interval=_TICK)
        self._ticking.timeout.connect(self._follow)
        work.left.connect(self._ticking.stop)

    def make_page(self) -> HubPage:
        self._acts = Acts(self._table(), explain=self._work.explained.emit)
        self.page = HubPage(self._acts, makes=self._may_make(), at_office=self._work.session.at_office)
        self._acts.setParent(self.page)  # they go with it, on this thread
        if self._is_known:
            self._show()
        self._panels.ask_again()
        return self.page

    def _table(self) -> list[Act]:
        busy, rules = self._busy_word, self._rules
        return [
            Act(id="hub_make", text=_("Buat hub…"), keys=("Ins",), when=self._makes, run=self._ask_make),
            Act(
                id="hub_addresses",
                text=_("Ubah…"),
                keys=("Ins",),
                when=rules,
                why_not=busy,
                run=self._ask_move,
            ),
            Act(
                id="hub_another",
                text=_("Hub baru…"),
                keys=("Ctrl+Ins",),
                when=rules,
                why_not=busy,
                run=self._ask_make,
            ),
            Act(id="hub_look", text=_("Lihat lagi"), keys=("L",), why_not=busy, run=self._look),
            Act(
                id="hub_copy",
                text=_("Salinan…"),
                keys=("F",),
                when=lambda: self._lies_here() and rules(),
                why_not=busy,
                run=self._ask_copy,
            ),
            Act(
                id="hub_restore",
                text=_("Pulihkan…"),
                keys=("P",),
                when=lambda: self._rules() and not (self._answers() or self._runs_here()),
                why_not=busy,
                run=self._ask_restore,
            ),
            Act(
                id="hub_read",
                text=_("Baca ulang semua"),
                keys=("Ctrl+R",),
                when=self._lies_here,
                why_not=busy,
                run=self._read_back,
            ),
            Act(
                id="hub_boot",
                text=_("Mulai bersama komputer…"),
                short=_("Mulai sendiri…"),
                keys=("B",),
                when=self._lies_here,
                why_not=busy,
                run=self._write_start,
            ),
            Act(
                id="hub_start",
                text=_("Jalankan hub"),
                keys=("Enter",),
                when=lambda: self._lies_here() and not self._runs_here(),
                why_not=busy,
                run=lambda: self._start(self._addresses()),
            ),
            Act(
                id="hub_open",
                text=_("Buka halaman hub"),
                keys=("Enter",),
                when=lambda: self._answers() and not (self._lies_here() and not self._runs_here()),
                run=self._open,
            ),
            Act(
                id="hub_stop",
                text=_("Hentikan hub"),
                keys=("Ctrl+Del",),
                when=lambda: self._lies_here() and self._runs_here(),
                why_not=busy,
                run=self._stop,
            ),
        ]

    def begin(self) -> None:
        self._look()
        self.page.take_focus()

    def read_anew(self) -> None:
        """Look again, but seldom: while much arrives, each look would ask the network and hold up papers."""
        if not self._is_looking and monotonic() - self._looked > _SELDOM:
            self._look()

    def _look(self) -> None:
        self._is_looking = True
        self._work.make(self._hub.look, self._take, over="hub")

    def _take(self, seen: HubSeen | None) -> None:
        self._seen, self._is_known = seen, True
        self._is_looking, self._looked = False, monotonic()
        self._show()

    def _show(self) -> None:
        self.page.show_seen(self._seen, busy=self._busy)
        self._acts.refresh()

    def _may_make(self) -> bool:
        session = self._work.session
        return session.at_office and bool(session.user.role_set & OFFICE)

    def _makes(self) -> bool:
        return self._may_make() and self._is_known and self._seen is None

    def _rules(self) -> bool:
        return self._may_make() and self._seen is not None

    def _lies_here(self) -> bool:
        return self._seen is not None and self._seen.folder is not None

    def _runs_here(self) -> bool:
        return self._seen is not None and bool(self._seen.listens)

    def _answers(self) -> bool:
        return self._seen is not None and self._seen.answers

    def _busy_word(self) -> str:
        return self._busy

    def _addresses(self) -> tuple[str, ...]:
        return tuple(one.url for one in self._seen.addresses) if self._seen else ()

    def _ask_make(self) -> None:
        look, is_another = self._work.look_for_places, self._seen is not None
        folder = self._hub.proposed()
        said = self._addresses() or addresses_here()
        self._panels.ask(
            lambda host: HubPanel(
                host, self._make, look=look, folder=folder, said=said, is_another=is_another
            )
        )

    def _make(self, folder: Path, addresses: Sequence[str]) -> None:
        hub = self._hub
        if isinstance(panel := self._panels.open, HubPanel):
            panel.wait()
        self._work.do(
            lambda session: hub.make(session, folder, addresses),
            lambda _none: self._made(addresses),
            self._panels.refuse,
        )

    def _made(self, addresses: Sequence[str]) -> None:
        self._panels.leave()
        self._work.tell(lambda: _("Hub dibuat. Laptop mendengarnya dari kit dan stik berikut."))
        self._start(addresses)

    def _start(self, addresses: Sequence[str]) -> None:
        self._begin(_("Hub sedang dijalankan…"), partial(self._hub.start, addresses))

    def _stop(self) -> None:
        told = _("Hub dihentikan. Laptop menyimpan kirimannya sampai hub berjalan lagi.")
        self._begin(_("Hub sedang dihentikan…"), self._hub.stop, told=told)

    def _begin(self, busy: str, work: Callable[[], None], *, told: str = "") -> None:
        """Have a process started or ended aside, and look how it stands then."""
        if self._busy:
            return
        self._busy = busy
        self._show()
        look = self._hub.look

        def make(session: Session) -> HubSeen | None:
            work()
            return look(session)

        def made(seen: HubSeen | None) -> None:
            self._busy = ""
            self._take(seen)
            if told:
                self._work.tell(lambda: told)

        self._work.make(make, made, self._not_begun)

    def _not_begun(self, error: EktpError) -> None:
        self._busy = ""
        self._work.refused.emit(error)
        self._look()

    def _ask_move(self) -> None:
        said = self._addresses()
        here = [one for one in addresses_here() if one not in said]
        self._panels.ask(lambda host: HubAddressPanel(host, self._move, said=said, here=here))

    def _move(self, addresses: Sequence[str]) -> None:
        self._work.do(lambda session: move_hub(session, addresses), self._moved, self._panels.refuse)

    def _moved(self, _none: object) -> None:
        self._panels.leave()
        self._work.tell(lambda: _("Alamat hub diubah. Laptop mendengarnya dari stik atau paket berikut."))
        self._look()

    def _ask_copy(self) -> None:
        look, standing = self._work.look_for_places, self._seen.standing if self._seen else None
        has_one = standing is None or standing.copy is not CopyState.NONE
        self._panels.ask(lambda host: HubCopyPanel(host, self._copy, look=look, has_one=has_one))

    def _copy(self, place: Path | None) -> None:
        hub = self._hub
        told = _("Hub menyalin ke folder itu.") if place else _("Hub tidak menyalin lagi.")

        def chosen(_none: object) -> None:
            self._panels.leave()
            self._work.tell(lambda: told)
            self._look()

        self._work.make(lambda _session: hub.copy_to(place), chosen, self._panels.refuse)

    def _ask_restore(self) -> None:
        look, is_here = self._work.look_for_places, self._lies_here()
        said = self._addresses() if is_here else addresses_here()
        self._panels.ask(
            lambda host: HubRestorePanel(host, self._restore, look=look, said=said, is_here=is_here)
        )

    def _restore(self, source: Path, addresses: Sequence[str]) -> None:
        hub = self._hub

        def begun(_none: object) -> None:
            self._panels.leave()
            self._then = partial(self._restored, addresses)
            self._ticking.start()
            self._follow()

        self._work.make(lambda session: hub.restore(session, source, addresses), begun, self._panels.refuse)

    def _follow(self) -> None:
        """Show how far it is that a process of its own puts back."""
        if (news := self._hub.restoring()) is None:
            return
        if not news.is_ended:
            self._busy = _("Hub sedang dipulihkan: {done} dari {total} paket").format(
                done=count(news.done), total=count(news.total)
            )
            self._show()
            return
        self._ticking.stop()
        self._busy = ""
        if news.code:
            self._not_begun(EktpError(news.code))
        else:
            self._then()

    def _restored(self, addresses: Sequence[str]) -> None:
        def begin(_none: object) -> None:
            self._work.tell(lambda: _("Hub dipulihkan. Laptop menawarkan lagi yang masih dipegangnya."))
            self._start(addresses)

        hub = self._hub
        self._work.do(lambda session: hub.come_back(session, addresses), begin, self._not_begun)

    def _read_back(self) -> None:
        hub = self._hub
        told = _("Hub sedang membaca ulang isinya; hasilnya tampil di sini.")
        self._work.make(lambda _session: hub.read_back(), lambda _none: self._work.tell(lambda: told))

    def _write_start(self) -> None:
        hub, addresses = self._hub, self._addresses()
        self._work.make(lambda _session: hub.write_start(addresses), self._show_start)

    def _show_start(self, made: HubStart) -> None:
        line = " && ".join(made.commands)

        def copy() -> None:
            QGuiApplication.clipboard().setText(line)
            self._work.tell(lambda: _("Perintah disalin"))

        is_tried = sys.platform != "win32"
        self._panels.ask(lambda host: HubStartPanel(host, made, copy=copy, is_tried=is_tried))

    def _open(self) -> None:
        """Its page, at the first address that answers."""
        answering = (one.url for one in self._seen.addresses if not one.trouble) if self._seen else ()
        for url in answering:
            QDesktopServices.openUrl(QUrl(f"{url}/"))
            break
