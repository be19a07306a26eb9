"""Reads one list file and sends its rows to the desk: `python -m ektp_desk.sheets.child FILE BYTES`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ektp_desk.domain.errors import EktpError
from ektp_desk.memory import close_memory
from ektp_desk.sheets.child.rooms import confine
from ektp_desk.sheets.child.sending import Sender
from ektp_desk.sheets.wire import Failed


def main(arguments: list[str]) -> int:
    """Send all rows, or the refusal; gives 0 when either reached the desk."""
    close_memory()
    path, memory = Path(arguments[0]), int(arguments[1])
    confine(memory)
    # calamine is first loaded inside the limits.
    from ektp_desk.sheets.child.forms import read_file  # noqa: PLC0415  see above

    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as stream:
        sender = Sender(stream)
        try:
            read_file(path, sender)
        except EktpError as refusal:
            sender.send(Failed(refusal.code, refusal.facts))
        except MemoryError:
            sender.send(Failed("import.too_big"))
        except BrokenPipeError:
            os._exit(1)  # the desk has gone: nobody is left to tell
        except BaseException:
            sender.send(Failed("import.damaged"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
