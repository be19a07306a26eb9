"""Draws the hub's page as a browser does, to look at: `python -m tests.hub.pictures FOLDER`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from ektp_desk.hub.page import page
from tests.hub.standings import EMPTY, FULL, GAPS, TIGHT

_STATES = {"empty": EMPTY, "full": FULL, "gaps": GAPS, "tight": TIGHT}
_SIZES = {"laptop": (1366, 698), "wall": (1920, 1080), "phone": (360, 740)}

if __name__ == "__main__":
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, standing in _STATES.items():
            for size, (width, height) in _SIZES.items():
                shown = browser.new_page(
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if size == "wall" else "light",
                )
                shown.set_content(page(standing))
                shown.screenshot(path=out / f"{name}-{size}.png", full_page=True)
                shown.close()
        browser.close()
