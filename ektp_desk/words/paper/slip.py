"""A slip's words: its title, what comes next by outcome, and what to bring."""

from __future__ import annotations

from datetime import date

from ektp_desk.domain.tickets import GROUP_OF, Outcome, TicketGroup
from ektp_desk.words import N_, _
from ektp_desk.words.dates import long_date, plain_date

_BRING = {
    Outcome.NO_DOCUMENTS: N_("Bawa Kartu Keluarga asli."),
    Outcome.DATA_DIFFERS: N_("Bawa Kartu Keluarga dan akta lahir atau ijazah ke kantor."),
    Outcome.RECORDING_INCOMPLETE: N_("Bawa kertas ini dan Kartu Keluarga."),
    Outcome.UNDER_16: N_("Bawa Kartu Keluarga bila sudah 16 tahun."),
}
_NEXT = {
    Outcome.RECORDED: (N_("Data diperiksa di pusat."), N_("Kartu dicetak di kantor bila siap. Tanpa biaya.")),
    Outcome.CARD_HANDED_OVER: (N_("Periksa nama dan tanggal lahir pada kartu sekarang juga."),),
    Outcome.ANSWERED: (),
    Outcome.REFERRED: (N_("Datang ke layanan yang disebut petugas, bawa kertas ini."),),
    Outcome.RECORDING_INCOMPLETE: (N_("Datang lagi untuk bagian yang belum selesai."),),
    Outcome.NO_DOCUMENTS: (N_("Datang lagi dengan dokumennya."),),
    Outcome.DATA_DIFFERS: (N_("Data dibetulkan dahulu, lalu direkam."),),
    Outcome.NOT_RESIDENT: (N_("Rekam di kabupaten asal, atau urus surat pindah dahulu."),),
    Outcome.UNDER_16: (N_("Datang lagi bila sudah berumur 16 tahun."),),
    Outcome.ALREADY_RECORDED: (N_("Sudah pernah direkam; tidak perlu lagi. Tanyakan kartunya di kantor."),),
    Outcome.DEVICE_FAILURE: (N_("Alat rusak, bukan salah Anda. Datang lagi pada kunjungan berikut."),),
    Outcome.POWER_OR_NETWORK: (
        N_("Listrik atau jaringan putus, bukan salah Anda. Datang lagi pada kunjungan berikut."),
    ),
    Outcome.OUT_OF_TIME: (N_("Waktu habis. Datang lagi pada kunjungan berikut atau ke kantor."),),
    Outcome.REFUSED: (N_("Anda boleh datang kapan saja bila bersedia."),),
    Outcome.CANNOT_TODAY: (N_("Datang lagi bila sudah bisa."),),
    Outcome.OTHER: (N_("Tanyakan kepada petugas bila ragu."),),
    Outcome.LEFT: (N_("Datang lagi pada kunjungan berikut atau ke kantor."),),
    Outcome.LOST: (N_("Ambil nomor baru bila masih perlu dilayani."),),
}


def slip_title(outcome: Outcome) -> str:
    """Name the slip: only a whole recording is called one."""
    if outcome is Outcome.RECORDED:
        return _("Bukti perekaman")
    if GROUP_OF[outcome] is TicketGroup.PARTLY:
        return _("Perekaman belum selesai")
    return _("Bukti kedatangan")


def to_bring(outcome: Outcome) -> str:
    """Say what to bring next time; empty where nothing is needed."""
    said = _BRING.get(outcome, "")
    return _(said) if said else ""


def next_steps(outcome: Outcome, *, on: date | None, seventeen: date | None) -> tuple[str, ...]:
    """Say what comes next; `on` is the day agreed on, `seventeen` when a recorded person turns 17."""
    if outcome is Outcome.RESCHEDULED:
        when = long_date(on) if on else _("hari yang disebut petugas")
        return (_("Datang lagi {day}, bawa kertas ini dan Kartu Keluarga.").format(day=when),)
    steps = [_(words) for words in _NEXT[outcome]]
    if outcome is Outcome.RECORDED:
        if seventeen is not None:
            steps[1] = _("Kartu baru boleh dicetak mulai {day}, saat berumur 17 tahun.").format(
                day=plain_date(seventeen)
            )
        steps.append(_("Ambil di kantor desa atau di kantor kami, bawa kertas ini."))
    if on is not None:
        steps.insert(0, _("Hari yang disepakati: {day}. Bawa kertas ini.").format(day=long_date(on)))
    bring = to_bring(outcome)
    return (*steps, bring) if bring else tuple(steps)
