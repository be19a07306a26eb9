"""`python -m tests.hub.serving FOLDER PORT [COPY]`: a hub on loopback without TLS, for a test that kills it.

It keeps itself in order meanwhile, and copies to another folder as if that were another disk.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ektp_desk.hub.keeper import keeping
from ektp_desk.hub.mailbox import Mailbox
from ektp_desk.hub.second_place import SecondPlace, choose_copy
from ektp_desk.hub.serving import listen_at, server

if __name__ == "__main__":
    folder, port, *places = sys.argv[1:]
    mailbox = Mailbox(Path(folder))
    for place in places:
        choose_copy(mailbox.shelf, Path(place))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ektp_desk.hub.second_place.is_other_disk", lambda _folder, _place: True)
        with keeping(mailbox.shelf, SecondPlace(mailbox.shelf, Path(folder))):
            server(mailbox, tls=False).run(sockets=[listen_at("127.0.0.1", int(port))])
