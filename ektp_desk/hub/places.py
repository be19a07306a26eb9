"""Where a hub's index and packs lie: in its own folder, or where several processes reach them."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ektp_desk.domain.errors import EktpError
from ektp_desk.hub.opening import INDEX, HubIndex, sqlite_address
from ektp_desk.hub.pack_folder import PackFolder
from ektp_desk.hub.packs import PackStore
from ektp_desk.seal.files import write_whole

PACKS, _SAID = "packs", "places.json"


class HubPlaces(msgspec.Struct, frozen=True):
    """Addresses; empty: in the hub's folder."""

    index: str = ""
    store: str = ""


def read_places(folder: Path) -> HubPlaces:
    """Raises: `hub.missing` where it says nothing that can be read."""
    try:
        return msgspec.json.decode((folder / _SAID).read_bytes(), type=HubPlaces)
    except FileNotFoundError:
        return HubPlaces()
    except (OSError, ValueError):
        raise EktpError("hub.missing") from None


def choose_places(folder: Path, places: HubPlaces) -> None:
    """From now on index and packs lie there. Raises `hub.places_fixed` where they lie elsewhere already."""
    if read_places(folder) == places:
        return
    if (folder / INDEX).exists() or read_places(folder) != HubPlaces():
        raise EktpError("hub.places_fixed")
    write_whole(folder / _SAID, msgspec.json.encode(places))


def index_in(folder: Path, office: str) -> HubIndex:
    return HubIndex(read_places(folder).index or sqlite_address(folder / INDEX), office)


def packs_in(folder: Path, office: str) -> PackStore:
    address = read_places(folder).store
    if not address:
        return PackFolder(folder / PACKS)
    from ektp_desk.hub.pack_bucket import PackBucket  # noqa: PLC0415  a hub of one machine pays nothing for it

    return PackBucket(f"{address.rstrip('/')}/{office}", folder)
