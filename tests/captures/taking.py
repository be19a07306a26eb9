"""An office that captures photo and signature, and somebody at its desk."""

from __future__ import annotations

from math import sin

from ektp_desk.devices.simulated import SimulatedCamera
from ektp_desk.domain.office.policies import CAPTURE, Policy
from ektp_desk.domain.pictures.picture import Picture
from ektp_desk.domain.pictures.signature import Stroke
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.queue.commands import call_next, give_numbers, serve
from ektp_desk.usecases.recording.commands import WalkIn, begin, identify_walk_in
from ektp_desk.usecases.session import Session

YULIANA = WalkIn("Yuliana Contoh", "P", nik="5302325203909001", birth="1990-03-12")
SIGNED: tuple[Stroke, ...] = (
    tuple((0.1 + n / 100, 0.15 + 0.08 * sin(n / 4)) for n in range(60)),
    ((0.2, 0.25), (0.7, 0.24)),
)


def capture_here(session: Session) -> None:
    """Let the office capture both on its laptops."""
    for rule in (Policy.CAPTURE_PHOTO, Policy.CAPTURE_SIGNATURE):
        set_policy(session, rule, CAPTURE)


def at_the_desk(session: Session, visit: str) -> str:
    """Serve one person; give the recording that was begun."""
    give_numbers(session, visit, letter="A")
    ticket = call_next(session, visit, desk="A")
    assert ticket is not None
    serve(session, ticket, desk="A")
    identify_walk_in(session, ticket, YULIANA)
    return begin(session, ticket, desk="A")


def seen(*, at: float = 1.0, light: float = 1.0, blur: int = 0, faces: int = 1) -> Picture:
    """What the simulated camera sees at a moment."""
    camera = SimulatedCamera(lambda: at)
    camera.light, camera.blur, camera.faces = light, blur, faces
    camera.start()
    frame = camera.frame()
    assert frame is not None
    return frame
