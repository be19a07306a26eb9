"""The round of homes on paper: where to go next, whom to ask for, and what the person there cannot do."""

from __future__ import annotations

from datetime import date

from ektp_desk.domain.paper.kinds import PaperKind
from ektp_desk.domain.paper.names import Named, NameGroup, NameList, Part
from ektp_desk.usecases.paper.origin import origin
from ektp_desk.usecases.queue.homes import home_round
from ektp_desk.usecases.queue.shapes import Stop
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visit.naming import visit_place
from ektp_desk.usecases.visit.planning import the_visit
from ektp_desk.words import _
from ektp_desk.words.dates import long_date
from ektp_desk.words.numbers import count
from ektp_desk.words.paper.kinds import paper_name


def homes_to_visit(session: Session, visit: str) -> NameList:
    """Give the homes still to go to, in the order of the round; raises `visit.unknown`."""
    found = the_visit(session, visit)
    stops = home_round(session, visit)
    return NameList(
        origin=origin(session, _("jurnal kunjungan di laptop ini")),
        title=paper_name(PaperKind.HOMES),
        stem="kunjungan-rumah",
        place=visit_place(session, found),
        place_code=found.village,
        when=long_date(date.fromisoformat(found.day)),
        asks=(_("Menurut urutan jalan. Beri tanda pada rumah yang sudah didatangi; hasil dicatat di meja."),),
        columns=(Part.NUMBER, Part.NAME, Part.DUSUN, Part.PLACE, Part.ADDRESS, Part.CANNOT, Part.DONE),
        groups=(NameGroup("", tuple(_stop(stop) for stop in stops)),) if stops else (),
        empty=_("Tidak ada rumah yang masih perlu didatangi."),
        totals=((_("Rumah yang masih didatangi"), count(len(stops))),) if stops else (),
    )


def _stop(stop: Stop) -> Named:
    where = (stop.address, stop.contact if stop.name else "")
    return Named(
        {
            Part.NUMBER: stop.number,
            Part.NAME: stop.name or stop.contact or _("belum dikenali"),
            Part.DUSUN: stop.dusun,
            Part.PLACE: "/".join(part for part in (stop.rt, stop.rw) if part),
            Part.ADDRESS: " · ".join(part for part in where if part),
            Part.CANNOT: stop.cannot,
        }
    )
