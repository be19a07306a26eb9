"""What the queue asks: many numbers at once, one not from here, a desk, the display, a home."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from ektp_desk.domain.tickets import Purpose
from ektp_desk.gui.kit import Choice, Field, Option, PassphraseField, Tick, label
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.form import Panel
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.queue.display import Display
from ektp_desk.usecases.queue.commands import NewGroup
from ektp_desk.usecases.queue.homes import Home
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.usecases.visits.letters.queries import DeskLetters
from ektp_desk.words import _
from ektp_desk.words.outcomes import purpose_word
from ektp_desk.words.visit.letters import theirs_words

PURPOSE_KEYS = {Purpose.RECORD: "Alt+1", Purpose.FETCH_CARD: "Alt+2", Purpose.QUESTION: "Alt+3"}
"""What somebody came for: the next number, many, or one on its card.

A bare digit or letter beside a choice went into the box that held the focus. On Windows Alt with a digit of
the number pad types a sign: digits are meant to be those above the letters.
"""


class ManyNumbers(Panel):
    """Asks how many at once, what for, and of which group."""

    def __init__(self, host: QWidget, answer: Callable[[int, Purpose, NewGroup | None], object]) -> None:
        super().__init__(host, name="many", widest=540, title=_("Banyak nomor sekaligus"), goes_on=True)
        self._answer = answer
        self.count = Field(_("Berapa nomor?"), "many_count", help_text=_("1 sampai 200 sekaligus, berurutan"))
        options = [Option(each.value, purpose_word(each), tone="primary") for each in Purpose]
        keys = list(PURPOSE_KEYS.values())
        self.purpose = Choice(_("Keperluan"), options, name="many_purpose", height=36, keys=keys)
        self.purpose.choose(Purpose.RECORD.value)
        self.group = Field(_("Rombongan dari (bila ada)"), "many_group", reserve=False)
        self.brought_by = Field(_("Dibawa oleh"), "many_brought_by", reserve=False)
        self.at_once = Tick(_("Semua datang bersamaan"), "Alt+S", name="many_at_once")
        self.put(self.count)
        self.put(label(_("Keperluan"), "label"))
        self.put(self.purpose, None)
        self.put(self.group, self.brought_by)
        self.put(self.at_once)
        self.say_beside({"": self.count})
        self.foot(
            Act(id="many_give", text=_("Berikan nomor"), keys=("Enter",), run=self._give),
            also=(
                *(
                    Act(id=f"many_{purpose}", keys=(key,), run=partial(self.purpose.take, purpose))
                    for purpose, key in PURPOSE_KEYS.items()
                ),
                Act(id="many_together", keys=("Alt+S",), run=self.at_once.toggle),
            ),
            gap=4,
        )

    def _give(self) -> None:
        typed = self.count.text()
        if not typed.isdecimal():
            self.count.set_error(_("Tulis angka, mis. 24."))
            self.count.setFocus()
            return
        group = NewGroup(self.group.text(), self.brought_by.text(), at_once=self.at_once.isChecked())
        purpose = Purpose(self.purpose.value() or Purpose.RECORD)
        self._answer(int(typed), purpose, group if group != NewGroup() else None)


class UnseenNumber(Panel):
    """What to do with a paper that this laptop never gave; `own`: its letter is; `held`: who is here."""

    def __init__(
        self,
        host: QWidget,
        number: str,
        *,
        own: bool,
        held: str,
        serve: Callable[[], object],
        wait: Callable[[], object],
    ) -> None:
        title = _("{number} belum dibagikan di laptop ini").format(number=number)
        super().__init__(host, name="unseen", widest=600, title=title)
        if held and own:
            about = _("{number} masih di meja ini; yang ini dapat dicatat dan menunggu.")
        elif held:
            about = _(
                "{number} masih di meja ini. Sesudah itu cari lagi: "
                "nomor ini tetap menunggu di laptop pembaginya."
            )
        elif own:
            about = _("Nomor dari lembar yang sudah dicetak? Catat sekarang; namanya ditanyakan nanti.")
        else:
            about = _("Dibagikan laptop lain? Layani saja: catatan kedua laptop nanti bersatu sendiri.")
        busy = _("{number} belum selesai").format(number=held) if held else ""
        self.put(label(about.format(number=held), tone="ink2", wrap=True, name="unseen_about"))
        self.take(
            Act(
                id="unseen_serve",
                text=_("Catat dan layani"),
                keys=("Enter",),
                why_not=lambda: busy,
                run=serve,
            ),
            # Another laptop's number waits there, in one queue only.
            Act(id="unseen_wait", text=_("Catat, biar menunggu"), keys=("Ins",), when=lambda: own, run=wait),
            blue="unseen_serve",
        )
        self.card.body.addSpacing(8)
        blue, other = (
            self.acts.button("unseen_serve", kind="blue"),
            self.acts.button("unseen_wait", tall=True),
        )
        self.put((blue, 1), other, self.back(tall=True))


class DisplayPanel(Panel):
    """Opens or closes the hall's display, turns its chime, and lets it be heard."""

    def __init__(self, host: QWidget, display: Display) -> None:
        super().__init__(host, name="display", widest=480, title=_("Layar nomor"))
        self._display = display
        words = _("Layar kedua untuk ruang tunggu: hanya nomor dan meja, tanpa nama.")
        self.put(label(words, tone="ink2", wrap=True))
        self.take(
            Act(id="display_turn", text=self._turn_word, keys=("Enter",), run=self._turn),
            Act(id="display_chime", text=self._chime_word, keys=("B",), run=self._turn_chimes),
            Act(id="display_try", text=_("Coba bel"), keys=("C",), run=display.ring),
            blue="display_turn",
        )
        others = (self.acts.button("display_chime"), self.acts.button("display_try"), self.back())
        self.card.stack(self.acts.button("display_turn", kind="blue"), *others)

    def _turn_word(self) -> str:
        return _("Tutup layar nomor") if self._display.is_open() else _("Buka layar nomor")

    def _chime_word(self) -> str:
        return _("Bel saat memanggil: nyala") if self._display.chimes else _("Bel saat memanggil: mati")

    def _turn(self) -> None:
        self.leave()
        self._display.turn()

    def _turn_chimes(self) -> None:
        self._display.turn_chimes()
        self.acts.refresh()


