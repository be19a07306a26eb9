"""`office drill`: the recovery page's words are tried out, nothing is let out, and it is said when last."""

from __future__ import annotations

import os
from datetime import timedelta

from click.testing import CliRunner, Result

from ektp_desk.cli.office import office
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.desk.health.office import store_checks
from ektp_desk.desk.recovery import make_page
from ektp_desk.domain.paper.recovery import RecoveryPage
from ektp_desk.domain.places import RegionCode
from ektp_desk.gui.today.words import drill_words
from ektp_desk.settings import Folders, clock_in
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.admin.pages import drill_told
from ektp_desk.words.doctor import check_words
from tests.offices import CHEAP, WORDS

ADI = "gula hujan intan jagung kapas"
MARIA = "Maria T."


def given(*lines: str) -> list[int]:
    """Descriptors to read these from."""
    reading = []
    for line in lines:
        there, here = os.pipe()
        os.write(here, line.encode() + b"\n")
        os.close(here)
        reading.append(there)
    return reading


def drilled(folders: Folders, words: str, *, user: str = MARIA, passphrase: str = WORDS) -> Result:
    by, page = given(passphrase, words)
    line = ["drill", "--data", str(folders.data), "--user", user, "--passphrase-fd", str(by)]
    return CliRunner().invoke(office, [*line, "--words-fd", str(page)])


def said(folders: Folders, *, later: int = 0) -> tuple[list[str], str, str]:
    """What F1 says of the page so many days from now, and the doctor with its state."""
    with Desk(folders, today=clock_in(480)().day + timedelta(days=later), cost=CHEAP) as desk:
        (maria,) = (slot.user.id for slot in desk.slots.users if slot.user.name == MARIA)
        session = desk.sign_in(maria, WORDS)
        (check,) = (c for c in store_checks(desk, desk.held_store()) if c.name == "recovery_page")
        doctor = check_words(check.name, check.state, check.facts)
        return drill_words(drill_told(session)), check.state, doctor


def test_the_page_is_tried_out_and_it_is_said_when_last(folders: Folders) -> None:
    charter = charter_of(RegionCode.parse("53.02"))
    made = found(folders, charter, user_name=MARIA, passphrase=WORDS, clock=clock_in(480), cost=CHEAP)
    words, pages = " ".join(made.recovery.words), list[RecoveryPage]()
    with Desk(folders, cost=CHEAP) as desk:
        add_user(desk.sign_in(desk.slots.users[0].user.id, WORDS), "Adi Contoh", ["operator"], passphrase=ADI)
    never = "Halaman pemulihan belum pernah diuji: minta ADB mengujinya (office drill)"
    assert said(folders) == ([never], "warn", "belum pernah diuji. Uji dengan office drill.")

    # Who may not, and what is no page of this office, leave it untried; the fourth wrong one waits.
    slots = (folders.data / "slots.json").read_bytes()
    adi = drilled(folders, words, user="Adi Contoh", passphrase=ADI)
    assert (adi.exit_code, "[role.not_allowed]" in adi.output) == (1, True)
    other = " ".join([*made.recovery.words[1:], made.recovery.words[0]])
    wrong = [drilled(folders, typed).output for typed in (other, "abadi", "", words.upper() + " x", words)]
    codes = [text[text.rindex("[") + 1 : text.rindex("]")] for text in wrong]
    assert codes[:3] == ["recovery.checksum", "recovery.word_count", "recovery.word_count"]
    assert codes[-1] == "signin.wait"
    assert said(folders)[0] == [never]
    folders.tries.unlink()

    done = drilled(folders, words)

    assert done.exit_code == 0, done.output
    assert made.recovery.office_code in done.output
    secrets = (made.recovery.key, *made.recovery.words[:1])
    assert not any(secret in done.output for secret in secrets)
    assert (folders.data / "slots.json").read_bytes() == slots
    assert said(folders) == (["Halaman pemulihan diuji hari ini"], "ok", "diuji 0 hari lalu.")
    assert said(folders, later=12)[0] == ["Halaman pemulihan diuji 12 hari lalu"]
    assert said(folders, later=180)[1] == "ok"
    due = "Halaman pemulihan diuji 181 hari lalu: minta ADB mengujinya lagi (office drill)"
    assert said(folders, later=181) == ([due], "warn", "diuji 181 hari lalu. Uji lagi dengan office drill.")

    # Another page has never been tried, and the one until now opens nothing.
    with Desk(folders, cost=CHEAP) as desk:
        (maria,) = (slot.user.id for slot in desk.slots.users if slot.user.name == MARIA)
        make_page(desk, desk.sign_in(maria, WORDS), pages.append)
    assert said(folders)[0] == [never]
    assert "[seal.wrong_key]" in drilled(folders, words).output
    assert drilled(folders, " ".join(pages[0].words)).exit_code == 0
    assert said(folders)[0] == ["Halaman pemulihan diuji hari ini"]
