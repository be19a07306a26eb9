"""Spoils list files of every form, by a seed, and reads them: `python -m tests.sheets.fuzzing COUNT [SEED]`.

All are read in one limited process for speed; when a file ends that process, another goes on behind it.
"""

from __future__ import annotations

import io
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ektp_desk.domain.errors import EktpError
from tests.sheets.forms import html_of, make_bare, make_html, make_xls, make_xml, xml_of, xml_rows
from tests.sheets.making import SIAK_TITLES, Cells, Formula, make_csv, make_xlsx, people
from tests.sheets.zipped_forms import make_ods, make_xlsb, ods_rows

FORMS = (
    "xls",
    "bare xls",
    "xlsx",
    "xlsx part",
    "xlsb part",
    "ods part",
    "html",
    "html utf-16",
    "xml",
    "csv",
    "tsv utf-16",
)
MEMORY = 1 << 30
_SLOW = 20  # seconds
_OURS = "python "  # marks an exception that no reader foresaw
_TOKENS = (
    b"\x00",
    b"\xff\xff\xff\xff",
    b'"',
    b"\r\n",
    b"<",
    b"<!--",
    b"]]>",
    b"&#0;",
    b"&x;",
    b"<table>",
    b"</table>",
    b"<tr>",
    b"<td colspan=1000000 rowspan=1000000>",
    b"<![x",
    b'ss:Index="9999999"',
    b"<Row>",
    b"</Row>",
    b"<Cell>",
    b'<Data ss:Type="Number">',
    b"<!DOCTYPE x>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"PK\x03\x04",
)


class Outcome(NamedTuple):
    """What came of one file: a code, "rows" or "death", seconds, and the reader's highest memory in KiB."""

    number: int
    what: str
    seconds: float
    memory: int


def make_files(folder: Path, count: int, *, seed: int) -> Iterator[tuple[int, str]]:
    """Write that many spoilt files, named by their numbers; gives each one's form."""
    whole = _whole_files(folder)
    for number in range(count):
        rng = random.Random(f"{seed} {number}")
        form = FORMS[number % len(FORMS)]
        part_of = whole.get(form.removesuffix(" part"), b"") if form.endswith(" part") else b""
        body = _spoilt_part(part_of, rng) if part_of else spoil(whole[form], rng)
        (folder / str(number)).write_bytes(body)
        yield number, form


def spoil(body: bytes, rng: random.Random) -> bytes:
    """Flip, cut, double, move or insert, one to four times."""
    spoilt = bytearray(body)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(spoilt) + 1)
        end = min(len(spoilt), at + rng.choice((1, 4, 60, 600)))
        match rng.randrange(6):
            case 0:
                del spoilt[at:end]
            case 1:
                spoilt[at:at] = spoilt[at:end] * rng.choice((1, 2, 40))
            case 2:
                spoilt[at:at] = rng.choice(_TOKENS)
            case 3:
                spoilt[at:end] = rng.randbytes(end - at)
            case 4 if rng.random() < 0.3:
                del spoilt[at:]
            case _:
                for place in rng.sample(range(len(spoilt)), min(len(spoilt), rng.randint(1, 8))):
                    spoilt[place] ^= 1 << rng.randrange(8)
    return bytes(spoilt)


