"""Every figure on the visit's paper, counted again from the journal's own bytes by other code."""

from __future__ import annotations

import math
import re
from base64 import b32encode
from collections import Counter
from datetime import date
from statistics import median

import pytest

from ektp_desk.domain.tickets import Outcome
from ektp_desk.words.outcomes import outcome_word
from tests.journeys.paper import Lived, live_and_print, rows_between

pytestmark = pytest.mark.journey
SERVED = {"recorded", "card_handed_over", "answered", "referred"}
OWN_GROUP = {"recording_incomplete": "partly", "left": "left", "rescheduled": "rescheduled", "lost": "lost"}
# The paper's words for its rows, written down here again on purpose.
GROUP_ROWS = {
    "served": "Dilayani",
    "partly": "Sebagian dilayani",
    "not_served": "Tidak dilayani, dengan alasan",
    "left": "Pergi sebelum dilayani",
    "rescheduled": "Dijadwalkan ulang",
    "lost": "Nomor hilang",
}
ABSENCE_WORDS = {
    "moved": "pindah",
    "died": "meninggal",
    "abroad": "di luar negeri",
    "double": "tercatat dua kali",
    "unknown": "tidak dikenal di sini",
    "refused": "menolak direkam",
}
AGE_ROWS = (
    (16, "Di bawah 16 tahun"),
    (17, "16 tahun"),
    (22, "17–21 tahun"),
    (60, "22–59 tahun"),
    (999, "60 tahun ke atas"),
)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """Live the rehearsal's visit on a clock that passes; give its journal and its paper."""
    return live_and_print(tmp_path_factory.mktemp("figures"))


def group_of(code: str) -> str:
    return "served" if code in SERVED else OWN_GROUP.get(code, "not_served")


def cells(counted: Counter[str], arrived: int) -> list[str]:
    total = sum(counted.values())
    row = [str(counted[sex]) if counted[sex] else "–" for sex in ("L", "P", "")]
    return [*row, str(total) if total else "–", percent(total, arrived) if total else "–"]


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}".replace(".", ",")


def expected_outcomes(lived: Lived) -> dict[str, list[str]]:
    known, ended = lived.sexes(), lived.endings()
    arrived = len(lived.given()) + lived.sent_home()
    by_group: dict[str, Counter[str]] = {group: Counter() for group in GROUP_ROWS}
    by_code: dict[str, Counter[str]] = {}
    for ticket, code in ended.items():
        by_group[group_of(code)][known.get(ticket, "")] += 1
        by_code.setdefault(code, Counter())[known.get(ticket, "")] += 1
    rows = {GROUP_ROWS[group]: cells(counted, arrived) for group, counted in by_group.items()}
    for code, counted in by_code.items():
        if group_of(code) in ("served", "not_served"):
            rows[outcome_word(Outcome(code))] = cells(counted, arrived)
    everybody = sum(by_group.values(), Counter())
    home = Counter({"": lived.sent_home()})
    rows["Belum jelas"] = ["–", "–", "–", "0", "0,0"]
    rows["Diberi nomor"] = cells(everybody, arrived)
    rows["Pulang tanpa nomor"] = cells(home, arrived)
    rows["Orang yang datang"] = cells(everybody + home, arrived)
    return rows


def test_the_table_of_outcomes_is_the_journals_and_no_row_is_left_unchecked(lived: Lived) -> None:
    printed = rows_between(lived.text, "Hasil tiap nomor", "Perekaman menurut umur", head=6)

    assert printed == expected_outcomes(lived)
    assert set(lived.endings()) == lived.given()
    assert set(lived.endings().values()) == {outcome.value for outcome in Outcome}


def test_the_table_of_ages_is_the_journals_and_no_row_is_left_unchecked(lived: Lived) -> None:
    printed = rows_between(lived.text, "Perekaman menurut umur", "Waktu dan orang", head=4)

    births = {h["id"]: b for h, b in lived.said("recording_started")}
    counted: dict[str, Counter[str]] = {words: Counter() for _, words in AGE_ROWS}
    for header, _ in lived.said("recording_finished"):
        subject, day = births[header["id"]], lived.at(header).date()
        born = date.fromisoformat(subject["birth"])
        age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        counted[next(words for below, words in AGE_ROWS if age < below)][subject["sex"]] += 1
    everybody = sum(counted.values(), Counter())
    rows = {words: three(count) for words, count in counted.items() if sum(count.values())}
    rows["Direkam"] = three(everybody)

    assert {words: row for words, row in printed.items() if row != ["–", "–", "–"]} == rows
    assert sum(everybody.values()) == sum(code == "recorded" for code in lived.endings().values())


def three(count: Counter[str]) -> list[str]:
    return [str(n) if n else "–" for n in (count["L"], count["P"], sum(count.values()))]


