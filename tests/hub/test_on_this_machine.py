"""A hub that is made, started, looked at and ended on an office's machine, without a terminal."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
import urllib3

from ektp_desk.desk.exchange.courier import put_on
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.hub_start import serving_line, systemd_unit, write_start
from ektp_desk.desk.office_hub import DeskHub, make_hub
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.hub import CopyState, HubStanding, as_address, listening_for
from ektp_desk.hub.identity import HubOffice, make_identity, read_identity
from ektp_desk.hub.mailbox import Mailbox
from ektp_desk.hub.running import holder_of, holding, serving_alone
from ektp_desk.settings import Folders
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.laptops.commands import move_hub
from ektp_desk.usecases.laptops.hub import HubSeen
from ektp_desk.usecases.laptops.queries import HubFacts, office_hub
from ektp_desk.wire.kit import open_kit, read_kit
from tests.exchange.carrying import card_of
from tests.hub.lines import made_hub, running
from tests.hub.standings import FULL
from tests.hub.test_by_line import by_line
from tests.kept import CHEAP, new_kit
from tests.offices import TestOffice
from tests.store.several.field import Field, field_in
from tests.store.several.kits import Laptop

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]


@pytest.fixture
def port() -> int:
    """One that is free."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture
def field(folders: Folders, tmp_path: Path) -> Iterator[Field]:
    with field_in(folders, tmp_path) as made:
        yield made


def seen(hub: DeskHub, office: TestOffice) -> HubSeen:
    found = hub.look(office.session)
    assert found is not None
    return found


def test_a_hub_is_made_started_seen_and_ended(office: TestOffice, port: int) -> None:
    hub, address = DeskHub(office.desk), f"https://127.0.0.1:{port}"
    assert hub.look(office.session) is None
    folder = hub.proposed()
    hub.make(office.session, folder, [address])
    still = seen(hub, office)
    assert (still.folder, still.listens, still.answers) == (folder.resolve(), "", False)
    assert [one.trouble for one in still.addresses] == ["line.cut"]

    hub.start([address])
    try:
        up = seen(hub, office)
        assert (up.listens, up.answers) == (f"127.0.0.1:{port}", True)
        assert up.standing is not None
        assert up.standing.code == up.code == still.code
        assert up.standing.offset == office.session.clock().offset
        assert abs(up.ahead) < 3600 * 24 * 4000, "the tests' office lives in another year"
        with pytest.raises(EktpError, match=r"^hub\.runs$"):
            hub.start([address])
    finally:
        hub.stop()
    assert holder_of(folder) is None
    assert not seen(hub, office).answers
    hub.stop()  # again: nothing is left to end


def test_a_hub_at_work_is_copied_to_another_folder_and_read_back(
    office: TestOffice, tmp_path: Path, port: int
) -> None:
    hub, address, copy = DeskHub(office.desk), f"https://127.0.0.1:{port}", tmp_path / "salinan"
    copy.mkdir()
    hub.make(office.session, hub.proposed(), [address])
    hub.start([address])
    try:
        hub.copy_to(copy)
        assert standing(hub, office).copy is not CopyState.NONE
        hub.copy_to(None)
        assert standing(hub, office).copy is CopyState.NONE
        before = standing(hub, office).scrubbed
        hub.read_back()
        for _try in range(1000):  # it reads on without this program
            if standing(hub, office).scrubbed > before:
                break
        else:
            raise AssertionError("nothing was read back")
    finally:
        hub.stop()


def standing(hub: DeskHub, office: TestOffice) -> HubStanding:
    found = seen(hub, office).standing
    assert found is not None
    return found


