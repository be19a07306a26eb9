"""The pieces that screens are made of; they know no trade and keep nothing."""

from ektp_desk.gui.kit.buttons import ActButton, named, on_key
from ektp_desk.gui.kit.cards import Card, hairline
from ektp_desk.gui.kit.charts import Bar, BarPart, BarStrip, Columns, EquationView, Term
from ektp_desk.gui.kit.choices import Choice, Option, Tick
from ektp_desk.gui.kit.chooser import Chooser, Pick, Pulldown
from ektp_desk.gui.kit.fields import Field, GoesOn, NumberField, RingedEdit
from ektp_desk.gui.kit.keycap import Keycap
from ektp_desk.gui.kit.labels import Elided, PersonName, label, set_tone
from ektp_desk.gui.kit.news import Banner, CommandLine, EmptyState, ProgressCard
from ektp_desk.gui.kit.page import Pages
from ektp_desk.gui.kit.passphrase import PassphraseField
from ektp_desk.gui.kit.rows import Cell, Column, Rows
from ektp_desk.gui.kit.shapes import Marked, Note, ShapeMark, Wrong
from ektp_desk.gui.kit.table import ListTable, TableFoot
from ektp_desk.gui.kit.toast import Toast

__all__ = [
    "ActButton",
    "Banner",
    "Bar",
    "BarPart",
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
    "EquationView",
    "Field",
    "GoesOn",
    "Keycap",
    "ListTable",
    "Marked",
    "Note",
    "NumberField",
    "Option",
    "Pages",
    "PassphraseField",
    "PersonName",
    "Pick",
    "ProgressCard",
    "Pulldown",
    "RingedEdit",
    "Rows",
    "ShapeMark",
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
