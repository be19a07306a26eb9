"""Those of the sample's day whose way is not the usual one: a lorry, two homes, who is called first."""

from __future__ import annotations

from ektp_desk.domain.tickets import Priority
from ektp_desk.usecases.queue.commands import NewGroup, prioritise
from ektp_desk.usecases.queue.homes import Home, set_home
from ektp_desk.usecases.queue.queries import waiting_tickets
from ektp_desk.usecases.session import Session

TRUCK, TRUCK_SIZE = NewGroup("Truk Oelbubuk", "Bapak Obed Contoh", at_once=True), 24
HOME_GONE_TO = Home("rumah kedua sesudah gereja", "Oelbubuk", "3", "1", "Mama Yuli Contoh", "berjalan")
_HOME_LEFT = Home("kios biru dekat mata air", "Fatumnasi", "5", "2", "Bapak Melki Contoh", "duduk lama")


def put_first(session: Session, visit: str) -> None:
    """Let two of those who came last be called before the others, each for a reason; one waits at home."""
    waiting = [each.id for each in waiting_tickets(session, visit) if each.called_at is None]
    set_home(session, waiting[-2], _HOME_LEFT)
    prioritise(session, waiting[-1:], Priority.ELDERLY)
    prioritise(session, waiting[-3:-2], Priority.PREGNANT)
