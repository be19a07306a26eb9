"""Starts the program: `python -m ektp_desk` and the script `ektp-desk`."""

from __future__ import annotations

from ektp_desk.cli.main import main

if __name__ == "__main__":
    main(prog_name="ektp-desk")
