"""Starts the program: `python -m ektp_desk` and the script `ektp-desk`."""

from __future__ import annotations

import gc

# While modules load there is nothing to collect, and looking for it costs a sixth of the start;
# `cli.main` and the shown window turn collecting on.
gc.disable()

from ektp_desk.cli.main import main  # noqa: E402  loaded after the line above, which is its reason

if __name__ == "__main__":
    main(prog_name="ektp-desk")
