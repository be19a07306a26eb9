"""A new kit's two files: the kit itself, and the page with its six words; both or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.kits import MadeKit, new_kit
from ektp_desk.desk.printing import ReportlabPapers
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.devices import OFFICE_DESK
from ektp_desk.domain.paper.kit import KitPage
from ektp_desk.seal.files import write_new
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.queries import code_of_office
from ektp_desk.usecases.session import Session


def write_kit_files(
    desk: Desk,
    session: Session,
    files: Callable[[str], tuple[Path, Path | None]],
    *,
    label: str = "",
    at_office: bool = False,
) -> tuple[MadeKit, Path, Path | None]:
    """Make a kit and write it where `files` says by its number; without a page's path nobody draws one.

    Raises as `new_kit`; `kit.in_data_folder`, `file.cannot_write` where something stands: another kit opens
    nothing; `disk.full`, `disk.refused`. A kit of which no file was left is one that nobody opens.
    """
    for path in filter(None, files("")):
        _refuse(path, desk.folders)
    kit = new_kit(desk, session, at_office=at_office)
    file, sheet = files(kit.facts.number)
    for path in filter(None, (file, sheet)):
        _refuse(path, desk.folders)
    drawn = ReportlabPapers().pdf(_page(session, kit, label)) if sheet else b""
    write_new(file, kit.data)
    if sheet:
        try:
            write_new(sheet, drawn)
        except BaseException:
            file.unlink(missing_ok=True)  # nobody knows its words
            raise
    return kit, file, sheet


def _page(session: Session, kit: MadeKit, label: str) -> KitPage:
    return KitPage(
        office=session.office.name,
        regency_code=session.office.region,
        number=kit.facts.number,
        label=label,
        at_office=kit.facts.desk == OFFICE_DESK,
        made_on=session.today,
        words=tuple(kit.words.split()),
        office_code=code_of_office(session.store),
        sample=session.office.sample,
    )


def _refuse(path: Path, place: Folders) -> None:
    if path.resolve().is_relative_to(place.data.resolve()):
        raise EktpError("kit.in_data_folder")
    if path.exists():
        raise EktpError("file.cannot_write")
