"""`self-test`: an office of invented people lives and ends in a temporary folder, each step timed."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import click

from ektp_desk.cli.common import telling, write_json
from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.backup.restoring import restore
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.folder.sample import REGION
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.desk.keys.passphrases import new_passphrase
from ektp_desk.desk.sample.making import VILLAGE, invented_residents
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.places import zone_of
from ektp_desk.logs import log
from ektp_desk.seal.sign import are_signed
from ektp_desk.settings import Folders, clock_in
from ektp_desk.sheets.write import write_list
from ektp_desk.store.proof.files import verify_files
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.signatures import signature_faults
from ektp_desk.store.proof.verify import verify_chain, verify_lists, verify_pages, verify_views
from ektp_desk.usecases.lists.commands import import_list
from ektp_desk.usecases.queue.commands import call_next, give_numbers, serve
from ektp_desk.usecases.recording.commands import WalkIn, begin, finish, identify_walk_in, set_all_complete
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import confirm_day, open_desk, plan_visit
from ektp_desk.words import _
from ektp_desk.words.errors import sentence

_PEOPLE = 20
_RECORDED = 5


@dataclass(frozen=True, slots=True)
class SelfTestStep:
    """A step of the test: `code` names what refused it, empty when it went well."""

    name: str
    ok: bool
    seconds: float
    code: str = ""


@click.command("self-test", help=_("Uji program di folder sementara, dari pendirian sampai pemulihan."))
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def self_test(*, as_json: bool) -> None:
    """Live through everything once; exit 1 when a step fails. Later steps need the earlier ones."""
    steps: list[SelfTestStep] = []
    with TemporaryDirectory(prefix="ektp-desk-") as folder:
        _Life(Path(folder), steps).live()
    is_well = all(step.ok for step in steps)
    if as_json:
        write_json({"ok": is_well, "steps": [asdict(step) for step in steps]})
    else:
        for step in steps:
            end = _("baik") if step.ok else sentence(EktpError(step.code))
            click.echo(
                _("{step}: {end} ({seconds} detik)").format(step=step.name, end=end, seconds=step.seconds)
            )
    sys.exit(0 if is_well else 1)


class _Life:
    """An office from its founding to its restored copy."""

    def __init__(self, folder: Path, steps: list[SelfTestStep]) -> None:
        self._folder, self._steps = folder, steps
        self._folders = Folders(folder / "data", folder / "state")
        self._clock = clock_in(zone_of(REGION).utc_offset_minutes)
        self._words = new_passphrase()
        self._user = self._visit = ""

    def live(self) -> None:
        """Take every step until one fails."""
        try:
            with self._step("found"):
                charter = charter_of(REGION, sample=True)
                made = found(
                    self._folders, charter, user_name="Uji", passphrase=self._words, clock=self._clock
                )
                self._user = made.user
            with Desk(self._folders, clock=self._clock) as desk:
                self._at_work(desk)
        except EktpError:
            pass  # the step said so

    def _at_work(self, desk: Desk) -> None:
        with self._step("sign_in"):
            session = desk.sign_in(self._user, self._words)
        acts: dict[str, Callable[[], object]] = {
            "import_xlsx": lambda: self._import(session),
            "visit": lambda: self._live_a_visit(session),
            "verify": lambda: _proven(desk),
            "rebuild": lambda: rebuild(desk.held_store()),
            "pdf": lambda: session.prints.visit_report(visit_report(session, self._visit)),
            "backup": lambda: make_backup(desk, session, self._backup),
            "restore": lambda: self._restore(desk),
        }
        for name, act in acts.items():
            with self._step(name):
                act()

    @property
    def _backup(self) -> Path:
        return self._folder / "backup"

    def _import(self, session: Session) -> None:
        people = invented_residents(session, random.Random(1), targets=_PEOPLE)  # noqa: S311  no secret
        path = self._folder / "list.xlsx"
        write_list(path, people[:_PEOPLE])
        import_list(session, [path], "belum-rekam", name="Uji", as_of=session.today, source="uji")

    def _live_a_visit(self, session: Session) -> None:
        self._visit = plan_visit(session, VILLAGE, day=session.today, lists=())
        confirm_day(session)
        open_desk(session, self._visit, letter="A")
        give_numbers(session, self._visit, letter="A", count=_RECORDED)
        while ticket := call_next(session, self._visit, desk="A"):
            serve(session, ticket, desk="A")
            identify_walk_in(session, ticket, WalkIn("Contoh Buatan", "P", nik="", birth="1990-01-02"))
            recording = begin(session, ticket, desk="A")
            set_all_complete(session, recording)
            finish(session, recording)

    def _restore(self, desk: Desk) -> None:
        there = Folders(self._folder / "restored", self._folder / "state")
        keys = desk.unlock(self._user, self._words)
        restore(self._backup, there, keys, by=self._user, clock=self._clock)
        with Desk(there, clock=self._clock) as restored:
            restored.sign_in(self._user, self._words)
            _proven(restored)

    @contextmanager
    def _step(self, name: str) -> Iterator[None]:
        """Time a block; a failure of any kind is one, and the rest is not tried."""
        start, code = monotonic(), ""
        try:
            yield
        except EktpError as error:
            code = error.code
        except Exception:
            log().exception("program.error")
            code = "program.error"
        self._steps.append(SelfTestStep(name, not code, round(monotonic() - start, 2), code))
        if code:
            raise EktpError(code)


def _proven(desk: Desk) -> None:
    store = desk.held_store()
    connection, files = store.connection, verify_files(store, desk.objects().check)
    rows = [*verify_views(connection), *verify_lists(store)]
    journal = [*verify_chain(connection), *signature_faults(connection, are_signed)]
    if [*verify_pages(connection), *journal, *rows, *files]:
        raise EktpError("store.damaged")
