"""Lists of every kind in a real store: whose rows they are, what they replace, and how they go again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.store.proof.verify import verify_lists
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.lists.commands import Imported, import_list, remember, withdraw_list
from ektp_desk.usecases.lists.queries import corrections_of, lists
from ektp_desk.usecases.queue.commands import call_next, give_numbers, serve
from ektp_desk.usecases.recording.commands import WalkIn, identify_walk_in
from ektp_desk.words.errors import message
from tests.offices import DAY, TestOffice
from tests.sheets.layouts import (
    DAPODIK_ABOVE,
    DAPODIK_BENEATH,
    DPT_KABKO,
    SIAK,
    dkb,
    dpt,
    figures,
    nik_of,
    pupil,
    siak,
)
from tests.sheets.making import SIAK_TITLES, Cells, Formula, make_csv, make_xlsx, name, person


def load(office: TestOffice, *files: Path, kind: str = "belum-rekam", **other: Any) -> Imported:
    """Import files as one list of the test's day."""
    named: dict[str, Any] = {"name": "", "as_of": DAY}
    return import_list(office.session, files, kind, **(named | other))


def register(office: TestOffice, columns: str, list_id: str = "") -> list[tuple[Any, ...]]:
    """Read the register, all of it or one list's."""
    where = " WHERE list = ?" if list_id else ""
    asked = f"SELECT {columns} FROM register{where} ORDER BY list, row"
    found: list[tuple[Any, ...]] = office.connection.execute(asked, (list_id,) if list_id else ()).fetchall()
    return found


def test_rows_met_before_are_counted_once_each_and_keep_their_person(
    office: TestOffice, tmp_path: Path
) -> None:
    first = make_csv(tmp_path / "a.csv", [SIAK_TITLES, person(1), person(2), person(1)])
    again = make_csv(
        tmp_path / "b.csv", [SIAK_TITLES, person(2), person(3), person(2), person(3), person(4, NIK="1")]
    )

    one, two = load(office, first), load(office, again)

    assert (one.counts.duplicates, one.counts.residents) == (1, 2)
    told = two.document
    assert (told["accepted"], told["refused"], told["duplicates"], told["residents"]) == (4, 1, 3, 2)
    assert told["by_sex"] == {"L": 1, "P": 1}
    assert told["by_village"] == {"53.02.32.2003": 2}
    persons: dict[str, set[str]] = {}
    for nik, who in register(office, "nik, person"):
        persons.setdefault(nik, set()).add(who)
    assert [len(who) for who in persons.values()] == [1, 1, 1]
    assert len(set().union(*persons.values())) == 3


def test_a_nik_is_known_again_in_whatever_stretch_of_the_reading_it_comes(office: TestOffice) -> None:
    with office.store.ledger() as ledger:
        told = [*ledger.note(["1", "2", "1"], ["A", "B", "C"]), *ledger.note(["2", "3"], ["D", "E"])]
    assert [stood.in_reading for stood in told] == [False, False, True, True, False]
    assert [stood.called for stood in told] == ["", "", "A", "B", ""]


def test_a_dry_run_counts_what_a_load_counts(office: TestOffice, tmp_path: Path) -> None:
    load(office, make_csv(tmp_path / "a.csv", [SIAK_TITLES, person(1)]))
    path = make_csv(tmp_path / "b.csv", [SIAK_TITLES, person(1), person(2), person(2)])

    dry, real = load(office, path, dry_run=True), load(office, path)

    assert dry.document | {"dry_run": False} == real.document
    assert (dry.list_id, real.counts.duplicates) == ("", 2)
    assert office.connection.execute("SELECT count(*) FROM sqlite_temp_master").fetchone() == (0,)


