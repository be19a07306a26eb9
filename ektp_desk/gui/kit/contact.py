"""By which telephone somebody can be reached: the panel that asks it, and who opens it over a screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from ektp_desk.domain.people import Whose
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.cards import stacked
from ektp_desk.gui.kit.choices import Choice, Option, Tick
from ektp_desk.gui.kit.fields import Field
from ektp_desk.gui.kit.form import Panel, Panels
from ektp_desk.gui.kit.labels import label
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.work import Work
from ektp_desk.usecases.people.contacts.commands import give_contact
from ektp_desk.usecases.people.contacts.queries import Contact, contact_of
from ektp_desk.usecases.people.queries import the_person
from ektp_desk.words import _
from ektp_desk.words.contacts import whose_word


class ContactPanel(Panel):
    """`answer` gets the number, whose it is, and whether it may be kept; an empty number takes it away.

    Of whom no telephone is known Enter on an empty box goes on without one.
    """

    def __init__(
        self, host: QWidget, name: str, held: Contact, answer: Callable[[str, str, bool], object]
    ) -> None:
        super().__init__(
            host,
            name="contact",
            widest=560,
            title=_("Telepon: {name}").format(name=name),
            help_text=_("Untuk mengabari orang ini saja. Kosongkan untuk menghapusnya.")
            if held.phone
            else _("Untuk mengabari orang ini saja. Tidak ada atau tidak mau: Enter."),
        )
        self._answer, self._held = answer, held
        self.phone = Field(_("Nomor telepon"), "contact_phone", placeholder=_("mis. 0812-9000-0001"))
        self.phone.set_text(held.phone)
        options = [Option(whose, whose_word(whose), "primary", Shape.DONE) for whose in Whose]
        keys = [f"Alt+{place}" for place, _option in enumerate(options, start=1)]
        self.whose = Choice(_("Milik siapa"), options, name="contact_whose", height=40, keys=keys)
        self.whose.choose(held.whose or None)
        self.consent = Tick(_("Pemiliknya setuju nomor ini disimpan"), "Alt+S", name="contact_consent")
        self.consent.setChecked(bool(held.phone))
        for part in (self.phone, stacked(label(_("Milik siapa"), "label"), self.whose, gap=4), self.consent):
            self.card.add(part)
        take = self.whose.take
        acts = [
            Act(id=f"contact_{whose}", keys=(key,), run=partial(take, whose))
            for whose, key in zip(Whose, keys, strict=True)
        ]
        agree = Act(id="contact_agree", keys=("Alt+S",), run=self.consent.toggle)
        save = Act(id="contact_save", text=self._save_word, keys=("Enter",), run=self._save)
        self.foot(save, also=(*acts, agree))
        self.say_beside({"contact.unreadable": self.phone}, brief=True)
        self.phone.changed.connect(self.acts.refresh)

    def _save_word(self) -> str:
        if self.phone.text():
            return _("Simpan telepon")
        return _("Hapus telepon") if self._held.phone else _("Lanjut tanpa telepon")

    def _save(self) -> None:
        self._answer(self.phone.text(), self.whose.value() or "", self.consent.isChecked())


class ContactController:
    """Opens the panel over a screen."""

    def __init__(self, work: Work, panels: Panels) -> None:
        self._work, self._panels = work, panels
        self._asked: set[str] = set()  # people, of their own accord

    def ask(self, person: str, *, unless_known: bool = False) -> None:
        """Ask by which telephone somebody can be reached; what is known stands there."""

        def shown(read: tuple[str, Contact]) -> None:
            name, held = read
            if not (unless_known and held.phone):
                answer = partial(self._take, person, held)
                self._panels.ask(lambda host: ContactPanel(host, name, held, answer))

        self._work.ask(lambda session: (the_person(session, person).name, contact_of(session, person)), shown)

    def ask_once(self, person: str | None) -> None:
        """Who was told a day can be told more by telephone: unless it is known, or was asked before."""
        if person and person not in self._asked:
            self._asked.add(person)
            self.ask(person, unless_known=True)

    def _take(self, person: str, held: Contact, phone: str, whose: str, consent: bool) -> None:  # noqa: FBT001  a panel's answer
        if not (phone or held.phone):
            self._panels.leave()
            return
        visit = self._work.visit.id if self._work.visit else ""

        def done(_written: None) -> None:
            self._panels.leave()
            self._work.tell(lambda: _("Telepon tersimpan") if phone else _("Telepon dihapus"))

        self._work.do(
            lambda session: give_contact(session, person, phone, whose=whose, consent=consent, visit=visit),
            done,
            self._panels.refuse,
        )
