"""What the notice of a lost laptop says, as tables for paper, sheet and terminal; and what is not known."""

from __future__ import annotations

from datetime import datetime

from ektp_desk.domain.paper.breach import BreachNotice, BreachVisit
from ektp_desk.domain.paper.tabled import Tabled
from ektp_desk.words import _
from ektp_desk.words.dates import clock, plain_date
from ektp_desk.words.laptops import laptop_kind
from ektp_desk.words.numbers import count


def breach_title() -> str:
    return _("Pemberitahuan laptop yang hilang")


def laptop_named(notice: BreachNotice) -> str:
    """`laptop lapangan 02`."""
    return f"{laptop_kind('office' if notice.at_office else 'laptop')} {notice.number}"


def notice_table(notice: BreachNotice) -> Tabled:
    """What the law asks a notice to say, a row each; in sentences, so that it can be copied into a letter."""
    rows = (
        (_("Apa yang terjadi"), _happened(notice)),
        (_("Kapan diketahui"), _known(notice)),
        (_("Batas pemberitahuan"), _due(notice)),
        (_("Data siapa"), _whose(notice)),
        (_("Di antaranya"), _surely(notice)),
        (_("Jenis data"), _kinds()),
        (_("Data spesifik"), _special(notice)),
        (_("Penguncian"), _locked(notice)),
        (_("Tindakan: laptop"), _revoked(notice)),
        (_("Tindakan: kunci"), _renewed(notice)),
        (_("Terdengar sampai"), _heard(notice)),
    )
    return Tabled(_("Isi pemberitahuan"), (_("Hal"), _("Keterangan")), rows)


def visits_table(notice: BreachNotice) -> Tabled:
    heads = (
        _("Kunjungan"),
        _("Hari"),
        _("Laptop di sana"),
        _("Di daftar paketnya"),
        _("Dicatat, semua laptop"),
        _("Kunci kunjungan"),
    )
    rows = tuple(
        (
            visit.visit,
            plain_date(visit.day),
            _("ya") if visit.worked else _("tidak terdengar"),
            visit.listed,
            visit.met,
            _key(visit),
        )
        for visit in notice.visits
    )
    return Tabled(_("Kunjungan yang datanya mungkin ada di laptop itu"), heads, rows)


def not_known(notice: BreachNotice) -> tuple[str, ...]:
    """What the office never heard, and so does not stand in any figure."""
    said = []
    if not notice.joined:
        said.append(_("Dari laptop itu belum ada yang sampai: apakah kitnya pernah dibuka tidak diketahui."))
    words = _("Yang dicatat di laptop itu sesudah {label} {seq} tidak diketahui.")
    said += [words.format(label=journal.label, seq=journal.seq) for journal in notice.journals]
    if notice.holes:
        said.append(_("Kurang {holes}: tidak pernah sampai di sini.").format(holes=", ".join(notice.holes)))
    if notice.held:
        said.append(
            _("{n} catatannya ditahan; orang di dalamnya belum tentu dihitung.").format(n=count(notice.held))
        )
    if notice.lists_gone:
        said.append(
            _(
                "{n} daftar sudah dibatalkan atau habis masanya: orangnya tidak lagi diketahui di sini."
            ).format(n=count(notice.lists_gone))
        )
    said.append(
        _(
            "Stik dan kartu mana yang dibaca laptop itu tidak diketahui: dihitung semua kunjungan yang "
            "kuncinya dapat dimilikinya."
        )
    )
    return tuple(said)


def _happened(notice: BreachNotice) -> str:
    who = laptop_named(notice).capitalize()
    if not notice.cuts:
        return _("{laptop} tidak lagi di tangan kantor. Lengkapi: bagaimana dan di mana.").format(laptop=who)
    words = _("{laptop} tidak lagi di tangan kantor. Kata ADB saat mencabutnya: {reason}")
    return words.format(laptop=who, reason=notice.cuts[0].reason)


def _known(notice: BreachNotice) -> str:
    if not notice.cuts:
        return _("Belum dicatat: laptop itu belum dicabut.")
    words = _("Dicabut {at}. Bila kehilangan diketahui lebih dahulu, tulis saat itu.")
    return words.format(at=_moment(notice.cuts[0].at, notice))


