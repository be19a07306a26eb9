"""Whose data a lost laptop held: counted again from what lies on it, and what nobody can know."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from ektp_desk.cli.common import as_json_text
from ektp_desk.cli.paper.documents import document_of
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.desk.exchange.packages import give_package
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.names import Part
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.laptops.commands import revoke_laptop
from ektp_desk.usecases.reports.breach import breach_names, breach_notice
from ektp_desk.usecases.visits.commands import confirm_day, open_desk, plan_visit
from ektp_desk.words.paper.breach import not_known, notice_table
from tests.exchange.carrying import bring, card_of
from tests.exchange.test_rows_by_package import OTHER_VILLAGE
from tests.exchange.test_safety import record
from tests.kept import new_kit
from tests.offices import CHEAP, DAY, WORDS
from tests.people.lists_of_people import keep_list, row
from tests.store.several.field import Field
from tests.store.several.kits import Laptop

NAMES = ("Yuliana Contoh", "Rahel Contoh", "Debora Contoh", "Orpa Contoh", "Yakobus Contoh")


def lying_on(laptop: Laptop) -> set[str]:
    """The names of everybody in a laptop's own store, by other code."""
    tables = ("register", "people", "recordings")
    return {n for t in tables for (n,) in laptop.connection.execute(f"SELECT name FROM {t}") if n}


def test_the_notice_counts_whom_the_laptop_held(field: Field, card: Carrier, tmp_path: Path) -> None:
    office, session = field.office, field.office.session
    listed = keep_list(
        session,
        row(1, "p1", "Orpa Contoh", village=OTHER_VILLAGE, birth="2002-03-12"),
        row(2, "p2", "Yakobus Contoh", village=OTHER_VILLAGE, birth="1990-03-12"),
        row(3, "p3", "Tirsa Contoh", village="53.02.32.2005"),  # where no visit goes
    )
    other = plan_visit(session, OTHER_VILLAGE, day=DAY, lists=(listed,))
    lost, mate = field.by_kit(), field.by_kit()
    for laptop in (lost, mate):
        export(laptop.desk, card)
    bring(field, card)
    stick = card_of(field, tmp_path / "stick")
    give_package(office.desk, session, field.visit, stick, letters={})
    give_package(office.desk, session, other, stick, letters={})
    import_packs(lost.desk, lost.session, stick)
    for laptop, letter, name in ((mate, "B", "Rahel Contoh"), (lost, "C", "Yuliana Contoh")):
        confirm_day(laptop.session)
        open_desk(laptop.session, field.visit, letter=letter)
        record(laptop.session, field.visit, name, photo=b"a picture", letter=letter)
        export(laptop.desk, card)
    import_packs(lost.desk, lost.session, card)
    bring(field, card)
    record(lost.session, field.visit, "Debora Contoh", letter="C")  # the office never hears of her

    said = breach_notice(session, "02")

    assert lying_on(lost) == set(NAMES)
    assert (said.own, said.recordings, said.files, said.sure, said.most) == (1, 1, 1, 2, len(NAMES) - 1)
    assert (said.minors, said.ageless, said.cuts, said.due) == (1, 0, (), None)
    seen = {(v.worked, v.opens, v.packaged, v.renewed, v.listed, v.met) for v in said.visits}
    assert seen == {(True, True, True, False, 0, 2), (False, True, True, False, 2, 0)}
    assert any("office revoke 02" in str(text) for _what, text in notice_table(said).rows)
    (last,) = [f"{one.label} {one.seq}" for one in said.journals]
    assert last.startswith("02/a ")
    assert f"Yang dicatat di laptop itu sesudah {last} tidak diketahui." in not_known(said)

    # It is revoked: what is made from then on it does not open, and the paper says until when notice is due.
    revoke_laptop(session, lost.device, reason="hilang di perahu")
    late = plan_visit(session, OTHER_VILLAGE, day=DAY, lists=(listed,))
    for visit in (field.visit, late):
        give_package(office.desk, session, visit, stick, letters={})

    said = breach_notice(session, "02")

    (cut,) = said.cuts
    assert (cut.until, said.due, said.most) == ((last,), cut.at + timedelta(hours=72), 4)
    assert [(v.worked, v.renewed) for v in said.visits if v.worked] == [(True, True)]
    assert len(said.visits) == 2
    pages = [page.extract_text() for page in PdfReader(BytesIO(session.prints.pdf(said))).pages]
    text = " ".join(" ".join(pages).split())
    for words in (
        "Paling banyak 4 orang; 1 di antaranya belum 18 tahun",
        "hilang di perahu",
        last,
        "Kunci 1 dari 2",
    ):
        assert words in text, text
    document = as_json_text(document_of(said))
    assert json.loads(document)["most"] == 4
    assert [name for name in NAMES if name in text + document] == []

    # Names only to who proves who they are and says what for; who is told is written down.
    refused = []
    for purpose, passphrase in (("", WORDS), ("pemberitahuan", "salah")):
        with pytest.raises(EktpError) as error:
            breach_names(session, "02", purpose=purpose, passphrase=passphrase)
        refused.append(error.value.code)
    assert refused == ["report.needs_purpose", "signin.wrong"]
    shown = "SELECT count(*) FROM events WHERE kind = 'names_shown'"
    assert office.connection.execute(shown).fetchone() == (0,)
    named = breach_names(session, "02", purpose="pemberitahuan", passphrase=WORDS)
    groups = [[one.cells[Part.NAME] for one in group.rows] for group in named.groups]
    assert groups == [["Yuliana Contoh"], ["Rahel Contoh"], ["Orpa Contoh", "Yakobus Contoh"]]
    assert office.connection.execute(shown).fetchone() == (1,)

    # Of a kit that nobody is known to have opened: only what its keys open; a laptop itself is told nothing.
    kit = new_kit(office.desk, session, cost=CHEAP)
    waiting = breach_notice(session, kit.facts.number)
    assert (waiting.joined, waiting.own, waiting.journals, len(waiting.visits)) == (False, 0, (), 3)
    assert "apakah kitnya pernah dibuka" in not_known(waiting)[0]
    desk = breach_notice(session, "01")
    assert (desk.at_office, desk.most) == (True, len(NAMES)), "an office desk held Tirsa as well"
    assert any("seluruh data kantor" in str(text) for _what, text in notice_table(desk).rows)
    with pytest.raises(EktpError, match=r"^act\.office_only$"):
        breach_notice(mate.session, "02")
