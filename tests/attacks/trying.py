"""Attacks by chance on a whole office: bytes of any file, and with the key in hand rows of any table."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from tests.attacks.key_in_hand import columns_of
from tests.attacks.whole_office import Attacked


def change_a_byte(office: Attacked, chance: Random) -> tuple[str, str]:
    """Change one byte of one file; give the file's kind and what was told."""
    there, name = office.lay(), chance.choice(office.files)
    path = there / name
    content = bytearray(path.read_bytes())
    place = chance.randrange(len(content))
    content[place] ^= 1 << chance.randrange(8) if chance.random() < 0.5 else chance.randrange(1, 256)
    path.write_bytes(content)
    return kind_of(Path(name)), office.told()


def kind_of(path: Path) -> str:
    """A file without its random name."""
    if path.parent.name in ("lists", "objects"):
        return f"{path.parent.name}/*{path.suffix}"
    return path.name if path.parent.name == "data" or path.name == "pilihan.json" else f"*{path.suffix}"


def change_a_row(office: Attacked, chance: Random) -> tuple[str, str]:
    """Change, swap, delete or add a row, with the key in hand; give table, act and what was told."""
    there = office.lay()
    with closing(sqlcipher.connect(str(there / "data" / "desk.db"), isolation_level=None)) as connection:
        connection.execute(f"PRAGMA key = \"x'{office.store_key.hex()}'\"")
        tables = _tables(connection)
        while True:
            table = chance.choice(tables)
            if done := _attack(connection, table, chance):
                break
    return f"{table} {done}", office.told()


def _tables(connection: Any) -> list[str]:
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    plain = [n for n in names if "_names" not in n and not n.startswith(("sqlite_", "_sqlite"))]
    return [name for name in plain if connection.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone()]


def _attack(connection: Any, table: str, chance: Random) -> str:
    """Give what was done; nothing when the table would not have it, or was the same afterwards."""
    columns = columns_of(connection, table)
    rows = [row for (row,) in connection.execute(f"SELECT rowid FROM {table}").fetchall()]
    what, column, row = (
        chance.choice(("change", "swap", "delete", "add")),
        chance.choice(list(columns)),
        chance.choice(rows),
    )
    before = sorted(map(repr, connection.execute(f"SELECT * FROM {table}")))
    try:
        match what:
            case "change":
                (cell,) = connection.execute(
                    f"SELECT {column} FROM {table} WHERE rowid = ?", (row,)
                ).fetchone()
                connection.execute(
                    f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (_other(cell, chance), row)
                )
            case "swap":
                other = chance.choice(rows)
                cell = f"(SELECT {column} FROM {table} WHERE rowid = ?)"
                connection.execute(f"UPDATE {table} SET {column} = {cell} WHERE rowid = ?", (other, row))
            case "delete":
                connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))
            case _:
                cells = list(connection.execute(f"SELECT * FROM {table} WHERE rowid = ?", (row,)).fetchone())
                place = chance.randrange(len(cells))
                cells[place] = _other(cells[place], chance)
                connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(cells))})", cells)
    except sqlcipher.Error:
        return ""
    after = sorted(map(repr, connection.execute(f"SELECT * FROM {table}")))
    return (
        f"{what} {column}"
        if before != after and what in ("change", "swap")
        else what
        if before != after
        else ""
    )


def _other(cell: object, chance: Random) -> object:
    """Give another value of the same kind."""
    match cell:
        case int():
            return cell + chance.choice((1, -1, 7))
        case bytes() if cell:
            place = chance.randrange(len(cell))
            return cell[:place] + bytes([cell[place] ^ (1 << chance.randrange(8))]) + cell[place + 1 :]
        case str() if cell:
            return chance.choice((f"{cell}x", cell[:-1], ""))
        case _:
            return chance.choice((1, "feedc0de" * 4))
