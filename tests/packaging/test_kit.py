"""A laptop without a network: what a stick must hold, and how the desk is installed and updated from it.

Real pip, on a few small wheels of our own instead of the desk's; the stock it fetches from is a folder.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
HERE = "{}.{}".format(*sys.version_info)
PLATFORMS = {
    f"linux {HERE}": f"cp{HERE.replace('.', '')}-cp{HERE.replace('.', '')}-manylinux_2_28_x86_64",
    "win32 3.13": "cp313-cp313-win_amd64",
}
MAIN = "import sys, salam\nprint('meja', {version!r}, salam.SAID, sys.argv[1])\n"
NOT_THERE = frozenset({"PYTHONPATH", "DISPLAY", "WAYLAND_DISPLAY"})
NO_ROUTE = ("unshare", "--map-root-user", "--net")


def own_pip() -> Path | None:
    """The wheel of pip that Python brings."""
    import ensurepip

    places = (Path(ensurepip.__file__).parent / "_bundled", Path("/usr/share/python-wheels"))
    return next((path for place in places for path in place.glob("pip-*.whl")), None)


def make_wheel(stock: Path, name: str, version: str, tag: str = "py3-none-any", said: str = "") -> Path:
    """A wheel with one module that says something."""
    path, about = stock / f"{name}-{version}-{tag}.whl", f"{name}-{version}.dist-info"
    parts = {
        f"{name}.py": f"SAID = {said or version!r}\n",
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{about}/WHEEL": f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: {tag}\n",
    }
    parts[f"{about}/RECORD"] = "".join(f"{part},,\n" for part in [*parts, f"{about}/RECORD"])
    with ZipFile(path, "w") as packed:
        for part, text in parts.items():
            packed.writestr(part, text)
    return path


def lock_of(stock: Path) -> str:
    """A lock of all that is in stock."""
    pins: dict[str, list[str]] = {}
    for path in sorted(stock.glob("*.whl")):
        name, version, *_tag = path.name.split("-")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        pins.setdefault(f"{name}=={version}", []).append(f"--hash=sha256:{digest}")
    return "# poe lock\n" + "".join(f"{pin} \\\n    {' '.join(of_it)}\n" for pin, of_it in pins.items())


@dataclass
class Maker:
    """A small program, the stock that its libraries come from, and the stick."""

    kit: ModuleType
    environment: ModuleType
    stock: Path
    root: Path
    stick: Path
    asked: list[list[str]] = field(default_factory=list)

    def release(self, version: str) -> None:
        """Write this version of the program, locked to what is in stock."""
        package = self.root / "ektp_desk"
        package.mkdir(parents=True, exist_ok=True)
        (package / "__main__.py").write_text(MAIN.format(version=version), encoding="utf-8")
        there = self.root / "packaging"
        there.mkdir(exist_ok=True)
        for path in (ROOT / "packaging").glob("*.py"):
            shutil.copyfile(path, there / path.name)
        for name in ("runtime", "dev"):
            (there / f"{name}.lock").write_text(lock_of(self.stock), encoding="ascii")

    def fetch(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        """Run pip with the stock in the place of the network."""
        self.asked.append(command)
        settings = {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.stock)}
        done: subprocess.CompletedProcess[str] = self.environment.run_quietly(
            command, settings | {"PIP_CONFIG_FILE": os.devnull}
        )
        return done

    def collect(self, run: Callable[[list[str]], Any] | None = None) -> Any:
        return self.kit.collect(self.root, self.stick, Path(sys.executable), run or self.fetch)

    def whole(self) -> bool:
        """Whether every wheel on the stick is one of the stock's."""
        pairs = [(path, self.stock / path.name) for path in (self.stick / "wheels").iterdir()]
        return bool(pairs) and all(ours.read_bytes() == theirs.read_bytes() for ours, theirs in pairs)


@pytest.fixture(scope="module")
def first(scripts: dict[str, ModuleType], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Maker]:
    """The first release, with its kit."""
    if (pip := own_pip()) is None:
        pytest.skip("Python here brings no pip of its own (Debian: python3.11-venv)")
    place, kit = tmp_path_factory.mktemp("kit"), scripts["kit"]
    made = Maker(kit, scripts["environment"], place / "stock", place / "clone", place / "stick")
    made.stock.mkdir()
    shutil.copyfile(pip, made.stock / pip.name)
    make_wheel(made.stock, "salam", "1")
    for tag in PLATFORMS.values():
        make_wheel(made.stock, "inti", "1", tag)
    made.release("satu")
    with pytest.MonkeyPatch.context() as patch:
        tags = {target: (target.split(" ")[1], (tag.split("-")[2],)) for target, tag in PLATFORMS.items()}
        patch.setattr(kit, "TARGETS", tags)
        made.collect()
        yield made


@pytest.fixture
def maker(first: Maker, tmp_path: Path) -> Maker:
    """The same, for one test."""
    for each in (first.stock, first.root, first.stick):
        shutil.copytree(each, tmp_path / each.name)
    return Maker(first.kit, first.environment, tmp_path / "stock", tmp_path / "clone", tmp_path / "stick")


