"""The scenes of what every screen has behind the same keys: the look, help, licences."""

from __future__ import annotations

from tests.screens.scene import Scene

LOOKS = (
    Scene("11-tampilan", "penuh", lambda page: page.sign_in().press("Shift+F11")),
    Scene("11-tampilan", "sebelum masuk", lambda page: page.press("Shift+F11"), sample=False),
    Scene("11-tampilan", "lisensi", lambda page: page.press("Shift+F11", "L")),
    Scene("11-bantuan", "sebelum masuk", lambda page: page.press("Shift+F1")),
    Scene("11-bantuan", "antrean", lambda page: page.sign_in().press("Shift+F1")),
    Scene("11-bantuan", "tampilan", lambda page: page.sign_in().press("Shift+F11", "Shift+F1")),
)
