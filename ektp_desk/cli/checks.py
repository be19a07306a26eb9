"""`verify` and `rebuild`: is the store as it was written, and make its rows anew."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from ektp_desk.cli.common import Signing, signed_in, signing_options, telling, write_json
from ektp_desk.domain.errors import EktpError
from ektp_desk.store.proof.rebuild import rebuild as rebuild_rows
from ektp_desk.store.proof.verify import Finding, verify_chain, verify_lists, verify_pages
from ektp_desk.words import _
from ektp_desk.words.errors import sentence


@click.command(help=_("Periksa jurnal dan berkas: apakah semua masih seperti ditulis."))
@signing_options
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def verify(*, signing: Signing, as_json: bool) -> None:
    """Name each event that was changed, removed or moved; exit 1 if there is any."""
    with signed_in(signing, looking=True) as (desk, _session):
        if desk.store is None:
            raise EktpError("program.error")
        findings = verify_pages(desk.store.connection)
        if not findings:
            findings = [*verify_chain(desk.store.connection), *verify_lists(desk.store)]
        events = desk.store.ask("events_held", dict[str, int])[0]["value"]
    if as_json:
        write_json({"ok": not findings, "events": events, "findings": [asdict(f) for f in findings]})
    else:
        for finding in findings:
            click.echo(_told(finding))
        if not findings:
            click.echo(_("{count} peristiwa diperiksa. Semua seperti ditulis.").format(count=events))
    sys.exit(1 if findings else 0)


def _told(finding: Finding) -> str:
    return sentence(EktpError(finding.code, journal=finding.journal, seq=finding.seq, kind=finding.kind))


@click.command(help=_("Susun ulang semua tampilan dari jurnal."))
@signing_options
@telling
def rebuild(*, signing: Signing) -> None:
    """Fold every entity anew."""
    with signed_in(signing) as (desk, _session):
        if desk.store is None:
            raise EktpError("program.error")
        count = rebuild_rows(desk.store)
    click.echo(_("{count} hal disusun ulang dari jurnal.").format(count=count))
