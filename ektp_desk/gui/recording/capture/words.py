"""What a photo's measures say in words: each short enough to stand beside its bar."""

from __future__ import annotations

from ektp_desk.domain.pictures.photo import Measures, Verdict
from ektp_desk.domain.recordings import Modality, Taken
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Note
from ektp_desk.words import N_, _

_VERDICTS = {
    Verdict.GOOD: N_("baik"),
    Verdict.TOO_DARK: N_("terlalu gelap"),
    Verdict.TOO_BRIGHT: N_("terlalu terang"),
    Verdict.HARSH: N_("silau"),
    Verdict.BLURRED: N_("buram"),
    Verdict.NO_FACE: N_("wajah belum tampak"),
    Verdict.SEVERAL: N_("lebih dari satu wajah"),
    Verdict.OFF_CENTRE: N_("geser ke tengah"),
    Verdict.TOO_FAR: N_("terlalu jauh"),
    Verdict.TOO_NEAR: N_("terlalu dekat"),
}
MEASURED = (N_("Cahaya"), N_("Ketajaman"), N_("Letak wajah"))


def verdicts(measures: Measures) -> tuple[Verdict, Verdict, Verdict]:
    """Give what each measure says, in the order of `MEASURED`."""
    return measures.lighting, measures.sharpness, measures.framing


def verdict_word(verdict: Verdict) -> str:
    """Write a verdict."""
    return _(_VERDICTS[verdict])


def verdict_note(verdict: Verdict) -> Note:
    """Write a verdict with its mark."""
    good = verdict is Verdict.GOOD
    return Note(Shape.DONE if good else Shape.LOOK, verdict_word(verdict), tone="ok" if good else "warn")


def quality_note(modality: Modality, taken: Taken) -> Note:
    """Say of a captured step how good it is: `mutu baik`, `buram`; of a signature that it is there."""
    if modality is not Modality.PHOTO:
        return Note(Shape.DONE, _("tersegel"), tone="ok")
    measures = Measures.read(taken.quality)
    if measures is None:
        return Note(Shape.DONE, _("tersegel"), tone="ok")
    told = [verdict_word(v) for v in verdicts(measures) if v is not Verdict.GOOD]
    if told:
        return Note(Shape.LOOK, ", ".join(told), told[0], tone="warn")
    return Note(Shape.DONE, _("mutu baik"), tone="ok")
