"""The list of stops: number and name, where it is, and how it stands."""

from __future__ import annotations

from ektp_desk.domain.tickets import TicketState
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Cell, Column, ListTable
from ektp_desk.usecases.queue.queries import Stop
from ektp_desk.words import _
from ektp_desk.words.outcomes import purpose_word, state_word


def stop_table() -> ListTable[Stop]:
    """Make a list of stops, empty."""
    columns: tuple[Column[Stop], ...] = (
        Column(_("Nomor"), lambda stop: stop.number, width=80, small=76, key=True),
        Column(_("Nama dan alamat"), _who),
        Column(_("Dusun"), _where, width=170, small=124),
        Column(_("Keadaan"), _state, width=156, small=148),
    )
    return ListTable(
        columns, lambda stop: stop.ticket, name="homes_table", accessible_name=_("Kunjungan rumah"), lines=2
    )


def place_line(stop: Stop) -> str:
    """Write RT and RW: `RT 003/RW 001`."""
    parts = [f"RT {stop.rt}" if stop.rt else "", f"RW {stop.rw}" if stop.rw else ""]
    return "/".join(part for part in parts if part)


def _who(stop: Stop) -> Cell:
    return Cell(stop.name or stop.contact or _("belum dikenali"), under=stop.address, italic=not stop.name)


def _where(stop: Stop) -> Cell:
    return Cell(stop.dusun or "–", under=place_line(stop))


def _state(stop: Stop) -> Cell:
    under = purpose_word(stop.purpose)
    if stop.state is TicketState.SERVING:
        return Cell(_("dilayani {desk}").format(desk=stop.desk), under=under, shape=Shape.UNDER_WAY)
    if stop.state is TicketState.CALLED:
        return Cell(f"{state_word(stop.state)} · {stop.desk}", under=under, shape=Shape.CALLED, bold=True)
    return Cell(_("belum didatangi"), under=under, shape=Shape.WAITING)