class SecondDesk(Panel):
    """Asks for the letter of another desk, and says whose the letters of other laptops are."""

    def __init__(self, host: QWidget, letters: DeskLetters, answer: Callable[[str], None]) -> None:
        super().__init__(host, name="second_desk", widest=480, title=_("Buka meja lagi di laptop ini"))
        why = _("Untuk petugas lain di laptop yang sama. Di Antrean, Ctrl+M berpindah meja.")
        help_text = _("Nomor yang diberikan di meja itu memakai huruf ini.")
        self.letter = Field(_("Huruf meja"), "desk_letter", help_text=help_text)
        self.letter.set_text(letters.first)
        self.put(label(why, tone="ink2", wrap=True))
        if letters.theirs:
            words = _("Huruf laptop lain: {letters}").format(letters=theirs_words(letters.theirs))
            self.put(label(words, "strong", wrap=True))
        self.put(self.letter)
        self.say_beside({"": self.letter})
        self.foot(
            Act(
                id="desk_open",
                text=_("Buka meja"),
                keys=("Enter",),
                run=lambda: answer(self.letter.text().upper()),
            )
        )


class AllowedDesk(Panel):
    """Asks for a supervisor's word where letters were assigned, and this laptop has others.

    Whoever is signed in as a supervisor (`own_word`) is known, and says it by the passphrase alone.
    """

    def __init__(
        self, host: QWidget, letter: str, answer: Callable[[str, str], None], *, own_word: bool
    ) -> None:
        title = _("Huruf {letter} bukan untuk laptop ini").format(letter=letter)
        super().__init__(host, name="allowed_desk", widest=480, title=title)
        by = None if own_word else Field(_("Nama supervisor"), "allowed_by")
        whose = _("Kata sandi Anda") if own_word else _("Kata sandi supervisor")
        passphrase = PassphraseField(whose, "allowed_passphrase")
        why = _("Dua laptop dengan satu huruf memberi nomor yang sama dua kali.")
        self.put(label(why, tone="ink2", wrap=True))
        for box in filter(None, (by, passphrase)):
            self.put(box)
        self.say_beside({"": by or passphrase, "signin.": passphrase})
        self.foot(
            Act(
                id="allowed_open",
                text=_("Buka meja {letter}").format(letter=letter),
                keys=("Enter",),
                run=lambda: answer(by.text() if by else "", passphrase.text()),
            )
        )


class HomeForm(Panel):
    """Asks for another home; the dusun of the last one stays, since relatives come together."""

    def __init__(
        self, host: QWidget, dusun: str, answer: Callable[[Home], None], *, sought: str = ""
    ) -> None:
        title = _("Orang yang tidak bisa datang: tim ke rumahnya")
        super().__init__(host, name="home_form", widest=680, title=title, goes_on=True)
        self._answer = answer
        self.dusun = Field(_("Dusun"), "home_dusun")
        self.dusun.set_text(dusun)
        self.rt, self.rw = Field(_("RT"), "home_rt"), Field(_("RW"), "home_rw")
        self.address = Field(_("Alamat atau patokan"), "home_address", reserve=False)
        self.contact = Field(
            _("Siapa yang dicari: nama, telepon"),
            "home_contact",
            help_text=_("Nama menurut KK dipilih nanti, saat merekam di rumahnya."),
        )
        self.contact.set_text(sought)
        self.cannot = Field(_("Tidak bisa apa?"), "home_cannot", help_text=_("mis. berjalan, duduk, melihat"))
        for box in (self.rt, self.rw):
            box.setFixedWidth(px(96))
        self.put(self.contact, self.cannot)
        self.put(self.dusun, self.rt, self.rw)
        self.put(self.address)
        self.say_beside({"": self.dusun, "home.bad_rt": self.rt})
        self.foot(Act(id="home_save", text=_("Berikan nomor rumah"), keys=("Enter",), run=self._tell), gap=6)

    def _tell(self) -> None:
        self._answer(
            Home(
                address=self.address.text(),
                dusun=self.dusun.text(),
                rt=self.rt.text(),
                rw=self.rw.text(),
                contact=self.contact.text(),
                cannot=self.cannot.text(),
            )
        )


class NotSought(Panel):
    """Asks whether somebody is sought no more: who was met there may be they, by a name that hides it."""

    def __init__(self, host: QWidget, missed: Ticket, answer: Callable[[], object]) -> None:
        words = _("Di rumah itu dilayani {name}, {number}. Orang yang sama, atau sudah jelas?")
        super().__init__(
            host,
            name="not_sought",
            widest=560,
            title=_("Dicari: {name}").format(name=missed.sought),
            help_text=words.format(name=missed.name, number=missed.number),
        )
        self.foot(Act(id="not_sought_say", text=_("Tidak dicari lagi"), keys=("Enter",), run=answer))
