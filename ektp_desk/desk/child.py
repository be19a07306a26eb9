"""A process beside the desk's for what computes long: it gets rows and facts, no key, and opens no store.

Beside a thread that computes, a save waits for the interpreter at each of its steps. The process is started
by the first use case that wants it, kept while more come, and ended when one is stopped. This is the desk's
side; `ektp_desk.desk.child_main` is the other.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from threading import Event, Lock, Thread, Timer
from typing import IO, TYPE_CHECKING, Any, TypeVar

import ektp_desk
from ektp_desk.domain.errors import EktpError

if TYPE_CHECKING:
    from ektp_desk.usecases.session import Session

T = TypeVar("T")
KEPT_SECONDS = 300.0  # after the last use case: somebody prints a slip every few minutes
_LOOK_EVERY = 0.1  # seconds between two looks at `stop`
_PATIENCE = 2.0  # seconds to end by itself
_ENDS = frozenset({"done", "refused", "broke"})
_ASKED = frozenset({"rows", "definitions", "life", "find_people", "heads", "rest"})  # of the store


class ChildBroke(RuntimeError):
    """A fault of the program in the child: the error's type and places, never its text."""


class Child:
    """Implements `usecases.ports.Aside`; one use case at a time, from one thread."""

    def __init__(self, *, kept_seconds: float = KEPT_SECONDS) -> None:
        self._kept_seconds = kept_seconds
        self._lock, self._talking = Lock(), Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._ended: subprocess.Popen[bytes] | None = None  # the last one
        self._rest: Timer | None = None

    @property
    def is_running(self) -> bool:
        """Whether the process is there now."""
        return self._process is not None

    def __call__(self, session: Session, use_case: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Run a use case of module level; a session goes along without store, keys and folders."""
        stop, step = kwargs.pop("stop", None), kwargs.pop("step", None)
        facts = (session.user, session.office, session.device, session.clock())
        with self._talking, self._stopping(stop) as stopped:
            process = self._begun()
            try:
                _send(process, (use_case, facts, args, kwargs, step is not None))
                kind, answer = _answered(process, _Asked(session.store, step))
            except (OSError, EOFError, pickle.UnpicklingError) as error:
                self.end()
                if stopped.is_set():
                    raise EktpError("import.cancelled") from None
                raise ChildBroke from error
            except BaseException:  # it waits for an answer that does not come
                self.end()
                raise
        self._keep()
        if kind == "refused":
            raise answer
        if kind == "broke":
            raise ChildBroke(answer)
        return answer  # type: ignore[no-any-return]  # what the use case gave

    def end(self) -> None:
        """Kill the process, from any thread; the next use case starts another."""
        with self._lock:
            process, self._process = self._process, None
            self._forget_rest()
        if process is not None:
            process.terminate()  # it ends the reading of a list, which is a process of its own, first
            self._ended = process
            Thread(target=self._bury, args=(process,)).start()

    def end_now(self) -> None:
        """Wait until it has ended: it holds people, and may not outlive a desk that is locked."""
        self.end()
        if self._ended is not None:
            self._ended.wait()

    def _bury(self, process: subprocess.Popen[bytes]) -> None:
        with suppress(subprocess.TimeoutExpired):
            process.wait(_PATIENCE)
        process.kill()
        process.wait()
        with self._talking:  # who hears it reads its end first: a stream is not closed under a reader
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):
                    _stream(stream).close()

    def _begun(self) -> subprocess.Popen[bytes]:
        with self._lock:
            self._forget_rest()
            if self._process is not None and self._process.poll() is None:
                return self._process
            root = str(Path(ektp_desk.__file__).parents[1])
            self._process = subprocess.Popen(  # our own interpreter and module
                [sys.executable, "-P", "-B", "-m", "ektp_desk.desk.child_main"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # a traceback's text may quote somebody's name
                env={**os.environ, "PYTHONPATH": root},
                # Ctrl+C is for the desk to answer. Not a session of its own: Linux shares the processor among
                # sessions first, and then no `nice` would let a save go before a paper.
                process_group=0,
            )
            return self._process

    def _keep(self) -> None:
        with self._lock:
            self._forget_rest()
            if self._process is not None:
                self._rest = Timer(self._kept_seconds, self.end)
                self._rest.daemon = True
                self._rest.start()

    def _forget_rest(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None

    @contextmanager
    def _stopping(self, stop: Callable[[], bool] | None) -> Iterator[Event]:
        """Look at `stop` meanwhile; the process ends when it says so."""
        stopped, done = Event(), Event()

        def look() -> None:
            while not done.wait(_LOOK_EVERY):
                if stop is not None and stop():
                    stopped.set()
                    self.end()
                    return

        if stop is not None:
            Thread(target=look, daemon=True).start()
        try:
            yield stopped
        finally:
            done.set()


class _Asked:
    """What one use case asks of the store, and tells."""

    def __init__(self, store: Any, step: Callable[[int], None] | None) -> None:
        self._store, self._step = store, step
        self._held = ExitStack()
        self._ledger: Any = None

    def close(self) -> None:
        self._held.close()

    def hear(self, rows: int) -> None:
        if self._step is not None:
            self._step(rows)

    def reply(self, kind: str, what: Any) -> Any:
        if kind == "note":
            return self._ledger.note(*what)
        if kind == "ledger":
            self._ledger = self._held.enter_context(self._store.ledger())
            return None
        if kind not in _ASKED:
            raise ValueError(kind)
        args, kwargs = what
        return getattr(self._store, kind)(*args, **kwargs)


def _answered(process: subprocess.Popen[bytes], asked: _Asked) -> tuple[str, Any]:
    """Answer what the child asks until it is done; give how it ended, and with what."""
    with closing(asked):
        while True:
            kind, what = _receive(process)
            if kind in _ENDS:
                return kind, what
            if kind == "step":
                asked.hear(what)
            else:
                _send(process, asked.reply(kind, what))


def _send(process: subprocess.Popen[bytes], message: Any) -> None:
    stream = _stream(process.stdin)
    pickle.dump(message, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def _receive(process: subprocess.Popen[bytes]) -> Any:
    return pickle.load(_stream(process.stdout))  # noqa: S301  our own process


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream
