"""What each kind of act is called where it is listed."""

from __future__ import annotations

from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.catalogue import CATALOGUE
from ektp_desk.words import N_, _
from ektp_desk.words.acts.fields import field_word

TITLES: dict[type[b.Body], str] = {
    b.OfficeFounded: N_("Kantor didirikan di laptop"),
    b.PolicySet: N_("Aturan kantor diubah"),
    b.HubSet: N_("Hub kantor ditetapkan"),
    b.UserAdded: N_("Petugas ditambahkan"),
    b.UserChanged: N_("Petugas diubah"),
    b.UserRemoved: N_("Petugas dikeluarkan"),
    b.RootSet: N_("Kunci pertama kantor ditetapkan"),
    b.OfficeKeySet: N_("Kunci kantor diganti"),
    b.KeyGiven: N_("Kunci petugas disahkan"),
    b.KeyOffered: N_("Kunci petugas dibuat, belum disahkan"),
    b.KeyEnded: N_("Kunci petugas diakhiri"),
    b.HoldRuled: N_("Catatan yang ditahan diputuskan"),
    b.PassphraseReset: N_("Kata sandi diganti"),
    b.IncarnationOpened: N_("Jurnal laptop dimulai"),
    b.KitMade: N_("Kit laptop dibuat"),
    b.Joined: N_("Laptop bergabung dengan kit"),
    b.DeviceKeys: N_("Kunci laptop diumumkan"),
    b.JournalsHeard: N_("Catatan kantor diterima di laptop"),
    b.DeviceRevoked: N_("Laptop dicabut"),
    b.DayConfirmed: N_("Tanggal dan jam dibenarkan"),
    b.ExpiryAllowed: N_("Masa simpan boleh dihitung sampai tanggal ini"),
    b.BackupMade: N_("Cadangan dibuat"),
    b.FilesRemoved: N_("Gambar yang aman di kantor dihapus dari laptop"),
    b.NamesShown: N_("Kertas bernama dibuat"),
    b.ListImported: N_("Daftar dimuat"),
    b.ListWithdrawn: N_("Daftar dicabut"),
    b.ListDue: N_("Masa simpan daftar habis"),
    b.ListExpired: N_("Baris daftar dihapus karena masanya habis"),
    b.LayoutCorrected: N_("Arti kolom dibetulkan"),
    b.VisitPlanned: N_("Kunjungan direncanakan"),
    b.VisitPostponed: N_("Kunjungan ditunda"),
    b.LettersAssigned: N_("Huruf meja dibagikan ke laptop"),
    b.DeskOpened: N_("Meja dibuka"),
    b.SentHome: N_("Disuruh pulang tanpa nomor"),
    b.VisitClosed: N_("Kunjungan ditutup"),
    b.VisitReopened: N_("Kunjungan dibuka kembali"),
    b.GroupFormed: N_("Datang sebagai rombongan"),
    b.TicketGiven: N_("Nomor diberikan"),
    b.TicketCalled: N_("Dipanggil"),
    b.TicketSkipped: N_("Dipanggil, tidak ada"),
    b.TicketServed: N_("Mulai dilayani"),
    b.TicketPutBack: N_("Ditunda, menunggu lagi"),
    b.TicketReturned: N_("Datang kembali"),
    b.TicketPrioritised: N_("Didahulukan"),
    b.PurposeSet: N_("Keperluan diubah"),
    b.HomeAsked: N_("Kunjungan rumah ditulis"),
    b.StopPlaced: N_("Urutan kunjungan rumah"),
    b.TicketIdentified: N_("Dikenali di meja"),
    b.TicketEnded: N_("Nomor selesai"),
    b.TicketReopened: N_("Dibuka lagi untuk dibetulkan"),
    b.ReopeningReviewed: N_("Pembetulan nomor ditinjau"),
    b.SlipPrinted: N_("Bukti dicetak"),
    b.TicketVoided: N_("Nomor dibatalkan"),
    b.NumberParted: N_("Nomor ganda diputuskan"),
    b.EventsPlaced: N_("Catatan nomor ganda ditempatkan"),
    b.TicketEntered: N_("Nomor baru untuk kertas bernomor ganda"),
    b.PersonMet: N_("Ditulis di meja sebagai orang baru"),
    b.ClaimCorrected: N_("Data dibetulkan"),
    b.CorrectionReviewed: N_("Koreksi ditinjau"),
    b.AbsenceExplained: N_("Alasan tidak datang"),
    b.ContactGiven: N_("Telepon ditulis"),
    b.PairSame: N_("Dinyatakan satu orang"),
    b.PairNotSame: N_("Dinyatakan dua orang"),
    b.RecordingStarted: N_("Perekaman dimulai"),
    b.RecordingMoved: N_("Perekaman ikut nomor baru"),
    b.ModalitySet: N_("Langkah perekaman dicatat"),
    b.DocumentsSeen: N_("Dokumen dilihat"),
    b.NoteWritten: N_("Catatan ditulis"),
    b.RecordingFinished: N_("Direkam"),
    b.RecordingCounted: N_("Perekaman ganda diputuskan"),
    b.PictureRuled: N_("Pemilik gambar diputuskan"),
    b.RecordingDropped: N_("Perekaman dihentikan"),
    b.ExceptionReviewed: N_("Pengecualian ditinjau"),
    b.Withdrawn: N_("Langkah dibatalkan"),
    b.Settled: N_("Perbedaan diputuskan"),
    b.BodyErased: N_("Data pribadi dihapus"),
    b.BodyExpired: N_("Data pribadi dihapus karena masa simpannya habis"),
}


def kind_title(kind: str) -> str:
    """Say what a kind of act is called; the kind itself where only a later release knows it."""
    known = CATALOGUE.get(kind)
    return _(TITLES[known.body]) if known else kind


def title(body: b.Body | None) -> str:
    """Say what was done; a correction names its field. None is an act that a later release wrote."""
    if body is None:
        return _("Langkah dari versi aplikasi yang lebih baru")
    if isinstance(body, b.ClaimCorrected):
        return _("{field} dibetulkan").format(field=field_word(body.field))
    return _(TITLES[type(body)])
