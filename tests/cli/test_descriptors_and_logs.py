"""What comes from outside and what is left there: passphrases by descriptor, the log, no core."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ektp_desk.cli.common import read_passphrase
from ektp_desk.domain.errors import EktpError
from tests.cli.desk_commands import command


@pytest.mark.parametrize("given", [b"\xff\xfe\n", b"x" * 5000, b"x" * 5000 + b"\n"])
def test_what_is_no_passphrase_is_told(given: bytes) -> None:
    reading, writing = os.pipe()
    os.write(writing, given)
    os.close(writing)

    with pytest.raises(EktpError) as told:
        read_passphrase(reading)
    assert told.value.code == "passphrase.unreadable"


@pytest.mark.parametrize("descriptor", [-1, 987])
def test_a_descriptor_that_is_not_open_is_told(descriptor: int) -> None:
    with pytest.raises(EktpError) as told:
        read_passphrase(descriptor)
    assert told.value.code == "passphrase.unreadable"


def test_a_descriptor_without_end_is_not_read_to_it() -> None:
    with pytest.raises(EktpError):
        read_passphrase(os.open("/dev/zero", os.O_RDONLY))


def test_an_empty_passphrase_founds_nothing(tmp_path: Path) -> None:
    done = command(
        "office",
        "init",
        "--data",
        tmp_path / "D",
        "--region",
        "53.02",
        "--user",
        "adb",
        "--out",
        tmp_path / "p.pdf",
        passphrase="",
    )

    assert done.code == 1
    assert "[passphrase.empty]" in done.err
    assert not (tmp_path / "D").exists()
    assert not (tmp_path / "p.pdf").exists()


def test_a_weak_passphrase_founds_nothing(tmp_path: Path) -> None:
    done = command(
        "office",
        "init",
        "--data",
        tmp_path / "D",
        "--region",
        "53.02",
        "--user",
        "adb",
        "--out",
        tmp_path / "p.pdf",
        passphrase="Dispenduk123!",
    )

    assert done.code == 1
    assert "[passphrase.weak]" in done.err
    assert not (tmp_path / "D").exists()
    assert not (tmp_path / "p.pdf").exists()


AFTERWARDS = """
import ctypes, json, resource, sys
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
from ektp_desk.cli.main import main
from ektp_desk.logs import log
try:
    main(["verify", "--data", sys.argv[1]], standalone_mode=False)
except SystemExit:
    pass
log().error("a log that cannot be written", nik="5302320203900001")
PR_GET_DUMPABLE = 3
open_to_others = ctypes.CDLL(None).prctl(PR_GET_DUMPABLE) if sys.platform == "linux" else 0
print(json.dumps([resource.getrlimit(resource.RLIMIT_CORE)[0], open_to_others]))
"""


def test_no_core_is_left_memory_is_closed_and_a_spoilt_log_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "state" / "ektp-desk.log").mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-c", AFTERWARDS, str(tmp_path / "none")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert json.loads(done.stdout) == [0, 0]
    assert "Traceback" not in done.stderr
    assert "5302320203900001" not in done.stderr


NAMING = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from ektp_desk.gui.shell.crashes import fault_report, write_report
from ektp_desk.logs import log, start_log

state = Path(sys.argv[1])
start_log(state)
name, nik = "Yuliana Contoh", "5302325203029001"

def look_up(person):
    held = {person: nik}
    try:
        held[name + nik]
    except KeyError as error:
        raise ValueError(f"{name} {nik}") from error

folder = state / name
folder.mkdir()
code = compile("def rise(act, person): act(person)", str(folder / "berkas.py"), "exec")
exec(code)
try:
    rise(look_up, name)
except ValueError as error:
    log().exception("program.error")
    log().error(f"{name} {nik}", exc_info=error)
    log().error("program.error", nik=nik, name=name, number=7)
    write_report(state / "laporan.txt", fault_report(error, datetime(2019, 4, 2, 16, 52, tzinfo=UTC)))
"""


def test_neither_log_nor_report_repeats_what_an_error_says_of_a_person(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", NAMING, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    log = (tmp_path / "ektp-desk.log").read_text(encoding="utf-8")
    report = (tmp_path / "laporan.txt").read_text(encoding="utf-8")

    first = json.loads(log.splitlines()[0])
    assert first["error"] == "ValueError"
    assert [place.partition(":")[0] for place in first["at"]] == ["<string>", "berkas.py", "<string>"]
    assert "Kesalahan: ValueError" in report
    assert "Kesalahan: KeyError" in report
    assert "berkas.py:1 rise" in report
    assert "Kode terakhir, terbaru di bawah\n  program.error\n  log.no_code\n  program.error\n" in report
    assert json.loads(log.splitlines()[2])["number"] == 7
    for secret in ("5302325203029001", "Yuliana", str(tmp_path)):
        assert secret not in log + report


def test_a_state_folder_that_cannot_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("EKTP_DESK_STATE", str(tmp_path / "file" / "state"))

    done = command("verify", "--data", tmp_path)

    assert done.code == 1
    assert "[disk.refused]" in done.err
