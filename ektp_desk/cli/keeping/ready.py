"""`doctor --visit`: is this laptop ready for one visit, yes or not yet; it changes nothing."""

from __future__ import annotations

from dataclasses import asdict

import click

from ektp_desk.cli.common import Signing, find_user, read_passphrase, write_json
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.health.machine import BAD, Check, machine_checks
from ektp_desk.desk.health.office import restore_checks, slot_check, store_checks
from ektp_desk.desk.health.power import machine_of
from ektp_desk.usecases.visits.readiness import Readiness, readiness
from ektp_desk.words import _
from ektp_desk.words.doctor import TITLES, check_words
from ektp_desk.words.visit.readiness import STATES, found_words, point_title, ready_words, todo_words

_SAID_BY_VISIT = {"space", "backup"}  # the points for a visit ask more of these


def tell_readiness(signing: Signing, visit: str, *, as_json: bool) -> bool:
    """Say whether this laptop is ready for a visit, with reasons; raises `visit.unknown`."""
    found, checks = _looked(signing, visit)
    unwell = [check for check in checks if check.state == BAD and check.name not in _SAID_BY_VISIT]
    is_ready = found.is_ready and not unwell
    if as_json:
        points = [asdict(point) for point in found.points]
        write_json(
            {"ready": is_ready, "visit": visit, "points": points, "checks": [asdict(c) for c in checks]}
        )
        return is_ready
    click.echo(_("Laptop ini siap: {answer}").format(answer=ready_words(ready=is_ready)))
    for point in found.points:
        words = found_words(point.name, point.what, point.facts)
        todo = todo_words(point.name, point.what)
        click.echo(
            f"{_(STATES[point.state])} · {point_title(point.name)}: {words}{'. ' if todo else ''}{todo}"
        )
    for check in unwell:
        told = check_words(check.name, check.state, check.facts)
        click.echo(f"{_(STATES[BAD])} · {_(TITLES[check.name])}: {told}")
    return is_ready


def _looked(signing: Signing, visit: str) -> tuple[Readiness, list[Check]]:
    checks = machine_checks(signing.folders)
    with Desk(signing.folders, today=signing.today, looking=True) as desk:
        checks += [slot_check(desk), *restore_checks(desk)]
        user = find_user(desk, signing.user)
        session = desk.open(user, desk.unlock(user, read_passphrase(signing.passphrase_fd)))
        checks += store_checks(desk, desk.held_store())
        return readiness(session, visit, machine_of(signing.folders)), checks
