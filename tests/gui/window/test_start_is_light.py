"""What a start leaves unloaded until somebody signs in: each library here would keep the sign-in waiting."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ektp_desk.settings import Folders
from tests.kept import lay_sample

pytestmark = [pytest.mark.gui, pytest.mark.journey]
LATER = {"sqlcipher3", "sqlite_utils", "reportlab", "segno", "pypdfium2", "qtawesome", "structlog"}
LATER |= {
    "xlsxwriter",
    "python_calamine",
    "rapidfuzz",
    "sqlite3",
    "zoneinfo",
    "asyncio",
    "ssl",
    "http",
    "xml",
}
LATER |= {
    f"ektp_desk.{part}" for part in ("store", "sheets", "reports", "domain.paper", "gui.shell.workplace")
}
# Starts the window as `ektp-desk` does, but loads nothing behind a sign-in that was painted long ago.
PROGRAM = """
import os, sys
import ektp_desk.__main__, ektp_desk.gui.app, ektp_desk.gui.shell.window
ektp_desk.gui.app._LOAD_AFTER = ektp_desk.gui.shell.window._LOAD_AFTER = 10**7
keys, asked = os.pipe()
os.write(asked, b'{"ask": true}\\n{"ask": true}\\n')
os.close(asked)
try:
    ektp_desk.__main__.main(["--data", sys.argv[1], "--keys-fd", str(keys)])
finally:
    sys.stdout.write(" ".join(sys.modules))
"""


def test_the_sign_in_is_shown_without_store_lists_and_papers(folders: Folders) -> None:
    lay_sample(folders)

    line = [sys.executable, "-c", PROGRAM, str(folders.data)]
    shown, loaded = subprocess.run(line, capture_output=True, text=True, check=True).stdout.rsplit("\n", 1)

    assert '"place": "sign_in"' in shown
    modules = set(loaded.split())
    assert LATER & modules == set()
    # What the sign-in needs from outside is a port, as small as it can be; no use case is loaded for it.
    used = {module for module in modules if module.startswith("ektp_desk.usecases.")}
    assert used == {"ektp_desk.usecases.environment"}
