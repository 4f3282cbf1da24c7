"""The same sheet drawn with other libraries, for comparison: fpdf2 and weasyprint.

They get what is easy to give: every text, both photos, the code, the tables, the signature, once
in a fixed layout; no shrinking, no outline, no archive format.
"""

import base64
import io
from collections.abc import Sequence

from fpdf import FPDF

import assets
from kiosk.model.page import Page
from kiosk.model.record import Field
from kiosk.rules import form
from kiosk.sheet import qr

_FORM = assets.table("form")
_REGULAR = assets.path("fonts/NotoSerifSC-Regular.ttf")
_BOLD = assets.path("fonts/NotoSerifSC-Bold.ttf")
_FIELDS = tuple(Field)


def fpdf2(pages: Sequence[Page]) -> bytes:
    """Return a PDF of the pages."""
    pdf = FPDF()
    pdf.add_font("noto", "", str(_REGULAR))
    pdf.add_font("noto", "B", str(_BOLD))
    for page in pages:
        pdf.add_page()
        _fpdf2_head(pdf, page)
        pdf.set_font("noto", "", 10)
        for at, field in enumerate(_FIELDS):
            x, y = 18 + 88 * (at % 2), 78 + 7 * (at // 2)
            pdf.rect(x, y, 88, 7)
            pdf.text(x + 2, y + 5, f"{form.label(field)}：{form.value(page.record, field)}")
        _fpdf2_foot(pdf, page)
    return bytes(pdf.output())


def _fpdf2_head(pdf: FPDF, page: Page) -> None:
    pdf.set_font("noto", "B", 22)
    pdf.text(82, 20, _FORM["title"])
    pdf.set_font("noto", "", 12)
    pdf.text(80, 27, page.record.school)
    pdf.set_font("noto", "B", 12)
    pdf.text(80, 50, page.record.heading)
    pdf.set_font("noto", "", 9)
    pdf.text(80, 44, _FORM["enrolments"].format(n=page.enrolments))
    pdf.text(170, 44, page.sheet_number)
    for at, photo in enumerate((page.admission_photo, page.degree_photo)):
        if photo:
            pdf.image(io.BytesIO(photo), 18 + 30 * at, 34, 27, 36)
    matrix = qr.by_library(page.url)
    side = 25 / len(matrix)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                pdf.rect(170 + x * side, 12 + y * side, side, side, style="F")


def _fpdf2_foot(pdf: FPDF, page: Page) -> None:
    pdf.text(18, 152, page.statement)
    pdf.text(18, 158, _FORM["copy_hint"])
    pdf.text(18, 180, _FORM["signature"])
    if page.signed.strokes:
        for line in page.signed.strokes.lines:
            pdf.polyline([(35 + x / 12, 165 + y / 12) for x, y in line])
    pdf.text(18, 188, _FORM["account"] + page.account)
    pdf.text(120, 188, _FORM["password"] + _FORM["password_value"])
    for at, row in enumerate(page.rounds):
        for column, text in enumerate((row.label, row.verdict, "", row.signed.date)):
            pdf.rect(18 + 44 * column, 195 + 8 * at, 44, 8)
            pdf.text(20 + 44 * column, 200 + 8 * at, text)
    for at, change in enumerate(row.change for row in page.changes):
        cells = (form.label(change.field), change.old, change.new, change.at[:10])
        for column, text in enumerate(cells):
            pdf.rect(18 + 44 * column, 230 + 8 * at, 44, 8)
            pdf.text(20 + 44 * column, 235 + 8 * at, text)
    pdf.text(18, 285, f"{page.source.name} {page.sheet_number} {page.rev} {page.head[:12]}")


def weasyprint(pages: Sequence[Page]) -> bytes:
    """Return a PDF of the pages.

    Raises:
        OSError: Its system libraries are not there: apt-get install libpangoft2-1.0-0.
    """
    from weasyprint import HTML  # noqa: PLC0415 - the rest can be measured without

    style = (
        f"@font-face{{font-family:n;src:url({_REGULAR.as_uri()})}}"
        "@page{size:A4;margin:12mm 15mm 8mm 18mm}body{font:10pt n}"
        "table{border-collapse:collapse;width:100%}td{border:1px solid}section{break-after:page}"
    )
    body = "".join(f"<section>{''.join(_html(page))}</section>" for page in pages)
    document = HTML(string=f"<style>{style}</style>{body}")
    return bytes(document.write_pdf())


def _html(page: Page) -> list[str]:
    photos = [
        f'<img height=136 src="data:image/jpeg;base64,{base64.b64encode(photo).decode()}">'
        for photo in (page.admission_photo, page.degree_photo)
        if photo
    ]
    cells = [f"<td>{form.label(one)}：<td>{form.value(page.record, one)}" for one in _FIELDS]
    rows = "".join(
        f"<tr>{left}{right}" for left, right in zip(cells[::2], cells[1::2], strict=True)
    )
    rounds = "".join(
        f"<tr><td>{one.label}<td>{one.verdict}<td><td>{one.signed.date}" for one in page.rounds
    )
    changes = "".join(
        f"<tr><td>{form.label(one.field)}<td>{one.old}<td>{one.new}<td>{one.at[:10]}"
        for one in (row.change for row in page.changes)
    )
    return [
        f"<h1>{_FORM['title']}</h1><h3>{page.record.school}</h3>{_svg_code(page)}",
        f"<p>{_FORM['enrolments'].format(n=page.enrolments)}<h2>{page.record.heading}</h2>",
        *photos,
        f"<table>{rows}</table><p>{page.statement}<p>{_FORM['copy_hint']}",
        f"<p>{_FORM['signature']}{_svg_strokes(page)}<p>{_FORM['account']}{page.account}",
        f"<table>{rounds}</table><table>{changes}</table>",
        f"<small>{page.source.name} {page.sheet_number} {page.rev} {page.head[:12]}</small>",
    ]


def _svg_code(page: Page) -> str:
    matrix = qr.by_library(page.url)
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark
    )
    box = f"0 0 {len(matrix)} {len(matrix)}"
    return f'<svg width=95 height=95 viewBox="{box}"><path d="{path}"/></svg>'


def _svg_strokes(page: Page) -> str:
    if not page.signed.strokes:
        return ""
    lines = "".join(
        f'<polyline fill="none" stroke="#000" points="{" ".join(f"{x},{y}" for x, y in line)}"/>'
        for line in page.signed.strokes.lines
    )
    return f'<svg width=150 height=40 viewBox="0 0 640 240">{lines}</svg>'
