"""The office's recovery key on one page: 27 words, the same as QR, and how to keep it."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from ektp_desk.domain.paper.recovery import RecoveryPage
from ektp_desk.reports.paper.codes import draw_code
from ektp_desk.reports.paper.ink import (
    BAD,
    BOLD,
    EDGE,
    HAIRLINE,
    HEADING,
    INK2,
    SEMIBOLD,
    TITLE,
    Style,
    fit,
    fold,
    rule,
    write,
)
from ektp_desk.reports.paper.page import INNER, LEFT, RIGHT, Furniture, PaperCanvas, office_head
from ektp_desk.words import _
from ektp_desk.words.dates import plain_date

_COLUMNS = 3
_WORD, _NUMBER, _STEP = Style(14, SEMIBOLD), Style(9, colour=INK2), Style(9.5)
_ROW, _QR = 26.0, 138.0
_LINE = 12.5


def render_recovery(page: RecoveryPage) -> bytes:
    """Draw the page as PDF; the key stands in the drawing only, never in the file's metadata."""
    paper = PaperCanvas(_furniture(page))
    _title(paper, page)
    _words(paper, page.words)
    _key_and_rules(paper, page)
    _custodians(paper)
    return paper.finish()


def _furniture(page: RecoveryPage) -> Furniture:
    title = _("Kunci pemulihan kantor")
    made = plain_date(page.made_on)
    return Furniture(
        title=title,
        head=office_head(page.office, _whose(page)),
        running=title,
        foot_left=_("Dibuat {day} · ektp-desk").format(day=made),
        foot_middle="",
        sample=page.sample,
    )


def _whose(page: RecoveryPage) -> str:
    return _("Kode wilayah {code} · pemasangan {install}").format(
        code=page.regency_code, install=page.install
    )


def _title(paper: PaperCanvas, page: RecoveryPage) -> None:
    canvas, top = paper.canvas, paper.y
    write(canvas, _("Kunci pemulihan kantor"), (LEFT, top - 28), TITLE)
    write(canvas, _("RAHASIA"), (RIGHT, top - 28), Style(14, BOLD, BAD), align="right")
    made = _("Dibuat {day}. Siapa memegang kertas ini dapat membuka semua data kantor.").format(
        day=plain_date(page.made_on)
    )
    write(canvas, made, (LEFT, top - 44), Style(9.5))
    paper.y = top - 62


def _words(paper: PaperCanvas, words: tuple[str, ...]) -> None:
    """Write the words down three columns, numbered, large enough for a bad lamp."""
    canvas = paper.canvas
    head = _("{n} kata, dibaca ke bawah, kolom demi kolom").format(n=len(words))
    write(canvas, head, (LEFT, paper.y - 9), HEADING)
    top, rows = paper.y - 17, -(-len(words) // _COLUMNS)
    wide = (INNER - 32) / _COLUMNS
    for place, word in enumerate(words):
        column, row = divmod(place, rows)
        left, y = LEFT + column * (wide + 16), top - row * _ROW
        if row == 0:
            rule(canvas, left, left + wide, y, thick=0.8, colour=EDGE)
        write(canvas, str(place + 1), (left + 16, y - 16.5), _NUMBER, align="right")
        text, style = fit(word, _WORD, wide - 30)
        write(canvas, text, (left + 26, y - 16.5), style)
        rule(canvas, left, left + wide, y - _ROW, thick=0.5, colour=HAIRLINE)
    paper.y = top - rows * _ROW - 22


def _key_and_rules(paper: PaperCanvas, page: RecoveryPage) -> None:
    canvas, top = paper.canvas, paper.y
    write(canvas, _("Kunci yang sama, untuk dipindai"), (LEFT, top - 9), HEADING)
    draw_code(canvas, page.key, (LEFT, top - 28 - _QR), _QR)
    left = LEFT + 180
    write(canvas, _("Cara menyimpan"), (left, top - 9), HEADING)
    y = top - 12
    for number, sentence in enumerate(_steps(), start=1):
        write(canvas, str(number), (left, y - _LINE), Style(9.5, BOLD))
        for line in fold(sentence, _STEP, RIGHT - left - 16):
            y -= _LINE
            write(canvas, line, (left + 16, y), _STEP)
        y -= 5
    y = _office_code(canvas, page.office_code, (left, y - 20))
    paper.y = min(y, top - 28 - _QR) - 26


def _office_code(canvas: Canvas, code: str, at: tuple[float, float]) -> float:
    """Write the code and what it is compared with; gives the last line's place."""
    left, y = at
    write(canvas, _("Kode kantor"), (left, y), HEADING)
    write(canvas, code, (RIGHT, y), Style(11, BOLD), align="right")
    told = _(
        "Bukan rahasia: tulis juga di luar amplop, dan bandingkan dengan kode di laporan kunjungan dan di "
        "Kantor (Ctrl+K), bagian Kode."
    )
    y -= 3
    for line in fold(told, _STEP, RIGHT - left):
        y -= _LINE
        write(canvas, line, (left, y), _STEP)
    return y


def _steps() -> tuple[str, ...]:
    return (
        _("Cetak satu lembar di kantor, lalu hapus berkas PDF ini dari komputer."),
        _("Jangan difoto, disalin, dibacakan lewat telepon atau dikirim lewat WhatsApp dan surel."),
        _(
            "Dua pemegang memasukkannya ke amplop, menyegelnya, menandatangani di atas segel, dan "
            "menyimpannya di lemari terkunci, jauh dari laptop kantor."
        ),
        _(
            "Yang dibuka: data kantor ini dan semua berkas yang disegel untuknya, bila tidak seorang pun "
            "dapat masuk lagi dengan kata sandinya. Buka hanya bila kedua pemegang hadir."
        ),
        _(
            "Bila hilang, terbuka atau terfoto: beri tahu Kepala Dinas, buat kunci pemulihan baru hari itu "
            "juga (ADB: ektp-desk office recovery-page), dan musnahkan lembar yang lama bila ditemukan."
        ),
    )


def _custodians(paper: PaperCanvas) -> None:
    """Leave lines for the two who keep it; their names are written by hand."""
    canvas, wide = paper.canvas, (INNER - 32) / 2
    for column in (0, 1):
        left = LEFT + column * (wide + 32)
        title = _("Pemegang {n}").format(n=column + 1)
        write(canvas, title, (left, paper.y - 9), HEADING)
        for row, label in enumerate((_("Nama"), _("Tanggal"), _("Tanda tangan"))):
            y = paper.y - 36 - 26 * row - (10 if row == 2 else 0)
            write(canvas, label, (left, y), Style(9, colour=INK2))
            rule(canvas, left + 62, left + wide, y - 2, thick=0.7, colour=EDGE)
    paper.y -= 110
