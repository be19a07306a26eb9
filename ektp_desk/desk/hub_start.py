"""What starts a hub with its machine: a unit for systemd, or a task for Windows, which nobody has tried."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from ektp_desk.hub.running import holder_of
from ektp_desk.seal.files import make_folder, write_whole
from ektp_desk.usecases.laptops.hub import HubStart
from ektp_desk.words.commands import quoted

UNIT, TASK = "ektp-desk-hub.service", "ektp-desk-hub"
_IN_UNIT = str.maketrans({"\\": "\\\\", '"': '\\"', "%": "%%", "$": "$$"})
_UNIT = """\
[Unit]
Description=ektp-desk hub
After=network.target

[Service]
ExecStart={line}
Restart=on-failure
RestartSec=5
UMask=0077
NoNewPrivileges=yes

[Install]
WantedBy=default.target
"""
_TASK = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <Triggers><BootTrigger><Enabled>true</Enabled></BootTrigger></Triggers>
  <Principals><Principal id="Author"><LogonType>S4U</LogonType></Principal></Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure><Interval>PT1M</Interval><Count>999</Count></RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec><Command>{program}</Command><Arguments>{arguments}</Arguments></Exec>
  </Actions>
</Task>
"""


def hub_line(*words: str) -> list[str]:
    """A command of the hub's, as this program runs it."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "ektp_desk"]
    return [*program, "hub", *words]


def serving_line(folder: Path, listen: str) -> list[str]:
    """What serves a hub's folder."""
    return hub_line("serve", str(folder), "--listen", listen)


def systemd_unit(line: Sequence[str]) -> str:
    """A unit; in its command a backslash, a quote and a percent sign stand for themselves."""
    return _UNIT.format(line=" ".join(f'"{one.translate(_IN_UNIT)}"' for one in line))


def windows_task(line: Sequence[str]) -> str:
    program, *arguments = line
    said = " ".join(f'"{one}"' for one in arguments)
    return _TASK.format(program=escape(program), arguments=escape(said))


def write_start(folder: Path, listen: str, *, windows: bool = sys.platform == "win32") -> HubStart:
    """Write it where the system looks for it, or beside the hub. Raises `disk.full`, `disk.refused`."""
    line = serving_line(folder, listen)
    if windows:
        file = folder / f"{TASK}.xml"
        write_whole(file, windows_task(line).encode("utf-16"))
        return HubStart(file, (f"schtasks /Create /TN {TASK} /XML {quoted(str(file))}",))
    kept = os.environ.get("XDG_CONFIG_HOME")
    place = (Path(kept) if kept else Path.home() / ".config") / "systemd" / "user"
    make_folder(place)
    write_whole(place / UNIT, systemd_unit(line).encode())
    now = "" if holder_of(folder) else " --now"  # the one that runs keeps its folder until it is ended
    enable = f"systemctl --user daemon-reload && systemctl --user enable{now} {UNIT}"
    return HubStart(place / UNIT, (enable, "loginctl enable-linger"))
