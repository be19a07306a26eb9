"""Sending to the office's hub beside the window: the process that does it, and what is laid out for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from platform import system
from time import monotonic

import msgspec
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from ektp_desk.domain.errors import UNREADABLE, EktpError
from ektp_desk.domain.journal.events import Entity
from ektp_desk.gui.kit.words import line_note
from ektp_desk.gui.shell.frame import Shell
from ektp_desk.gui.work import Work
from ektp_desk.usecases.changes import Changes, Origin
from ektp_desk.usecases.environment import LineCommand
from ektp_desk.usecases.exchange.line import LineAsk, LineNews
from ektp_desk.usecases.laptops.courier import LineRound

_AGAIN = 10_000  # ms until a process that ended is started again
_PATIENCE = 2_000  # ms for one to end
_EVERY = 30_000  # ms
_AFTER = 300.0  # seconds from the first act that was not laid out
_CARRIED = Changes(frozenset({Entity.DEVICE}), frozenset(), Origin.ARRIVED)  # how far all is on its way
_FINISHED = frozenset({Entity.RECORDING, Entity.TICKET})  # together: of a person's eight keys the last


class SendingProcess(QObject):
    """One process for as long as the window stands, locked or not; it ends when nobody holds its input.

    `command` gives what starts it, None where nobody has laid out a line.
    """

    told = Signal(object)  # LineNews

    def __init__(self, command: Callable[[], LineCommand | None], parent: QObject) -> None:
        super().__init__(parent)
        self._command, self._process = command, QProcess(self)
        self.news: LineNews | None = None
        self._is_ended = self._hears_network = False
        self._again = QTimer(self, singleShot=True, interval=_AGAIN)
        self._again.timeout.connect(self.begin)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._on_finished)

    def begin(self) -> None:
        """Start it, unless it runs or there is no line."""
        if self._is_ended or self._process.state() is not QProcess.ProcessState.NotRunning:
            return
        if (command := self._command()) is not None:
            around = QProcessEnvironment.systemEnvironment()
            paths = filter(None, (command.path, around.value("PYTHONPATH")))
            around.insert("PYTHONPATH", os.pathsep.join(paths))
            self._process.setProcessEnvironment(around)
            self._process.start(command.program, list(command.arguments))
            self._hear_network()

    def _hear_network(self) -> None:
        """A network that came is a hint: whoever waits tries at once. On Linux the process looks by itself:
        there Qt asks D-Bus, and holds the window for as long as that is silent.
        """
        if self._hears_network or system() == "Linux":
            return
        from PySide6.QtNetwork import QNetworkInformation  # noqa: PLC0415  only where there is a line

        if QNetworkInformation.loadDefaultBackend():
            self._hears_network = True
            QNetworkInformation.instance().reachabilityChanged.connect(self._on_network)

    def _on_network(self) -> None:
        self.ask(LineAsk("look"))

    def ask(self, asked: LineAsk) -> None:
        """Nobody hears it while none runs: it would lay all out anew."""
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.write(msgspec.json.encode(asked) + b"\n")

    def end(self) -> None:
        """It ends at once: what is cut goes on from the byte that the hub has."""
        self._is_ended = True
        self._again.stop()
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(_PATIENCE)

    def _read(self) -> None:
        while self._process.canReadLine():
            try:
                self.news = msgspec.json.decode(self._process.readLine().data(), type=LineNews)
            except UNREADABLE:
                continue
            self.told.emit(self.news)

    def _on_finished(self) -> None:
        if not self._is_ended:
            self._again.start()


class LineKeeping(QObject):
    """Lays out for the hub each finished recording, and soon any other act; takes in what came.

    On the lane that carries, and one at a time: nobody waits for it. The strip says how the line stands.
    """

    def __init__(
        self, work: Work, shell: Shell, process: SendingProcess, *, seconds: Callable[[], float] = monotonic
    ) -> None:
        super().__init__(shell)
        self._work, self._shell, self._process, self._seconds = work, shell, process, seconds
        self._since: float | None = None  # the first act that was not laid out
        self._came = 0  # packs, as the process counts them
        self._runs = self._is_due = self._is_unsaid = False
        self._tick = QTimer(self, interval=_EVERY)
        self._tick.timeout.connect(self.look)
        work.changed.connect(self._on_changed)
        work.line_asked.connect(process.ask)
        work.left.connect(self._tick.stop)
        process.told.connect(self._on_told)
        shell.renewed.connect(self._show)  # perhaps in another language

    def begin(self) -> None:
        """Take in what came while the desk was locked, and lay out what it has not."""
        self._tick.start()
        if self._process.news is not None:
            self._on_told(self._process.news)
        self._go()

    def look(self) -> None:
        """See whether something is due; a timer asks, and tests."""
        if self._since is not None and self._seconds() - self._since >= _AFTER:
            self._go()

    def _show(self) -> None:
        self._shell.strip.set_left(line_note(self._work.line))

    def _on_told(self, news: LineNews) -> None:
        is_new = (news.came != self._came and news.came) or (news.is_unsaid and not self._is_unsaid)
        self._came, self._is_unsaid = news.came, news.is_unsaid
        self._work.take_line(news)
        self._show()
        if is_new:
            self._go()

    def _on_changed(self, changes: Changes) -> None:
        if changes.origin is not Origin.OWN or not changes.entities:
            return
        if self._since is None:
            self._since = self._seconds()
        if Entity.VISIT in changes.entities or changes.entities >= _FINISHED:
            self._go()

    def _go(self) -> None:
        self._is_due = self._runs
        if self._runs:
            return
        self._runs, self._since = True, None
        self._work.carry(
            lambda courier: courier.by_line(), self._on_done, self._on_failed, ended=self._on_ended
        )

    def _on_ended(self) -> None:
        """However it did: after a fault of the program too another one may go well."""
        self._runs = False

    def _on_done(self, done: LineRound) -> None:
        if done.has_hub:
            self._work.hear((_CARRIED,))
            self._process.begin()
            self._process.ask(LineAsk("look"))
        if self._is_due:
            self._go()

    def _on_failed(self, _error: EktpError) -> None:
        """This laptop's own disk, which others tell of: another time."""
        self._since = self._seconds()
