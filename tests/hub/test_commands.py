"""From two desks to an office with a hub, by commands: real processes, TLS, windows closed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import urllib3

from ektp_desk.settings import Folders
from ektp_desk.usecases.queue.commands import give_numbers
from tests.cli.desk_commands import command
from tests.store.several.field import field_in

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]


@contextmanager
def serving(folder: Path, port: int, fingerprint: str) -> Iterator[subprocess.Popen[bytes]]:
    """The hub's own command until the end; it stops as at Ctrl+C."""
    line = [sys.executable, "-m", "ektp_desk", "hub", "serve", str(folder), "--listen", f"127.0.0.1:{port}"]
    started = subprocess.Popen(line, stdin=subprocess.DEVNULL)
    try:
        tries = urllib3.Retry(400, backoff_factor=0.02, backoff_max=0.1)
        with urllib3.PoolManager(
            retries=tries, cert_reqs="CERT_NONE", assert_fingerprint=fingerprint
        ) as pool:
            assert pool.request("GET", f"https://127.0.0.1:{port}/health").data == b"ok\n"
        yield started
    finally:
        os.kill(started.pid, signal.SIGINT)
        started.wait(60)


def test_a_laptop_and_its_office_by_line_with_their_windows_closed(folders: Folders, tmp_path: Path) -> None:
    hub, stick = tmp_path / "hub", tmp_path / "stik"
    stick.mkdir()
    with field_in(folders, tmp_path) as field:
        laptop = field.joined()
        give_numbers(laptop.session, field.visit, letter="A", count=3)
        theirs, words, adb = laptop.desk.folders.data, field.words, field.office.session.user.name
    at_laptop = ("--data", theirs, "--user", "Adi Contoh")
    at_office = ("--data", folders.data, "--user", adb)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"https://127.0.0.1:{port}"

    none = command("sync", "--once", *at_office)
    assert (none.code, "[line.none]" in none.err) == (1, True)
    made = command("hub", "init", hub, "--address", address, *at_office, "--json")
    assert made.code == 0, made.err
    assert made.document["addresses"] == [address]
    twice = command("hub", "init", hub, "--address", address, *at_office)
    assert (twice.code, "[hub.exists]" in twice.err) == (1, True)
    silent = command("sync", "--once", *at_office)
    assert (silent.code, "[line.cut]" in silent.err) == (1, True)
    for done in (  # a stick once round: that it joined, and home where the hub is
        command("courier", "export", stick, *at_laptop, passphrase=words),
        command("courier", "import", stick, *at_office),
        command("office", "package", "--out", stick, *at_office),
        command("courier", "import", stick, *at_laptop, passphrase=words),
    ):
        assert done.code == 0, done.out + done.err

    with serving(hub, port, made.document["fingerprint"]):
        assert command("sync", "--once", *at_office).code == 0
        sent = command("sync", "--once", *at_laptop, "--json", passphrase=words)
        assert sent.code == 0, sent.err + sent.out
        assert sent.document["sent"] > 1
        assert (sent.document["due"], sent.document["refused"]) == (0, {})
        taken = command("sync", "--once", *at_office, "--json")
        assert taken.code == 0, taken.err + taken.out
        assert taken.document["events"] > 0
        home = command("sync", "--once", *at_laptop, "--json", passphrase=words)
        assert home.document["came"] > 0  # what the office says of it
        told = command("hub", "status", hub, passphrase=None)
        assert told.code == 0, told.err
        summary, kept, first, second = told.out.splitlines()
        assert kept.startswith("Salinan: satu saja, di disk hub. Baca ulang: ")
        assert summary.endswith(": tidak ada yang kurang")
        assert (first[:14], second[:14]) == ("01: terdengar ", "02: terdengar ")
        assert ("diterima 01/a 1–" in first, "diterima 02/a 1–" in second) == (True, True)
        read = command("hub", "scrub", hub, "--json", passphrase=None)
        assert (read.code, read.document["damaged"]) == (0, [])
        busy = command("hub", "rebuild", hub, passphrase=None)
        assert (busy.code, "[hub.runs]" in busy.err) == (1, True)
    again = command("hub", "rebuild", hub, "--json", passphrase=None)
    assert (again.code, again.document["refused"]) == (0, {})
    back = command("hub", "restore", tmp_path / "hub2", "--from", hub, passphrase=None)
    assert back.code == 0, back.err
    sound = command("verify", *at_office, "--json")
    assert (sound.code, sound.document["findings"]) == (0, [])
