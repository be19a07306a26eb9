"""What the rows around a person say: of family and village, and whether a name alone is somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ektp_desk.domain.lists.cells import Cell, is_empty, text_of
from ektp_desk.domain.lists.domicile import Domiciles
from ektp_desk.domain.lists.layout.headings import places_in
from ektp_desk.domain.lists.layout.labels import Said, is_family, labels_in
from ektp_desk.domain.lists.layout.person_rows import Sort, has_staff_number, sort_of
from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.domain.lists.values.rt_rw import parted
from ektp_desk.domain.places import letters
from ektp_desk.sheets.read import SheetRow

_OF_A_FAMILY = (Meaning.KK_NUMBER, Meaning.ADDRESS, Meaning.DUSUN, Meaning.RT, Meaning.RW)
_MOST_HELD = 100  # names alone, one beneath the other, that wait for a person beneath them

Told = tuple[SheetRow, dict[Meaning, Cell]]


class Around:
    """What rows above say of the persons beneath them: of their village, and of their family."""

    def __init__(self, domiciles: Domiciles, *, has_villages: bool) -> None:
        """`has_villages`: each row says its own, so that no title does."""
        self.said: Said = {}
        self.titled: SheetRow | None = None  # the title that named a village
        self._domiciles, self._has_villages = domiciles, has_villages

    def hear(self, row: SheetRow) -> None:
        """Take what a row above the header says, if it says anything: a label, or else a title."""
        labels = labels_in(row.cells)
        said = labels or {}
        if labels is None or not self._are_places(labels):
            places = places_in(row.cells, self._domiciles.is_village, self._domiciles.is_district)
            if self._has_villages:
                places.pop(Meaning.VILLAGE_NAME, None)
            self.titled = row if Meaning.VILLAGE_NAME in places else self.titled
            said |= places
        self.take(said)

    def _are_places(self, said: Said) -> bool:
        """Whether a label's names are known whole: behind "Desa Kuatae" a title may say more."""
        village, district = (
            text_of(said.get(name)) for name in (Meaning.VILLAGE_NAME, Meaning.DISTRICT_NAME)
        )
        is_village = not village or self._domiciles.is_village(village)
        return is_village and (not district or self._domiciles.is_district(district))

    def take(self, said: Said) -> None:
        if is_family(said) or self._is_elsewhere(said):
            self._forget(_OF_A_FAMILY)
        if self._differs(said, Meaning.DISTRICT_NAME):
            # Another district's village of that name is another village.
            self._forget((Meaning.VILLAGE_NAME,))
        if Meaning.RT_RW in said:
            said |= rt_and_rw(said.pop(Meaning.RT_RW))
        self.said |= said

    def _is_elsewhere(self, said: Said) -> bool:
        return self._differs(said, Meaning.DISTRICT_NAME) or self._differs(said, Meaning.VILLAGE_NAME)

    def _differs(self, said: Said, place: Meaning) -> bool:
        return {place} <= said.keys() & self.said.keys() and _letters(said, place) != _letters(
            self.said, place
        )

    def _forget(self, meanings: Sequence[Meaning]) -> None:
        self.said = {meaning: cell for meaning, cell in self.said.items() if meaning not in meanings}

    def complete(self, cells: dict[Meaning, Cell]) -> None:
        """Fill what the person's own row leaves open."""
        for meaning, value in self.said.items():
            if is_empty(cells.get(meaning)):
                cells[meaning] = value


def _letters(said: Said, place: Meaning) -> str:
    return letters(text_of(said[place]))


def rt_and_rw(cell: Cell) -> Said:
    """RT and RW that stand in one cell."""
    return dict(zip((Meaning.RT, Meaning.RW), parted(cell), strict=True))


class Beneath:
    """Tells the persons beneath a header from the other rows there.

    A row with nothing but a name is somebody when it touches the row of another person, above or
    beneath, and no signature: a heading that no word betrays is refused and told, not passed by.
    """

    def __init__(self, header_row: int, is_place: Callable[[str], bool]) -> None:
        self._is_place = is_place
        self._last = header_row  # the last row that was somebody, or the header
        self._closed = False
        self._held: list[Told] = []  # names alone, one right beneath the other

    def person(self, row: SheetRow, cells: dict[Meaning, Cell]) -> Iterator[Told]:
        """This person, and before them the names alone that they vouch for."""
        if self._held:
            yield from self._decided(vouched=self._held[-1][0].number + 1 == row.number)
        self._closed, self._last = False, row.number
        yield row, cells

    def header(self, row: SheetRow) -> Iterator[Told]:
        """Begin a page anew beneath this header."""
        yield from self._decided()
        self._closed, self._last = False, row.number

    def nobody(self) -> Iterator[Told]:
        """Pass by a row that is nobody; give the names above it that are somebody."""
        return self._decided()

    def other(self, row: SheetRow, cells: dict[Meaning, Cell]) -> Iterator[Told]:
        """This row if it is somebody, and the names above it that are."""
        sort = sort_of(cells, row.cells, closed=self._closed)
        if sort is Sort.PERSON:
            yield from self.person(row, cells)
        elif sort is Sort.NAME_ALONE and not self._is_place(text_of(cells.get(Meaning.NAME))):
            yield from self._hold(row, cells)
        elif sort is Sort.CLOSING:
            if has_staff_number(row.cells):
                self._held = []  # the name above is who signed
            yield from self._decided()
            self._closed = True
        else:
            yield from self._decided()

    def _hold(self, row: SheetRow, cells: dict[Meaning, Cell]) -> Iterator[Told]:
        if self._held and self._held[-1][0].number + 1 != row.number:
            yield from self._decided()
        self._held.append((row, cells))
        if len(self._held) > _MOST_HELD:
            yield from self._decided(vouched=True)

    def _decided(self, *, vouched: bool = False) -> Iterator[Told]:
        """The names that wait, if what stands above or beneath tells that they are persons."""
        held, self._held = self._held, []
        if held and (vouched or held[0][0].number == self._last + 1):
            self._last = held[-1][0].number
            yield from held
