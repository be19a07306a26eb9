"""By which of a laptop's links a connection goes, and by what network that is."""

from __future__ import annotations

import errno
import hashlib
import socket
import ssl
from contextlib import closing
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection
from urllib3.util.connection import create_connection

from ektp_desk.domain.errors import EktpError

CONNECT = 10.0  # seconds
_BIND = getattr(socket, "SO_BINDTODEVICE", None)  # Linux alone
_NO_LINK = frozenset({errno.ENODEV, errno.EADDRNOTAVAIL, errno.EPERM})
_NAME_BYTES = 15  # of an interface


@dataclass(frozen=True, slots=True)
class LinkWay:
    """An interface's name, or a local address; "" leaves it to the system."""

    name: str = ""

    def options(self) -> dict[str, Any]:
        """What urllib3 applies before it connects. Raises `line.no_link` where no interface can be named."""
        if not self.name:
            return {}
        try:
            return {"source_address": (str(ip_address(self.name)), 0)}
        except ValueError:
            pass
        if _BIND is None or len(self.name.encode()) > _NAME_BYTES:
            raise EktpError("line.no_link")
        bound = (socket.SOL_SOCKET, _BIND, self.name.encode())
        return {"socket_options": [*HTTPConnection.default_socket_options, bound]}


@dataclass(frozen=True, slots=True)
class HubEnd:
    """What a first look at an address found: the certificate's fingerprint ("" without TLS), the network."""

    tls: str
    network: str


def look_at(url: urllib3.util.Url, way: LinkWay) -> HubEnd:
    """Raises `line.cut`, `line.no_link`."""
    is_tls = url.scheme == "https"
    host = (url.host or "").strip("[]"), url.port or (443 if is_tls else 80)
    try:
        with closing(create_connection(host, CONNECT, **way.options())) as plain:
            network = _network(plain.getsockname()[0], plain.getpeername()[0])
            return HubEnd(_fingerprint(plain) if is_tls else "", network)
    except (OSError, urllib3.exceptions.HTTPError) as error:
        is_gone = isinstance(error, OSError) and error.errno in _NO_LINK
        raise EktpError("line.no_link" if is_gone else "line.cut") from None


def _fingerprint(plain: socket.socket) -> str:
    """SHA-256 of the certificate that is shown there, whatever it says."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with context.wrap_socket(plain) as line:
        return hashlib.sha256(line.getpeercert(binary_form=True) or b"").hexdigest()


def _network(own: str, hub: str) -> str:
    """What tells one network from another: its addresses. Empty where the hub is in it, and so costs nothing.

    A phone's is the same each time it is shared; no name of a network is read, which may be somebody's.
    """
    address = ip_address(own.partition("%")[0])
    network = ip_network((address, 24 if address.version == 4 else 64), strict=False)
    peer = ip_address(hub.partition("%")[0])
    return "" if address.is_loopback or peer in network else str(network)
