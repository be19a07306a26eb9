"""What the forms allow: each is checked before memory is taken for what it bounds."""

from __future__ import annotations

ENTRY = 2**20  # what travels as one piece; an object, file or row file above it goes in parts
WHOLE = 64 * ENTRY  # what parts make
PART = 2**18  # bytes of a whole in each part but the last: one size, so that a part has one name everywhere
PACK = 64 * ENTRY  # what a writer puts into one
HEAD = 2**16
AUDIENCE = 64  # who can open one object
EVENT_HEADER = 2**18  # of an event: a thousand links before it
RUN = 8 * 2**20  # a run's content, unzipped
PACKAGE = 32 * 2**20  # a package's: it brings stretches of the office's journals, of years
KIT = 8 * 2**20  # a kit's content, unzipped; and its file
STEP = 4096  # what is sealed is padded to steps of so many bytes: its size tells less
SPANS = 128  # ranges in a receipt or verdict
NAMED = 256  # files in one: with these two it keeps within a head
DROPPED = 256  # objects and files in one sheet of a drop list
PLACES = 32  # machine and disk of a copy
COPIES = 4  # of a journal, in a verdict
KEPT = 32  # ranges in each
LETTERS = 26
LISTS = 64
STRETCHES = 16384  # of an office's journals in a package or kit
RECEIPTS = 1024
VISIT_KEYS = 16  # that one visit ever had
KIT_VISITS = 256
DESKS = 16  # office desks that a package brings the office's key
FORMER = 1024  # marks of slots of before in a package or kit
DEVICES = 256  # laptops and kits that a hub is told
LABEL = 16  # signs of a journal's name on paper
BRANCHES = 32  # journals of one laptop in it
OFFICE_KEY = 2**16  # sealed to one of them
# Marks in a damaged pack that led to nothing true. Each costs a hash over an entry, so all of them less than
# reading the largest pack sixteen times; of bytes by chance one in four thousand million is a mark.
TRIES = 1024
