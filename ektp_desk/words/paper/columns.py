"""The heads of the columns of a list of names."""

from __future__ import annotations

from ektp_desk.domain.paper.names import Part
from ektp_desk.words import N_, _
from ektp_desk.words.sexes import sexes_title

_HEADS = {
    Part.NUMBER: N_("Nomor"),
    Part.NAME: N_("Nama"),
    Part.YEAR: N_("Lahir"),
    Part.AGE: N_("Umur"),
    Part.NIK: N_("NIK"),
    Part.PLACE: N_("RT/RW"),
    Part.DUSUN: N_("Dusun"),
    Part.ADDRESS: N_("Alamat, kontak"),
    Part.OUTCOME: N_("Hasil"),
    Part.CANNOT: N_("Tidak bisa"),
    Part.REASON: N_("Alasan, yang dibawa"),
    Part.NOTE: N_("Catatan"),
    Part.SAID_BY: N_("Menurut"),
    Part.TICK: N_("Datang"),
    Part.DONE: N_("Sudah"),
}


def column_head(part: Part) -> str:
    """`RT/RW`."""
    return sexes_title() if part is Part.SEX else _(_HEADS[part])
