"""Tells a folder that a sync service copies about: it would copy a store in the middle of a write."""

from __future__ import annotations

import re
from pathlib import Path

_NAMES = {
    "OneDrive": re.compile(r"onedrive( - .*)?"),
    "Dropbox": re.compile(r"dropbox( \(.*\))?"),
    "Google Drive": re.compile(r"google ?drive( .*)?|my drive|drive saya"),
    "Nextcloud": re.compile(r"nextcloud\d*|owncloud\d*"),
    "iCloud": re.compile(r"icloud ?drive|com~apple~clouddocs"),
    "Syncthing": re.compile(r"syncthing"),
}
_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "Nextcloud",
    ".stfolder": "Syncthing",
}


def sync_service(folder: Path) -> str:
    """Name the service in whose folder this one lies; empty when there is none that is known."""
    place = folder.resolve()
    for part in place.parts:
        for service, name in _NAMES.items():
            if name.fullmatch(part.casefold()):
                return service
    for above in (place, *place.parents):
        for mark, service in _MARKS.items():
            if _stands(above / mark):
                return service
    return ""


def _stands(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