def test_somebody_met_at_the_desk_is_found_again_in_a_list(office: TestOffice, tmp_path: Path) -> None:
    visit = office.open_visit()
    give_numbers(office.session, visit, letter="A", count=1)
    ticket = call_next(office.session, visit, desk="A")
    assert ticket is not None
    serve(office.session, ticket, desk="A")
    identify_walk_in(office.session, ticket, WalkIn(name(1), "P", nik=nik_of(1)))

    done = load(office, make_csv(tmp_path / "a.csv", [SIAK_TITLES, person(1, NIK=nik_of(1)), person(2)]))

    (met,) = office.connection.execute("SELECT id FROM people").fetchone()
    assert register(office, "person")[0] == (met,)
    assert done.counts.duplicates == 0  # a walk-in is no row of the register


def test_each_kind_fills_its_own_columns(office: TestOffice, tmp_path: Path) -> None:
    voters = load(
        office,
        make_csv(tmp_path / "d.csv", [DPT_KABKO, dpt(1), dpt(2, NIK=nik_of(2)[:12] + "****")]),
        kind="dpt",
    )
    school: list[Cells] = [
        ["Peserta"],
        DAPODIK_ABOVE,
        DAPODIK_BENEATH,
        pupil(3),
        pupil(4, NIK=None),
        pupil(5, NIK=None),
    ]
    pupils = load(office, make_xlsx(tmp_path / "s.xlsx", {"S": school}), kind="dapodik")
    status = load(
        office,
        make_csv(tmp_path / "t.csv", [["NIK", "STATUS"], [nik_of(1), "5"], [nik_of(9), "HILANG"]]),
        kind="status",
    )

    assert register(office, "nik, tps, marital", voters.list_id) == [
        (nik_of(1), "001", "never"), (nik_of(2)[:12] + "****", "001", "never")
    ]  # fmt: skip
    assert register(office, "nik, nisn, rombel", pupils.list_id)[1] == ("", "0000000004", "XII IPA 1")
    assert register(office, "nik, siak_status, name", status.list_id) == [
        (nik_of(1), "PRINT_READY_RECORD", ""), (nik_of(9), "HILANG", "")
    ]  # fmt: skip
    persons = [who for (who,) in register(office, "person")]
    assert persons.count("") == 2  # the hidden NIK tells nobody, the status of NIK 9 makes nobody
    assert len(set(persons)) == 5  # nobody, voter 1 (also in the statuses), three pupils
    assert status.document["by_status"] == {"PRINT_READY_RECORD": 1, "HILANG": 1}
    assert status.counts.duplicates == 1
    assert verify_lists(office.store) == []


def test_a_status_of_a_nik_that_nobody_has_makes_no_resident(office: TestOffice, tmp_path: Path) -> None:
    load(office, make_csv(tmp_path / "a.csv", [SIAK_TITLES, person(1)]))
    rows = [["NIK", "NAMA", "STATUS"], [nik_of(1), name(1), "PRR"], [nik_of(9), name(9), "PRR"],
            [nik_of(9), name(9), "CARD_SHIPPED"]]  # fmt: skip
    path = make_csv(tmp_path / "b.csv", rows)

    dry, done = load(office, path, kind="status", dry_run=True), load(office, path, kind="status")

    told = [(p.row, p.code, p.severity.value) for p in done.counts.problems]
    assert told == [(3, "status.nobody", "warning"), (4, "status.nobody", "warning")]
    assert dry.counts.problems == done.counts.problems
    assert [bool(who) for (who,) in register(office, "person", done.list_id)] == [True, False, False]
    assert done.document["by_status"] == {"PRINT_READY_RECORD": 2}
    later = load(office, make_csv(tmp_path / "c.csv", [SIAK_TITLES, person(9), person(1)]))
    again = load(office, path, kind="status")
    people = dict(register(office, "nik, person", later.list_id))
    assert dict(register(office, "nik, person", again.list_id)) == people
    assert (later.counts.known, all(people.values())) == (1, True)


