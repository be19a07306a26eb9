"""What the queue asks about a number or a group: why first, what for, and when they are to come instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import Priority, Purpose
from ektp_desk.gui.kit import label
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.cards import stacked
from ektp_desk.gui.kit.day_entry import DayEntry
from ektp_desk.gui.kit.ending import nameless_note
from ektp_desk.gui.kit.form import Panel
from ektp_desk.gui.queue.panels import PURPOSE_KEYS
from ektp_desk.usecases.queue.facts import ComingVisit
from ektp_desk.words import _
from ektp_desk.words.dates import short_date
from ektp_desk.words.outcomes import priority_word, purpose_word


@dataclass(frozen=True, slots=True, repr=False)
class Subject:
    """A number or a whole group that is asked about: how it is called, and how it stands.

    None for `purpose` leaves that as it is for each of a group; `waits` is false for one who is at the desk.
    """

    who: str
    tickets: tuple[str, ...]
    title: str
    line: str
    priority: str
    purpose: Purpose | None
    waits: bool = True


class AboutNumber(Panel):
    """What can be changed of them: why first, what for, another day.

    The reason that stands, or the first, has the focus; of one who is at the desk no reason is asked.
    """

    def __init__(
        self,
        host: QWidget,
        subject: Subject,
        *,
        on_reason: Callable[[Subject, Priority | None], object],
        on_purpose: Callable[[Subject, Purpose], object],
        on_other_day: Callable[[Subject], object],
    ) -> None:
        super().__init__(
            host, name="about", widest=600, title=subject.title, help_text=subject.line, beside=True
        )
        self._subject = subject
        reasons = [
            Act(
                id=f"about_{reason.value}",
                text=priority_word(reason),
                keys=(str(at),),
                why_not=self._why_no_reason,
                run=partial(on_reason, subject, reason),
            )
            for at, reason in enumerate(Priority, 1)
        ]
        usual = Act(
            id="about_none",
            text=_("Tidak didahulukan"),
            keys=("0",),
            why_not=self._why_usual,
            run=partial(on_reason, subject, None),
        )
        purposes = [
            Act(
                id=f"about_{each.value}",
                text=purpose_word(each),
                keys=(key,),
                why_not=partial(self._why_not_for, each),
                run=partial(on_purpose, subject, each),
            )
            for each, key in PURPOSE_KEYS.items()
        ]
        day = Act(
            id="about_other_day", text=_("Jadwal ulang…"), keys=("J",), run=partial(on_other_day, subject)
        )
        left, right = [*reasons, usual], [*purposes, day]
        self.take(*left, *right)
        self._buttons = {act.id: self.acts.button(act.id) for act in (*left, *right)}
        beside = self._column(_("Keperluan"), purposes, self._column(_("Hari lain"), [day]))
        self.card.add_row((self._column(_("Dahulukan karena"), left), 1), (beside, 1), gap=16)
        order = _("Urutan panggilan: datang kembali, didahulukan, giliran biasa, lalu yang dilewati.")
        self.put(label(order, tone="ink2", wrap=True))

    def stops(self) -> list[QWidget]:
        """One column after the other."""
        return [*self._buttons.values(), *([self._back] if self._back else [])]

    def first(self) -> QWidget:
        chosen = self._buttons.get(f"about_{self._subject.priority}")
        return chosen if self._subject.waits and chosen is not None else super().first()

    def _why_no_reason(self) -> str:
        return "" if self._subject.waits else _("Sudah dipanggil ke meja")

    def _why_usual(self) -> str:
        return self._why_no_reason() or ("" if self._subject.priority else _("Belum didahulukan"))

    def _why_not_for(self, purpose: Purpose) -> str:
        if self._subject.purpose is None:
            return _("Keperluan rombongan diubah satu per satu")
        return _("Keperluannya sudah itu") if purpose is self._subject.purpose else ""

    def _column(self, title: str, acts: Iterable[Act], *below: QWidget) -> QWidget:
        return stacked(label(title, "label"), *(self._buttons[act.id] for act in acts), None, *below, gap=5)


_LETTERS = "ABCD"  # the next four visits: what lies further ahead is told by its date


class OtherDay(Panel):
    """Asks when `who` is to come: on a day, or to one of the visits `ahead`; tells of the `nameless`."""

    def __init__(
        self,
        host: QWidget,
        who: str,
        ahead: Sequence[ComingVisit],
        *,
        today: date,
        nameless: Sequence[str] = (),
        on_day: Callable[[str], object],
        to_visit: Callable[[str], object],
    ) -> None:
        super().__init__(host, name="other_day", widest=600, title=_("Jadwal ulang {who}").format(who=who))
        self._on_day = on_day
        visits = [
            Act(
                id=f"other_day_{letter.lower()}",
                text=f"{short_date(visit.day)} · {visit.place}",
                keys=(letter,),
                run=partial(to_visit, visit.id),
            )
            for letter, visit in zip(_LETTERS, ahead, strict=False)
        ]
        letters = _LETTERS[: len(visits)]
        self.day = DayEntry(today, key="" if "C" in letters else "C")
        save = Act(id="other_day_save", text=_("Jadwalkan ulang"), keys=("Enter",), run=self._save)
        self.take(save, *visits, *self.day.acts(), blue=save.id)
        self.day.follow(self.acts, letters)
        self.say_beside({"": self.day.field})
        self.put(self.day, None)
        if nameless:
            self.card.add(nameless_note(nameless))
        if visits:
            title = label(_("Atau ke kunjungan berikut"), "label")
            self.card.add(stacked(title, *(self.acts.button(visit.id) for visit in visits), gap=5))
        self.put_foot(save.id)

    def _save(self) -> None:
        try:
            day = self.day.day()
        except EktpError as error:
            self.refuse(error)
            return
        if day:
            self._on_day(day)
        else:
            self.day.field.set_error(_("Isi tanggal datang kembali."))
            self.day.setFocus()
