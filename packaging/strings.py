"""Collect every sentence of the program into `resources/i18n/ektp_desk.pot`, and hold the translations to it.

Translates nothing: a new sentence comes into each language's `.po` empty, one that is gone leaves it, and
`--check` names what is then missing or wrong. Nothing in the files depends on the day, the machine or a line
number: they change when a sentence does.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "ektp_desk"
TEMPLATE = ROOT / "resources" / "i18n" / f"{PACKAGE}.pot"
LIBRARY = ROOT / "resources" / "i18n" / "id" / "LC_MESSAGES" / "messages.po"
# What a person presses or types stands in a translation as in its source.
KEYS = re.compile(
    r"\[(?:Alt\+)?[A-Z]\]|\b(?:F\d+|(?:Ctrl|Alt|Shift)\+\w+|Esc|Enter)\b|--[a-z][a-z-]*|&|\b[A-Z]\b"
)
LETTERS_CHANGE = "sex"  # L and P are M and F in English, and no keys
END = re.compile(r"[:…]?\s*$")
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # or the file would change with the day it is made
KEYWORDS = {"_": None, "N_": None, "n_": (1, 2), "NP_": ((1, "c"), 2)}
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
    """What is printed beneath figures: the `-- def:` lines of named queries."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("-- def:").strip() for line in lines if line.startswith("-- def:")]


def translations() -> list[Path]:
    """The translators' files, one of each language."""
    return sorted(TEMPLATE.parent.glob(f"*/LC_MESSAGES/{PACKAGE}.po"))


def read(path: Path) -> Catalog:
    """Read a translators' file; the folder's name is its language."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def merged(path: Path, template: str) -> bytes:
    """A translators' file with the template's sentences; its head, with the glossary, is theirs."""
    head, _gap, _sentences = path.read_text(encoding="utf-8").partition("\n\n")
    catalog = read(path)
    catalog.update(read_po(io.StringIO(template)), no_fuzzy_matching=True)
    out = io.BytesIO()
    write_po(
        out,
        catalog,
        omit_header=True,
        include_lineno=False,
        sort_output=True,
        ignore_obsolete=True,
        width=100,
    )
    return f"{head}\n\n".encode() + out.getvalue()


def compiled(path: Path, text: bytes) -> bytes:
    """A translators' file as gettext loads it."""
    catalog = read_po(io.BytesIO(text), locale=path.parts[-3])
    catalog.creation_date = catalog.revision_date = NO_DAY
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def wrong(catalog: Catalog) -> Iterator[str]:
    """Name each translation that is missing or does not say what its sentence says."""
    for message in catalog:
        if message.id:
            yield from (f"{what}: {_source(message)}" for what in _wrong(message))


def _wrong(message: Message) -> Iterator[str]:
    told = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if not told or not all(told):
        yield "untranslated"
        return
    if message.fuzzy:
        yield "fuzzy"
    source = _source(message)
    for text in told:
        if _places(text) != _places(source):
            yield "other placeholders"
        if message.context != LETTERS_CHANGE and _keys(source) - _keys(text):
            yield f"without {', '.join(sorted(_keys(source) - _keys(text)))}"
        if (_start(text), _end(text)) != (_start(source), _end(source)):
            yield "begins or ends otherwise"


def _source(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _places(text: str) -> set[str]:
    """The names to be filled in; of a text that cannot be filled in the text itself."""
    try:
        return {name for _text, name, _form, _how in Formatter().parse(text) if name is not None}
    except ValueError:
        return {text}


def _keys(text: str) -> set[str]:
    return set(KEYS.findall(text))


def _start(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _end(text: str) -> str:
    found = END.search(text)
    return found.group() if found else ""


def wanted() -> dict[Path, bytes]:
    """Every file that is made here, as it should be."""
    template = collect(ROOT / PACKAGE)
    made = {TEMPLATE: template.encode()}
    if LIBRARY.exists():
        made[LIBRARY.with_suffix(".mo")] = compiled(LIBRARY, LIBRARY.read_bytes())
    for path in translations():
        made[path] = merged(path, template)
        made[path.with_suffix(".mo")] = compiled(path, made[path])
    return made


def _say(lines: Iterable[str]) -> int:
    """Write lines for the person at the terminal; give how many."""
    told = list(lines)
    for line in told:
        print(line, file=sys.stderr)
    return len(told)


def main(arguments: list[str]) -> int:
    """Write template, translators' files and compiled words; with `--check` compare: 1 if one is wrong."""
    made = wanted()
    stale = [path for path, fresh in made.items() if not path.exists() or path.read_bytes() != fresh]
    if "--check" in arguments:
        told = _say(f"{path.relative_to(ROOT)} is stale: run `poe strings` and commit it." for path in stale)
    else:
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made[path])
        told = 0
    for path in translations():
        told += _say(f"{path.relative_to(ROOT)}: {what}" for what in wrong(read(path)))
    return int("--check" in arguments and bool(told))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
