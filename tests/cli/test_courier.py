"""`courier`: a laptop's day on a stick, and into the office, by commands with the windows closed."""

from __future__ import annotations

from pathlib import Path

from ektp_desk.settings import Folders
from ektp_desk.usecases.queue.commands import give_numbers
from tests.cli.desk_commands import command
from tests.store.several.field import field_in


def test_a_day_goes_by_stick_from_laptop_to_office(folders: Folders, tmp_path: Path) -> None:
    stick = tmp_path / "stik"
    with field_in(folders, tmp_path) as field:
        laptop = field.joined()
        give_numbers(laptop.session, field.visit, letter="A", count=3)
        visit = field.visit
        theirs, words, adb = laptop.desk.folders.data, field.words, field.office.session.user.name
    at_laptop = ("--data", theirs, "--user", "Adi Contoh")
    at_office = ("--data", folders.data, "--user", adb)

    missing = command("courier", "export", stick, *at_laptop, passphrase=words)
    assert (missing.code, "[carrier.missing]" in missing.err) == (1, True)
    stick.mkdir()
    done = command("courier", "export", stick, *at_laptop, passphrase=words)
    assert done.code == 0, done.err
    assert "kiriman dan 0 gambar disalin dan dibaca kembali.\nSemua ada di sana sampai 02/" in done.out
    again = command("courier", "export", stick, *at_laptop, "--json", passphrase=words)
    assert again.document["packs"] < 2, "what this sign-in itself wrote, and nothing that is there"

    unlike = tmp_path / "kosong"
    unlike.mkdir()
    refused = command("courier", "import", unlike, *at_office)
    assert (refused.code, "[carrier.missing]" in refused.err) == (1, True)
    taken = command("courier", "import", stick, *at_office, "--json")
    assert taken.code == 0, taken.err + taken.out
    assert taken.document["events"] > 5
    assert command("courier", "import", stick, *at_office).out.startswith("0 catatan dan 0 gambar baru")
    sound = command("verify", *at_office, "--json")
    assert (sound.code, sound.document["findings"], "absent" in sound.document) == (0, [], False)

    given = command("office", "package", visit, "--out", stick, "--letter", "B=02/a", *at_office, "--json")
    assert given.code == 0, given.err
    assert (given.document["number"], given.document["laptops"]) == (1, 1)
    brought = command("courier", "import", stick, *at_laptop, passphrase=words)
    assert "1 paket kantor diambil." in brought.out, brought.err + brought.out
    which = command("office", "package", "zz", "--out", stick, *at_office)
    assert (which.code, f"{visit[:6]} " in which.err) == (1, True)
    nobody = command("office", "package", visit, "--out", stick, "--letter", "B=09", *at_office)
    assert (nobody.code, "[device.unknown]" in nobody.err) == (1, True)
    told = command("office", "package", "--out", stick, *at_office)  # of the only visit
    assert told.out.startswith("Paket 2 untuk 1 laptop ada di sana dan dibaca kembali. Berlaku sampai "), (
        told.err
    )

    last = sorted(stick.rglob("*.PCK"))[-1]
    last.write_bytes(last.read_bytes()[:-9])
    (stick / "ektp" / "CARRIER.ID").unlink()
    marked = command("courier", "export", stick, *at_laptop, passphrase=words)
    assert marked.code == 0, marked.err
    damaged = command("courier", "import", stick, *at_office)
    assert damaged.code == 1
    assert f"Ada yang rusak di {last.parent.name}/{last.stem}" in damaged.out


def test_a_folder_in_front_of_a_command_is_no_folder_of_it(tmp_path: Path) -> None:
    done = command("--data", tmp_path / "kantor", "office", "laptop", "list")
    assert (done.code, "--data" in done.err) == (2, True)
    assert command("--sample", "office", "laptop", "list").code == 2
