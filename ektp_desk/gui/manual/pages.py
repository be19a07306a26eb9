"""A chapter as Qt shows it: Markdown to rich text in the look in force."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from PySide6.QtGui import QImageReader

from ektp_desk.gui.look.scale import px, tokens
from ektp_desk.words.paper.manual import Chapter, picture

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
    """Give a chapter as HTML for a page `width` px wide; its pictures take the whole width at most."""
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
