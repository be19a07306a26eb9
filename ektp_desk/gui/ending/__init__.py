"""What queue, recording and closing share: the panel of a ticket's one ending, and a page for no open day."""

from ektp_desk.gui.ending.acting import ending_act
from ektp_desk.gui.ending.panel import EndingPanel

__all__ = ["EndingPanel", "ending_act"]
