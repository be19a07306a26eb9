"""One command from a fresh clone to a running desk: `python3 packaging/bootstrap.py run | test | bench`.

Standard library only, so that Python 3.11 alone can start it; the same script on Debian and on Windows.
`run` opens the desk on the sample office, or rehearses a day where there is no display. `kit` makes a folder
from which `run --wheels` installs and updates where there is no network.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

OLDEST_PYTHON = (3, 11)
if sys.version_info < OLDEST_PYTHON:  # before the siblings, which an older Python can't read
    sys.exit("Perlu Python 3.11 atau lebih baru / Python 3.11 or newer is needed: " + sys.executable)

import environment  # noqa: E402 - an older Python must hear the sentence above, not a syntax error
import installed  # noqa: E402 - as above
import kit  # noqa: E402 - as above
import machine  # noqa: E402 - as above

ROOT = Path(__file__).resolve().parent.parent
USAGE = """python3 packaging/bootstrap.py run | test | bench | kit [...]
  run    membuka meja kerja dengan kantor contoh (tanpa layar: geladi) / opens the desk on the sample office
  test   memeriksa seluruh proyek / checks the whole project; with arguments: pytest on them alone
  bench  mengukur kecepatan / measures speed
  kit --wheels FOLDER   mengumpulkan semua untuk laptop tanpa internet / collects all for laptops offline
  run --wheels FOLDER   memasang atau memperbarui dari sana / installs or updates from there"""
NOT_INSTALLED = """Pustaka belum terpasang; tidak ada yang rusak. Periksa internet, lalu ulangi perintah ini.
(Libraries not installed, nothing is broken: check the network, then repeat the same command.)"""
REHEARSED_PEOPLE = "80"


@dataclass(frozen=True)
class Act:
    """What a command needs installed and what it starts then."""

    locks: tuple[str, ...]
    """The first is installed; where a later one is in place already, it will do."""
    arguments: tuple[str, ...]
    settings: Mapping[str, str]
    in_root: bool
    """Whether it starts in the repository; else where the person stands."""


def plan(command: str, facts: machine.Machine, *, narrowed: bool = False) -> Act:
    """Decide what `command` means on this machine; `narrowed` tests get no other checks beside them."""
    unseen = {"QT_QPA_PLATFORM": "offscreen"}
    if command == "run" and facts.display is not None:
        return Act(("runtime", "dev"), ("ektp_desk", "--sample"), {}, in_root=False)
    if command == "run":
        rehearsal = ("ektp_desk", "rehearse", "--people", REHEARSED_PEOPLE, "--json")
        return Act(("runtime", "dev"), rehearsal, unseen, in_root=False)
    if command == "kit":
        return Act(("runtime", "dev"), (), {}, in_root=True)
    if command == "bench":
        return Act(("dev",), ("tests.bench",), unseen, in_root=True)
    # Where Python may keep no bytecode each worker would compile the program and rewrite all tests itself.
    kept = unseen | {"PYTHONDONTWRITEBYTECODE": ""}
    return Act(("dev",), ("pytest",) if narrowed else ("poethepoet", "test"), kept, in_root=True)


def main(arguments: list[str]) -> int:
    """Return the started program's exit code; 1 where the machine isn't ready, 2 for a wrong command."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    wheels, rest = _taken(rest, "--wheels")
    needs = {
        "kit": wheels is not None and not rest,
        "run": True,
        "test": wheels is None,
        "bench": wheels is None,
    }
    if not needs.get(command, False):
        say(USAGE)
        return 0 if command in ("-h", "--help") else 2
    facts = machine.look_around(os.environ)
    act = plan(command, facts, narrowed=bool(rest))
    try:
        house = furnish(command, wheels, facts)
        prepare(house, act, facts)
        if command == "test":
            bring_tools(facts)
        if command == "kit" and wheels is not None:
            return make_kit(house, wheels)
        if house.root != ROOT:
            tell_installed(house)
    except (environment.Unprepared, kit.Refused) as refusal:
        say(str(refusal))
        return 1
    if command == "run" and facts.display is None:
        rest = ["--out", announce_rehearsal(), *rest]
    return start([str(house.python), "-m", *act.arguments, *rest], act, facts)


def _taken(arguments: list[str], option: str) -> tuple[Path | None, list[str]]:
    """The folder behind `option`, made absolute, and what else there is; an option without one stays."""
    if option not in arguments[:-1]:
        return None, arguments
    at = arguments.index(option)
    return Path(arguments[at + 1]).absolute(), arguments[:at] + arguments[at + 2 :]


