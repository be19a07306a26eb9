"""Collect every sentence of the program into `resources/i18n/ektp_desk.pot`; translates nothing.

Nothing in the file depends on the day, the machine or a line number: it changes when a sentence does.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "ektp_desk"
TEMPLATE = ROOT / "resources" / "i18n" / f"{PACKAGE}.pot"
LIBRARY = ROOT / "resources" / "i18n" / "id" / "LC_MESSAGES" / "messages.po"
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # or the file would change with the day it is made
KEYWORDS = {"_": None, "N_": None, "n_": (1, 2)}
HEADER = """# The sentences of ektp-desk as the source has them, in Indonesian. Made by `poe strings`.
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def collect(package: Path) -> str:
    """Return the template's text for the sources under `package`."""
    catalog = Catalog(charset="utf-8")
    found = extract_from_dir(
        package,
        [("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for name, line, message, comments, context in sorted(found, key=lambda each: (each[0], each[1])):
        place = f"{package.name}/{Path(name).as_posix()}"
        catalog.add(message, locations=[(place, line)], auto_comments=comments, context=context)
    for path in sorted(package.rglob("*.sql")):
        for text in _definitions(path):
            catalog.add(text, locations=[(path.relative_to(package.parent).as_posix(), 0)])
    out = io.BytesIO()
    write_po(out, catalog, omit_header=True, include_lineno=False, sort_output=True, width=100)
    return HEADER + out.getvalue().decode("utf-8")


def _definitions(path: Path) -> list[str]:
    """Give what is printed beneath figures: the `-- def:` lines of named queries."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("-- def:").strip() for line in lines if line.startswith("-- def:")]


def compiled() -> bytes:
    """Give the library of commands' words in Indonesian, as gettext loads them."""
    with LIBRARY.open("rb") as file:
        catalog = read_po(file, locale="id")
    catalog.creation_date = catalog.revision_date = NO_DAY
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main(arguments: list[str]) -> int:
    """Write template and compiled words; with `--check` only compare, 1 where one is stale."""
    wanted = {TEMPLATE: collect(ROOT / PACKAGE).encode(), LIBRARY.with_suffix(".mo"): compiled()}
    stale = [path for path, fresh in wanted.items() if not path.exists() or path.read_bytes() != fresh]
    if "--check" in arguments:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is stale: run `poe strings` and commit it.", file=sys.stderr)
        return int(bool(stale))
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(wanted[path])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
