"""The manual on the screen: asked for from any place, it goes back there."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QImageReader, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from ektp_desk.domain.journal.events import Entity
from ektp_desk.gui.kit import Card, Cell, Column, ListTable, TableFoot
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import in_row, stacked
from ektp_desk.gui.kit.form import Panels
from ektp_desk.gui.kit.keycap import paint_ring
from ektp_desk.gui.kit.saving import Saver
from ektp_desk.gui.kit.tokens import is_small, px, tokens
from ektp_desk.gui.work import Go, Work
from ektp_desk.usecases.admin.rights import PlaceKey
from ektp_desk.usecases.reports.queries import manual
from ektp_desk.words import NP_, _
from ektp_desk.words.numbers import count
from ektp_desk.words.paper.manual import FOLDER, STEM, Chapter, chapters, picture

_STYLE = """
body {{ color: {ink}; font-size: {body}px; line-height: 140%; }}
h1 {{ font-size: {title}px; font-weight: 700; margin-bottom: {gap}px; }}
h2 {{ font-size: {second}px; font-weight: 700; margin-top: {wide}px; margin-bottom: {thin}px; }}
p, li {{ margin-top: {thin}px; margin-bottom: {thin}px; }}
code {{ background-color: {rail}; font-weight: 600; font-family: "Source Sans Pro"; }}
th {{ color: {ink2}; text-align: left; padding: {thin}px {wide}px {thin}px 0; }}
td {{ padding: {thin}px {wide}px {thin}px 0; }}
blockquote {{ background-color: {warn}; margin-left: 0; margin-right: 0; }}
"""


def rich_text(chapter: Chapter, *, width: int) -> str:
    """A chapter as HTML for a page `width` px wide; its pictures take the whole width at most."""
    table = tokens()
    style = _STYLE.format(
        ink=table.ink, ink2=table.ink2, rail=table.rail, warn=table.tint_warn,
        body=px(15), title=px(20), second=px(16), gap=px(8), wide=px(14), thin=px(4),
    )  # fmt: skip
    words = _reader().render(f"# {chapter.title}\n\n{chapter.text}", {"width": width})
    return f"<style>{style}</style>{words}"


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark").enable("table")
    reader.add_render_rule("image", _image)
    reader.add_render_rule("code_inline", _key)
    return reader


def _image(
    _self: RendererHTML, tokens: Sequence[Token], place: int, _options: Any, env: MutableMapping[str, Any]
) -> str:
    path = picture(str(tokens[place].attrs["src"]))
    wide = min(env["width"], QImageReader(str(path)).size().width())
    return f'<img src="{path.name}" width="{wide}"><br><small>{tokens[place].content}</small>'


def _key(
    _self: RendererHTML, tokens: Sequence[Token], place: int, _options: Any, _env: Mapping[str, Any]
) -> str:
    words = tokens[place].content.replace(" ", "\N{NO-BREAK SPACE}").replace("<", "&lt;")
    return f"<code>\N{NO-BREAK SPACE}{words}\N{NO-BREAK SPACE}</code>"


_LIST = 316  # px at a body of 15
_SETTLE_MS = 120  # a window being dragged lays the text out once, at its end


class ManualView(QWidget):
    """Chapters to choose from at the left, the chosen one at the right."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("manual")
        self._chapters = {chapter.name: chapter for chapter in chapters()}
        self.table: ListTable[Chapter] = ListTable(
            [
                Column(_("Hal."), lambda chapter: str(int(chapter.name[:2])), width=52, small=52, key=True),
                Column(_(NP_("contents", "Isi")), lambda chapter: Cell(chapter.title)),
            ],
            lambda chapter: chapter.name,
            name="manual_chapters",
            accessible_name=_("Isi petunjuk"),
        )
        self.page = ChapterPage()
        card = Card(padding=0, gap=0)
        card.add(self.table, 1)
        if not is_small():  # there every chapter is in sight
            self.table.verticalHeader().setDefaultSectionSize(px(25))
        else:
            card.add(
                TableFoot(self.table, lambda n: _("{n} lagi").format(n=count(n)), _("panah ↑ ↓ memilih"))
            )
        left = stacked(
            card, *(acts.button(id_) for id_ in ("manual_save", "manual_back")), gap=12, grows=card
        )
        left.setFixedWidth(px(292 if is_small() else _LIST))
        paper = Card(padding=4)  # the square page stays clear of the round corners
        paper.add(self.page, 1)
        in_row(left, paper, gap=16, grows=paper, on=self)
        acts.add_to(self)
        self.table.selected.connect(self._turn_to)
        self.table.opened.connect(lambda _key: self.page.setFocus(Qt.FocusReason.OtherFocusReason))
        self.table.installEventFilter(self)
        self.table.set_rows(tuple(self._chapters.values()))

    def _turn_to(self, key: str) -> None:
        if key in self._chapters:
            self.page.show_chapter(self._chapters[key])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the pages of the text turn while the list holds the focus."""
        turning = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Space)
        if watched is self.table and isinstance(event, QKeyEvent) and event.key() in turning:
            if event.type() == QEvent.Type.KeyPress:
                self.page.turn(-1 if event.key() == Qt.Key.Key_PageUp else 1)
            return True
        return super().eventFilter(watched, event)


class ChapterPage(QTextBrowser):
    """One chapter; scrolls by arrows and pages."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("manual_page")
        self.setAccessibleName(_("Petunjuk"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSearchPaths([str(FOLDER / "pictures")])
        self.document().setDocumentMargin(px(20))
        self._chapter: Chapter | None = None
        self._laid = 0
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settled.timeout.connect(self._lay)

    def show_chapter(self, chapter: Chapter) -> None:
        self._chapter, self._laid = chapter, 0
        self._lay()
        self.verticalScrollBar().setValue(0)

    def state(self) -> float:
        """How far the chapter was read: a share, since other letters make it longer."""
        bar = self.verticalScrollBar()
        return bar.value() / max(1, bar.maximum())

    def put_back(self, state: object) -> None:
        assert isinstance(state, float)
        self._lay()
        bar = self.verticalScrollBar()
        bar.setValue(round(state * bar.maximum()))

    def turn(self, step: int) -> None:
        """Scroll by most of what is seen, so that a line of it stays."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + step * (bar.pageStep() - px(40)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settled.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            paint_ring(QPainter(self.viewport()), QRectF(self.viewport().rect()), 4)

    def _lay(self) -> None:
        width = self.viewport().width() - 2 * px(20) - px(8)
        if self._chapter is None or width == self._laid:
            return
        place, self._laid = self.verticalScrollBar().value(), width
        self.setHtml(rich_text(self._chapter, width=width))
        self.verticalScrollBar().setValue(place)


class Presenter(QObject):
    """Everybody may read; `folder` can be another in a test."""

    shows: frozenset[Entity] = frozenset()

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work, self._panels = work, Panels(lambda: self.view)
        self._saver = Saver(work, self._panels)
        self._behind: PlaceKey = "today"
        self.view = self.make_view()

    def make_view(self) -> ManualView:
        table = [
            Act(id="manual_save", text=_("Simpan PDF…"), keys=("Ctrl+S",), run=self._save),
            Act(id="manual_back", text=_("Kembali"), keys=("Esc",), run=self._go_back),
        ]
        acts = Acts(table, explain=self._work.explained.emit)
        self.view = ManualView(acts)
        acts.setParent(self.view)  # they go with it, on this thread
        self._panels.ask_again()
        return self.view

    def _go_back(self) -> None:
        self._work.go(self._behind)

    def shown(self, go: Go) -> None:
        self._behind = go.behind if go.behind and go.behind != "manual" else self._behind
        if go.section:
            self.view.table.select_key(go.section)
        self.view.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def read_anew(self) -> None:
        """Nothing of it is in the store."""

    def heading(self) -> tuple[str, str, str]:
        told = _("Hari pertama seorang petugas")
        return _("Petunjuk"), told, told

    def _save(self) -> None:
        self._saver.ask(
            f"{STEM}.pdf",
            lambda session, path: path.write_bytes(session.aside(manual)),
            title=_("Simpan PDF ke…"),
        )
