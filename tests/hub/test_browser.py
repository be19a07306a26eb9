"""The hub's page in a real browser: it fits, it can be read, and it loads nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from ektp_desk.domain.hub import HubStanding
from ektp_desk.hub.mailbox import Mailbox
from tests.hub.lines import RunningHub, made_hub, running
from tests.hub.standings import EMPTY, FULL, GAPS, TIGHT

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.journey,
    pytest.mark.timeout(300),
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed"),
]
LAPTOP, WALL, PHONE = (1366, 698), (1920, 1080), (320, 640)
STATES = {"empty": EMPTY, "full": FULL, "gaps": GAPS, "tight": TIGHT}
# Each text's contrast with what is painted behind it (WCAG 2), the lowest first.
_CONTRASTS = """() => {
  const rgb = said => said.match(/[\\d.]+/g).map(Number)
  const light = said => rgb(said).slice(0, 3).map(one => {
    one /= 255
    return one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4
  }).reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0)
  const behind = part => {
    for (; part; part = part.parentElement) {
      const said = getComputedStyle(part).backgroundColor
      if ((rgb(said)[3] ?? 1) > 0) return said
    }
    return 'rgb(255, 255, 255)'
  }
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const words = walk.currentNode.data.trim(), part = walk.currentNode.parentElement
    if (!words) continue
    const [low, high] = [light(getComputedStyle(part).color), light(behind(part))].sort((a, b) => a - b)
    found.push([(high + 0.05) / (low + 0.05), words])
  }
  return found.sort((a, b) => a[0] - b[0])
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Started once for all that is looked at here; its sandbox wants a user who is not root."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    with running(made_hub(tmp_path / "hub"), tls=True) as made:
        yield made


def opened(browser: Browser, hub: RunningHub, size: tuple[int, int], **of: Any) -> tuple[Page, list[str]]:
    """The page, and what else happened: other requests, and what the browser complained of."""
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height}, ignore_https_errors=True, **of)
    heard = list[str]()
    page.on("console", lambda said: heard.append(said.text))
    page.on("request", lambda asked: heard.append(asked.url))
    page.goto(f"https://127.0.0.1:{hub.port}/")
    return page, heard[1:]


@pytest.mark.parametrize("state", STATES)
def test_the_page_fits_every_screen_and_can_be_read(
    browser: Browser, hub: RunningHub, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    def stands(_mailbox: Mailbox) -> HubStanding:
        return STATES[state]

    monkeypatch.setattr(Mailbox, "standing", stands)
    for size, scheme in ((LAPTOP, "light"), (WALL, "dark"), (PHONE, "light"), (PHONE, "dark")):
        page, heard = opened(browser, hub, size, color_scheme=scheme)
        wide, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        (lowest, words), *_others = page.evaluate(_CONTRASTS)
        page.close()
        assert heard == [], "it loads nothing but itself"
        assert wide <= room
        assert lowest >= 4.5, words


def test_from_across_the_room_the_state_is_read_first(
    browser: Browser, hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Mailbox, "standing", lambda _mailbox: GAPS)
    page, _heard = opened(browser, hub, WALL)
    state = page.locator("#state")
    box, letters = state.bounding_box(), state.evaluate("part => parseFloat(getComputedStyle(part).fontSize)")
    figure = page.locator(".tiles b").first.evaluate("part => parseFloat(getComputedStyle(part).fontSize)")
    rows = page.locator("tbody td").first.evaluate("part => parseFloat(getComputedStyle(part).fontSize)")
    page.close()
    assert box is not None
    assert box["y"] < 200
    assert (letters >= 26, figure >= 50, rows >= 22) == (True, True, True)


def test_it_is_the_same_page_without_scripts(browser: Browser, hub: RunningHub) -> None:
    page, _heard = opened(browser, hub, LAPTOP, java_script_enabled=False)
    words = page.locator("body").inner_text()
    heads = page.get_by_role("columnheader").all_inner_texts()
    page.close()
    assert "belum ada kiriman" in words
    assert heads == ["Laptop", "Terdengar", "Diterima", "Kurang", "Ditahan"]
