"""By which of this laptop's links the hub is called: chosen by digits, kept for this laptop."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from PySide6.QtNetwork import QAbstractSocket, QNetworkInterface
from PySide6.QtWidgets import QWidget

from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.choices import Tick
from ektp_desk.gui.kit.form import Panel
from ektp_desk.words import _

_UP = QNetworkInterface.InterfaceFlag.IsUp | QNetworkInterface.InterfaceFlag.IsRunning
_FOUR = QAbstractSocket.NetworkLayerProtocol.IPv4Protocol
_MOST = 4  # as many as F7 shows


class LaptopLink(NamedTuple):
    """`name` is what a link is bound by: its interface's, or its address where none can be bound."""

    name: str
    words: str


def links_here() -> list[LaptopLink]:
    """Interfaces that are up and have an address; not the laptop's own loop."""
    found = list[LaptopLink]()
    for one in QNetworkInterface.allInterfaces():
        is_own = bool(one.flags() & QNetworkInterface.InterfaceFlag.IsLoopBack)
        if is_own or one.flags() & _UP != _UP:
            continue
        addresses = [entry.ip() for entry in one.addressEntries()]
        of_four = [ip for ip in addresses if ip.protocol() is _FOUR]
        if of_four:
            address = of_four[0].toString()
            name = one.name() if sys.platform.startswith("linux") else address
            found.append(LaptopLink(name, f"{one.humanReadableName()} · {address}"))
    return found[:_MOST]


class LinksPanel(Panel):
    """Digits mark; with none marked the system chooses one."""

    def __init__(
        self,
        host: QWidget,
        links: Sequence[LaptopLink],
        chosen: Collection[str],
        *,
        take: Callable[[tuple[str, ...]], object],
    ) -> None:
        super().__init__(
            host,
            name="links",
            widest=560,
            title=_("Jalur ke hub"),
            help_text=_(
                "Yang ditandai dipakai bersamaan: kabel, Wi-Fi, ponsel. "
                "Tanpa tanda, laptop memilih satu sendiri."
            ),
        )
        self._take_links = take
        self._ticks = {
            link.name: Tick(link.words, str(at), name=f"links_{at}") for at, link in enumerate(links, start=1)
        }
        for name, tick in self._ticks.items():
            tick.setChecked(name in chosen)
            self.put(tick)
        marks = tuple(
            Act(id=f"mark_{at}", keys=(str(at),), run=tick.toggle)
            for at, tick in enumerate(self._ticks.values(), start=1)
        )
        self.foot(Act(id="links_take", text=_("Pakai"), keys=("Enter",), run=self._take), also=marks)

    def _take(self) -> None:
        self._take_links(tuple(name for name, tick in self._ticks.items() if tick.isChecked()))
