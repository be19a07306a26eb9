"""An office with laptops in the field, for tests about whose word counts from where."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ektp_desk.desk.founding import Kit
from ektp_desk.domain.roles import Role
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import add_user
from tests.kept import new_kit
from tests.offices import CHEAP, WORDS, TestOffice, found_office_in
from tests.store.several.kits import Held, Laptop, Laptops, held_in, laptops_of


@dataclass
class Field:
    """An office with a visit, its ADB, an operator, and laptops that may join."""

    office: TestOffice
    visit: str
    adi: str
    words: str
    laptops: Laptops

    def joined(self, kit: Kit | None = None) -> Laptop:
        """One more laptop, with Adi signed in."""
        return self.laptops.join(kit or self.laptops.kit(), by=self.adi, words=self.words)

    def adb_on(self, kit: Kit | None = None) -> Laptop:
        """One more laptop, with the ADB signed in."""
        return self.laptops.join(kit or self.laptops.kit(), by=self.office.user, words=WORDS)

    def by_kit(self, *, user: str = "", words: str = "", at_office: bool = False) -> Laptop:
        """One more laptop, by a kit's file as an ADB makes it; Adi signs in, or somebody else."""
        office = self.office
        kit = new_kit(office.desk, office.session, at_office=at_office, cost=CHEAP)
        return self.laptops.open_kit(kit, by=user or self.adi, words=words or self.words)

    def arrive(self, *laptops: Laptop) -> None:
        """Bring what laptops wrote to the office."""
        for one in laptops:
            self.office.store.receive(one.written())

    def numbers(self) -> int:
        """How many numbers the office's views know."""
        (found,) = self.office.connection.execute("SELECT count(*) FROM tickets").fetchone()
        return int(found)

    def held(self) -> Held:
        return held_in(self.office.connection)


@contextmanager
def field_in(folders: Folders, place: Path) -> Iterator[Field]:
    """Found an office with a visit, and close it and its laptops at the end."""
    with found_office_in(folders) as office:
        visit = office.open_visit()
        adi = add_user(office.session, "Adi Contoh", [Role.OPERATOR])
        with laptops_of(office, place / "laptops") as made:
            yield Field(office, visit, adi.id, adi.passphrase, made)
