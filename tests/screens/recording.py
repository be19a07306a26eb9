"""The scenes of F3 where every step is taken on the ministry's kit, and where something stands in the way."""

from __future__ import annotations

from ektp_desk.usecases.people.queries import search
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person
from ektp_desk.words.sexes import sex_letter
from tests.gui.desks import DeskPage, attest, unrecorded
from tests.people.lists_of_people import keep_list, row
from tests.screens.scene import Scene, Way


def then(way: Way, *keys: str) -> Way:
    """Go a way, then press more keys."""

    def go(page: DeskPage) -> None:
        way(page)
        page.press(*keys)

    return go


def serve(page: DeskPage) -> None:
    """Serve the called number on F3."""
    page.sign_in().press("Return")


def identified(page: DeskPage) -> None:
    """Choose a person who was not recorded yet."""
    attest(page)
    page.press("Return")
    page.type(unrecorded(page).nik).press("Return")


def _searching(page: DeskPage) -> None:
    serve(page)
    page.type("ma")


def _named_alike(page: DeskPage) -> None:
    """Type a name as nobody writes it; one of those who are named alike has a long one."""
    page.sign_in()

    def listed(session: Session) -> None:
        names = ("Yohanes O'Besi", f"JOHANIS {'MARIA FRANSISKUS XAVERIUS ' * 3}OBESI", "Yohana Obe Contoh")
        keep_list(session, *(row(n, f"alike{n}", name) for n, name in enumerate(names)))

    page.tell(listed)
    page.press("Return").type("johanes obesi")


def _known_already(page: DeskPage) -> None:
    _named_alike(page)
    page.press("Ctrl+N", sex_letter("P"), "Tab").type("12-03-2002").press("Return")


def _unknown_nik(page: DeskPage) -> None:
    serve(page)
    page.type("5302320101909999").press("Return")


def _recorded_already(page: DeskPage) -> None:
    """Choose somebody who was recorded this morning."""

    def found(session: Session) -> Person:
        people = (hit.person for hit in search(session, "a", most=200))
        return next(one for one in people if one.recorded_at is not None and one.nik)

    attest(page)
    page.press("Return")
    page.type(page.tell(found).nik).press("Return")


def _excepted(page: DeskPage) -> None:
    identified(page)
    page.press("Alt+3", "2", "Tab").type("Ibu Contoh").press("Return")


def _fingers_named(page: DeskPage) -> None:
    identified(page)
    page.press("Alt+3", "2", "Tab").type("Ibu Contoh").press("Tab").type("27")


def _second_is_the_operator(page: DeskPage) -> None:
    identified(page)
    page.press("Alt+3", "1", "Tab").type("maria t.").press("Return")


def _written_reason(page: DeskPage) -> None:
    identified(page)
    page.press("Alt+1", "4").type("memakai alat bantu napas")


def walk_in(page: DeskPage, name: str, born: str) -> None:
    """Write somebody down who stands in no list."""
    attest(page)
    page.press("Return")
    page.press("Ctrl+N").type(name).press("Tab", sex_letter("L"), "Tab").type(born).press("Return")


def _telephone(page: DeskPage, typed: str, *keys: str) -> None:
    """Write somebody down, and ask by which telephone they can be reached."""
    walk_in(page, "MELKI CONTOH", "1-1-1990")
    page.press("T").type(typed).press(*keys)


def long_name(page: DeskPage) -> None:
    """Write down a long name."""
    walk_in(page, "YOHANES BAPTISTA MARIA FRANSISKUS XAVERIUS TEFNAI NENOBAIS TEFLOPO CONTOH", "1-1-1990")


def _under_16(page: DeskPage) -> None:
    walk_in(page, "MELKI CONTOH", "1-1-2015")
    page.press("=", "=", "Ctrl+Return")


def at_home(page: DeskPage) -> None:
    """Record somebody at a home where another one was to be looked for."""
    attest(page)
    page.press("Ctrl+H").type("Nenek Martha Contoh").press("Tab").type("berjalan").press("Tab")
    page.type("Dusun Tiga").press("Tab").type("3").press("Tab").type("1").press("Tab")
    page.type("di belakang gereja, rumah bercat biru").press("Return")
    page.press("F8", "Ctrl+Shift+H", "End", "Return").type(unrecorded(page).nik).press("Return")


def _next_one(page: DeskPage) -> None:
    """Serve the next one: the slip of the last stands in the bar."""
    identified(page)
    page.press("=", "=", "Ctrl+Return", "Return")


RECORDING = (
    Scene("4-perekaman", "siapa", serve),
    Scene("4-perekaman", "mencari", _searching),
    Scene("4-perekaman", "mirip", _named_alike),
    Scene("4-perekaman", "sudah dikenal", _known_already),
    Scene("4-perekaman", "NIK tidak ada", _unknown_nik),
    Scene("4-perekaman", "kosong", lambda page: page.sign_in().press("F3"), sample=False),
    Scene("4-perekaman", "orang baru", then(serve, "Ctrl+N", "Return")),
    Scene("4-perekaman", "di rumah", at_home),
    Scene("4-perekaman", "langkah", then(identified, "1", "2")),
    Scene("4-perekaman", "lengkap", then(identified, "=")),
    Scene("4-perekaman", "kurang", then(identified, "1", "Ctrl+Return")),
    Scene("4-perekaman", "dikecualikan", then(identified, "Alt+3")),
    Scene("4-perekaman", "alasan ditulis", _written_reason),
    Scene("4-perekaman", "tanpa alasan", then(identified, "Alt+3", "Return")),
    Scene("4-perekaman", "jari disebut", _fingers_named),
    Scene("4-perekaman", "orang kedua petugasnya", _second_is_the_operator),
    Scene("4-perekaman", "pengecualian tersimpan", _excepted),
    Scene("4-perekaman", "nama panjang", long_name),
    Scene("4-perekaman", "telepon", lambda page: _telephone(page, "0812-9000-0001", "Alt+2", "Alt+S")),
    Scene("4-perekaman", "telepon ditolak", lambda page: _telephone(page, "0812", "Return")),
    Scene("4-perekaman", "di bawah 16", _under_16),
    Scene("4-perekaman", "sudah direkam", _recorded_already),
    Scene("4-perekaman", "bukti yang tadi", _next_one),
    Scene("4-perekaman", "hari kembali", then(identified, "Ctrl+F9", "H", "O")),
)
