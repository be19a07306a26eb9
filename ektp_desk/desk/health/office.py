"""What the office's own files say: slots, anchor, pages, journals, the last backup, the clock."""

from __future__ import annotations

from datetime import datetime

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.health.machine import BAD, OK, SKIPPED, WARN, Check
from ektp_desk.desk.keys.rekeying import waits_for
from ektp_desk.desk.opening import UNPROVEN, doubts_of
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.office.policies import DEFAULTS, Policy
from ektp_desk.seal.sign import are_signed
from ektp_desk.store.proof.elsewhere import absent_stretches
from ektp_desk.store.proof.signatures import signature_faults
from ektp_desk.store.proof.verify import verify_chain, verify_incarnations, verify_pages
from ektp_desk.store.store import Store
from ektp_desk.usecases.admin.pages import page_drill
from ektp_desk.usecases.admin.queries import code_of_office, last_backup, last_hour, policy_as_set

_CLOSED = (
    "anchor",
    "store_key",
    "store",
    "journal",
    "views",
    "captures",
    "backup",
    "clock",
    "office_code",
    "recovery_page",
)


def slot_check(desk: Desk) -> Check:
    """Say whether both copies of the slot file stand."""
    damaged = desk.loaded.damaged
    return Check("slots", WARN, {"file": damaged[0]}) if damaged else Check("slots", OK)


def restore_checks(desk: Desk) -> list[Check]:
    """Say what a restoring that was cut left, and what the next start does; before the store is opened."""
    return [] if desk.news is None else [Check("restore", WARN, {"code": desk.news.code, **desk.news.facts})]


def closed_checks() -> list[Check]:
    """What nobody looked at for want of a passphrase."""
    return [Check(name, SKIPPED) for name in _CLOSED]


def store_checks(desk: Desk, store: Store) -> list[Check]:
    """Look at an open store; the desk must only be looking."""
    pages = [] if not verify_pages(store.connection) else [Check("store", BAD)]
    if pages:
        return [_anchor(desk, store), *pages]  # no row can be trusted
    chain = [*verify_chain(store.connection), *verify_incarnations(store.connection)]
    broken = next(iter(chain or signature_faults(store.connection, are_signed)), None)
    facts: dict[str, str | int] = {"journal": broken.journal, "seq": broken.seq} if broken else {}
    return [
        _anchor(desk, store),
        _store_key(desk, store),
        Check("store", OK),
        Check("journal", BAD if broken else OK, facts),
        *([] if broken else [_views(store)]),
        *_absent(store),
        _captures(desk, store),
        _backup(desk, store),
        _clock(desk, store),
        _office_code(store),
        *_drill(desk, store),
    ]


def refused_check(error: EktpError) -> Check:
    """What kept the office from being opened; `code` has its own sentence."""
    return Check("opening", BAD, {"code": error.code, **error.facts})


def _anchor(desk: Desk, store: Store) -> Check:
    doubt = doubts_of(store, desk.folders, generation=desk.slots.generation, told=desk.told)
    if doubt is None:
        return Check("anchor", OK)
    state = WARN if doubt.code in UNPROVEN else BAD
    return Check("anchor", state, {"code": doubt.code, **doubt.facts})


def _store_key(desk: Desk, store: Store) -> Check:
    """Say whether somebody left who still has the store's key, and who keeps another from being given."""
    waiting = waits_for(desk.slots, store) if desk.slots.rekey else []
    is_due = bool(desk.slots.rekey) or desk.is_under_former_key
    return Check("store_key", WARN if is_due else OK, {"users": ", ".join(waiting)})


def _absent(store: Store) -> list[Check]:
    """Name what other laptops wrote and has not arrived."""
    absent = absent_stretches(store.connection)
    return [Check("absent", WARN, {"absent": ", ".join(map(str, absent))})] if absent else []


def _views(store: Store) -> Check:
    """Hold rows against the journal as each start does; `verify` compares them all."""
    found = store.compare_views()
    return Check(
        "views", BAD if found.differing else OK, {"checked": found.checked, "count": found.differing}
    )


def _captures(desk: Desk, store: Store) -> Check:
    """Look whether each captured file lies there in full length; `verify` reads them."""
    files, named = desk.objects(), store.files.named_here()
    lost = sum(not files.is_there(file, size) for file, size in named)
    return Check("captures", BAD if lost else OK, {"count": len(named), "lost": lost})


def _backup(desk: Desk, store: Store) -> Check:
    made = last_backup(store)
    if made is None:
        return Check("backup", WARN, {"days": -1})
    days = (desk.clock().day - datetime.fromisoformat(made.at).date()).days
    most = int(policy_as_set(store, Policy.BACKUP_DAYS.value) or DEFAULTS[Policy.BACKUP_DAYS])
    return Check("backup", WARN if days > most else OK, {"days": days})


def _drill(desk: Desk, store: Store) -> list[Check]:
    """Say when the recovery page was last tried out; a laptop of a kit has nothing that it could."""
    if not desk.slots.office_secret:
        return []
    found = page_drill(store, desk.clock().day)
    days = -1 if found.days is None else found.days
    return [Check("recovery_page", WARN if found.is_due else OK, {"days": days})]


def _office_code(store: Store) -> Check:
    code = code_of_office(store)
    return Check("office_code", OK if code else WARN, {"signs": code})


def _clock(desk: Desk, store: Store) -> Check:
    """Hold the clock against the hour that a sign-in holds it against: a flat battery sets it back."""
    last = last_hour(store, store.head.device)
    is_behind = last is not None and desk.clock().utc < last
    return Check("clock", BAD if is_behind else OK)
