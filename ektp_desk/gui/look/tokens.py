"""The table of colours and line widths; a theme is one instance of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["ink", "ink2", "primary", "ok", "warn", "bad", "white", "pale"]


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
    tint_primary: str
    tint_ok: str
    tint_warn: str
    tint_bad: str
    selected: str
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
    type_factor: float


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
    tint_primary="#E4F0F7",
    tint_ok="#E5F2EA",
    tint_warn="#FCF1DC",
    tint_bad="#FBE9E7",
    selected="#E4F0F7",
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
    type_factor=1.0,
)
