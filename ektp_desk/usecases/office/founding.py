"""Founding an office: the first events of its first journal."""

from __future__ import annotations

from collections.abc import Callable

from ektp_desk.domain.journal.bodies import IncarnationOpened, OfficeFounded, UserAdded
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.journal.labels import FIRST_LABEL
from ektp_desk.domain.moments import Moment
from ektp_desk.domain.roles import Role
from ektp_desk.usecases.ports import Keeps


def found_office(
    store: Keeps,
    charter: OfficeFounded,
    *,
    device: str,
    user: str,
    user_name: str,
    at: Moment,
    new_id: Callable[[], str],
) -> None:
    """Write the office's charter and its first user, who holds every role until others join."""
    store.write(
        [
            Act(Entity.DEVICE, device, IncarnationOpened(label=FIRST_LABEL, reason="first")),
            Act(Entity.OFFICE, new_id(), charter),
            Act(Entity.USER, user, UserAdded(name=user_name, roles=tuple(Role))),
        ],
        by=user,
        at=at,
    )
