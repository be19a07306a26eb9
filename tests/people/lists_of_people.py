"""Lists of people for the stories: kept in a real store, as an import keeps them."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies import ListImported
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import RegisterRow

VILLAGE = "53.02.32.2003"


def row(number: int, person: str, name: str, *, birth: str = "2002-03-12", **more: str) -> RegisterRow:
    """Make a row of a list; a NIK is invented from the number."""
    said = {"sex": "P", "village": VILLAGE, "nik": f"530232520302{9000 + number}"} | more
    return RegisterRow(row=number, person=person, name=name, birth=birth, **said)


def keep_list(
    session: Session,
    *rows: RegisterRow,
    kind: str = "belum-rekam",
    name: str = "BLM_REKAM_NUNBENA",
    as_of: str = "2019-03-25",
    source: str = "SIAK",
) -> str:
    """Keep a list as an import does; give its id."""
    list_id = session.new_id()

    def act(digest: str, count: int) -> NewEvent:
        said = ListImported(
            kind=kind,
            name=name,
            as_of=as_of,
            source=source,
            files=(),
            rows_file=digest,
            rows=count,
            counts={},
            mapping={},
        )
        return NewEvent(Entity.LIST, list_id, said)

    session.store.keep_list(act, rows, at=session.clock())
    return list_id
