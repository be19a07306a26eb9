"""Histories of cards and sticks by chance."""

from __future__ import annotations

from tests.examples import examples
from tests.exchange.machine import STEPS, Exchange

TestExchange = Exchange.TestCase
TestExchange.settings = examples(80, steps=STEPS)
