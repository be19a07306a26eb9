"""The pieces that screens are made of; they know no trade and keep nothing."""

from ektp_desk.gui.parts.buttons import ActButton
from ektp_desk.gui.parts.cards import Card, hairline
from ektp_desk.gui.parts.charts.bar_strip import BarStrip, Part
from ektp_desk.gui.parts.charts.columns import Bar, Columns
from ektp_desk.gui.parts.charts.equation import Equation, Term
from ektp_desk.gui.parts.charts.ladder import Ladder, Rung
from ektp_desk.gui.parts.fields.choice import Choice, Option
from ektp_desk.gui.parts.fields.command import CommandLine
from ektp_desk.gui.parts.fields.edit import RingedEdit
from ektp_desk.gui.parts.fields.field import Field, PassphraseField
from ektp_desk.gui.parts.fields.going_on import GoesOn
from ektp_desk.gui.parts.fields.number import NumberField
from ektp_desk.gui.parts.fields.stepper import Stepper
from ektp_desk.gui.parts.fields.tick import Tick
from ektp_desk.gui.parts.keycap import Keycap
from ektp_desk.gui.parts.keys import on_key
from ektp_desk.gui.parts.labels import Elided, label, set_tone
from ektp_desk.gui.parts.lists.chooser import Chooser, Pick
from ektp_desk.gui.parts.lists.pulldown import Pulldown
from ektp_desk.gui.parts.marks import Marked, Note, ShapeMark, Wrong
from ektp_desk.gui.parts.named import named
from ektp_desk.gui.parts.news.banner import Banner
from ektp_desk.gui.parts.news.empty import EmptyState
from ektp_desk.gui.parts.news.progress import ProgressCard
from ektp_desk.gui.parts.news.toast import Toast
from ektp_desk.gui.parts.pages import Pages
from ektp_desk.gui.parts.table.foot import TableFoot
from ektp_desk.gui.parts.table.list_table import ListTable
from ektp_desk.gui.parts.table.rows import Cell, Column, Rows
from ektp_desk.gui.parts.texts.name import PersonName

__all__ = [
    "ActButton",
    "Banner",
    "Bar",
    "BarStrip",
    "Card",
    "Cell",
    "Choice",
    "Chooser",
    "Column",
    "Columns",
    "CommandLine",
    "Elided",
    "EmptyState",
    "Equation",
    "Field",
    "GoesOn",
    "Keycap",
    "Ladder",
    "ListTable",
    "Marked",
    "Note",
    "NumberField",
    "Option",
    "Pages",
    "Part",
    "PassphraseField",
    "PersonName",
    "Pick",
    "ProgressCard",
    "Pulldown",
    "RingedEdit",
    "Rows",
    "Rung",
    "ShapeMark",
    "Stepper",
    "TableFoot",
    "Term",
    "Tick",
    "Toast",
    "Wrong",
    "hairline",
    "label",
    "named",
    "on_key",
    "set_tone",
]
