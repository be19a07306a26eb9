"""`verify` and `rebuild`: is the store as it was written, and make its rows anew."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import islice

import click

from ektp_desk.cli.common import Signing, opened, signing_options, telling, write_json
from ektp_desk.desk.health.machine import OK
from ektp_desk.desk.opening import UNPROVEN, doubts_of
from ektp_desk.domain.errors import EktpError, StoreDamaged
from ektp_desk.domain.journal.labels import PaperHead, read_head
from ektp_desk.seal.sign import are_signed
from ektp_desk.store.proof.elsewhere import (
    Absent,
    absent_stretches,
    lists_elsewhere,
    lists_in_part,
    unexplained_bare,
)
from ektp_desk.store.proof.files import verify_files
from ektp_desk.store.proof.rebuild import rebuild as rebuild_rows
from ektp_desk.store.proof.signatures import Signatures, verify_signatures
from ektp_desk.store.proof.verify import (
    Fault,
    verify_chain,
    verify_incarnations,
    verify_lists,
    verify_pages,
    verify_views,
)
from ektp_desk.store.store import Store
from ektp_desk.usecases.admin.paper_codes import compare_paper
from ektp_desk.usecases.admin.queries import code_of_office, events_held
from ektp_desk.usecases.laptops.queries import device_doubt
from ektp_desk.words import _
from ektp_desk.words.doctor import TITLES, check_words
from ektp_desk.words.errors import sentence
from ektp_desk.words.numbers import count

_MOST = 200  # differences of rows that are named; of a whole table thrown over, the rest is counted


@dataclass(slots=True)
class _Examined:
    """What `verify` found; `more` are differences of rows beyond those that are named."""

    findings: list[Fault] = field(default_factory=list)
    more: int = 0
    events: int = 0
    signatures: Signatures = field(default_factory=Signatures)
    elsewhere: list[str] = field(default_factory=list)
    in_part: list[str] = field(default_factory=list)
    absent: list[Absent] = field(default_factory=list)
    bare: int = 0
    is_sound: bool = False  # as written, though nothing but a paper may prove that it is complete
    office_code: str = ""  # only where it is sound: one out of a changed store would be believed


@click.command(help=_("Periksa jurnal, tampilan dan berkas: apakah semua masih seperti ditulis."))
@signing_options
@click.option("--paper", metavar="KODE", help=_('Cocokkan dengan kode di kertas: "01/a 240 4CQ7-…".'))
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def verify(*, signing: Signing, paper: str | None, as_json: bool) -> None:
    """Name each event that was changed or nobody signed, and each row that no event says; exit 1 if any."""
    head = read_head(paper) if paper is not None else None
    try:
        found = _examined(signing, head)
    except KeyboardInterrupt:
        raise EktpError("verify.stopped") from None
    if as_json:
        findings = [asdict(finding) for finding in found.findings]
        document = {"ok": not findings, "events": found.events, "findings": findings}
        document |= {"signatures": found.signatures.checked, "unsigned": found.signatures.unsigned}
        document |= {"keys_offered": len(found.signatures.offered), "more": found.more}
        document |= {"held": found.signatures.held}
        document |= {"office_code": found.office_code} if found.office_code else {}
        document |= {"erased_elsewhere": found.bare} if found.bare else {}
        document |= {"absent": [one._asdict() for one in found.absent]} if found.absent else {}
        document |= {"rows_in_part": found.in_part} if found.in_part else {}
        write_json(document | ({"rows_elsewhere": found.elsewhere} if found.elsewhere else {}))
    else:
        _tell(found, head)
    sys.exit(1 if found.findings else 0)


def _tell(found: _Examined, paper: PaperHead | None) -> None:
    for finding in found.findings:
        click.echo(_told(finding))
    if found.more:
        click.echo(_("… dan {n} perbedaan lagi.").format(n=count(found.more)))
    if not found.findings:
        click.echo(_("{count} peristiwa diperiksa. Semua seperti ditulis.").format(count=found.events))
    if found.is_sound:
        _tell_codes(found.office_code, paper)
    _tell_signatures(found.signatures)
    _tell_elsewhere(found)


def _tell_elsewhere(found: _Examined) -> None:
    """Say what is not here and lost nothing."""
    if found.elsewhere:
        told = _("Isi daftar ini ada di laptop yang memuatnya, tidak di sini: {names}.")
        click.echo(told.format(names=", ".join(found.elsewhere)))
    if found.in_part:
        told = _("Dari daftar ini di sini hanya orang kunjungan yang dibawa paket kantor: {names}.")
        click.echo(told.format(names=", ".join(found.in_part)))
    if found.absent:
        told = _("Belum datang dari laptop lain: {absent}. Di sini tidak ada yang rusak.")
        click.echo(told.format(absent=", ".join(map(str, found.absent))))
    if found.bare:
        told = _("Isi {n} peristiwa dihapus di laptop lain; keterangannya belum datang.")
        click.echo(told.format(n=count(found.bare)))


def _tell_signatures(signatures: Signatures) -> None:
    if signatures.unsigned:
        told = _("{count} peristiwa dari sebelum petugas punya kunci: tanpa tanda tangan.")
        click.echo(told.format(count=count(signatures.unsigned)))
    if signatures.offered:
        told = _("Kunci {n} petugas belum disahkan ADB; tanda tangannya dihitung sebagai miliknya.")
        click.echo(told.format(n=count(len(signatures.offered))))
    if signatures.held:
        told = _("{n} catatan ditahan: tidak dihitung sampai ADB memutuskan (Perlu diputuskan).")
        click.echo(told.format(n=count(signatures.held)))


def _tell_codes(office: str, paper: PaperHead | None) -> None:
    click.echo(f"{_(TITLES['office_code'])}: {check_words('office_code', OK, {'signs': office})}")
    if paper is not None:
        told = _("Kertas cocok: semua sampai peristiwa {seq} jurnal {journal} ada.")
        click.echo(told.format(seq=paper.seq, journal=paper.label))


def _examined(signing: Signing, paper: PaperHead | None) -> _Examined:
    """Look at all of it; a store that cannot be read is a finding too."""
    found = _Examined()
    try:
        with opened(signing, looking=True) as (desk, store):
            found.events = events_held(store)
            with _progress(_("Berkas data"), 1):
                found.findings = verify_pages(store.connection)
            found.findings = found.findings or _journals(store, found.events) or _signed(store, found)
            if not found.findings:
                found.elsewhere = list(lists_elsewhere(store).values())
                found.in_part = list(lists_in_part(store.connection).values())
                found.absent = absent_stretches(store.connection)
                found.bare = len(unexplained_bare(store.connection))
                with _progress(_("Tampilan data"), found.events) as passed:
                    views = verify_views(store.connection, passed)
                    found.findings = list(islice(views, _MOST))
                    found.more = sum(1 for _fault in views)
                found.findings += verify_lists(store) + verify_files(store, desk.objects().check)
                found.findings = list(dict.fromkeys(found.findings))
            if doubt := device_doubt(store, store.head.device, desk.device_keys):
                found.findings.append(Fault(doubt.code))
            if doubt := doubts_of(store, desk.folders, generation=desk.slots.generation, told=desk.told):
                found.findings.insert(0, _of_anchor(doubt))
            if paper is not None:
                found.findings += _of_paper(store, paper)
            found.is_sound = {finding.code for finding in found.findings} <= UNPROVEN
            found.office_code = code_of_office(store) if found.is_sound else ""
            return found
    except StoreDamaged as damage:
        return _Examined([Fault(damage.code)])


def _of_paper(store: Store, paper: PaperHead) -> list[Fault]:
    try:
        compare_paper(store, paper)
    except EktpError as doubt:
        facts = {name: int(doubt.facts.get(name, 0)) for name in ("seq", "first", "last")}
        seq = facts["seq"] or facts["first"]
        return [Fault(doubt.code, str(doubt.facts["journal"]), seq, last=facts["last"])]
    return []


def _journals(store: Store, events: int) -> list[Fault]:
    with _progress(_("Jurnal"), events) as passed:
        chain = list(verify_chain(store.connection, passed))
    return list(dict.fromkeys([*chain, *verify_incarnations(store.connection)]))


def _signed(store: Store, found: _Examined) -> list[Fault]:
    """Hold every signature against its key; gives at most as many faults as are named."""
    faults: list[Fault] = []
    with _progress(_("Tanda tangan"), found.events) as passed:
        for one in verify_signatures(store.connection, are_signed, passed):
            if isinstance(one, Signatures):
                found.signatures = one
            elif len(faults) < _MOST:
                faults.append(one)
            else:
                found.more += 1
    return faults


@contextmanager
def _progress(label: str, steps: int) -> Iterator[Callable[[int], None]]:
    """Show on standard error how far it came; elsewhere than on a terminal only what is looked at."""
    none: Iterable[int] = ()
    with click.progressbar(none, length=steps, label=label, file=sys.stderr) as bar:
        yield lambda done: bar.update(done - bar.pos)
        bar.update(steps - bar.pos)


def _of_anchor(doubt: EktpError) -> Fault:
    first = doubt.facts.get("first", doubt.facts.get("seq", 0))
    return Fault(doubt.code, seq=int(first), last=int(doubt.facts.get("last", 0)))


def _told(finding: Fault) -> str:
    facts = asdict(finding)
    code = facts.pop("code")
    return sentence(EktpError(code, first=finding.seq, name=finding.id, **facts))


@click.command(help=_("Susun ulang semua tampilan dari jurnal."))
@signing_options
@telling
def rebuild(*, signing: Signing) -> None:
    """Fold every entity anew, but not from a damaged journal: its rows would look like true ones."""
    with opened(signing) as (_desk, store):
        findings = _journals(store, events_held(store))
        folded = 0 if findings else rebuild_rows(store)
    for finding in findings:
        click.echo(_told(finding), err=True)
    if findings:
        sys.exit(1)
    click.echo(_("{count} hal disusun ulang dari jurnal.").format(count=folded))
