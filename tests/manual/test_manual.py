"""The manual: a page a chapter, its pictures those of the screens, and nothing left out that can be used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import click
import pytest

from ektp_desk.cli.main import main
from ektp_desk.desk.printing import ReportlabPapers
from ektp_desk.domain.office.policies import Policy
from ektp_desk.domain.paper.kinds import PaperKind
from ektp_desk.gui.admin.words import rule_name
from ektp_desk.words.errors import SENTENCES
from ektp_desk.words.paper.kinds import paper_name
from ektp_desk.words.paper.manual import FOLDER, chapters
from tests.reports.reading import placed_text
from tests.screens.manual import PICTURES

A_PICTURE = re.compile(r"!\[[^\]]+\]\((pictures/[\w-]+\.png)\)")
AN_EMPHASIS = re.compile(r"(?<![*\w])\*([^*\n]+)\*(?!\*)")
A_CODE = re.compile(r"\[(\w+\.\w+)\]")


@cache
def manual() -> str:
    return "\n".join(f"{chapter.title}\n{chapter.text}" for chapter in chapters())


def commands(group: click.Command, name: str) -> Iterator[str]:
    """Every command's words as they are typed."""
    if not isinstance(group, click.Group):
        yield name
        return
    context = click.Context(group)
    for each in group.list_commands(context):
        found = group.get_command(context, each)
        assert found is not None
        yield from commands(found, f"{name} {each}".strip())


def test_each_chapter_of_the_first_day_is_one_page() -> None:
    text = placed_text(ReportlabPapers().manual())
    titles = {chapter.title: number for number, chapter in enumerate(chapters())}
    stands = {piece.text.strip(): piece.page for piece in text if piece.text.strip() in titles}
    assert stands == titles
    assert max(piece.page for piece in text) == len(titles) - 1, "the last one too"
    said = " ".join(piece.text for piece in text)
    assert all(f"“{quoted.split()[0]}" in said for quoted in AN_EMPHASIS.findall(manual())), "words were lost"


def test_the_same_chapters_give_the_same_bytes() -> None:
    assert ReportlabPapers().manual() == ReportlabPapers().manual()


def test_every_picture_is_drawn_by_the_screens_and_used() -> None:
    named = A_PICTURE.findall(manual())
    lying = [f"pictures/{path.name}" for path in (FOLDER / "pictures").glob("*.png")]
    assert sorted(set(named)) == sorted(lying) == sorted(f"pictures/{name}.png" for name in PICTURES)


@pytest.mark.parametrize("command", sorted(commands(main, "")))
def test_every_command_is_in_the_manual(command: str) -> None:
    first, _, rest = command.partition(" ")
    row = next((line for line in manual().splitlines() if f"`{first}`" in line or f"`{first} " in line), "")
    assert row
    assert all(word in row or word in manual() for word in rest.split())


@pytest.mark.parametrize("kind", list(PaperKind))
def test_every_paper_is_in_the_manual(kind: PaperKind) -> None:
    assert f"| {paper_name(kind)} (`{kind}`) |" in manual()


@pytest.mark.parametrize("rule", list(Policy))
def test_every_rule_of_the_office_is_in_the_manual(rule: Policy) -> None:
    assert f"| {rule_name(rule)} |" in manual()


def test_a_code_that_the_manual_quotes_is_told_by_the_program() -> None:
    quoted = A_CODE.findall(manual())
    assert quoted
    assert set(quoted) <= set(SENTENCES)
