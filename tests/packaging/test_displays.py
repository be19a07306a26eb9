"""A display counts when something answers there: Qt would abort, not ask."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def x_server(tmp_path: Path, displays: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A socket where the X server with number 7 would listen."""
    monkeypatch.setattr(displays, "X11_SOCKETS", str(tmp_path))
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "X7"))
        server.listen()
        yield ":7"


@pytest.mark.parametrize("suffix", ["", ".0"])
def test_an_answering_x_server_is_a_display(displays: ModuleType, x_server: str, suffix: str) -> None:
    assert displays.find_display("linux", {"DISPLAY": x_server + suffix}) == displays.X11


@pytest.mark.parametrize("name", ["", ":8", "nonsense", ":"])
def test_a_name_where_nobody_answers_is_no_display(displays: ModuleType, x_server: str, name: str) -> None:
    assert displays.find_display("linux", {"DISPLAY": name}) is None


def test_a_machine_without_any_name_has_no_display(displays: ModuleType) -> None:
    assert displays.find_display("linux", {}) is None


def test_an_answering_wayland_compositor_is_a_display(displays: ModuleType, tmp_path: Path) -> None:
    names = {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert displays.find_display("linux", names) is None
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-0"))
        server.listen()
        assert displays.find_display("linux", names) == displays.WAYLAND


def test_a_forwarded_display_is_asked_there(displays: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setattr(displays, "FIRST_X11_PORT", server.getsockname()[1] - 10)
        assert displays.find_display("linux", {"DISPLAY": "127.0.0.1:10.0"}) == displays.X11
    assert displays.find_display("linux", {"DISPLAY": "127.0.0.1:10.0"}) is None


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "offscreen:configfile=x"])
def test_an_unseen_platform_is_no_display(displays: ModuleType, x_server: str, platform: str) -> None:
    assert displays.find_display("linux", {"DISPLAY": x_server, "QT_QPA_PLATFORM": platform}) is None
    assert displays.find_display("win32", {"QT_QPA_PLATFORM": platform}) is None


def test_a_chosen_platform_counts_only_where_its_own_display_answers(
    displays: ModuleType, x_server: str
) -> None:
    assert displays.find_display("linux", {"DISPLAY": x_server, "QT_QPA_PLATFORM": "xcb"}) == displays.X11
    assert displays.find_display("linux", {"DISPLAY": x_server, "QT_QPA_PLATFORM": "wayland"}) is None


def test_a_screen_that_cannot_be_asked_is_the_persons_word(displays: ModuleType) -> None:
    assert displays.find_display("linux", {"QT_QPA_PLATFORM": "vnc:size=800x600"}) == displays.NATIVE


def test_windows_always_has_a_display(displays: ModuleType) -> None:
    assert displays.find_display("win32", {}) == displays.NATIVE