def _due(notice: BreachNotice) -> str:
    if notice.due is None:
        return _("3 × 24 jam sejak kehilangan diketahui.")
    return _("{at}: 3 × 24 jam sejak dicabut.").format(at=_moment(notice.due, notice))


def _whose(notice: BreachNotice) -> str:
    words = _(
        "Paling banyak {most} orang; {minors} di antaranya belum 18 tahun, dan dari {ageless} tanggal "
        "lahirnya tidak diketahui."
    )
    most, minors = count(notice.most), count(notice.minors)
    return words.format(most=most, minors=minors, ageless=count(notice.ageless))


def _surely(notice: BreachNotice) -> str:
    words = _(
        "{sure} orang dari kunjungan tempat laptop itu dipakai. {own} di antaranya dicatat di laptop itu "
        "sendiri, dengan {recordings} rekaman selesai."
    )
    sure, own = count(notice.sure), count(notice.own)
    return words.format(sure=sure, own=own, recordings=count(notice.recordings))


def _kinds() -> str:
    return _(
        "Nama, NIK, nomor KK, jenis kelamin, tempat dan tanggal lahir, alamat, status perekaman; nomor "
        "antrean, hasil pelayanan, dan catatan petugas."
    )


def _special(notice: BreachNotice) -> str:
    if not notice.files:
        return _(
            "Data anak seperti disebut di atas. Gambar biometrik: tidak ada yang disebut jurnal yang "
            "sampai di sini."
        )
    words = _(
        "Data anak seperti disebut di atas. Gambar biometrik: {files} berkas, disegel untuk kantor dan "
        "halaman pemulihan saja; kunci laptop tidak membukanya."
    )
    if notice.at_office:
        words = _(
            "Data anak seperti disebut di atas. Gambar biometrik: {files} berkas dibuat di laptop itu; "
            "kunci kantor yang ada di sana membukanya, juga yang dari laptop lain."
        )
    return words.format(files=count(notice.files))


def _locked(notice: BreachNotice) -> str:
    if notice.at_office:
        return _(
            "Data terenkripsi; terbuka bagi siapa yang tahu kata sandi seorang petugas. Laptop kantor "
            "memuat seluruh data kantor. Laptop tidak dapat dihapus dari jauh."
        )
    return _(
        "Data terenkripsi; terbuka bagi siapa yang tahu kata sandi seorang petugas, atau saat laptop "
        "sedang terbuka. Laptop tidak dapat dihapus dari jauh."
    )


def _revoked(notice: BreachNotice) -> str:
    if not notice.cuts:
        return _("BELUM DICABUT. Cabut sekarang: office revoke {number}.").format(number=notice.number)
    until = notice.cuts[0].until
    if not until:
        return _("Dicabut sebelum ada catatannya yang sampai: tidak ada yang ditulisnya dihitung.")
    words = _(
        "Dicabut sesudah {until}: yang ditulisnya sesudah itu tidak dihitung, dan paket baru tidak terbuka."
    )
    return words.format(until=", ".join(until))


def _renewed(notice: BreachNotice) -> str:
    opened = [visit for visit in notice.visits if visit.opens]
    words = _(
        "Kunci {new} dari {all} kunjungan sudah diganti; yang lain diganti dengan paket atau kit "
        "berikutnya. Beri kata sandi baru kepada petugas yang memakai laptop itu."
    )
    return words.format(new=count(sum(visit.renewed for visit in opened)), all=count(len(opened)))


def _heard(notice: BreachNotice) -> str:
    if not notice.journals:
        return _("Belum ada yang sampai.")
    return "; ".join(f"{one.label} {one.seq} ({_moment(one.at, notice)})" for one in notice.journals)


def _key(visit: BreachVisit) -> str:
    if not visit.opens:
        return _("tidak ada padanya")
    return _("diganti") if visit.renewed else _("belum diganti")


def _moment(at: datetime, notice: BreachNotice) -> str:
    return f"{plain_date(at)}, {clock(at)} {notice.origin.zone}"
