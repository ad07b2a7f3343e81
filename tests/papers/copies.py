"""A drawn paper in another form: scanned, photographed, as a screenshot, or as an office file."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import datetime
from xml.sax.saxutils import escape

import docx
import pypdfium2
from PIL import Image, ImageOps

LONG_AGO = (2026, 1, 1, 0, 0, 0)


def rendered(pdf: bytes, dpi: int) -> Image.Image:
    """The first page as a grey image."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].render(scale=dpi / 72).to_pil().convert("L")
    finally:
        document.close()


def worn(image: Image.Image, degrees: float) -> Image.Image:
    """A little crooked and grey, as from an office scanner."""
    turned = image.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return ImageOps.colorize(turned, (48, 46, 52), (231, 229, 224)).convert("L")


def scan(pdf: bytes, meta: dict[str, str], dpi: int = 160, degrees: float = 0.6) -> bytes:
    """A scanned PDF: an image and no text."""
    made = time.strptime(meta.get("created", "20260101090000"), "%Y%m%d%H%M%S")
    out = io.BytesIO()
    worn(rendered(pdf, dpi), degrees).save(
        out, "PDF", resolution=dpi, quality=42, producer=meta.get("producer", ""), creator=meta.get("creator", ""),
        creationDate=made, modDate=made,
    )  # fmt: skip
    return out.getvalue()


def photo(pdf: bytes, meta: dict[str, str], dpi: int = 160, degrees: float = -0.9) -> bytes:
    """A JPEG with what a camera or a program notes in it."""
    exif = Image.Exif()
    for tag, key in ((271, "make"), (272, "model"), (305, "software"), (306, "modified")):
        if key in meta:
            exif[tag] = meta[key]
    out = io.BytesIO()
    worn(rendered(pdf, dpi), degrees).save(out, "JPEG", quality=48, exif=exif)
    return out.getvalue()


def screenshot(pdf: bytes, meta: dict[str, str]) -> bytes:
    """A straight PNG at the resolution of a screen."""
    out = io.BytesIO()
    rendered(pdf, 130).quantize(16).save(out, "PNG", optimize=True)
    return out.getvalue()


def gif(pdf: bytes, meta: dict[str, str]) -> bytes:
    out = io.BytesIO()
    worn(rendered(pdf, 150), 0.3).quantize(16).save(out, "GIF")
    return out.getvalue()


def rows_of(text: str) -> list[list[str]]:
    return [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]


def plain(line: str) -> str:
    return line.lstrip("#~>^! ").replace("||", "   ").rstrip()


def word_file(text: str, meta: dict[str, str]) -> bytes:
    """The paper as DOCX, its table below its lines."""
    document = docx.Document()
    for line in text.splitlines():
        if line.strip() and not line.startswith(("|", "{", "---", "===")):
            document.add_paragraph(plain(line), style="Heading 1" if line.startswith("# ") else None)
    rows = rows_of(text)
    if rows:
        table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
        for number, row in enumerate(rows):
            for at, cell in enumerate(row):
                table.cell(number, at).text = cell
    made = datetime.strptime(meta.get("created", "20260101090000"), "%Y%m%d%H%M%S")
    document.core_properties.created = document.core_properties.modified = made
    document.core_properties.author = meta.get("author", "")
    out = io.BytesIO()
    document.save(out)
    return dated(out.getvalue())


def paragraphs_file(lines: list[str]) -> bytes:
    """A DOCX with a paragraph for each line, also for an empty one."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.core_properties.created = document.core_properties.modified = datetime(*LONG_AGO)
    out = io.BytesIO()
    document.save(out)
    return dated(out.getvalue())


def dated(data: bytes) -> bytes:
    """The same archive with one date in all entries, so that it is the same at every run."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename, LONG_AGO), old.read(entry), zipfile.ZIP_DEFLATED)
    return out.getvalue()


SHEET_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Invoice" sheetId="1" r:id="rId1"/></sheets></workbook>',
}


def sheet_cell(words: str) -> str:
    return f'<c t="inlineStr"><is><t>{escape(words)}</t></is></c>'


def spreadsheet(text: str, meta: dict[str, str]) -> bytes:
    """The paper as XLSX, a line or a row of its table in a row."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else [plain(line)]
        for line in text.splitlines()
        if line.strip()
    ]
    cells = "".join("<row>" + "".join(map(sheet_cell, row)) + "</row>" for row in rows)
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in {**SHEET_PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            archive.writestr(
                zipfile.ZipInfo(name, LONG_AGO),
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + part,
            )
    return out.getvalue()
