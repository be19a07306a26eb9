"""What is shipped of others is told, each with its terms, and none that is locked is forgotten."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import ModuleType

import pytest

from ektp_desk.settings import RESOURCES

TOLD = json.loads((RESOURCES / "notices" / "notices.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def notices(load: Callable[[str], ModuleType]) -> ModuleType:
    return load("notices")


def test_every_locked_package_has_its_notice(notices: ModuleType) -> None:
    assert notices.missing(TOLD, notices.locked()) == []


def test_a_package_without_notice_or_of_another_version_is_named(notices: ModuleType) -> None:
    wanted = {"pynacl": notices.locked()["pynacl"], "msgspec": "0.0.1", "lain": "1.0"}
    assert notices.missing(TOLD, wanted) == ["msgspec", "lain"]


@pytest.mark.parametrize(
    ("name", "licence", "words"),
    [
        ("pyside6-essentials", "LGPL-3.0-only", "GNU LESSER GENERAL PUBLIC LICENSE"),
        ("font-source-sans-pro", "SIL OFL 1.1", "SIL OPEN FONT LICENSE"),
        ("Phosphor Icons", "MIT", "Phosphor Icons"),
        ("SQLCipher", "BSD-3-Clause", "ZETETIC"),
        ("pynacl", "Apache-2.0", "ISC License"),
        ("reportlab", "BSD License", "ReportLab"),
    ],
)
def test_the_terms_are_there_whole(name: str, licence: str, words: str) -> None:
    (each,) = [each for each in TOLD["packages"] if each["name"] == name]
    assert each["licence"] == licence
    assert any(words in TOLD["texts"][number] for number in each["texts"])


def test_the_check_is_part_of_what_must_hold(notices: ModuleType) -> None:
    assert notices.main(["--check"]) == 0