def read_all(folder: Path, count: int) -> list[Outcome]:
    """Read the files in limited processes; a file that ends its process, or is too slow, is a death."""
    found: list[Outcome] = []
    while len(found) < count:
        command = [
            sys.executable,
            "-m",
            "tests.sheets.fuzzing",
            "--read",
            str(folder),
            f"{len(found)}",
            f"{count}",
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as child:
            assert child.stdout is not None
            for line in child.stdout:
                number, seconds, memory, what = line.rstrip("\n").split(" ", 3)
                found.append(Outcome(int(number), what, float(seconds), int(memory)))
        if len(found) < count:
            found.append(Outcome(len(found), f"death {child.returncode}", 0.0, 0))
    return found


def read_here(folder: Path, first: int, last: int) -> None:
    """Read files in this process, limited as the desk's child is; tells each outcome on a line."""
    import resource
    import signal

    from ektp_desk.sheets.child.rooms import confine

    confine(MEMORY)
    for number in range(first, last):
        signal.alarm(_SLOW)
        began = time.monotonic()
        what = _read(folder / str(number))
        seconds = time.monotonic() - began
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        sys.stdout.write(f"{number} {seconds:.3f} {memory} {what}\n")
        sys.stdout.flush()


def is_told(what: str) -> bool:
    """Whether an outcome is one that a person can be told of."""
    return what == "rows" or what.startswith(("import.", "death "))


def _read(path: Path) -> str:
    from ektp_desk.sheets.child.forms import read_file
    from ektp_desk.sheets.child.sending import Sender

    try:
        read_file(path, Sender(io.BytesIO()))
    except EktpError as refusal:
        return refusal.code
    except MemoryError:
        return "import.too_big"
    except BaseException as error:  # the child tells this as damage; only calamine may do it
        return "import.damaged" if type(error).__name__ == "PanicException" else _OURS + type(error).__name__
    return "rows"


def _whole_files(folder: Path) -> dict[str, bytes]:
    rows: list[Cells] = [
        ["DAFTAR"],
        SIAK_TITLES,
        *people(30),
        [Formula("#REF!"), 5302320204039007, None, 1.5],
    ]
    sheets = {"Data": rows, "Lagi": rows[:5]}
    xml = xml_of({title: xml_rows(cells) for title, cells in sheets.items()}, hidden=["Lagi"])
    made = folder / "whole"
    return {
        "xls": make_xls(made, sheets, hidden=["Lagi"]).read_bytes(),
        "bare xls": make_bare(made, rows[:-1]).read_bytes(),
        "xlsx": _undated(make_xlsx(made, sheets, hidden=["Lagi"]).read_bytes(), "docProps/core.xml"),
        "xlsb": make_xlsb(made, sheets, hidden=["Lagi"]).read_bytes(),
        "ods": make_ods(made, {title: ods_rows(cells) for title, cells in sheets.items()}).read_bytes(),
        "html": make_html(made, html_of(rows, before="<h3>DAFTAR</h3>")).read_bytes(),
        "html utf-16": make_html(made, html_of(rows), encoding="utf-16").read_bytes(),
        "xml": make_xml(made, xml).read_bytes(),
        "csv": make_csv(made, rows).read_bytes(),
        "tsv utf-16": make_csv(made, rows, encoding="utf-16", delimiter="\t").read_bytes(),
    }


def _parts(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _undated(book: bytes, dated: str) -> bytes:
    return _zipped(_parts(book) | {dated: b"<x/>"})


def _zipped(parts: dict[str, bytes]) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return body.getvalue()


def _spoilt_part(book: bytes, rng: random.Random) -> bytes:
    parts = _parts(book)
    name = rng.choice(sorted(parts))
    return _zipped(parts | {name: spoil(parts[name], rng)})


def _report(count: int, seed: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        forms = dict(make_files(Path(folder), count, seed=seed))
        found = read_all(Path(folder), count)
    slowest = max(found, key=lambda outcome: outcome.seconds)
    lines = [f"{what:28} {times}" for what, times in Counter(outcome.what for outcome in found).most_common()]
    lines.append(f"slowest {slowest.seconds:.2f} s: {slowest.number} ({forms[slowest.number]})")
    lines.append(f"highest memory {max(outcome.memory for outcome in found) >> 10} MiB")
    odd = [outcome for outcome in found if not is_told(outcome.what) or outcome.what.startswith("death")]
    lines += [f"look at {outcome.number} ({forms[outcome.number]}): {outcome.what}" for outcome in odd[:40]]
    sys.stdout.write("\n".join(lines) + "\n")
    return int(any(not is_told(outcome.what) for outcome in found))


if __name__ == "__main__":
    if sys.argv[1] == "--read":
        read_here(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    else:
        sys.exit(_report(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
