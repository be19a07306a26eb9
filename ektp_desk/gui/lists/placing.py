"""Where those live of whom a list does not say it: asked over its review, which is then made anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.gui.kit import Field
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.chooser import Chooser
from ektp_desk.gui.kit.form import Panel, Panels
from ektp_desk.gui.kit.tokens import is_small
from ektp_desk.gui.kit.walk_in import village_pick
from ektp_desk.gui.work import Work
from ektp_desk.usecases.lists.preview import ToCheck
from ektp_desk.usecases.lists.preview_words import ListPreview
from ektp_desk.usecases.places import Village, matching, office_villages, village_named
from ektp_desk.words import _
from ektp_desk.words.numbers import count

_NO_VILLAGES = (ListKind.DKB, ListKind.STATUS)


class ListVillage:
    """`seen` is what the review shows, `check` has its files read otherwise."""

    def __init__(
        self,
        work: Work,
        panels: Panels,
        *,
        seen: Callable[[], ListPreview | None],
        check: Callable[[ToCheck], object],
    ) -> None:
        self._work, self._panels, self._seen, self._check = work, panels, seen, check

    def act(self, why_not: Callable[[], str]) -> Act:
        return Act(
            id="list_village",
            text=self._words,
            keys=("D",),
            when=self._may,
            why_not=why_not,
            run=self._ask,
        )

    def _may(self) -> bool:
        seen = self._seen()
        if seen is None or seen.wanted.kind in _NO_VILLAGES:
            return False
        return seen.words.unplaced > 0 or bool(seen.wanted.village)

    def _words(self) -> str:
        words = seen.words if (seen := self._seen()) is not None else None
        if words is None or is_small():
            return _("Ganti desa") if words is not None and words.village else _("Sebut desa")
        if words.village:
            return _("Tanpa desa: {village}").format(village=words.village)
        return _("Sebut desa {n} orang").format(n=count(words.unplaced))

    def _ask(self) -> None:
        self._panels.ask(lambda host: VillageQuestion(host, self._answer, work=self._work))

    def _answer(self, text: str) -> None:
        self._work.ask(
            lambda session: village_named(session, text, outside=False), self._said, self._panels.refuse
        )

    def _said(self, code: str) -> None:
        self._panels.leave()
        if (seen := self._seen()) is not None:
            self._check(replace(seen.wanted, village=code, seen=seen.imported.digests))


class VillageQuestion(Panel):
    """Nothing typed says that nobody knows."""

    def __init__(self, host: QWidget, answer: Callable[[str], object], *, work: Work) -> None:
        super().__init__(
            host,
            name="list_village_question",
            widest=560,
            title=_("Desa mereka yang tanpa desa"),
            help_text=_(
                "Untuk baris yang desanya tidak ditulis atau tidak dikenali."
                " Yang menyebut desanya tidak berubah."
            ),
        )
        self._answer, self._work = answer, work
        self.village = Field(
            _("Desa"), "list_village_name", placeholder=_("ketik nama desa"), show_title=False
        )
        self.villages = Chooser(
            self.village.edit, _("Desa yang cocok"), tab_takes=True, name="list_village_choices"
        )
        self.card.add(self.village)
        take = Act(id="list_village_take", text=_("Pakai desa ini"), keys=("Enter",), run=self._take)
        self.foot(take)
        self.say_beside({"place": self.village})
        self.village.edit.textEdited.connect(self._find)
        self.villages.chosen.connect(self._answer)

    def first(self) -> QWidget:
        return self.village.edit

    def _take(self) -> None:
        self._answer(self.village.text())

    def _find(self, text: str) -> None:
        self._work.ask(
            lambda session: matching(office_villages(session), {}, text) if text else [],
            partial(self._show, text),
            over="villages",
        )

    def _show(self, text: str, villages: list[Village]) -> None:
        """Offer those that fit, unless the typing has gone on or the question has gone."""
        if isValid(self) and text == self.village.edit.text():
            self.villages.set_choices([village_pick(village) for village in villages])
