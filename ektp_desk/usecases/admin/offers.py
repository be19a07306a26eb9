"""Where keys were made that no ADB has given yet."""

from __future__ import annotations

from collections.abc import Set

from ektp_desk.domain.journal.bodies import KeyOffered
from ektp_desk.domain.journal.events import Entity
from ektp_desk.usecases.laptops.queries import journals_known
from ektp_desk.usecases.session import Session


def offered_on(session: Session, user: str, signs: Set[str]) -> tuple[str, ...]:
    """The laptops ("02/a") on which these keys (Ed25519, hex) were offered in a user's name."""
    if not signs:
        return ()
    labels = {one.device: one.label for one in journals_known(session)}
    said = session.store.life(Entity.USER, user).events
    made = {e.header.device for e in said if isinstance(e.body, KeyOffered) and e.body.sign in signs}
    return tuple(sorted(labels.get(device, device) for device in made))
