"""The log: what went wrong, for developers, without anything that tells of a person."""

from __future__ import annotations

import logging
import re
import sys
from collections import deque
from collections.abc import MutableMapping
from functools import cache
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from ektp_desk.settings import clock_in, private_opener

_SIXTEEN = re.compile(r"\d{16}")
_MOST_BYTES = 512 * 1024
LOG = "ektp-desk.log"
_CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
_SAID = {"event", "level", "timestamp", "error", "at"}
_PACKAGE = Path(__file__).parent
_recent: deque[str] = deque(maxlen=20)


def log() -> Any:
    return _structured().get_logger("ektp_desk")


def remember(code: str) -> None:
    """Keep in mind that this was told, for a crash report; what is no code is passed over."""
    if _CODE.fullmatch(code):
        _recent.append(code)


def recent_codes() -> tuple[str, ...]:
    """The last twenty codes that were told or logged, the latest last."""
    return tuple(_recent)


class _PrivateLog(RotatingFileHandler):
    """Its owner's alone to read, also after it was rotated."""

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding=self.encoding, opener=private_opener)


def start_log(folder: Path | None) -> None:
    """Write the log to `folder`, a rotating file of JSON lines; without one, to standard error."""
    handler: logging.Handler = logging.StreamHandler(sys.stderr)
    if folder is not None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _PrivateLog(folder / LOG, maxBytes=_MOST_BYTES, backupCount=2, encoding="utf-8", delay=True)
    logging.raiseExceptions = False  # a log that cannot be written is no reason for a traceback
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("ektp_desk")
    logger.handlers = [handler]
    logger.propagate = False
    logger.setLevel(logging.INFO)


@cache
def _structured() -> Any:
    """Load structlog with the first line there is to write: most days write none, and a start would wait."""
    import structlog  # noqa: PLC0415  see above

    structlog.configure(
        logger_factory=structlog.stdlib.LoggerFactory(),
        processors=[
            structlog.stdlib.add_log_level,
            _say_when,
            _only_places,
            _only_codes,
            _keep_in_mind,
            structlog.processors.JSONRenderer(),
            _mask,
        ],
    )
    return structlog


def _say_when(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    event["timestamp"] = clock_in(0)().text
    return event


def _only_places(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep of an exception its type and where it rose: its text may quote what somebody typed."""
    found = event.pop("exc_info", None)
    error = sys.exc_info()[1] if found is True else found
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["at"] = places(error)
    return event


def _only_codes(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep codes and numbers: a sentence may name somebody."""
    if not _CODE.fullmatch(str(event["event"])):
        event["event"] = "log.no_code"
    return {key: said for key, said in event.items() if key in _SAID or isinstance(said, int)}


def _keep_in_mind(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    remember(str(event.get("event", "")))
    return event


def places(error: BaseException) -> list[str]:
    """Give where an error rose, outermost first: `gui/work.py:61 after`; no value, no text, no folder."""
    found, trace = [], error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"{place_of(code.co_filename)}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return found


def place_of(file: str) -> str:
    """Name a file of the program within it, any other by its last part: folders name whose home they are."""
    path = Path(file)
    return path.relative_to(_PACKAGE).as_posix() if path.is_relative_to(_PACKAGE) else path.name


def _mask(_: object, __: str, line: Any) -> str:
    """Cover whatever looks like a NIK, should a developer have let one slip."""
    return _SIXTEEN.sub("*" * 16, str(line))
