"""The scenes of the contact sheets: how to reach each state of each screen by keys."""

from __future__ import annotations

from ektp_desk.domain.paper.kinds import PaperKind
from tests.gui.desks import DeskPage
from tests.screens.admin import OFFICE
from tests.screens.captures import CAPTURES
from tests.screens.card import CARD
from tests.screens.doubled import DOUBLED
from tests.screens.exchange import EXCHANGE
from tests.screens.hub import HUB
from tests.screens.lists import LISTS
from tests.screens.looks import LOOKS
from tests.screens.people import PEOPLE
from tests.screens.queue import QUEUE
from tests.screens.recording import RECORDING, long_name, then
from tests.screens.scene import Scene
from tests.screens.team import TEAM
from tests.screens.trouble import TROUBLE
from tests.screens.visits import VISITS
from tests.screens.workspace import WORKSPACE


def _wrong(page: DeskPage) -> None:
    page.press("1").type("bukan ini").press("Return")


def _crowd(page: DeskPage) -> None:
    page.sign_in()
    for many in ("200", "200", "100"):
        page.press("Ctrl+Ins").type(many).press("Return")


def _too_many(page: DeskPage) -> None:
    page.sign_in().press("Ctrl+Ins").type("250").press("Return")


def _marked(page: DeskPage) -> DeskPage:
    """Mark two of the unclear numbers beside the chosen one."""
    return page.sign_in().press("F1", "H", "Space", "Down", "Space", "Down", "Down", "Space", "Down")


def _ready_to_close(page: DeskPage) -> None:
    page.sign_in().press("F1", "H", "Ctrl+A", "S", "1", "Return")
    page.type(page.passphrase).press("Return", "Shift+T")  # every exception is accepted


def _closed(page: DeskPage) -> None:
    _ready_to_close(page)
    page.press("Ctrl+Return")


def _paper(page: DeskPage, kind: PaperKind) -> DeskPage:
    """Choose a paper from the list."""
    return page.sign_in().press("F6", "L", *["Down"] * list(PaperKind).index(kind))


def _names(page: DeskPage) -> None:
    _paper(page, PaperKind.VILLAGE_LIST).press("Return").type("dibawa ke kepala desa").press("Tab")
    page.type(page.passphrase).press("Return")


def _letter_refused(page: DeskPage) -> None:
    """Leave a place in the letter that nobody fills."""
    _paper(page, PaperKind.LETTER).press("U").type(" Hormat kami, {kepala dinas}").press("Ctrl+Return")


SCENES = (
    Scene("1-masuk", "baru", lambda page: page.settle()),
    Scene("1-masuk", "sandi salah", _wrong),
    Scene("2-hari-ini", "penuh", lambda page: page.sign_in().press("F1")),
    Scene("2-hari-ini", "kosong", lambda page: page.sign_in().press("F1"), sample=False),
    Scene("2-hari-ini", "ditutup", then(_closed, "F1")),
    Scene("3-antrean", "penuh", lambda page: page.sign_in()),
    Scene("3-antrean", "kosong", lambda page: page.sign_in().press("F2"), sample=False),
    Scene("3-antrean", "hasil", lambda page: page.sign_in().press("F9")),
    Scene("3-antrean", "tidak ditemukan", lambda page: page.sign_in().type("xyz").press("Return")),
    Scene("3-antrean", "hasil tanpa tanggal", lambda page: page.sign_in().press("F9", "U", "Return")),
    Scene("3-antrean", "banyak nomor", _too_many),
    Scene("3-antrean", "ramai", _crowd),
    Scene("3-antrean", "meja bebas", lambda page: page.sign_in().press("F8")),
    Scene("3-antrean", "nama panjang", then(long_name, "F8")),
    Scene("3-antrean", "ditutup", then(_closed, "F2")),
    *RECORDING,
    Scene("4-perekaman", "ditutup", then(_closed, "F3")),
    Scene("5-tutup-hari", "belum jelas", lambda page: page.sign_in().press("F1", "H")),
    Scene("5-tutup-hari", "ditandai", _marked),
    Scene("5-tutup-hari", "satu hasil", lambda page: _marked(page).press("S", "6")),
    Scene("5-tutup-hari", "ditolak", lambda page: page.sign_in().press("F1", "H", "Ctrl+Return")),
    Scene("5-tutup-hari", "siap", _ready_to_close),
    Scene("5-tutup-hari", "terima kasih", _closed),
    Scene("15-petunjuk", "pertama", lambda page: page.sign_in().press("Ctrl+F1")),
    Scene("15-petunjuk", "tabel", lambda page: page.sign_in().press("Ctrl+F1", "End")),
    Scene("6-laporan", "penuh", lambda page: page.sign_in().press("F6")),
    Scene("6-laporan", "simpan", lambda page: page.sign_in().press("F6", "Ctrl+S")),
    Scene("6-laporan", "tersimpan", lambda page: page.sign_in().press("F6", "Ctrl+S", "Return")),
    Scene("6-laporan", "kosong", lambda page: page.sign_in().press("F6"), sample=False),
    Scene("6-laporan", "ditutup", then(_closed, "F6")),
    Scene("6-laporan", "masa", lambda page: page.sign_in().press("F6", "L", "Down")),
    Scene("6-laporan", "nomor antrean", lambda page: _paper(page, PaperKind.NUMBERS)),
    Scene("6-laporan", "nama terkunci", lambda page: _paper(page, PaperKind.NAMES)),
    Scene("6-laporan", "nama", _names),
    Scene("6-laporan", "surat", lambda page: _paper(page, PaperKind.LETTER)),
    Scene("6-laporan", "teks surat", lambda page: _paper(page, PaperKind.LETTER).press("U")),
    Scene("6-laporan", "teks surat ditolak", _letter_refused),
    Scene("6-laporan", "kertas", lambda page: _paper(page, PaperKind.VILLAGE_LIST).press("L")),
    Scene("6-laporan", "mencari kertas", lambda page: page.sign_in().press("F6", "/").type("siswa")),
    Scene("7-daftar", "lain hari", then(_closed, "F10")),
    *QUEUE,
    *WORKSPACE,
    *CAPTURES,
    *LISTS,
    *OFFICE,
    *HUB,
    *CARD,
    *PEOPLE,
    *TROUBLE,
    *LOOKS,
    *VISITS,
    *DOUBLED,
    *EXCHANGE,
    *TEAM,
)