def test_times_and_people_are_the_journals_and_no_row_is_left_unchecked(lived: Lived) -> None:
    printed = rows_between(
        lived.text,
        "Waktu dan orang",
        ("Dijadwalkan ulang ke", "Alasan tidak datang", "Datang:", "halaman "),
        head=0,
    )
    given = {h["id"]: lived.at(h) for h, _ in lived.said("ticket_given")}
    begun = {h["id"]: lived.at(h) for h, _ in reversed(lived.said("ticket_served"))}
    ended = {h["id"]: lived.at(h) for h, _ in lived.said("ticket_ended")}
    minutes = sorted(int((begun[t] - given[t]).total_seconds() // 60) for t in begun)
    served = [t for t, code in lived.endings().items() if code in SERVED]
    late = sum(ended[t].strftime("%H.%M.%S") > "16.00.00" for t in served)
    people = {b["person"] for _, b in lived.said("ticket_identified")}
    recorded = {b["person"] for h, b in lived.said("recording_started") if h["id"] in lived.finished()}
    on_list, came = recorded & lived.targets, people & lived.targets

    why = Counter(b["absence"] for h, b in lived.said("absence_explained") if h["id"] in lived.targets - came)
    subjects = {h["id"]: b["village"] for h, b in lived.said("recording_started")}
    outside = [r for r in lived.finished() if not subjects[r].startswith("53.02.")]
    held = sum(waits_for_card(lived, recording) for recording in lived.finished())
    reopened = lived.said("ticket_reopened")
    corrected = [bool(b["witness"]) for h, b in (*lived.said("claim_corrected"), *reopened) if h["visit"]]

    assert printed == {
        "Separuh menunggu paling lama": [f"{int(median(minutes))} menit"],
        "9 dari 10 menunggu paling lama": [f"{minutes[math.ceil(0.9 * len(minutes)) - 1]} menit"],
        "Nomor terakhir selesai": [max(ended.values()).strftime("%H.%M")],
        "Dilayani sesudah 16.00": [str(late)],
        f"Orang berbeda, dari {len(given)} nomor": [str(len(people))],
        "Sasaran": [str(len(lived.targets))],
        "Sasaran yang datang": [f"{len(came)} ({percent(len(came), len(lived.targets))} %)"],
        "Sasaran sudah direkam": [f"{len(on_list)} ({percent(len(on_list), len(lived.targets))} %)"],
        "Tidak datang, beralasan": [str(why.total())],
        "Belum datang, tanpa alasan": [str(len(lived.targets) - len(came) - why.total())],
        "Direkam, luar kabupaten": [str(len(outside))],
        "Direkam, kartu menunggu 17 tahun": [str(held) if held else "–"],
        "Nomor batal, tidak dihitung": ["–"],
        "Nomor dibetulkan": [str(len(reopened))],
        "Koreksi dengan saksi": [str(corrected.count(True))],
        "Koreksi ditinjau: sesuai": ["–"],
        "Koreksi ditinjau: tidak sesuai": ["–"],
        "Koreksi belum ditinjau": [str(corrected.count(False))],
    }
    assert median(minutes) > 0
    told = " · ".join(f"{words} {why[code]}" for code, words in ABSENCE_WORDS.items())
    assert f"Alasan tidak datang {told}" in re.sub(r"\s+", " ", lived.text)
    assert len(outside) > 3
    assert (why["moved"], why["died"], why.total()) == (1, 2, 7)
    assert 0 < late < len(served)
    assert (corrected.count(True), corrected.count(False), len(reopened)) == (3, 1, 1)


def waits_for_card(lived: Lived, recording: str) -> bool:
    """Whether somebody was recorded before their 17th birthday, with no marriage paper seen."""
    (begun,) = [body for header, body in lived.said("recording_started") if header["id"] == recording]
    (done,) = [header for header, _ in lived.said("recording_finished") if header["id"] == recording]
    seen = [body["marriage"] for header, body in lived.said("documents_seen") if header["id"] == recording]
    born, day = date.fromisoformat(begun["birth"]), lived.at(done).date()
    return (born.year + 17, born.month, born.day) > (day.year, day.month, day.day) and not any(seen[-1:])


def test_the_head_of_the_paper_says_the_same(lived: Lived) -> None:
    ended, home = lived.endings(), lived.sent_home()
    arrived, count = len(lived.given()) + home, Counter(group_of(code) for code in ended.values())
    head = re.sub(r"\n +", "\n", lived.text.partition("Hasil tiap nomor")[0])

    served, rest = count["served"], arrived - count["served"]
    assert f"\n{served}\ndilayani\n{percent(served, arrived)} % yang datang\n" in head
    assert f"\n{rest}\ntidak terlayani penuh\n{rest - home} bernomor, {home} pulang tanpa nomor\n" in head
    assert f"\n{arrived} datang\n" in head
    for legend in (
        f"{count['served']} dilayani",
        f"{count['partly']} sebagian",
        f"{count['not_served']} tidak dilayani",
        f"{count['left']} pergi",
        f"{count['rescheduled']} dijadwal ulang",
        f"{lived.sent_home()} tanpa nomor",
        "belum jelas 0",
        f"dilayani {count['served']}",
        f"diberi nomor {len(ended)}",
    ):
        assert legend in head.splitlines(), legend


def test_what_is_safe_is_counted_from_the_journal_and_the_offices_own_word(lived: Lived) -> None:
    """One laptop, one disk: all of it heard, none of it safe. Stories with two ends are in test_safety."""
    ends = {header["id"]: header["seq"] for header, _ in lived.said("recording_finished")}
    heard = sum(seq in lived.heard for seq in ends.values())

    lines = re.sub(r"\s+", " ", lived.safety)
    row = f"01 {len(ends)} – – {heard} {heard} – {heard} hanya di satu disk"
    assert row in lines
    assert f"0 dari {len(ends)} rekaman aman di kantor. {len(ends)} belum aman" in lines
    assert heard == len(ends) > 50


def test_the_foot_names_the_journals_head_and_length(lived: Lived) -> None:
    signs = b32encode(bytes.fromhex(lived.last_link)).decode()[:16]
    code = "-".join(signs[at : at + 4] for at in (0, 4, 8, 12))
    assert f"Jurnal 01/a {len(lived.acts)} · {code}" in lived.text
    assert f"{len(lived.acts):,} catatan jurnal".replace(",", ".") in re.sub(r"\s+", " ", lived.text)
