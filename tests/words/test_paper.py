"""What leaves the office is Indonesian, whatever the screen speaks; the journal keeps one language too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from io import BytesIO

import pytest
from pypdf import PdfReader

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.folder.sample import sample_clock
from ektp_desk.desk.printing import ReportlabPapers
from ektp_desk.domain.paper.kinds import NAMED, OF_SCHOOLS, TABLED, Facts, PaperKind, Wanted
from ektp_desk.domain.recordings import Modality
from ektp_desk.reports.recovery import render_recovery
from ektp_desk.reports.visit import render_visit
from ektp_desk.settings import Folders
from ektp_desk.usecases.reports.before import usual_text
from ektp_desk.usecases.reports.papers import make, make_named
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.session import Session
from ektp_desk.words import N_, SOURCE, _, official, officially, speak, spoken
from ektp_desk.words.acts.fields import IdNames, written
from ektp_desk.words.acts.picked import GROUNDS, REASONS, SOURCES, as_kept, as_read
from ektp_desk.words.dates import clock
from ektp_desk.words.paper.books import book_of
from ektp_desk.words.paper.summaries import has_summary, summary_of
from ektp_desk.words.visit.gaps import Gap, here
from ektp_desk.words.visit_summary import visit_summary
from tests.kept import CHEAP, lay_sample
from tests.reports import facts
from tests.words.indonesian import indonesian

OF_THE_ADDRESS = frozenset({"nomor"})  # Jalan Contoh Nomor 9

FIGURES = re.compile(r"\d\d/\w+ \d+ · [A-Z2-7-]{19}|[\d.]+")  # heads and hours go on while papers are made


@dataclass(frozen=True)
class Day:
    """The sample's day: who is signed in, at which visit."""

    session: Session
    visit: str
    passphrase: str


@pytest.fixture
def day(folders: Folders) -> Iterator[Day]:
    """Open the sample office."""
    made = lay_sample(folders)
    with Desk(folders, clock=sample_clock(made), cost=CHEAP) as desk:
        yield Day(desk.sign_in(desk.slots.users[0].user.id, made.passphrase), made.visit, made.passphrase)


def words_of(paper: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)


def test_a_visits_report_is_indonesian_on_an_english_desk(day: Day, english: None) -> None:
    session, visit = day.session, day.visit
    report = visit_report(session, visit)
    paper = words_of(session.prints.visit_report(report))
    message = visit_summary(report)

    speak(SOURCE)
    assert visit_report(session, visit).definitions == report.definitions
    assert words_of(session.prints.visit_report(report)) == paper
    assert visit_summary(report) == message
    assert "28\ntidak terlayani penuh\n20 bernomor, 8 pulang tanpa nomor" in paper


@pytest.mark.parametrize("kind", [kind for kind in PaperKind if kind not in OF_SCHOOLS])
def test_any_paper_its_tables_and_its_message_are_indonesian_on_an_english_desk(
    day: Day, english: None, kind: PaperKind
) -> None:
    session, visit = day.session, day.visit

    def said() -> list[str]:
        wanted = Wanted(kind, visit)
        if kind in NAMED:
            facts: Facts = make_named(session, wanted, purpose="uji", passphrase=day.passphrase)
        else:
            facts = make(session, wanted)
        tables = str(asdict(book_of(facts))) if kind in TABLED else ""  # type: ignore[arg-type]  # those in TABLED are tables
        message = summary_of(facts) if has_summary(facts) else ""
        return [FIGURES.sub("", text) for text in (words_of(session.prints.pdf(facts)), tables, message)]

    on_an_english_desk = said()
    speak(SOURCE)
    assert said() == on_an_english_desk


def test_the_letters_usual_text_is_indonesian_where_it_is_edited(english: None) -> None:
    assert usual_text().startswith("Kepada Yth. {kepada}")


def test_a_visits_report_could_be_english_to_its_last_word(day: Day, english: None) -> None:
    """Nobody asks for it yet: but what is translated for paper shall be whole when somebody does."""
    session, visit = day.session, day.visit
    in_english = visit_report.__wrapped__(session, visit)  # type: ignore[attr-defined]  # functools.wraps sets it
    paper = words_of(render_visit(in_english))

    assert "28\nnot served in full\n20 with a number, 8 sent home without" in paper
    assert "Served: their purpose was met" in paper.replace("\n", " ")
    assert indonesian(paper, but=OF_THE_ADDRESS) == set()


def test_the_recovery_page_is_indonesian_too(english: None) -> None:
    assert "Cara menyimpan" in words_of(ReportlabPapers().recovery_page(facts.recovery()))
    assert "How to keep it" in words_of(render_recovery(facts.recovery()))


def test_only_what_is_written_officially_turns_indonesian(english: None) -> None:
    with official():
        assert (_("Antrean"), clock(facts.at(16, 52))) == ("Antrean", "16.52")
        assert spoken() == "en"
        with ThreadPoolExecutor(1) as window:
            assert window.submit(_, "Antrean").result() == "Queue"
    assert (_("Antrean"), clock(facts.at(16, 52))) == ("Queue", "16:52")


def test_a_refusal_on_the_way_leaves_the_users_language(english: None) -> None:
    @officially
    def refuse() -> None:
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        refuse()
    assert _("Antrean") == "Queue"


def test_a_picked_word_is_kept_in_indonesian_and_read_in_the_users_language(english: None) -> None:
    picked = {*GROUNDS, *SOURCES, *(word for words in REASONS.values() for word in words)}
    assert {as_kept(as_read(word)) for word in picked} == picked
    assert as_read(REASONS[Modality.FINGERS][0]) == "wound or bandage"
    assert as_kept("worn prints") == "sidik aus"


def test_an_acts_picked_words_are_read_wherever_they_are_shown(english: None) -> None:
    said = [
        written(field, word, IdNames()) for field, word in (("ground", "Akta lahir"), ("reason", "sidik aus"))
    ]
    assert said == ["Birth paper", "worn prints"]
    assert written("source", "Sekolah", IdNames()) == "School"


def test_own_words_stay_as_they_were_written(english: None) -> None:
    assert as_read("Antrean") == as_kept("Antrean") == "Antrean"


def test_what_figures_lack_is_indonesian_on_paper_and_the_users_on_the_screen(english: None) -> None:
    with official():
        gap = Gap(N_("{n} kunjungan belum ditutup; angkanya masih berubah"), n=2)
    assert f"{gap}" == "2 kunjungan belum ditutup; angkanya masih berubah"
    assert here((gap,)) == "2 visits are not closed; the figures still change"
