"""The scenes of the office's hub: what is seen of one that is nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ektp_desk.usecases.laptops.hub import HubAddress, HubRestoring, HubSeen, HubStart
from ektp_desk.usecases.session import Session
from tests.gui.desks import DeskPage
from tests.hub.standings import EMPTY, FULL, GAPS, TIGHT
from tests.screens.scene import Scene

_PLACE = Path("/srv/ektp-desk-hub")
_LINES = (
    "systemctl --user daemon-reload && systemctl --user enable --now ektp-desk-hub.service",
    "loginctl enable-linger",
)


@dataclass
class ShownHub:
    """Implements `usecases.laptops.hub.OfficeHub`: a hub that stands as somebody said."""

    seen: HubSeen | None

    def proposed(self) -> Path:
        return _PLACE

    def make(self, _session: Session, _folder: Path, _addresses: Sequence[str]) -> None:
        """Nobody makes one for a picture."""

    def look(self, _session: Session) -> HubSeen | None:
        return self.seen

    def start(self, _addresses: Sequence[str]) -> None:
        """Nor starts one."""

    def stop(self) -> None:
        """Nor ends one."""

    def copy_to(self, _place: Path | None) -> None:
        """Nor copies one."""

    def read_back(self) -> None:
        """Nor reads it."""

    def restore(self, _session: Session, _source: Path, _addresses: Sequence[str]) -> None:
        """Nor puts one back."""

    def restoring(self) -> HubRestoring | None:
        return None

    def come_back(self, _session: Session, _addresses: Sequence[str]) -> None:
        """Nor takes one that was."""

    def write_start(self, _addresses: Sequence[str]) -> HubStart:
        return HubStart(Path.home() / ".config" / "systemd" / "user" / "ektp-desk-hub.service", _LINES)


def _show(page: DeskPage, seen: HubSeen | None, *keys: str) -> None:
    object.__setattr__(page.window._environment, "hub", lambda: ShownHub(seen))
    page.sign_in().press("Ctrl+K", "9", *keys)


def _seen(**other: Any) -> HubSeen:
    said = (HubAddress("https://10.10.20.5:8443", ""), HubAddress("https://192.168.43.1:8443", "line.cut"))
    seen = HubSeen(FULL.code, said, GAPS, ahead=0.4, folder=_PLACE, listens="0.0.0.0:8443")
    return replace(seen, **other)


_SILENT = tuple(HubAddress(f"https://{ip}:8443", "line.cut") for ip in ("10.10.20.5", "192.168.43.1"))
_FOREIGN = (HubAddress("https://10.10.20.5:8443", "line.foreign"),)
_STOPPED: dict[str, Any] = {
    "standing": None,
    "listens": "",
    "addresses": _SILENT,
    "heard": datetime(2019, 4, 1, 16, 40, tzinfo=UTC),
}
HUB = (
    Scene("9-kantor", "hub belum ada", lambda page: _show(page, None)),
    Scene("9-kantor", "hub dibuat", lambda page: _show(page, None, "Ins")),
    Scene("9-kantor", "hub bekerja", lambda page: _show(page, _seen())),
    Scene("9-kantor", "hub penuh", lambda page: _show(page, _seen(standing=TIGHT))),
    Scene("9-kantor", "hub kosong", lambda page: _show(page, _seen(standing=EMPTY))),
    Scene("9-kantor", "hub berhenti", lambda page: _show(page, _seen(**_STOPPED))),
    Scene("9-kantor", "hub diam", lambda page: _show(page, _seen(**_STOPPED, folder=None))),
    Scene("9-kantor", "hub palsu", lambda page: _show(page, _seen(**_STOPPED | {"addresses": _FOREIGN}))),
    Scene("9-kantor", "hub alamat", lambda page: _show(page, _seen(), "Ins")),
    Scene("9-kantor", "hub pengganti", lambda page: _show(page, _seen(), "Ctrl+Ins")),
    Scene("9-kantor", "hub salinan", lambda page: _show(page, _seen(), "F")),
    Scene("9-kantor", "hub dipulihkan", lambda page: _show(page, _seen(**_STOPPED), "P")),
    Scene("9-kantor", "hub dipindah", lambda page: _show(page, _seen(**_STOPPED, folder=None), "P")),
    Scene("9-kantor", "hub mulai sendiri", lambda page: _show(page, _seen(), "B")),
)
