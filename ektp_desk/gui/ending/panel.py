"""The ending panel: lies over a screen and asks how a ticket ended; writes nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import NEEDS_DATE, NEEDS_TEXT, Outcome, Purpose, check_ending
from ektp_desk.gui.ending.board import Board
from ektp_desk.gui.ending.choices import VOIDED, columns, expected
from ektp_desk.gui.ending.day_entry import DayEntry, level
from ektp_desk.gui.look.scale import px, tokens
from ektp_desk.gui.parts import ActButton, Card, Elided, Field, hairline, set_tone
from ektp_desk.words import _
from ektp_desk.words.errors import message
