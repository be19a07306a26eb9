"""What stands in a store's file once its seal is off: every page and every frame of its log, free ones too.

Read by the machine's own libcrypto, since SQLite shows no page that nothing points at.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

_PAGE, _IV, _RESERVED, _SALT = 4096, 16, 80, 16
_LOG_HEAD, _FRAME_HEAD = 32, 24
HAS_CRYPTO = ctypes.util.find_library("crypto") is not None


def clear_pages(path: Path, key: bytes) -> Iterator[bytes]:
    """Decrypt a store, or a log by its name, page by page."""
    data, at, head = path.read_bytes(), 0, 0
    if path.name.endswith("-wal"):
        at, head = _LOG_HEAD, _FRAME_HEAD
    while at + head + _PAGE <= len(data):
        page = data[at + head : at + head + _PAGE]
        number = int.from_bytes(data[at : at + 4], "big") if head else at // _PAGE + 1
        begins = _SALT if number == 1 else 0
        sealed, rest = page[begins:-_RESERVED], page[-_RESERVED:]
        yield _opened(sealed, key, rest[:_IV])
        at += head + _PAGE


@cache
def _crypto() -> Any:
    library = ctypes.CDLL(ctypes.util.find_library("crypto"))
    library.EVP_CIPHER_CTX_new.restype = library.EVP_aes_256_cbc.restype = ctypes.c_void_p
    return library


def _opened(sealed: bytes, key: bytes, iv: bytes) -> bytes:
    crypto, out, length = _crypto(), ctypes.create_string_buffer(len(sealed) + 32), ctypes.c_int()
    context = ctypes.c_void_p(crypto.EVP_CIPHER_CTX_new())
    cipher = ctypes.c_void_p(crypto.EVP_aes_256_cbc())
    crypto.EVP_DecryptInit_ex(context, cipher, None, key, iv)
    crypto.EVP_CIPHER_CTX_set_padding(context, 0)
    crypto.EVP_DecryptUpdate(context, out, ctypes.byref(length), sealed, len(sealed))
    crypto.EVP_CIPHER_CTX_free(context)
    return out.raw[: length.value]
