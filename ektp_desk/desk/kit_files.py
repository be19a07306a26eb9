"""A new kit's two files: the kit itself, and the page with its six words; both or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.kits import KIT_COST, MadeKit, begin_kit
from ektp_desk.desk.printing import ReportlabPapers
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.kit import KitPage
from ektp_desk.seal.files import telling_disk_errors, write_new
from ektp_desk.seal.passphrase import Cost
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.backup_places import media
from ektp_desk.usecases.admin.queries import code_of_office
from ektp_desk.usecases.laptops.commands import AskedKit, KitFiles, next_kit_number
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.setup import KIT_ENDING


def begin_kit_files(
    desk: Desk,
    session: Session,
    files: Callable[[str], tuple[Path, Path | None]],
    *,
    label: str = "",
    at_office: bool = False,
    cost: Cost = KIT_COST,
) -> Callable[[], tuple[MadeKit, Path, Path | None]]:
    """Write that there is a kit; what is given seals it and writes it where `files` says by its number.

    Without a path for the page nobody draws one. A kit of which no file was left is one that nobody opens.
    Raises as `begin_kit`; `kit.in_data_folder`, `file.cannot_write` where something stands: another kit opens
    nothing. What is given raises `kit.too_big`, `file.cannot_write`, `disk.full`, `disk.refused`.
    """
    file, sheet = files(next_kit_number(session.store))
    for path in filter(None, (file, sheet)):
        _refuse(path, desk.folders)
    seal = begin_kit(desk, session, at_office=at_office, cost=cost)
    office, made_on, code = session.office, session.today, code_of_office(session.store)

    def write() -> tuple[MadeKit, Path, Path | None]:
        kit = seal()
        if sheet is None:
            write_new(file, kit.data)
            return kit, file, None
        page = KitPage(
            office=office.name,
            regency_code=office.region,
            number=kit.facts.number,
            label=label,
            at_office=at_office,
            made_on=made_on,
            words=tuple(kit.words.split()),
            office_code=code,
            sample=office.sample,
        )
        drawn = ReportlabPapers().pdf(page)
        write_new(file, kit.data)
        try:
            write_new(sheet, drawn)
        except BaseException:
            file.unlink(missing_ok=True)  # nobody knows its words
            raise
        return kit, file, sheet

    return write


def begin_asked_kit(
    desk: Desk, session: Session, asked: AskedKit, *, cost: Cost = KIT_COST
) -> Callable[[], KitFiles]:
    """The same for the window, which asks for two folders that are not carried together.

    Raises as `begin_kit_files`; `kit.same_place`, `kit.no_folder`.
    """
    if _carried_together(asked.file_folder, asked.page_folder):
        raise EktpError("kit.same_place")
    if not asked.file_folder.is_dir():
        raise EktpError("kit.no_folder")
    with telling_disk_errors():
        asked.page_folder.mkdir(parents=True, exist_ok=True)

    def files(number: str) -> tuple[Path, Path]:
        return asked.file_folder / f"kit-{number}{KIT_ENDING}", asked.page_folder / f"kit-{number}.pdf"

    write = begin_kit_files(desk, session, files, label=asked.label, at_office=asked.at_office, cost=cost)

    def write_both() -> KitFiles:
        kit, file, page = write()
        assert page is not None
        return KitFiles(kit.facts.id, kit.facts.number, file, page)

    return write_both


def _carried_together(one: Path, other: Path) -> bool:
    """Whether who finds the one has the other: in one folder, or on one stick."""
    first, second = one.resolve(), other.resolve()
    return first == second or any(
        first.is_relative_to(medium) and second.is_relative_to(medium) for medium in media()
    )


def _refuse(path: Path, place: Folders) -> None:
    if path.resolve().is_relative_to(place.data.resolve()):
        raise EktpError("kit.in_data_folder")
    if path.exists():
        raise EktpError("file.cannot_write")
