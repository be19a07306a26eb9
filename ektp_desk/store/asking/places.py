"""Where journals stand: their heads, and what is held at a place of one."""

from __future__ import annotations

from typing import Any

from ektp_desk.domain.errors import StoreDamaged
from ektp_desk.domain.journal import signing
from ektp_desk.domain.journal.labels import head_on_paper
from ektp_desk.store.asking.named import queries

_LINK = """
SELECT e.link FROM events e JOIN journals j ON j.no = e.journal
WHERE j.device = ? AND j.incarnation = ? AND e.seq = ?
"""
_LAST = """
SELECT coalesce(max(e.seq), 0) FROM events e JOIN journals j ON j.no = e.journal
WHERE j.device = ? AND j.incarnation = ?
"""


def paper_heads(connection: Any) -> list[str]:
    """As printed on paper, `01/a 240 · 4CQ7-…`: first the journal that is written here."""
    rows = connection.execute(queries()["heads"].sql).fetchall()
    return [head_on_paper(*row) for row in rows]


def office_root(connection: Any) -> bytes:
    """Name the office for signatures; empty while an office of an earlier release has no root."""
    row = connection.execute("SELECT founder, recovery FROM offices WHERE founder <> ''").fetchone()
    try:
        return signing.office_root(*map(bytes.fromhex, row)) if row else b""
    except ValueError:
        raise StoreDamaged("store.damaged") from None


def link_at(connection: Any, device: str, incarnation: str, seq: int) -> str | None:
    """As hex; None where nothing is held."""
    row = connection.execute(_LINK, (device, incarnation, seq)).fetchone()
    return row[0].hex() if row else None


def last_seq(connection: Any, device: str, incarnation: str) -> int:
    """0 when nothing of the journal is held."""
    (seq,) = connection.execute(_LAST, (device, incarnation)).fetchone()
    return int(seq)
