"""The office's rules: what holds now, and setting one."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies import PolicySet
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.office.policies import DEFAULTS, Policy, check_policy
from ektp_desk.usecases.session import Session


def policy(session: Session, name: Policy) -> str:
    """Give a rule as it holds now: as somebody set it, as the charter says, or the default."""
    said = session.value("policy", name=name.value)
    if isinstance(said, str):
        return said
    return session.office.closing_hour if name is Policy.CLOSING_HOUR else DEFAULTS[name]


def policy_number(session: Session, name: Policy) -> int:
    """Give a rule that is a number."""
    return int(policy(session, name))


def policies(session: Session) -> dict[Policy, str]:
    """Give every rule as it holds now."""
    return {name: policy(session, name) for name in Policy}


def set_policy(session: Session, name: Policy, value: str) -> None:
    """Set a rule from now on; saying what holds already writes nothing.

    Raises `policy.bad_hour`, `policy.bad_number`, `role.not_allowed`.
    """
    said = PolicySet(name=name.value, value=check_policy(name, value))
    act = Act(Entity.OFFICE, session.office.id, said)
    session.check_roles(act)
    if said.value != policy(session, name):
        session.write(act)