def furnish(command: str, wheels: Path | None, facts: machine.Machine) -> environment.Environment:
    """Name the environment in question: this folder's, or of the version that a kit installs. Raises Refused.

    A clone stays what git says; its libraries alone come from the kit.
    """
    if wheels is None or command == "kit":
        return environment.Environment(ROOT, facts.system, facts.python)
    source = kit.read(wheels)
    is_clone = (ROOT / ".git").exists()
    root = ROOT if is_clone else installed.lay(source, installed.home_of(facts.system, os.environ))
    return environment.Environment(root, facts.system, facts.python, source)


def make_kit(house: environment.Environment, folder: Path) -> int:
    """Collect, and say what lies there then."""
    say("Mengumpulkan kit … / Collecting the kit …")
    made = kit.collect(ROOT, folder, house.python, environment.run_quietly)
    count, size = len(made.said["hashes"]), sum(path.stat().st_size for path in made.wheels.glob("*.whl"))
    say(f"{folder}: {count} wheel, {size / 1e6:.0f} MB; {', '.join(made.said['wheels'])}")
    return 0


def tell_installed(house: environment.Environment) -> None:
    """Let the desk's command start this version, and say where it is."""
    home = house.root.parent
    installed.switch(home, house.root, house.system)
    say(f"Terpasang / installed: {installed.command_of(home, house.system)}")


def prepare(house: environment.Environment, act: Act, facts: machine.Machine) -> None:
    """Bring machine and environment to what `act` needs, doing nothing twice. Raises Unprepared."""
    run = environment.run_offline if house.kit else environment.run_quietly
    ready = house.is_ready(*act.locks)
    makes_venv = not ready and house.must_be_made(run)
    packages = machine.packages_for(facts, makes_venv=makes_venv and house.kit is None)
    if packages:
        install_packages(facts, packages, may_fetch=house.kit is None)
    if ready:
        return
    if house.kit is None:
        say("Menyiapkan pustaka (sekali saja, perlu internet) … / Preparing libraries (once, by network) …")
    else:
        say("Menyiapkan pustaka dari kit … / Preparing libraries from the kit …")
    try:
        if makes_venv:
            house.make(run)
        house.install(act.locks[0], run)
    except environment.Unprepared as failure:
        if house.kit is not None:
            raise
        raise environment.Unprepared(f"{failure}\n{NOT_INSTALLED}") from None


def install_packages(facts: machine.Machine, packages: list[str], *, may_fetch: bool = True) -> None:
    """Let root on Debian install; give anybody else, or who has no network, the line. Raises Unprepared."""
    line = machine.apt_command(facts, packages)
    if not facts.has_apt:
        named = " ".join(facts.missing) or "python venv, ensurepip"
        raise environment.Unprepared(f"Pasanglah dahulu / install these first: {named}")
    if not facts.is_root or not may_fetch:
        raise environment.Unprepared(
            f"Jalankan ini dahulu, sekali saja / run this first, once:\n\n  {line}\n"
        )
    say("Memasang paket Debian / Installing Debian packages: " + " ".join(packages))
    done = environment.run_quietly(["env", "DEBIAN_FRONTEND=noninteractive", "sh", "-c", line])
    if done.returncode != 0:
        raise environment.Unprepared(f"{done.stderr.strip()}\nTidak terpasang / not installed:\n\n  {line}\n")


def bring_tools(facts: machine.Machine) -> None:
    """Let root on Debian have what a few tests run: `age`, FAT, exFAT, a browser, PostgreSQL; no need."""
    if not facts.tools_missing or not facts.has_apt or not facts.is_root:
        return
    packages = sorted(machine.TEST_TOOLS[name] for name in facts.tools_missing)
    say(f"Memasang paket Debian / Installing Debian packages: {' '.join(packages)}")
    line = machine.apt_command(facts, packages)
    done = environment.run_quietly(["env", "DEBIAN_FRONTEND=noninteractive", "sh", "-c", line])
    if done.returncode != 0:
        say("Tidak terpasang; sebagian uji dilewati / Not installed; some tests are left out")


def announce_rehearsal() -> str:
    """Say that and where a rehearsal takes place; returns its new folder."""
    out = tempfile.mkdtemp(prefix="ektp-desk-rehearsal-")
    say("Tidak ada layar di sini, jadi meja kerja tidak dibuka: geladi dijalankan sebagai gantinya.")
    say("(There is no display here: a rehearsal runs instead of the window.)")
    say(f"Hasilnya / its papers: {out}")
    return out


def start(command: list[str], act: Act, facts: machine.Machine) -> int:
    """Become the program where the system can; on Windows wait for it, so that the console stays its own."""
    settings = {**os.environ, **machine.locale_for(facts), **act.settings}
    if act.in_root:
        os.chdir(ROOT)
    if facts.system != "win32":
        os.execve(command[0], command, settings)  # noqa: S606 - our own interpreter, no shell between
    return subprocess.call(command, env=settings)


def say(line: str) -> None:
    """Speak to the person; standard output belongs to the program that is started."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
