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
    text,
)

metadata = MetaData()
# In these words, for indexes of those alone: of an entry, and of a file that a run names.
IS_NEWER, IS_LACKED = text("kind = 'newer'"), text("NOT is_here AND NOT is_held")
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
    Column("is_stale", Boolean, nullable=False),  # something lies in it that is to go
    Column("safe_since", _BIG),  # the night from which on all of it was safe; absent where it is not
    Index("packs_stale", "is_stale"),
)
# `seq` is the cursor of the inbox: rising, in the order of commits; none is given twice, whatever went.
entries = Table(
    "entries",
    metadata,
    Column("seq", _BIG, primary_key=True, autoincrement=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("pack", _BIG, ForeignKey("packs.number")),  # absent for what lies in parts
    Column("place", _BIG, nullable=False),  # of its bytes in the pack
    Column("size", _BIG, nullable=False),
    Column("device", Text, nullable=False),  # who sent it, or whose run it is
    Column("visit", Text, nullable=False),
    Index("entries_pack", "pack"),
    Index("entries_newer", "device", sqlite_where=IS_NEWER, postgresql_where=IS_NEWER),
    sqlite_autoincrement=True,
)
# A part counts for nothing before its whole is an entry, or held.
parts = Table(
    "parts",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("whole", Text, nullable=False),
    Column("number", _BIG, nullable=False),
    Column("total", _BIG, nullable=False),  # of parts that make the whole
    Column("pack", _BIG, ForeignKey("packs.number"), nullable=False),
    Column("place", _BIG, nullable=False),
    Column("size", _BIG, nullable=False),
    Column("device", Text, nullable=False),  # who sent it
    Index("parts_whole", "whole"),
    Index("parts_pack", "pack"),
    Index("parts_device", "device"),
)
# What each run says, also of one that is held.
runs = Table(
    "runs",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("device", Text, nullable=False),
    Column("incarnation", Text, nullable=False),
    Column("first", _BIG, nullable=False),
    Column("before", Text, nullable=False),
    Column("last", _BIG, nullable=False),
    Column("link", Text, nullable=False),
    Column("is_offices", Boolean, nullable=False),  # sealed anew by an office desk
    Column("is_held", Boolean, nullable=False),
    Index("runs_journal", "device", "incarnation", "first"),
)
# Which runs are sealed to a laptop by its own key.
addressed = Table(
    "addressed",
    metadata,
    Column("run", Text, primary_key=True),
    Column("device", Text, primary_key=True),
    Index("addressed_device", "device"),
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
# What each run names.
files = Table(
    "files",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("run", Text, primary_key=True),
    Column("device", Text, nullable=False),
    Column("incarnation", Text, nullable=False),
    Column("size", _BIG, nullable=False),
    Column("is_here", Boolean, nullable=False),
    Column("is_held", Boolean, nullable=False),  # as its run
    Index(
        "files_lacked",
        "device",
        "incarnation",
        "digest",
        sqlite_where=IS_LACKED,
        postgresql_where=IS_LACKED,
    ),
    Index("files_run", "run"),
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
    Column("digest", Text, nullable=False, server_default=""),  # of the entry that brought it
)
# The newest roster of each journal of an office desk.
rosters = Table(
    "rosters",
    metadata,
    Column("device", Text, primary_key=True),
    Column("incarnation", Text, primary_key=True),
    Column("number", _BIG, nullable=False),
)
# The newest word of this hub on each journal.
receipts = Table(
    "receipts",
    metadata,
    Column("device", Text, primary_key=True),
    Column("incarnation", Text, primary_key=True),
    Column("number", _BIG, nullable=False),
    Column("object", LargeBinary, nullable=False),
    Column("scrubbed", Text, nullable=False, server_default="[]"),  # JSON: stretches that were read back
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
    Column("kind", Text, nullable=False),
    Column("pack", _BIG, ForeignKey("packs.number")),
    Column("place", _BIG, nullable=False),
    Column("size", _BIG, nullable=False),
    Column("device", Text, nullable=False),
    Column("visit", Text, nullable=False),
    Index("held_pack", "pack"),
    Index("held_device", "device"),
)
# What is taken no more, and why: named by a drop list.
gone = Table(
    "gone", metadata, Column("digest", Text, primary_key=True), Column("reason", Text, nullable=False)
)
# What went since the office keeps it safe for long; its runs and files still say what came.
retired = Table("retired", metadata, Column("digest", Text, primary_key=True))
# What was damaged here and is asked for again.
lost = Table("lost", metadata, Column("digest", Text, primary_key=True), Column("kind", Text, nullable=False))
# The newest word of each journal of an office desk on each journal.
verdicts = Table(
    "verdicts",
    metadata,
    Column("desk", Text, primary_key=True),
    Column("desk_incarnation", Text, primary_key=True),
    Column("device", Text, primary_key=True),
    Column("incarnation", Text, primary_key=True),
    Column("number", _BIG, nullable=False),
    Column("digest", Text, nullable=False),
)
# Packs that lie here no more, and may still lie in the second place.
leaving = Table(
    "leaving",
    metadata,
    Column("number", _BIG, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False),
)