@dataclass(frozen=True)
class Laptop:
    """Somebody's own, without a network."""

    home: Path

    @property
    def command(self) -> Path:
        return self.home / ".local" / "lib" / "ektp-desk" / "ektp-desk"

    def install(self, stick: Path, *before: str) -> subprocess.CompletedProcess[str]:
        script = stick / "program" / "packaging" / "bootstrap.py"
        return self._run([*before, sys.executable, str(script), "run", "--wheels", str(stick)])

    def start(self) -> str:
        return self._run([str(self.command), "rehearse"]).stdout

    def _run(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if name not in NOT_THERE}
        return subprocess.run(
            command,
            env={**kept, "HOME": str(self.home), "PIP_INDEX_URL": "http://127.0.0.1:9/"},
            cwd=self.home,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    (tmp_path / "laptop").mkdir()
    return Laptop(tmp_path / "laptop")


@dataclass(frozen=True)
class Installed:
    """A laptop with the first release, which no test changes."""

    laptop: Laptop
    stick: Path
    without_route: bool
    done: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def installed(first: Maker, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    laptop, stick = Laptop(tmp_path_factory.mktemp("laptop")), tmp_path_factory.mktemp("in") / "stick"
    shutil.copytree(first.stick, stick)
    can = subprocess.run([*NO_ROUTE, "true"], capture_output=True, check=False).returncode == 0
    done = laptop.install(stick, *(NO_ROUTE if can else ()))
    shutil.rmtree(stick / "wheels")  # nobody needs them from now on
    return Installed(laptop, stick, can, done)


def test_a_kit_holds_the_program_and_each_systems_wheels_and_fetches_nothing_twice(maker: Maker) -> None:
    shutil.rmtree(maker.stick)
    said = maker.collect().said
    assert {target: names["inti==1"] for target, names in said["wheels"].items()} == {
        target: f"inti-1-{tag}.whl" for target, tag in PLATFORMS.items()
    }
    assert maker.whole()
    assert (maker.stick / "program" / "ektp_desk" / "__main__.py").read_text().startswith("import sys, salam")
    assert {path.name for path in maker.stick.iterdir()} == {"README.txt", "kit.json", "program", "wheels"}

    maker.asked.clear()
    assert maker.collect().said == said
    assert maker.asked == []


def test_a_newer_lock_fetches_what_is_new_and_throws_out_what_is_old(maker: Maker) -> None:
    (maker.stock / "salam-1-py3-none-any.whl").unlink()
    make_wheel(maker.stock, "salam", "2")
    maker.release("dua")
    wanted: list[str] = []

    def note(command: list[str]) -> subprocess.CompletedProcess[str]:
        wanted.append(Path(command[command.index("-r") + 1]).read_text().split(" ")[0])
        return maker.fetch(command)

    maker.collect(note)
    assert wanted == ["salam==2"] * len(PLATFORMS)
    assert not list((maker.stick / "wheels").glob("salam-1-*"))
    assert maker.whole()


def test_a_kit_that_was_interrupted_is_no_kit_and_is_completed(maker: Maker) -> None:
    def cut(command: list[str]) -> subprocess.CompletedProcess[str]:
        if "--python-version=3.13" in command:
            raise KeyboardInterrupt
        return maker.fetch(command)

    shutil.rmtree(maker.stick)
    with pytest.raises(KeyboardInterrupt):
        maker.collect(cut)
    assert maker.whole()
    with pytest.raises(maker.kit.Refused, match="kit --wheels"):
        maker.kit.read(maker.stick)

    maker.asked.clear()
    maker.collect()
    assert len(maker.asked) == 1
    assert maker.kit.read(maker.stick).said["wheels"].keys() == PLATFORMS.keys()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ERROR: Could not install: [Errno 28] No space left on device", "No room is left"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not what is locked"),
        ("WARNING: Retrying after connection broken by NameResolutionError", "Check the network"),
    ],
)
def test_what_stops_a_kit_is_one_sentence_and_leaves_the_one_before(
    maker: Maker, said: str, told: str
) -> None:
    before = maker.kit.read(maker.stick).said
    make_wheel(maker.stock, "lagi", "1")
    maker.release("dua")

    def fail(command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, "", f"noise\n{said}\nnoise")

    with pytest.raises(maker.kit.Refused, match=told) as refusal:
        maker.collect(fail)
    assert len(str(refusal.value).splitlines()) == 1
    assert maker.kit.read(maker.stick).said == before


