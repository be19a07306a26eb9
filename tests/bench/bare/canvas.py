"""The floor of a paper: the same drawing calls, replayed on a bare reportlab canvas with the same fonts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

_NOT_DRAWING = frozenset(
    {"init_graphics_state", "push_state_stack", "pop_state_stack", "pageHasData", "getPageNumber"}
    | {"getpdfdata", "stringWidth", "getAvailableFonts", "getCurrentPageContent", "showPage", "save"}
)
_DRAWING = [n for n in dir(Canvas) if n[0] != "_" and n not in _NOT_DRAWING and callable(getattr(Canvas, n))]
_TRACING = [n for n in dir(PDFPathObject) if n[0] != "_" and callable(getattr(PDFPathObject, n))]
_QUIET = ("__init__", "showPage", "save")  # what these draw is the canvas's own affair


@dataclass(frozen=True, slots=True)
class Call:
    """One call on a canvas, or on the path that an earlier call began."""

    on: int | None  # which path, in the order they were begun; None: the canvas
    method: str
    args: tuple[Any, ...]
    named: dict[str, Any]


@dataclass
class Drawn:
    """A document as it was drawn: how its canvas was made, and the calls of each page."""

    made: dict[str, Any] = field(default_factory=dict)
    pages: dict[int, list[Call]] = field(default_factory=dict)


class _Recorder:
    """Writes down outer calls only: what a canvas calls on itself, the replay's canvas will call again."""

    def __init__(self) -> None:
        self.drawn = Drawn()
        self._depth = 0
        self._page = 1
        self._paths: dict[int, tuple[int, PDFPathObject]] = {}

    def outer(self, method: Callable[..., Any], note: Callable[..., None]) -> Callable[..., Any]:
        """Wrap a method so that `note` hears of each call that nothing recorded lies around."""

        @wraps(method)
        def called(subject: Any, *args: Any, **named: Any) -> Any:
            is_outer = not self._depth
            self._depth += 1
            try:
                given = method(subject, *args, **named)
            finally:
                self._depth -= 1
            if is_outer:
                note(subject, method.__name__, args, named, given)
            return given

        return called

    def on_canvas(self, canvas: Canvas, name: str, args: Any, named: Any, given: Any) -> None:
        """Note a call on the canvas, on the page that stands open (a footer comes late)."""
        self._page = canvas.getPageNumber()
        if isinstance(given, PDFPathObject):
            self._paths[id(given)] = (len(self._paths), given)  # held, so that its id stays its own
        self._note(None, name, tuple(self._as_place(a) for a in args), named)

    def on_path(self, path: PDFPathObject, name: str, args: Any, named: Any, _given: Any) -> None:
        """Note a call on a path."""
        self._note(self._paths[id(path)][0], name, args, named)

    def on_making(self, _canvas: Canvas, _name: str, _args: Any, named: Any, _given: Any) -> None:
        """Note how the canvas was made."""
        self.drawn.made = named or self.drawn.made

    def _as_place(self, arg: Any) -> Any:
        return _Path(self._paths[id(arg)][0]) if isinstance(arg, PDFPathObject) else arg

    def _note(self, on: int | None, name: str, args: tuple[Any, ...], named: dict[str, Any]) -> None:
        self.drawn.pages.setdefault(self._page, []).append(Call(on, name, args, named))


@dataclass(frozen=True, slots=True)
class _Path:
    """Stands in a call for the path that was begun as the `place`-th."""

    place: int


@contextmanager
def recording() -> Iterator[Drawn]:
    """Write down what is drawn on canvases while the block runs."""
    recorder = _Recorder()
    wrapped: list[tuple[type, str, Callable[..., Any]]] = [
        *((Canvas, name, recorder.on_canvas) for name in _DRAWING),
        *((Canvas, name, recorder.on_making) for name in _QUIET),
        *((PDFPathObject, name, recorder.on_path) for name in _TRACING),
    ]
    own = [(owner, name, vars(owner).get(name)) for owner, name, _ in wrapped]
    try:
        for owner, name, note in wrapped:
            setattr(owner, name, recorder.outer(getattr(owner, name), note))
        yield recorder.drawn
    finally:
        for owner, name, method in own:
            delattr(owner, name) if method is None else setattr(owner, name, method)


def replay(drawn: Drawn) -> bytes:
    """Draw the same pages again on a bare canvas."""
    target = BytesIO()
    canvas = Canvas(target, **drawn.made)
    paths: list[PDFPathObject] = []
    for number in sorted(drawn.pages):
        for call in drawn.pages[number]:
            subject = canvas if call.on is None else paths[call.on]
            args = [paths[a.place] if isinstance(a, _Path) else a for a in call.args]
            given = getattr(subject, call.method)(*args, **call.named)
            if call.method == "beginPath":
                paths.append(given)
        canvas.showPage()
    canvas.save()
    return target.getvalue()
