"""`python -m tests.hub.serving FOLDER PORT`: a hub on loopback without TLS, for a test that kills it."""

from __future__ import annotations

import sys
from pathlib import Path

from ektp_desk.hub.mailbox import Mailbox
from ektp_desk.hub.serving import server

if __name__ == "__main__":
    mailbox = Mailbox(Path(sys.argv[1]))
    server(mailbox, host="127.0.0.1", port=int(sys.argv[2]), tls=False).run()
