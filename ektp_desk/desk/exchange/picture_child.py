"""Decodes captured pictures that other laptops sent, one after another: `python -m …picture_child`.

A process of its own with little memory and time, which has no key and no folder: what a picture does to the
library that reads it ends here. `inspecting` is the desk's side.
"""

from __future__ import annotations

import os
import sys

from ektp_desk.domain.errors import EktpError
from ektp_desk.memory import close_memory
from ektp_desk.sheets.child.rooms import confine

SIZE_BYTES = 8  # before each picture
WHOLE = "whole"
_MEMORY = 2**30
_CPU_SECONDS = 60


def main() -> None:
    """Answer each picture with a line, its fault's code or `WHOLE`, until the desk has gone."""
    close_memory()
    confine(_MEMORY, cpu_seconds=_CPU_SECONDS)
    # Pillow is first loaded inside the limits.
    from ektp_desk.devices.files import check_kept  # noqa: PLC0415  see above

    if hasattr(os, "nice"):
        os.nice(10)  # whoever saves goes first
    hears, says = sys.stdin.buffer, sys.stdout.buffer
    while size := hears.read(SIZE_BYTES):
        found = WHOLE
        try:
            check_kept(hears.read(int.from_bytes(size, "big")))
        except EktpError as error:
            found = error.code
        except MemoryError:
            found = "picture.too_big"
        except Exception:
            found = "picture.not_one"
        says.write(f"{found}\n".encode())
        says.flush()


if __name__ == "__main__":
    main()