def test_base_figures_have_a_table_of_their_own(office: TestOffice, tmp_path: Path) -> None:
    rows = dkb([["Kec. Nunbena", *figures(9)], ["Noebesi", Formula("#REF!"), *figures(5)[1:]]])
    done = load(office, make_xlsx(tmp_path / "k.xlsx", {"KTP": rows}), kind="dkb")

    assert register(office, "nik") == []
    asked = (
        "SELECT region, grp, male, female, total, warnings FROM figures WHERE grp = 'wajib_ktp' ORDER BY row"
    )
    assert office.connection.execute(asked).fetchall() == [
        ("53.02.32", "wajib_ktp", 9, 10, 19, ""),
        ("53.02.32.2003", "wajib_ktp", None, 6, 11, "cell.error"),
    ]
    assert (done.document["villages"], done.document["figures"]["wajib_ktp"]["L"]) == (1, None)
    withdraw_list(office.session, done.list_id, reason="semester salah")
    assert office.connection.execute("SELECT count(*) FROM figures").fetchone() == (0,)


def test_the_same_file_again_is_said_and_a_withdrawn_list_is_not(office: TestOffice, tmp_path: Path) -> None:
    path = make_csv(tmp_path / "a.csv", [SIAK_TITLES, person(1)])
    first = load(office, path, name="Daftar Maret")

    assert first.loaded_before == ()
    assert load(office, path, dry_run=True).loaded_before == ("Daftar Maret",)
    withdraw_list(office.session, first.list_id, reason="salah")
    assert load(office, path).loaded_before == ()


def test_a_correction_is_remembered_for_its_layout_and_asked_no_more(
    office: TestOffice, tmp_path: Path
) -> None:
    titles = ["NIK", "Nama", "JK", "Nama di KTP"]
    rows = [titles, [nik_of(1), "Yos", "P", name(1)]]
    path = make_csv(tmp_path / "a.csv", rows)
    guessed = load(office, path, dry_run=True).mapping.sheets[0]

    remember(office.session, "belum-rekam", guessed.with_meaning(3, Meaning.NAME))
    held = office.store.head
    remember(office.session, "belum-rekam", guessed.with_meaning(3, Meaning.NAME))
    load(office, make_xlsx(tmp_path / "b.xlsx", {"Lain": [["DAFTAR"], *rows]}))

    assert register(office, "name") == [(name(1),)]
    assert office.store.head.seq == held.seq + 1  # the list alone: what is known is not written again
    meanings = (Meaning.NIK, Meaning.IGNORED, Meaning.SEX, Meaning.NAME)
    assert corrections_of(office.session, "belum-rekam") == {guessed.layout: meanings}
    assert corrections_of(office.session, "bip") == {}
    office.sign_in_again()
    assert load(office, path, dry_run=True).mapping.sheets[0].meanings == meanings


def test_a_correction_of_several_files_is_taken_by_file_and_sheet(office: TestOffice, tmp_path: Path) -> None:
    rows = [["NIK", "Nama", "JK", "Nama lain"], [nik_of(1), "Yos", "P", name(1)]]
    files = [make_csv(tmp_path / "a.csv", rows), make_xlsx(tmp_path / "b.xlsx", {"S": rows})]
    seen = load(office, *files, dry_run=True)
    assert [sheet.sheet for sheet in seen.mapping.sheets] == ["a.csv", "b.xlsx › S"]

    mapping = type(seen.mapping)(
        (seen.mapping.sheets[0], seen.mapping.sheets[1].with_meaning(3, Meaning.NAME))
    )
    load(office, *files, mapping=mapping)

    assert register(office, "row, name") == [(2, "Yos"), (10_000_002, name(1))]


