"""`verify` and `rebuild`: is the store as it was written, and make its rows anew."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from ektp_desk.cli.common import Signing, opened, signing_options, telling, write_json
from ektp_desk.desk.opening import doubts_of
from ektp_desk.domain.errors import EktpError, StoreDamaged
from ektp_desk.store.proof.elsewhere import lists_elsewhere
from ektp_desk.store.proof.files import verify_files
from ektp_desk.store.proof.rebuild import rebuild as rebuild_rows
from ektp_desk.store.proof.verify import (
    Fault,
    verify_chain,
    verify_incarnations,
    verify_lists,
    verify_pages,
)
from ektp_desk.store.store import Store
from ektp_desk.usecases.admin.queries import events_held
from ektp_desk.words import _
from ektp_desk.words.errors import sentence


@click.command(help=_("Periksa jurnal dan berkas: apakah semua masih seperti ditulis."))
@signing_options
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def verify(*, signing: Signing, as_json: bool) -> None:
    """Name each event that was changed, removed or moved; exit 1 if there is any."""
    findings, events, elsewhere = _examined(signing)
    if as_json:
        document = {"ok": not findings, "events": events, "findings": [asdict(f) for f in findings]}
        write_json(document | ({"rows_elsewhere": elsewhere} if elsewhere else {}))
    else:
        for finding in findings:
            click.echo(_told(finding))
        if not findings:
            click.echo(_("{count} peristiwa diperiksa. Semua seperti ditulis.").format(count=events))
        if elsewhere:
            told = _("Isi daftar ini ada di laptop yang memuatnya, tidak di sini: {names}.")
            click.echo(told.format(names=", ".join(elsewhere)))
    sys.exit(1 if findings else 0)


def _examined(signing: Signing) -> tuple[list[Fault], int, list[str]]:
    """Findings (a store that cannot be read is one), the number of events, and other laptops' lists."""
    try:
        with opened(signing, looking=True) as (desk, store):
            findings = verify_pages(store.connection) or _journals(store)
            elsewhere = [] if findings else list(lists_elsewhere(store).values())
            if not findings:
                findings = verify_lists(store) + verify_files(store, desk.objects().check)
            if doubt := doubts_of(store, desk.folders, told=desk.told):
                findings.insert(0, _of_anchor(doubt))
            return findings, events_held(store), elsewhere
    except StoreDamaged as damage:
        return [Fault(damage.code)], 0, []


def _journals(store: Store) -> list[Fault]:
    return list(dict.fromkeys([*verify_chain(store.connection), *verify_incarnations(store.connection)]))


def _of_anchor(doubt: EktpError) -> Fault:
    first = doubt.facts.get("first", doubt.facts.get("seq", 0))
    return Fault(doubt.code, seq=int(first), last=int(doubt.facts.get("last", 0)))


def _told(finding: Fault) -> str:
    facts = asdict(finding)
    code = facts.pop("code")
    return sentence(EktpError(code, first=finding.seq, **facts))


@click.command(help=_("Susun ulang semua tampilan dari jurnal."))
@signing_options
@telling
def rebuild(*, signing: Signing) -> None:
    """Fold every entity anew, but not from a damaged journal: its rows would look like true ones."""
    with opened(signing) as (_desk, store):
        findings = _journals(store)
        count = 0 if findings else rebuild_rows(store)
    for finding in findings:
        click.echo(_told(finding), err=True)
    if findings:
        sys.exit(1)
    click.echo(_("{count} hal disusun ulang dari jurnal.").format(count=count))
