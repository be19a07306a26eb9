"""Write `resources/notices/notices.json`: what ektp-desk ships of others, and under which terms.

Names and versions come from `runtime.lock`, terms from the installed packages; what their wheels leave out
lies in `resources/notices/texts`. `--check` compares names and versions alone: texts differ by platform.
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "runtime.lock"
FOLDER = ROOT / "resources" / "notices"
NOTICES = FOLDER / "notices.json"
_LGPL = ("LGPL-3.0.txt", "GPL-3.0.txt")  # the lesser one builds on the other
# What a wheel holds of others without its terms, or whose own terms it leaves out.
TEXTS = {
    "pyside6-essentials": _LGPL,
    "shiboken6": _LGPL,
    "psycopg": _LGPL[1:],  # it has the lesser one itself
    "obstore": ("obstore.txt",),
}
LICENCES = {
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
    "pyrage": "MIT",
    "sqlcipher3": "Zlib",
}
INSIDE = (
    # name, what carries it, licence, home, text
    ("Phosphor Icons", "qtawesome", "MIT", "https://phosphoricons.com", "phosphor.txt"),
    ("SQLCipher", "sqlcipher3", "BSD-3-Clause", "https://www.zetetic.net/sqlcipher", "sqlcipher.txt"),
)
_TERMS = re.compile(r"(^|/)(licen[cs]es?|copying|notice|build_licenses)(/|[^/]*$)", re.IGNORECASE)
_NO_TERMS = (".py", ".pyc", ".pfb", ".ttf")
Entry = dict[str, object]


def locked(lock: Path = LOCK) -> dict[str, str]:
    """The locked packages with their versions; what is only for another system too."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    found = (re.match(r"([\w.-]+)==([^\s;\\]+)", line) for line in lines)
    return {match.group(1).lower(): match.group(2) for match in found if match}


def missing(notices: dict[str, object], wanted: dict[str, str]) -> list[str]:
    """Name the locked packages whose entry is not there, or of another version, or without terms."""
    packages = notices["packages"]
    assert isinstance(packages, list)
    told = {each["name"]: each["version"] for each in packages if each["licence"] and each["texts"]}
    return [name for name, version in wanted.items() if told.get(name) != version]


def collect() -> dict[str, object]:
    """Packages in the order of their names, and each text once under a number."""
    texts: dict[str, str] = {}
    packages = [_entry(name, version, texts) for name, version in locked().items()]
    for name, carrier, licence, home, file in INSIDE:
        text = (FOLDER / "texts" / file).read_text(encoding="utf-8")
        entry = {"name": name, "version": f"({carrier})", "licence": licence, "home": home}
        packages.append(entry | {"texts": [_number(text, texts)]})
    packages.sort(key=lambda each: str(each["name"]).lower())
    return {"packages": packages, "texts": {number: text for text, number in texts.items()}}


def _entry(name: str, version: str, texts: dict[str, str]) -> Entry:
    try:
        package = distribution(name)
    except PackageNotFoundError:
        sys.exit(f"{name} is locked but not installed: run the bootstrap first.")
    own = [(FOLDER / "texts" / file).read_text(encoding="utf-8") for file in TEXTS.get(name, ())]
    return {
        "name": name,
        "version": version,
        "licence": LICENCES.get(name) or _licence(package),
        "home": _home(package),
        "texts": [_number(text, texts) for text in own + _terms(package)],
    }


def _licence(package: Distribution) -> str:
    about = package.metadata
    if "License-Expression" in about:
        return about["License-Expression"]
    said = "".join(about.get_all("License") or []).splitlines()
    classifiers = [str(line) for line in about.get_all("Classifier") or []]
    marks = [line.rsplit("::", 1)[-1].strip() for line in classifiers if line.startswith("License")]
    return said[0].split(",")[0] if said and len(said[0]) < 60 else ", ".join(marks)


def _home(package: Distribution) -> str:
    about = package.metadata
    pairs = (str(line).partition(",") for line in about.get_all("Project-URL") or [])
    urls = {label.strip().lower(): url.strip() for label, _comma, url in pairs}
    labels = [label for word in ("home", "source", "repo", "git", "doc") for label in urls if word in label]
    if "Home-page" in about:
        return about["Home-page"]
    return urls[labels[0]] if labels else next(iter(urls.values()), "")


def _terms(package: Distribution) -> list[str]:
    files = sorted(str(file) for file in package.files or () if _TERMS.search(str(file)))
    kept = [file for file in files if not file.endswith(_NO_TERMS) and "/fonts/" not in file]
    paths = (Path(str(package.locate_file(file))) for file in kept)
    found = [path.read_text(encoding="utf-8", errors="replace").strip() for path in paths if path.is_file()]
    return [text for text in found if text]


def _number(text: str, texts: dict[str, str]) -> str:
    return texts.setdefault(text.strip(), str(len(texts) + 1))


def main(arguments: list[str]) -> int:
    """Write the notices; with `--check` only compare with the lock, 1 where something is missing."""
    if "--check" in arguments:
        kept = json.loads(NOTICES.read_text(encoding="utf-8")) if NOTICES.exists() else {"packages": []}
        gone = missing(kept, locked())
        for name in gone:
            print(f"{name} has no notice: run `poe notices` and commit {NOTICES.name}.", file=sys.stderr)
        return int(bool(gone))
    text = json.dumps(collect(), ensure_ascii=False, indent=0)
    NOTICES.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
