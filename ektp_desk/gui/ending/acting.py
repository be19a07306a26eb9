"""Turns what the panel was told into the one act that writes it."""

from __future__ import annotations

from collections.abc import Callable

from ektp_desk.domain.tickets import Outcome
from ektp_desk.gui.ending.choices import VOIDED
from ektp_desk.usecases.queue.commands import end_ticket, void_ticket
from ektp_desk.usecases.session import Session


def ending_act(ticket: str, choice: str, *, text: str = "", on: str = "") -> Callable[[Session], None]:
    """Give the act for `Work.do`; `choice`, `text` and `on` are as the panel's `chosen` gave them."""
    if choice == VOIDED:
        return lambda session: void_ticket(session, ticket, text=text)
    outcome = Outcome(choice)
    return lambda session: end_ticket(session, ticket, outcome, text=text, on=on)