def test_a_full_stick_is_told_and_any_other_trouble_of_a_disk_by_its_name(
    maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(number: int) -> Callable[..., None]:
        def copy(*_places: object) -> None:
            raise OSError(number, os.strerror(number))

        return copy

    monkeypatch.setattr(maker.kit, "_copy", refuse(28))
    with pytest.raises(maker.kit.Refused, match="No room is left"):
        maker.collect()
    monkeypatch.setattr(maker.kit, "_copy", refuse(5))
    with pytest.raises(maker.kit.Refused, match=r"\[Errno 5\]"):
        maker.collect()


def test_a_lock_that_differs_by_system_is_refused_and_ours_does_not(maker: Maker) -> None:
    ours = (ROOT / "packaging" / "runtime.lock").read_text(encoding="ascii")
    pins = list(maker.kit.pins_of(ours))
    assert {pin.name.partition("==")[0] for pin in pins} >= {"pip", "cffi", "pyside6-essentials"}
    assert all(pin.hashes for pin in pins)

    with pytest.raises(maker.kit.Refused, match="colorama"):
        list(maker.kit.pins_of("colorama==1 ; sys_platform == 'win32' --hash=sha256:" + "0" * 64))


def test_a_laptop_without_a_route_installs_from_the_stick_and_starts(installed: Installed) -> None:
    if not installed.without_route:
        pytest.skip("this system gives no network namespace to its users")
    assert installed.done.stdout == "meja satu 1 rehearse\n", installed.done.stderr
    assert str(installed.laptop.command) in installed.done.stderr


def test_it_starts_without_the_stick_and_a_second_time_nothing_is_installed(installed: Installed) -> None:
    assert installed.laptop.start() == "meja satu 1 rehearse\n"

    done = installed.laptop.install(installed.stick)
    assert done.stdout == "meja satu 1 rehearse\n", done.stderr


def test_a_kit_is_made_from_an_installed_desk_too(first: Maker, installed: Installed, tmp_path: Path) -> None:
    (root,) = [path for path in installed.laptop.command.parent.iterdir() if path.is_dir()]
    other = Maker(first.kit, first.environment, first.stock, root, tmp_path / "other")

    assert other.collect().said == first.kit.read(first.stick).said


@pytest.mark.parametrize("harm", ["missing", "changed"])
def test_a_wheel_that_is_missing_or_changed_is_named_and_nothing_starts(
    maker: Maker, laptop: Laptop, harm: str
) -> None:
    wheel = maker.stick / "wheels" / "salam-1-py3-none-any.whl"
    if harm == "missing":
        wheel.unlink()
    else:
        wheel.write_bytes(wheel.read_bytes()[:-1])

    done = laptop.install(maker.stick)
    assert (done.returncode, done.stdout) == (1, "")
    assert [line for line in done.stderr.splitlines() if str(wheel) in line and harm in line] != []
    assert not laptop.command.exists()


def test_a_newer_stick_updates_by_the_same_command_and_what_interrupts_leaves_the_old_one(
    maker: Maker, laptop: Laptop
) -> None:
    data = laptop.home / ".local" / "share" / "ektp-desk" / "office"
    data.mkdir(parents=True)
    (data / "desk.db").write_bytes(b"journal")
    laptop.install(maker.stick)
    (maker.stock / "salam-1-py3-none-any.whl").unlink()
    newer = make_wheel(maker.stock, "salam", "2")
    maker.release("dua")
    maker.collect()
    (maker.stick / "wheels" / newer.name).unlink()

    assert laptop.install(maker.stick).returncode == 1
    assert laptop.start() == "meja satu 1 rehearse\n"

    maker.collect()
    done = laptop.install(maker.stick)
    assert done.stdout == "meja dua 2 rehearse\n", done.stderr
    assert laptop.start() == "meja dua 2 rehearse\n"
    assert said_in(laptop) == {MAIN.format(version="satu"), MAIN.format(version="dua")}

    assert [path.read_bytes() for path in data.iterdir()] == [b"journal"]


def test_a_clone_takes_its_libraries_from_a_kit_and_stays_what_git_says(
    maker: Maker, bootstrap: ModuleType, facts: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "ROOT", maker.root)
    (maker.root / ".git").mkdir()
    house = bootstrap.furnish("run", maker.stick, facts())

    assert house.root == maker.root
    assert f"--find-links={maker.stick}/wheels" in maker.environment.install_command(
        house.python, house.lock("runtime"), house.kit
    )

    (maker.root / "packaging" / "runtime.lock").write_text("", encoding="ascii")  # of another day
    with pytest.raises(maker.environment.Unprepared, match="another version"):
        house.install("runtime", maker.fetch)


def said_in(laptop: Laptop) -> set[str]:
    """The programs that lie there: the one that starts, and the one before, which may be open."""
    folders = [path for path in laptop.command.parent.iterdir() if path.is_dir()]
    return {(path / "ektp_desk" / "__main__.py").read_text(encoding="utf-8") for path in folders}


def test_only_what_is_older_than_the_version_before_goes(
    scripts: dict[str, ModuleType], tmp_path: Path
) -> None:
    first, second, third = (tmp_path / (digit * 12) for digit in "123")
    for folder in (first, second, third):
        folder.mkdir()
        scripts["installed"].switch(tmp_path, folder, "linux")

    assert [path.name for path in sorted(tmp_path.iterdir())] == [
        second.name,
        third.name,
        "ektp-desk",
    ]