def test_problems_of_several_files_name_their_file(office: TestOffice, tmp_path: Path) -> None:
    bad = [SIAK, siak(1, NIK="")]
    files = [
        make_xlsx(tmp_path / "a.xlsx", {"S": [SIAK, siak(2)], "T": bad}),
        make_csv(tmp_path / "b.csv", bad),
    ]

    done = load(office, *files, kind="siak")

    assert [(p["sheet"], p["row"]) for p in done.document["problems"]] == [("a.xlsx › T", 2), ("b.csv", 2)]
    assert (done.document["files"], done.document["list"]) == (["a.xlsx", "b.csv"], "a")


def test_one_bad_file_of_several_keeps_all_of_them_out(office: TestOffice, tmp_path: Path) -> None:
    held = dump_views(office.connection), office.store.head
    (tmp_path / "b.csv").write_text("barang,harga\nmeja,1\n", encoding="utf-8")

    with pytest.raises(EktpError, match="not_a_list") as refused:
        load(office, make_csv(tmp_path / "a.csv", [SIAK_TITLES, person(1)]), tmp_path / "b.csv")
    with pytest.raises(EktpError, match="not_a_list") as alone:
        load(office, tmp_path / "b.csv")

    assert (refused.value.file, alone.value.file) == ("b.csv", "")
    assert message(refused.value) == f"b.csv: {message(alone.value)}"
    assert "b.csv" not in f"{refused.value!r} {refused.value} {refused.value.facts}"

    assert (dump_views(office.connection), office.store.head) == held
    assert list(office.folders.lists.glob("*")) == []


def test_a_files_odd_name_is_shown_without_what_steers_a_screen(office: TestOffice, tmp_path: Path) -> None:
    odd = make_csv(tmp_path / "a\udcff\u202e\x1b[31m.csv", [SIAK_TITLES, person(1)])
    done = load(office, odd)

    assert done.document["files"] == ["a\ufffd\ufffd\ufffd[31m.csv"]
    assert done.document["list"] == "a\ufffd\ufffd\ufffd[31m"


def test_a_stop_is_no_files_fault(office: TestOffice, tmp_path: Path) -> None:
    files = [make_csv(tmp_path / f"{letter}.csv", [SIAK_TITLES, person(1)]) for letter in "ab"]

    with pytest.raises(EktpError, match="cancelled") as refused:
        load(office, *files, stop=lambda: True)

    assert refused.value.file == ""


def _rows(path: Path, *people: int) -> Path:
    return make_csv(path, [SIAK_TITLES, *map(person, people)])


def _refused(office: TestOffice, *files: Path, **other: Any) -> EktpError:
    with pytest.raises(EktpError) as refused:
        load(office, *files, **other)
    assert lists(office.session) == []
    return refused.value


def test_another_file_than_the_one_that_was_seen_is_not_loaded(office: TestOffice, tmp_path: Path) -> None:
    path = _rows(tmp_path / "a.csv", 1, 2, 3)
    seen = load(office, path, dry_run=True)
    _rows(path, 4)

    refusal = _refused(office, path, seen=seen.digests)

    assert refusal.code == "import.changed"
    assert message(refusal).startswith("a.csv: Berkas berubah")
    again = load(office, path, dry_run=True)
    assert again.counts.accepted == 1
    assert load(office, path, seen=again.digests).list_id


def test_every_file_that_changed_is_named(office: TestOffice, tmp_path: Path) -> None:
    files = [_rows(tmp_path / f"{letter}.csv", at) for at, letter in enumerate("abcd", start=1)]
    seen = load(office, *files, dry_run=True)
    for path in (files[1], files[3]):
        _rows(path, 9)
    assert _refused(office, *files, seen=seen.digests).file == "b.csv, d.csv"


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_file_that_changes_while_it_is_read_is_refused(
    office: TestOffice, tmp_path: Path, *, dry_run: bool
) -> None:
    path = _rows(tmp_path / "a.csv", *range(600))
    refusal = _refused(office, path, dry_run=dry_run, step=lambda _rows_read: path.write_bytes(b"NIK,NAMA"))
    assert (refusal.code, refusal.file) == ("import.changed", "a.csv")
