"""A kit read by other code than the product's, from docs/format.md alone."""

from __future__ import annotations

import base64
import hashlib
import json
import struct
import zlib
from pathlib import Path
from typing import Any

from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as open_box
from nacl.pwhash import argon2id
from nacl.signing import VerifyKey

from ektp_desk.settings import Folders
from ektp_desk.store.asking.places import office_root
from ektp_desk.usecases.laptops.queries import keys_of_device
from tests.kept import new_kit
from tests.offices import CHEAP
from tests.store.several.field import field_in

MARK = b"ektp-kit 1\n"


def sized_at(data: bytes, at: int) -> tuple[bytes, int]:
    (size,) = struct.unpack_from(">I", data, at)
    return data[at + 4 : at + 4 + size], at + 4 + size


def test_a_kit_is_what_the_format_says(folders: Folders, tmp_path: Path) -> None:
    with field_in(folders, tmp_path) as field:
        kit = new_kit(field.office.desk, field.office.session, cost=CHEAP)
        root = office_root(field.office.connection)
        (key,) = keys_of_device(field.office.store, field.office.session.device)
        device = field.office.session.device
    data = kit.data

    assert data.startswith(MARK)
    assert data[-32:] == hashlib.sha256(data[:-32]).digest()
    head_bytes, at = sized_at(data, len(MARK))
    head: dict[str, Any] = json.loads(head_bytes)
    assert (head["office"], head["number"]) == (root.hex(), "02")
    public = bytes.fromhex(key.sign)
    assert head["by"] == hashlib.sha256(b"ektp-desk key 1\n" + public).hexdigest()[:32]
    signature, box = data[at : at + 64], data[at + 64 : -32]
    sized_head = struct.pack(">I", len(head_bytes)) + head_bytes
    about = hashlib.sha256(sized_head + hashlib.sha256(box).digest()).digest()
    VerifyKey(public).verify(b"ektp-desk kit 1\n" + root + about, signature)

    salt, cost = base64.b64decode(head["salt"]), head["cost"]
    secret = argon2id.kdf(32, kit.words.encode(), salt, opslimit=cost["ops"], memlimit=cost["memory_bytes"])
    padded = open_box(box[24:], MARK + head_bytes, box[:24], secret)
    zipped, end = sized_at(padded, 0)
    assert len(padded) % 4096 == 0
    assert not any(padded[end:])
    content = zlib.decompress(zipped)
    manifest_bytes, at = sized_at(content, 0)
    manifest = json.loads(manifest_bytes)
    assert (manifest["device"], manifest["desk"], manifest["hubs"]) == (device, "laptop", [])
    for _stretch in manifest["stretches"]:
        _events, at = sized_at(content, at)
    assert at == len(content)
    slots = json.loads(base64.b64decode(manifest["slots"]).split(b"\n")[0])
    assert [sorted(user["keys"]["boxes"]) for user in slots["users"]] == [["box", "sign"]] * 2
    assert slots["store_key"] == slots["office_secret"] == ""
