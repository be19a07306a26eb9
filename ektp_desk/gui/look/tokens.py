"""The table of colours and line widths; a theme is one instance of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["ink", "ink2", "primary", "ok", "warn", "bad", "white", "pale", "off_ink"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme: colours as `#RRGGBB`, lines in device pixels.

    Words reach 4.5 : 1 on what they stand on, borders and the focus ring 3 : 1 (WCAG 2);
    `hairline`, the tints and the light chart fills never carry a meaning alone.
    """

    ink: str
    ink2: str
    primary: str
    primary_deep: str
    ok: str
    warn: str
    bad: str
    white: str
    pale: str
    edge: str
    focus: str
    hairline: str
    surface: str
    paper: str
    rail: str
    keycap: str
    keyline: str
    off: str  # the edge of what cannot be pressed now
    off_ink: str  # and its word
    groove: str  # the ground of bars and of what is left of a whole
    tint_primary: str
    tint_ok: str
    tint_warn: str
    tint_bad: str
    selected: str
    differs: str  # the ground of the one thing that differs
    slate: str
    slate_light: str
    stack_partly: str
    stack_not_served: str
    stack_left: str
    stack_rescheduled: str
    stack_lost: str
    chart_blue: str
    on_ink: str
    on_ink_ok: str
    woven: str
    line: int
    ring: int
    enlarged: float  # how much larger than the chosen size everything is, where the window has the room


TERANG = Tokens(
    ink="#14212B",
    ink2="#46555F",
    primary="#0B5C8A",
    primary_deep="#084A70",
    ok="#1B6E3C",
    warn="#8A5300",
    bad="#A3201D",
    white="#FFFFFF",
    pale="#BECAD3",
    edge="#748490",
    focus="#C06A00",
    hairline="#D9E0E5",
    surface="#FFFFFF",
    paper="#F4F6F8",
    rail="#E9EEF2",
    keycap="#EEF2F5",
    keyline="#C3CED6",
    off="#C3CED6",
    off_ink="#46555F",
    groove="#D9E0E5",
    tint_primary="#E4F0F7",
    tint_ok="#E5F2EA",
    tint_warn="#FCF1DC",
    tint_bad="#FBE9E7",
    selected="#E4F0F7",
    differs="#FCF1DC",
    slate="#5E6B78",
    slate_light="#8A97A3",
    stack_partly="#3E7EA3",
    stack_not_served="#56646E",
    stack_left="#7E8B94",
    stack_rescheduled="#A3AEB5",
    stack_lost="#14212B",
    chart_blue="#5F94B6",
    on_ink="#9CCBE8",
    on_ink_ok="#86CFA1",
    woven="#0B3D5C",
    line=1,
    ring=2,
    enlarged=1.0,
)

MATAHARI = Tokens(
    ink="#000000",
    ink2="#1E1E1E",
    primary="#003D66",
    primary_deep="#002A47",
    ok="#00491F",
    warn="#5C3700",
    bad="#7A0000",
    white="#FFFFFF",
    pale="#6E6E6E",
    edge="#000000",
    focus="#9A4E00",
    hairline="#000000",
    surface="#FFFFFF",
    paper="#FFFFFF",
    rail="#FFFFFF",
    keycap="#FFFFFF",
    keyline="#000000",
    off="#8C8C8C",
    off_ink="#595959",
    groove="#FFFFFF",
    tint_primary="#FFFFFF",
    tint_ok="#FFFFFF",
    tint_warn="#FFFFFF",
    tint_bad="#FFFFFF",
    selected="#FFEFD2",
    differs="#FFEFD2",
    slate="#4A4A4A",
    slate_light="#8A8A8A",
    stack_partly="#2F7FB5",
    stack_not_served="#56514A",
    stack_left="#7C7C7C",
    stack_rescheduled="#ADADAD",
    stack_lost="#000000",
    chart_blue="#1F6FA8",
    on_ink="#BFE3FA",
    on_ink_ok="#A5E3BC",
    woven="#003D66",
    line=2,
    ring=4,
    enlarged=4 / 3,
)
"""For a screen in the sun: black lines on white grounds, and an amber selection."""
