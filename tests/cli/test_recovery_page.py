"""`office recovery-page`: another page on paper, for an ADB alone, and never over a file."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import add_user
from tests.cli.desk_commands import command
from tests.offices import WORDS, office_in

pytestmark = pytest.mark.journey
ADI = "gula hujan intan jagung kapas"


@pytest.fixture
def data(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office with an operator."""
    monkeypatch.setenv("EKTP_DESK_STATE", str(folders.state))
    with office_in(folders) as office:
        add_user(office.session, "Adi Contoh", ["operator"], passphrase=ADI)
    return folders.data


def test_an_adb_makes_a_page_which_is_their_own_to_read(data: Path, tmp_path: Path) -> None:
    page = tmp_path / "baru.pdf"
    line = ("office", "recovery-page", "--data", data, "--user", "Maria T.", "--out", page)

    done = command(*line)

    assert (done.code, str(page) in done.out) == (0, True), done.err
    assert page.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    verified = command("verify", "--data", data, "--user", "Maria T.")
    assert verified.code == 0, verified.out
    before = page.read_bytes()
    again = command(*line)
    assert (again.code, "[file.cannot_write]" in again.err) == (1, True)
    assert page.read_bytes() == before


def test_nobody_else_does_and_never_into_the_data_folder(data: Path, tmp_path: Path) -> None:
    page = tmp_path / "baru.pdf"

    adi = command(
        "office", "recovery-page", "--data", data, "--user", "Adi Contoh", "--out", page, passphrase=ADI
    )
    inside = command("office", "recovery-page", "--data", data, "--user", "Maria T.", "--out", data / "p.pdf")

    assert (adi.code, "[role.not_allowed]" in adi.err, page.exists()) == (1, True, False)
    assert (inside.code, "[recovery.in_data_folder]" in inside.err) == (1, True)
    assert not (data / "p.pdf").exists()


def test_the_page_is_told_in_one_document(data: Path, tmp_path: Path) -> None:
    page = tmp_path / "baru.pdf"

    done = command(
        "office",
        "recovery-page",
        "--data",
        data,
        "--user",
        "Maria T.",
        "--out",
        page,
        "--json",
        passphrase=WORDS,
    )

    assert done.document == {"recovery_page": str(page)}
