"""The hub's index, in SQL that SQLite and PostgreSQL both have. All of it can be read anew from the packs.

No personal data: names are digests, keys and ids by chance. Who is who is in what is sealed.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()
_BIG = BigInteger().with_variant(Integer, "sqlite")  # there only an INTEGER numbers rows by itself

facts = Table(
    "facts", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False)
)
# A body that came, as a file that is named by its number.
packs = Table(
    "packs",
    metadata,
    Column("number", _BIG, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False),  # by which the request was signed that brought it
    Column("size", _BIG, nullable=False),
    Column("at", Text, nullable=False),
)
# `seq` is the cursor of the inbox: rising, in the order of commits.
entries = Table(
    "entries",
    metadata,
    Column("seq", _BIG, primary_key=True, autoincrement=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("pack", _BIG, ForeignKey("packs.number"), nullable=False),
    Column("place", _BIG, nullable=False),  # of its bytes in the pack
    Column("size", _BIG, nullable=False),
    Column("whole", Text, nullable=False),  # of which this is a part; else its own digest
    Column("device", Text, nullable=False),  # who sent it, or whose run it is
    Column("visit", Text, nullable=False),
    Index("entries_whole", "whole"),
)
# What of each journal is here without a gap. Runs that do not fit together are branches: each has its own.
spans = Table(
    "spans",
    metadata,
    Column("device", Text, primary_key=True),
    Column("incarnation", Text, primary_key=True),
    Column("first", _BIG, primary_key=True),
    Column("before", Text, primary_key=True),
    Column("last", _BIG, nullable=False),
    Column("link", Text, nullable=False),
)
files = Table(
    "files",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("device", Text, primary_key=True),
    Column("incarnation", Text, primary_key=True),
    Column("size", _BIG, nullable=False),
    Column("is_here", Boolean, nullable=False),
    Index("files_missing", "device", "incarnation", "is_here"),
)
devices = Table(
    "devices",
    metadata,
    Column("device", Text, primary_key=True),
    Column("sign", Text, primary_key=True),
    Column("number", Text, nullable=False),
    Column("is_office", Boolean, nullable=False),
    Column("until", Text),  # JSON: how far each journal counts where it was revoked
)
# What journals are called on paper, as rosters say.
labels = Table(
    "labels",
    metadata,
    Column("device", Text, primary_key=True),
    Column("incarnation", Text, primary_key=True),
    Column("label", Text, nullable=False),
)
# When each device last came, coarsely (ISO 8601, UTC).
contacts = Table(
    "contacts",
    metadata,
    Column("device", Text, primary_key=True),
    Column("at", Text, nullable=False),
)
# Kits that nobody has used, as the newest roster of each office desk names them.
kits = Table(
    "kits",
    metadata,
    Column("kit", Text, primary_key=True),
    Column("desk", Text, primary_key=True),
    Column("enrol", Text, nullable=False),
)
# Of a key for requests: by its name, whose it is.
transports = Table(
    "transports",
    metadata,
    Column("key", Text, primary_key=True),
    Column("public", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("sign", Text, nullable=False),
)
# The newest word of each speaker on each journal: rosters of office desks, receipts of this hub.
rosters = Table(
    "rosters",
    metadata,
    Column("device", Text, primary_key=True),
    Column("incarnation", Text, primary_key=True),
    Column("number", _BIG, nullable=False),
    Column("object", LargeBinary, nullable=False),
)
receipts = Table(
    "receipts",
    metadata,
    Column("device", Text, primary_key=True),
    Column("incarnation", Text, primary_key=True),
    Column("number", _BIG, nullable=False),
    Column("object", LargeBinary, nullable=False),
)
# An entry that was cut: so much of it lies at the end of a pack.
tails = Table(
    "tails",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("size", _BIG, nullable=False),
    Column("pack", _BIG, ForeignKey("packs.number"), nullable=False),
    Column("place", _BIG, nullable=False),
    Column("have", _BIG, nullable=False),
)
# What counts for nothing, and why: kept within a quota.
held = Table(
    "held",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("pack", _BIG, ForeignKey("packs.number"), nullable=False),
    Column("place", _BIG, nullable=False),
    Column("size", _BIG, nullable=False),
)
