"""What a program wrote as CSV is read back as it was; what nobody wrote is refused and never a crash."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell, CellError, is_empty
from ektp_desk.sheets.child.forms import read_file
from ektp_desk.sheets.child.sending import Sender
from ektp_desk.sheets.wire import Failed, Finished, WireRows, packed, read_message, write_message
from tests.sheets.making import csv_text

letters = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\x85")
texts = st.text(letters, max_size=12)
tables = st.lists(st.lists(texts, min_size=2, max_size=5), min_size=1, max_size=8)


def sent(body: bytes) -> list[tuple[int, list[Cell]]]:
    """Read a file as the child does, in this process; gives what the desk would hear."""
    stream = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        path.write_bytes(body)
        read_file(path, Sender(stream))
    stream.seek(0)
    rows: list[tuple[int, list[Cell]]] = []
    while not isinstance(message := read_message(stream), Finished):
        if isinstance(message, WireRows):
            rows += message.rows
    return rows


@given(tables, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.sampled_from(",;\t"))
def test_every_table_comes_back_from_csv(table: list[list[str]], encoding: str, delimiter: str) -> None:
    header = [f"judul{n}" for n in range(5)]  # a list has one; it fixes the delimiter
    whole = [header] * 12 + table

    rows = sent(csv_text(whole, delimiter=delimiter).encode(encoding))[12:]

    wanted = [(13 + at, row) for at, row in enumerate(table) if any(cell.strip() for cell in row)]
    assert [number for number, _ in rows] == [number for number, _ in wanted]
    for (_, cells), (_, row) in zip(rows, wanted, strict=True):
        assert cells == row[: len(cells)]
        assert all(is_empty(cell) for cell in row[len(cells) :])


@given(st.binary(max_size=400))
@example(b"PK\x03\x04")
@example(b"\xff\xfe\x00")
def test_any_bytes_give_rows_or_a_refusal(body: bytes) -> None:
    try:
        rows = sent(body)
    except EktpError as refused:
        rows, code = [], refused.code
    else:
        code = ""
    assert rows or code.startswith("import.")


cells = (
    st.text()
    | st.floats(allow_nan=False)
    | st.integers(-(2**60), 2**60)
    | st.booleans()
    | st.dates()
    | st.none()
)


@given(st.lists(st.tuples(st.integers(1, 2**20), st.lists(cells | st.just(CellError("#")))), max_size=5))
def test_cells_cross_the_pipe_unchanged(rows: list[tuple[int, list[Cell]]]) -> None:
    stream = io.BytesIO()
    write_message(stream, WireRows("Data", [(n, [packed(cell) for cell in row]) for n, row in rows]))
    write_message(stream, Failed("import.damaged", {"row": 3}))
    stream.seek(0)

    assert read_message(stream) == WireRows("Data", rows)
    assert read_message(stream) == Failed("import.damaged", {"row": 3})
    assert read_message(stream) is None
