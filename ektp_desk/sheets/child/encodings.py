"""Tells a text file's encoding by the bytes of the whole file, or by what its markup declares."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from ektp_desk.domain.errors import EktpError

ONE_BYTE_BETWEEN = "ektp_desk.one_byte_between"  # what to do with bytes that are no UTF-8
_BLOCK = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_LATIN = {"iso-8859-1", "iso8859-1", "latin1", "us-ascii", "ascii"}  # browsers and Excel mean cp1252
_ONE_BYTE = re.compile(r"(?:windows-|cp)125[0-8]|iso-?8859-(?:[2-9]|1[0-6])")


def encoding_of(path: Path) -> str:
    """The whole file is looked at: one wrong letter in row 90,000 counts too, also beneath a mark of UTF-8.

    Raises `import.nul_bytes`.
    """
    marked = mark_of(_head(path))
    if marked.startswith("utf-16"):
        return marked
    return (marked or "utf-8") if is_utf8(path) else "cp1252"


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_BLOCK)


def _as_one_byte(error: UnicodeError) -> tuple[str, int]:
    """Read as cp1252 what is no UTF-8, and the rest of the file as UTF-8: rows of two files were joined."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252"), error.end


codecs.register_error(ONE_BYTE_BETWEEN, _as_one_byte)


def encoding_of_markup(path: Path) -> str:
    """Its mark, else UTF-8 when it is that, else what it declares.

    Pages that declare UTF-8 and are not, and pages that forget to declare, are both common.
    Raises `import.encoding` for bytes that are not what their mark says, and what `encoding_of` does.
    """
    found, head = encoding_of(path), _head(path)
    if found != "cp1252":
        return found
    if mark_of(head):
        raise EktpError("import.encoding")
    declared = _DECLARED.search(head)
    name = declared[1].decode("ascii", "replace").lower() if declared else ""
    return name if name not in _LATIN and _ONE_BYTE.fullmatch(name) and _is_known(name) else found


def mark_of(head: bytes) -> str:
    """What a byte order mark tells, or UTF-16 that lost its mark; empty when neither."""
    return next((name for bom, name in _BOMS if head.startswith(bom)), "") or _unmarked_utf16(head)


def is_utf8(path: Path) -> bool:
    """Whether every byte fits UTF-8; raises `import.nul_bytes`."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    fits = True
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            if b"\x00" in block:
                raise EktpError("import.nul_bytes")
            fits = fits and _decodes(decoder, block)
    return fits and _decodes(decoder, b"", final=True)


def _unmarked_utf16(head: bytes) -> str:
    sample = head[:2000]
    if len(sample) < 8:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * len(sample) and not even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * len(sample) and not odd else ""


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


def _is_known(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True
