"""`doctor`: is all well with the machine, the folder and the journal; it changes nothing."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from ektp_desk.cli.common import Signing, find_user, read_passphrase, signing_options, telling, write_json
from ektp_desk.cli.keeping.ready import tell_readiness
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.health.machine import BAD, Check, machine_checks
from ektp_desk.desk.health.memory import memory_checks
from ektp_desk.desk.health.office import (
    closed_checks,
    refused_check,
    restore_checks,
    slot_check,
    store_checks,
)
from ektp_desk.domain.errors import EktpError
from ektp_desk.words import _
from ektp_desk.words.doctor import STATES, TITLES, check_words
from ektp_desk.words.errors import sentence


@click.command(help=_("Periksa laptop, folder data, dan (dengan kata sandi) jurnal; tidak mengubah apa-apa."))
@signing_options
@click.option("--visit", metavar="ID", help=_("Periksa apakah laptop ini siap untuk kunjungan itu."))
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def doctor(*, signing: Signing, visit: str | None, as_json: bool) -> None:
    """Say what is well and what is not; exit 1 when something is bad, or is missing for the visit."""
    if visit is not None:
        sys.exit(0 if tell_readiness(signing, visit, as_json=as_json) else 1)
    checks = [*machine_checks(signing.folders), *memory_checks(), *_office_checks(signing)]
    is_well = all(check.state != BAD for check in checks)
    if as_json:
        write_json({"ok": is_well, "checks": [asdict(check) for check in checks]})
    else:
        for check in checks:
            click.echo(f"{_(STATES[check.state])} · {_(TITLES[check.name])}: {_told(check)}".rstrip(": "))
    sys.exit(0 if is_well else 1)


def _office_checks(signing: Signing) -> list[Check]:
    """Look at the office's files; without a descriptor nobody is asked for a passphrase."""
    checks: list[Check] = []
    try:
        with Desk(signing.folders, today=signing.today, looking=True) as desk:
            checks += [slot_check(desk), *restore_checks(desk)]
            if signing.passphrase_fd is None:
                return checks + closed_checks()
            user = find_user(desk, signing.user)
            keys = desk.unlock(user, read_passphrase(signing.passphrase_fd))
            return checks + store_checks(desk, desk.open_store(user, keys))
    except EktpError as error:
        return [*checks, refused_check(error)]


def _told(check: Check) -> str:
    facts = dict(check.facts)
    if "code" in facts:
        return sentence(EktpError(str(facts.pop("code")), **facts))
    return check_words(check.name, check.state, facts)
