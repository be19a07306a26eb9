"""Three people of one office: who founded it, an operator and a supervisor, each with their passphrase."""

from __future__ import annotations

from dataclasses import dataclass

from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.people.commands import correct
from ektp_desk.usecases.session import Session
from tests.offices import WORDS, TestOffice
from tests.people.lists_of_people import keep_list, row

NOH, SARI = "kata sandi milik noh contoh", "kata sandi milik sari contoh"
PASSPHRASES = {"maria": WORDS, "noh": NOH, "sari": SARI}


@dataclass
class Team:
    """Maria founded the office; Noh is an operator, Sari a supervisor. One of them is signed in."""

    office: TestOffice
    ids: dict[str, str]

    def sign_in(self, name: str) -> Session:
        self.office.desk.sign_out()
        self.office.session = self.office.desk.sign_in(self.ids[name], PASSPHRASES[name])
        return self.office.session


def team_of(office: TestOffice) -> Team:
    """Let Noh and Sari into an office, whose list names Orpa, Yosef and Dina."""
    session = office.session
    people = ("orpa", "yosef", "dina")
    keep_list(session, *(row(n, one, f"{one.upper()} CONTOH") for n, one in enumerate(people)))
    noh = add_user(session, "Noh Contoh", ["operator"], passphrase=NOH).id
    sari = add_user(session, "Sari Contoh", ["supervisor"], passphrase=SARI).id
    return Team(office, {"maria": office.user, "noh": noh, "sari": sari})


def rename(
    session: Session, person: str, name: str, *, words: str, witness: str = "", visit: str = ""
) -> None:
    correct(session, person, "name", value=name, ground="KK", passphrase=words, witness=witness, visit=visit)
