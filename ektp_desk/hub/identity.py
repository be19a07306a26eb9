"""What makes a hub this hub: the office that it serves, its key and its certificate, in one folder.

The key lies in clear. Who steals it can say "diterima" of what was never received, and nothing else: what is
safe is said by office desks alone.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.seal.files import write_whole
from ektp_desk.seal.sign import new_signing_key, sign, verify_key
from ektp_desk.settings import Clock, clock_in
from ektp_desk.wire.heads import Digest, Id, PublicKey

_SAID, _KEY, _TLS_KEY, _TLS = "hub.json", "hub.key", "tls.key", "tls.pem"
_YEARS = 20  # nobody asks how old it is: its fingerprint is what counts


class HubOffice(msgspec.Struct, frozen=True):
    """Whose hub it is: the office's root, and the office desk whose word it took first, with its key.

    `offset`: minutes from UTC of the hours that its page shows.
    """

    office: Digest
    device: Id
    sign: PublicKey
    offset: int = 0


@dataclass(frozen=True, slots=True)
class HubIdentity:
    """`fingerprint`: SHA-256 of the certificate, hex."""

    of: HubOffice
    seed: bytes = field(repr=False)
    certificate: Path
    certificate_key: Path
    fingerprint: str

    @property
    def root(self) -> bytes:
        return bytes.fromhex(self.of.office)

    @property
    def office(self) -> str:
        """What keys and names of this office begin with, where several lie together."""
        return self.of.office[:16]

    @property
    def public(self) -> bytes:
        return verify_key(self.seed)

    @property
    def key(self) -> str:
        """The key's name."""
        return key_name(self.public)

    def sign(self, message: bytes) -> bytes:
        return sign(self.seed, message)


def make_identity(folder: Path, of: HubOffice, *, clock: Clock | None = None) -> HubIdentity:
    """Begin a hub in a folder that has none. Raises: `hub.exists`, `disk.full`, `disk.refused`."""
    if is_hub(folder):
        raise EktpError("hub.exists")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(folder / _KEY, new_signing_key())
    key, certificate = _new_certificate((clock or clock_in(0))().utc)
    write_whole(folder / _TLS_KEY, key)
    write_whole(folder / _TLS, certificate)
    write_whole(folder / _SAID, msgspec.json.encode(of))  # the last: with it there is a hub
    return read_identity(folder)


def is_hub(folder: Path) -> bool:
    return (folder / _SAID).exists()


def read_identity(folder: Path) -> HubIdentity:
    """Raises: `hub.missing` where no hub was made."""
    try:
        of = msgspec.json.decode((folder / _SAID).read_bytes(), type=HubOffice)
        seed = (folder / _KEY).read_bytes()
        certificate = x509.load_pem_x509_certificate((folder / _TLS).read_bytes())
    except (OSError, ValueError):
        raise EktpError("hub.missing") from None
    fingerprint = hashlib.sha256(certificate.public_bytes(serialization.Encoding.DER)).hexdigest()
    return HubIdentity(of, seed, folder / _TLS, folder / _TLS_KEY, fingerprint)


def copy_identity(source: Path, folder: Path) -> None:
    """Let a folder that has no hub be that hub. Raises: `hub.missing`, `disk.full`, `disk.refused`."""
    read_identity(source)
    for name in (_KEY, _TLS_KEY, _TLS, _SAID):
        write_whole(folder / name, (source / name).read_bytes())


def _new_certificate(now: datetime) -> tuple[bytes, bytes]:
    """Key and self-signed certificate, PEM. It names no office and no address: those change, or tell."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "ektp-desk hub")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(int.from_bytes(os.urandom(16)) >> 1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * _YEARS))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private, made.public_bytes(serialization.Encoding.PEM)