def test_nobody_waits_for_a_hub_that_has_much_to_read(
    office: TestOffice, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ektp_desk.desk.office_hub._PATIENCE", 0)
    hub, address = DeskHub(office.desk), f"https://127.0.0.1:{port}"
    folder = hub.proposed()
    hub.make(office.session, folder, [address])
    hub.start([address])
    try:
        tries = urllib3.Retry(400, backoff_factor=0.02, backoff_max=0.1)
        own = read_identity(folder).fingerprint
        with urllib3.PoolManager(retries=tries, cert_reqs="CERT_NONE", assert_fingerprint=own) as pool:
            assert pool.request("GET", f"{address}/health").data == b"ok\n"
        assert seen(hub, office).answers
    finally:
        hub.stop()


def test_what_a_hub_of_another_release_says_of_itself_is_passed_over(
    office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = DeskHub(office.desk)
    folder = hub.proposed()
    hub.make(office.session, folder, ["127.0.0.1:9"])
    with running(folder, tls=True) as serving:
        move_hub(office.session, [f"https://127.0.0.1:{serving.port}"])
        monkeypatch.setattr(Mailbox, "standing", lambda _mailbox: {"at": "besok", "code": 7})
        found = seen(hub, office)
    assert (found.answers, found.is_foreign, found.standing) == (True, False, None)


@pytest.mark.parametrize(
    "other",
    [{"at": "besok"}, {"at": ""}, {"at": "2019-04-02T08:00:00"}, {"offset": 10**6}, {"scrubbed": "?"}],
)
def test_a_standing_with_a_moment_that_is_none_is_refused(other: dict[str, object]) -> None:
    said = msgspec.to_builtins(FULL) | other
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(msgspec.json.encode(said), type=HubStanding)


def test_a_port_that_is_taken_and_a_hub_that_dies_at_once_are_told(office: TestOffice, port: int) -> None:
    hub, address = DeskHub(office.desk), f"https://127.0.0.1:{port}"
    with pytest.raises(EktpError, match=r"^hub\.missing$"):
        hub.start([address])
    folder = hub.proposed()
    hub.make(office.session, folder, [address])
    assert hub.proposed() != folder
    with (
        socket.create_server(("127.0.0.1", port)),
        pytest.raises(EktpError, match=r"^hub\.port_taken$"),
    ):
        hub.start([address])
    (folder / "hub.db").write_bytes(b"no database" * 1000)
    with pytest.raises(EktpError, match=r"^hub\.not_started$"):
        hub.start([address])
    assert (folder / "hub.log").stat().st_size > 0


def test_a_cut_between_making_a_hub_and_saying_so_is_mended_by_making_it_again(
    office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = office.folders.beside("-hub")

    def cut(*_of: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("ektp_desk.desk.office_hub.set_hub", cut)
        with pytest.raises(KeyboardInterrupt):
            make_hub(office.desk, office.session, folder, ["10.0.0.2"])
    key = (folder / "hub.key").read_bytes()
    make_hub(office.desk, office.session, folder, ["10.0.0.2"])
    assert (folder / "hub.key").read_bytes() == key
    hub = office_hub(office.session.store)
    assert hub is not None
    assert hub.addresses == "https://10.0.0.2:8443"
    with pytest.raises(EktpError, match=r"^hub\.exists$"):
        make_hub(office.desk, office.session, folder, ["10.0.0.2"])


def test_a_folder_of_the_office_of_others_or_of_another_offices_hub_is_no_hubs(
    office: TestOffice, tmp_path: Path
) -> None:
    other, full = tmp_path / "other", tmp_path / "full"
    made_hub(other)
    full.mkdir()
    (full / "surat.txt").write_text("bukan hub", encoding="utf-8")
    for folder, code in (
        (office.folders.data / "hub", "hub.in_data_folder"),
        (full, "hub.not_empty"),
        (other, "hub.exists"),
    ):
        with pytest.raises(EktpError, match=f"^{code}$"):
            make_hub(office.desk, office.session, folder, ["10.0.0.2"])
    assert [path.name for path in full.iterdir()] == ["surat.txt"]
    assert office_hub(office.session.store) is None


def test_whoever_else_answers_at_the_address_is_not_taken_for_the_hub(
    office: TestOffice, tmp_path: Path
) -> None:
    root = HubOffice("0" * 64, "elsewhere", "1" * 64)
    make_identity(tmp_path / "foreign", root)
    with running(tmp_path / "foreign", tls=True) as foreign:
        own = DeskHub(office.desk)
        own.make(office.session, own.proposed(), [f"https://127.0.0.1:{foreign.port}"])
        found = seen(own, office)
    assert (found.is_foreign, found.answers, found.standing) == (True, False, None)


def test_a_hub_that_came_to_another_machine_is_taken_as_it_is(
    office: TestOffice, tmp_path: Path, port: int
) -> None:
    hub, before, after = DeskHub(office.desk), tmp_path / "disk", tmp_path / "other"
    hub.make(office.session, before, ["127.0.0.1:9"])
    first = seen(hub, office)
    before.rename(after)
    gone = seen(hub, office)
    assert (first.folder, gone.folder) == (before, None)
    hub.make(office.session, after, [f"127.0.0.1:{port}"])
    found = seen(hub, office)
    assert (found.folder, found.code) == (after, first.code)
    assert [one.url for one in found.addresses] == [f"https://127.0.0.1:{port}"]


def test_of_a_hub_that_one_may_not_make_nothing_is_left(office: TestOffice) -> None:
    with pytest.raises(EktpError, match=r"^act\.office_only$"):
        make_hub(office.desk, replace(office.session, at_office=False), office.folders.beside("-hub"), ["a"])
    assert not office.folders.beside("-hub").exists()


def by_stick(field: Field, laptop: Laptop, stick: Carrier) -> HubFacts:
    """Carry a stick once round; give the hub that the laptop has heard of."""
    put_on(laptop.desk, laptop.session, stick)
    import_packs(field.office.desk, field.office.session, stick)
    put_on(field.office.desk, field.office.session, stick)
    import_packs(laptop.desk, laptop.session, stick)
    heard = office_hub(laptop.session.store)
    assert heard is not None
    return heard


def test_kits_carry_the_hub_and_packages_a_new_address_and_another_hub(field: Field, tmp_path: Path) -> None:
    office, hub = field.office, DeskHub(field.office.desk)
    hub.make(office.session, tmp_path / "first", ["10.0.0.2"])
    kit = new_kit(office.desk, office.session, cost=CHEAP)
    named = open_kit(read_kit(kit.data), kit.words)
    assert named.hubs == ("https://10.0.0.2:8443",)
    laptop = field.laptops.open_kit(kit, by=field.adi, words=field.words)
    stick = card_of(field, tmp_path / "stick")
    first = office_hub(laptop.session.store)
    assert first is not None
    assert (first.key, first.addresses) == (named.hub_key, "https://10.0.0.2:8443")
    by_stick(field, laptop, stick)

    with pytest.raises(EktpError, match=r"^hub\.bad_address$"):
        move_hub(office.session, ["10.0.0.2/x"])
    move_hub(office.session, ["10.0.0.3", "hub.contoh.go.id"])
    moved = by_stick(field, laptop, stick)
    assert moved == HubFacts(first.key, "https://10.0.0.3:8443 https://hub.contoh.go.id:8443")

    hub.make(office.session, tmp_path / "second", ["10.0.0.4"])
    another = by_stick(field, laptop, stick)
    assert another.addresses == "https://10.0.0.4:8443"
    assert another.key != first.key


def test_a_new_address_comes_by_the_line_that_still_stands(field: Field, tmp_path: Path) -> None:
    office = field.office
    make_hub(office.desk, office.session, tmp_path / "hub", ["10.0.0.2"])
    with running(tmp_path / "hub", tls=True) as serving:
        here = f"https://127.0.0.1:{serving.port}"
        move_hub(office.session, [here])
        laptop = field.by_kit()
        by_line(office.desk, office.session)
        by_line(laptop.desk, laptop.session)
        move_hub(office.session, [here, "10.9.9.9"])
        by_line(office.desk, office.session)
        by_line(laptop.desk, laptop.session)
    heard = office_hub(laptop.session.store)
    assert heard is not None
    assert heard.addresses == f"{here} https://10.9.9.9:8443"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("10.0.0.2", "https://10.0.0.2:8443"),
        ("https://hub.contoh.go.id/", "https://hub.contoh.go.id:8443"),
        ("http://[fd00::1]:80", "http://[fd00::1]:80"),
        ("[fd00::1]", "https://[fd00::1]:8443"),
    ],
)
def test_an_address_is_kept_whole(typed: str, kept: str) -> None:
    assert as_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "ftp://10.0.0.2", "https://", "10.0.0.2/x", "a b", "user@host", "10.0.0.2:99999", "h?x", "x" * 151],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(EktpError, match=r"^hub\.bad_address$"):
        as_address(typed)


def test_a_hub_listens_to_its_network_unless_only_its_own_machine_asks() -> None:
    assert listening_for(["https://10.0.0.2:9443", "https://127.0.0.1:9443"]) == "0.0.0.0:9443"
    assert listening_for(["https://127.0.0.1:9443"]) == "127.0.0.1:9443"


def test_one_process_serves_a_folder(tmp_path: Path) -> None:
    folder = made_hub(tmp_path / "hub")
    assert holder_of(folder) is None
    with serving_alone(folder, "127.0.0.1:1"):
        with pytest.raises(EktpError, match=r"^hub\.runs$"), serving_alone(folder, "127.0.0.1:2"):
            pass
        held = holder_of(folder)
        assert held is not None
        assert held.listen == "127.0.0.1:1"
    assert holder_of(folder) is None


def test_who_served_before_it_was_killed_is_not_taken_for_who_holds_the_folder_now(tmp_path: Path) -> None:
    folder = tmp_path / "hub"
    folder.mkdir()
    with serving_alone(folder, "127.0.0.1:1"):
        killed = (folder / "hub.running.json").read_bytes()
    (folder / "hub.running.json").write_bytes(killed)
    with holding(folder):  # as a rebuild does
        assert holder_of(folder) is None


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_takes_the_unit_whatever_the_folder_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / 'hub "50 %" $HOME'
    made = write_start(folder, "0.0.0.0:8443", windows=False)
    assert made.file == tmp_path / "config" / "systemd" / "user" / "ektp-desk-hub.service"
    assert "enable --now ektp-desk-hub.service" in made.commands[0]
    line = ["systemd-analyze", "--user", "verify", str(made.file)]
    env = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(line, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert f'"{tmp_path}/hub \\"50 %%\\" $$HOME"' in systemd_unit(serving_line(folder, "0.0.0.0:8443"))


def test_the_windows_task_names_program_and_folder(tmp_path: Path) -> None:
    folder = tmp_path / "hub & co"
    folder.mkdir()
    made = write_start(folder, "0.0.0.0:8443", windows=True)
    said = made.file.read_bytes().decode("utf-16")
    assert made.file.parent == folder
    assert f'hub" "serve" "{tmp_path}/hub &amp; co" "--listen" "0.0.0.0:8443"' in said
    assert "schtasks /Create" in made.commands[0]
