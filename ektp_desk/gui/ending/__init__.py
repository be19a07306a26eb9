"""The panel in which a ticket's one ending is chosen; shared by queue, recording and closing."""

from ektp_desk.gui.ending.acting import ending_act
from ektp_desk.gui.ending.panel import EndingPanel

__all__ = ["EndingPanel", "ending_act"]
