"""What is asked before a hub is made or moved, folder and addresses proposed; and how it starts by itself."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtNetwork import QAbstractSocket, QNetworkInterface
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.hub import as_address
from ektp_desk.gui.kit import Field, Marked, Note, label
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.form import Panel
from ektp_desk.gui.kit.paths import Look, PathField, short_path
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.usecases.laptops.hub import HubStart
from ektp_desk.words import _

Make = Callable[[Path, Sequence[str]], object]
_UP = QNetworkInterface.InterfaceFlag.IsUp | QNetworkInterface.InterfaceFlag.IsRunning
_ORDER = (QNetworkInterface.InterfaceType.Ethernet, QNetworkInterface.InterfaceType.Wifi)


def addresses_here() -> list[str]:
    """Where this machine is reached in its networks, by cable first; its name where it has none."""
    found = [
        (_ORDER.index(one.type()), entry.ip().toString())
        for one in QNetworkInterface.allInterfaces()
        if one.type() in _ORDER and one.flags() & _UP == _UP
        for entry in one.addressEntries()
        if entry.ip().protocol() is QAbstractSocket.NetworkLayerProtocol.IPv4Protocol
        and not entry.ip().isLinkLocal()
    ]
    return [as_address(ip) for _place, ip in sorted(found)] or [as_address(platform.node() or "localhost")]


class AddressField(Field):
    """Addresses with blanks between."""

    def __init__(self, name: str, said: Sequence[str]) -> None:
        about = _("yang pertama dicoba dahulu; beberapa dipisah spasi")
        super().__init__(_("Alamat hub"), name, help_text=about)
        self.set_text(" ".join(said))

    def addresses(self) -> list[str]:
        return self.text().split()


class HubPanel(Panel):
    """Where a new hub lies and is reached; Enter takes what is proposed."""

    def __init__(
        self, host: QWidget, make: Make, *, look: Look, folder: Path, said: Sequence[str], is_another: bool
    ) -> None:
        means = _(
            "Folder dan alamat sudah diisi. Hub langsung dijalankan; laptop mendengarnya dari kit dan "
            "stik berikut."
        )
        title = _("Hub baru") if is_another else _("Buat hub")
        super().__init__(host, name="hub_asked", widest=760, title=title, help_text=means)
        self._make = make
        self._progress = ""
        self.place = PathField(_("Folder hub"), "hub_folder", look=look)
        self.place.field.set_text(str(folder))
        self.where = AddressField("hub_addresses_asked", said)
        if is_another:
            lost = _(
                "Hub lama tidak dipakai lagi. Laptop menawarkan semua yang masih dipegangnya kepada hub baru."
            )
            self.put(Marked(Note(Shape.LOOK, lost)))
        self.put((self.place, 1))
        self.put((self.where, 1))
        self.say_beside(
            {
                "hub.bad_address": self.where,
                "hub.port_taken": self.where,
                "hub.": self.place.field,
                "disk.": self.place.field,
            },
            brief=True,
        )
        self.foot(
            Act(
                id="hub_make_now",
                text=lambda: self._progress or _("Buat dan jalankan"),
                keys=("Enter",),
                why_not=lambda: self._progress,
                run=self._on_make,
            )
        )

    def wait(self) -> None:
        """Say that it is made, which takes seconds."""
        self._progress = _("Hub sedang dibuat…")
        self.acts.refresh()

    def refuse(self, error: EktpError) -> None:
        self._progress = ""
        self.acts.refresh()
        super().refuse(error)

    def _on_make(self) -> None:
        place = self.place.path()
        if place is None:
            self.place.field.set_error(_("Pilih dahulu foldernya."))
            self.place.edit.type_over()
            return
        self._make(place, self.where.addresses())


class HubAddressPanel(Panel):
    """Where it is reached from now on."""

    def __init__(
        self,
        host: QWidget,
        move: Callable[[Sequence[str]], object],
        *,
        said: Sequence[str],
        here: Sequence[str],
    ) -> None:
        means = _(
            "Laptop mendengar alamat baru dari kit, stik, dan paket berikut, atau lewat hub selama "
            "alamat lama masih menjawab."
        )
        super().__init__(host, name="hub_move", widest=760, title=_("Alamat hub"), help_text=means)
        self.where = AddressField("hub_addresses_asked", said)
        self.put((self.where, 1))
        if here:
            told = _("Komputer ini: {addresses}").format(addresses=" ".join(here))
            self.put(label(told, "help", wrap=True, name="hub_here"))
        self.say_beside({"": self.where})
        self.foot(
            Act(
                id="hub_move_now",
                text=_("Pakai alamat ini"),
                keys=("Enter",),
                run=lambda: move(self.where.addresses()),
            )
        )


class HubCopyPanel(Panel):
    """Where the hub is copied to."""

    def __init__(
        self, host: QWidget, copy: Callable[[Path | None], object], *, look: Look, has_one: bool
    ) -> None:
        means = _(
            "Bila disk hub rusak, hub dipulihkan dari salinannya. Pilih folder di disk lain; disk yang sama "
            "bukan salinan. Salinan hub tidak dihitung untuk “aman”."
        )
        super().__init__(host, name="hub_copying", widest=760, title=_("Salinan hub"), help_text=means)
        self._copy = copy
        self.place = PathField(_("Folder salinan"), "hub_copy_folder", look=look, for_stick=True)
        self.put((self.place, 1))
        self.say_beside({"": self.place.field})
        begin = Act(id="hub_copy_now", text=_("Salin ke sini"), keys=("Enter",), run=self._on_copy)
        end = Act(
            id="hub_copy_end", text=_("Tidak menyalin lagi"), keys=("Ctrl+Del",), run=lambda: copy(None)
        )
        self.foot(begin, *([end] if has_one else []))

    def _on_copy(self) -> None:
        if (place := self.place.path()) is None:
            self.place.field.set_error(_("Pilih dahulu foldernya."))
            self.place.edit.type_over()
        else:
            self._copy(place)


class HubRestorePanel(Panel):
    """From which copy it comes back; on a machine that had none also where it is reached there."""

    def __init__(
        self,
        host: QWidget,
        restore: Callable[[Path, Sequence[str]], object],
        *,
        look: Look,
        said: Sequence[str],
        is_here: bool,
    ) -> None:
        means = (
            _("Isi salinan ditambahkan ke hub di komputer ini; yang sudah ada tetap.")
            if is_here
            else _("Hub yang sama, dengan kuncinya, pindah ke komputer ini.")
        )
        offered = _("Laptop lalu menawarkan lagi semua yang masih dipegangnya.")
        title = _("Pulihkan hub")
        super().__init__(host, name="hub_restoring", widest=760, title=title, help_text=f"{means} {offered}")
        self._restore, self._said = restore, said
        self.place = PathField(_("Folder salinan atau cadangan hub"), "hub_source", look=look, for_stick=True)
        self.put((self.place, 1))
        self.where = None if is_here else AddressField("hub_addresses_asked", said)
        if self.where is not None:
            self.put((self.where, 1))
        where = {"hub.bad_address": self.where} if self.where else {}
        self.say_beside({**where, "": self.place.field}, brief=True)
        run = Act(
            id="hub_restore_now", text=_("Pulihkan dan jalankan"), keys=("Enter",), run=self._on_restore
        )
        self.foot(run)

    def _on_restore(self) -> None:
        if (place := self.place.path()) is None:
            self.place.field.set_error(_("Pilih dahulu foldernya."))
            self.place.edit.type_over()
        else:
            self._restore(place, self.where.addresses() if self.where else self._said)


class HubStartPanel(Panel):
    """What was written, and what takes it into use."""

    def __init__(self, host: QWidget, made: HubStart, *, copy: Callable[[], object], is_tried: bool) -> None:
        title = _("Hub mulai bersama komputer")
        super().__init__(host, name="hub_boot_panel", widest=760, title=title)
        self.put(label(_("Ditulis di"), "label"))
        self.put(label(short_path(made.file), "strong", wrap=True, name="hub_boot_file"))
        self.put(label(_("Jalankan sekali di terminal"), "label"))
        for at, command in enumerate(made.commands):
            self.put(label(command, "strong", wrap=True, name=f"hub_boot_command_{at}"))
        if not is_tried:
            self.put(Marked(Note(Shape.LOOK, _("Di Windows belum pernah dicoba."))))
        self.seen(Act(id="hub_boot_copy", text=_("Salin perintah"), keys=("C",), run=copy))
