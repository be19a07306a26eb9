"""What a look does to a screen, shown small: a list, a state, a number and a button, all invented."""

from __future__ import annotations

from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Card, Elided, Marked, Note, hairline, label
from ektp_desk.words import _


class SampleCard(Card):
    """Nothing in it acts: it is looked at while the choice is made."""

    def __init__(self) -> None:
        super().__init__(name="look_sample")
        self.add_heading(_("Begini terlihat"), _("contoh, tidak ada yang tersimpan"))
        self.add(hairline())
        self.add_row(label("A042", "hero"), None)
        self.add(Elided(_("Rekam baru · menunggu 61 menit"), "body"))
        for shape, words in (
            (Shape.CALLED, _("dipanggil")),
            (Shape.WAITING, _("menunggu")),
            (Shape.FIRST, _("didahulukan")),
            (Shape.FINISHED, _("aman di kantor")),
        ):
            self.add(Marked(Note(shape, words)))
        self.add(hairline())
        self.add(Elided(_("Keterangan ditulis lebih kecil, seperti ini."), "help"))
        self.body.addStretch(1)
