"""The pages beside the code: each command, path, name and link in them is there, and the tables are fresh."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import click
import pytest

from ektp_desk.cli.main import main

ROOT = Path(__file__).parents[1]
PAGES = (
    "README.md",
    "ARCHITECTURE.md",
    "DECISIONS.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/catalogue.md",
    "docs/format.md",
    "docs/promises.md",
    "docs/qt.md",
    "docs/growing.md",
    "docs/threats.md",
)
TOP = "docs|ektp_desk|packaging|resources|tests"
A_PATH = re.compile(rf"((?:{TOP})/[\w./-]*|[\w-]+\.(?:md|toml))(?::([\w.]+))?")
A_MEMBER = re.compile(r"([A-Z]\w+)\.(_?[a-z]\w*)")
A_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
ABSOLUTE = re.compile(r"(?<![\w~%.…])/(?:home|root|work|usr|etc|var|tmp|opt|mnt|Users)\b|\b[A-Z]:\\")
FOREIGN = re.compile(r"\b(?:sessions?|agents?)\b|\bissue ?#|\bissue \d", re.IGNORECASE)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def in_code(text: str) -> list[str]:
    """What stands in single backticks outside of fences."""
    return re.findall(r"`([^`]+)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))


def prose(text: str) -> str:
    """A page without its code: there, `Session` is a name like any other."""
    return re.sub(r"^```.*?^```|`[^`]+`", "", text, flags=re.DOTALL | re.MULTILINE)


def slugs(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@cache
def names_in(path: Path) -> set[str]:
    """A module's names, and its classes' members as `Class.member`."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        found |= _names_of(node)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{name}" for inner in node.body for name in _names_of(inner)}
    return found


def _names_of(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.Assign):
        return {target.id for target in node.targets if isinstance(target, ast.Name)}
    return (
        {node.target.id} if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) else set()
    )


@pytest.fixture(scope="module")
def catalogue() -> ModuleType:
    """Load the script that makes the tables; it stands in no package."""
    spec = importlib.util.spec_from_file_location("catalogue", ROOT / "packaging" / "catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_catalogue_is_fresh(catalogue: ModuleType) -> None:
    assert catalogue.page() == page("docs/catalogue.md"), "run `poe catalogue`"


def test_the_list_of_decisions_names_every_record_in_order() -> None:
    text = page("DECISIONS.md")
    assert re.findall(r"^- \[(\d+\. .+)\]\(", text, re.MULTILINE) == re.findall(
        r"^## (\d+\. .+)$", text, re.MULTILINE
    )


def test_a_stale_catalogue_is_refused_and_then_put_right(
    catalogue: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "catalogue.md"
    copy.write_text(
        page("docs/catalogue.md").replace("| `ticket_called` |", "| `ticket_rung` |"), encoding="utf-8"
    )
    monkeypatch.setattr(catalogue, "PAGE", copy)

    assert catalogue.main(["--check"]) == 1
    assert "poe catalogue" in capsys.readouterr().err
    assert catalogue.main([]) == 0
    assert copy.read_text(encoding="utf-8") == page("docs/catalogue.md")


def commands(command: click.Command, words: str = "ektp-desk") -> Iterator[tuple[str, click.Command]]:
    """Walk the tree of commands; a group that only holds others is none itself."""
    if not isinstance(command, click.Group) or command.invoke_without_command:
        yield words, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from commands(inner, f"{words} {name}")


def usage(words: str) -> str:
    """The fenced lines below a command's heading in the README."""
    found = re.search(
        rf"^### `{re.escape(words)}`\n+```\n(.*?)^```", page("README.md"), re.DOTALL | re.MULTILINE
    )
    assert found, f"the README has no section for {words}"
    return found[1]


@pytest.mark.parametrize("words", [words for words, _ in commands(main)])
def test_the_readme_names_every_option_of_a_command_and_no_other(words: str) -> None:
    command = dict(commands(main))[words]
    options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]

    assert set(re.findall(r"--[a-z-]+", usage(words))) == {option.opts[0] for option in options}
    choices = {c for p in command.params if isinstance(p.type, click.Choice) for c in p.type.choices}
    assert {choice for choice in choices if choice not in usage(words)} == set()


def test_the_readme_names_no_command_that_is_gone() -> None:
    named = set(re.findall(r"^### `(ektp-desk[^`]*)`$", page("README.md"), re.MULTILINE))

    assert named == dict(commands(main)).keys()


def test_the_readme_begins_with_the_two_commands_and_a_picture() -> None:
    before_the_rest = page("README.md").partition("\n## ")[0]

    for word in ("run", "test"):
        assert re.search(rf"^python3 packaging/bootstrap\.py {word}\b", before_the_rest, re.MULTILINE)
    assert re.search(r"!\[[^\]]{20,}\]\(resources/pictures/desk\.png\)", before_the_rest)


@pytest.mark.parametrize("name", PAGES)
def test_every_path_and_name_on_a_page_exists(name: str) -> None:
    missing = []
    for found in filter(None, map(A_PATH.fullmatch, in_code(page(name)))):
        path = ROOT / found[1]
        if not path.exists() or (found[2] and found[2] not in names_in(path)):
            missing.append(found[0])

    assert missing == []


def test_every_name_in_the_drawings_of_the_architecture_exists() -> None:
    drawn = re.findall(r"^```\n(.*?)^```", page("ARCHITECTURE.md"), re.DOTALL | re.MULTILINE)
    named = [found for found in A_PATH.finditer("\n".join(drawn)) if found[2]]

    missing = [found[0] for found in named if found[2] not in names_in(ROOT / found[1])]
    assert len(named) > 15
    assert missing == []


@pytest.mark.parametrize("name", PAGES)
def test_every_method_on_a_page_exists(name: str) -> None:
    said = {text for text in in_code(page(name)) if A_MEMBER.fullmatch(text) and not text.endswith(".md")}
    there = set[str]().union(*map(names_in, (ROOT / "ektp_desk").rglob("*.py")))

    assert said - there == set()


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name: str) -> None:
    broken = []
    for link in A_LINK.findall(page(name)):
        file, _, anchor = link.partition("#")
        if file.startswith("https://"):
            continue
        target = (ROOT / name).parent / file if file else ROOT / name
        if not target.exists() or (anchor and anchor not in slugs(target.read_text(encoding="utf-8"))):
            broken.append(link)

    assert broken == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_speaks_of_the_project_alone(name: str) -> None:
    assert ABSOLUTE.findall(page(name)) == []
    assert FOREIGN.findall(prose(page(name))) == []


def test_the_searches_find_what_they_look_for() -> None:
    assert ABSOLUTE.search("see /home/maria/desk")
    assert ABSOLUTE.search("C:\\Users")
    assert not ABSOLUTE.search("`~/.local/share/x` and https://a.example/home")
    assert FOREIGN.search(prose("as the Session says"))
    assert not FOREIGN.search(prose("as `Session` says"))
    assert "no_such" not in names_in(ROOT / "packaging" / "catalogue.py")
    assert slugs("# 6. A person's `sex`") == {"6-a-persons-sex"}
