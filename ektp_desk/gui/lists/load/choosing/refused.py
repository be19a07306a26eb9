"""Why a file cannot be the list that was asked for; if it looks like another kind, the key to take it so."""

from __future__ import annotations

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.gui.lists.words import kind_of_list
from ektp_desk.gui.parts import Banner
from ektp_desk.words import _
from ektp_desk.words.errors import SENTENCES, in_file, message


class RefusedFile(Banner):
    """What it proposes is taken by the page's blue button."""

    def __init__(self) -> None:
        self._other = ""
        super().__init__("bad", name="list_refused")

    def proposed(self) -> ListKind | None:
        """Give the kind that the file looks like, where that is another."""
        return ListKind(self._other) if self._other in set(ListKind) else None

    def refuse(self, error: EktpError) -> None:
        """Say why, which of several files it is, and which kind is proposed instead."""
        self._other = str(error.facts.get("looks_like", "")) if error.code == "import.wrong_kind" else ""
        if self.proposed() is not None:
            self._propose(error)
        elif error.code in SENTENCES:
            what, _dot, then = message(error).partition(". ")
            self.say("bad", f"{what}." if then else what, then=then, code=error.code)
        else:
            what = in_file(error, _("Berkas ini tidak dapat dibaca sebagai daftar."))
            self.say("bad", what, then=_("Belum ada yang dimuat. Pilih berkas lain."), code=error.code)

    def _propose(self, error: EktpError) -> None:
        kind = kind_of_list(self._other)
        what = in_file(error, _("Judul kolomnya seperti daftar {kind}.").format(kind=kind))
        then = _("Tidak ada yang disimpan. Periksa sebagai {kind}, atau pilih berkas lain.").format(kind=kind)
        self.say("warn", what, then=then, code=error.code)
