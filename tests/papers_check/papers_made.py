"""Papers as suppliers, providers and laboratories send them, made on the spot."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

NAME = "Brightleaf Trading LLC"
ADDRESS = "2200 Elm Street, Suite 4, Austin, TX 78701, United States"
NOTICE = (
    "Your account has been deactivated because of concerns about the authenticity of B0TESTAAA1. "
    "Please send copies of invoices or receipts from your supplier issued in the last 365 days."
)


def case(**more: Any) -> dict[str, Any]:
    """The case document that the papers are held against."""
    return {
        "id": "brightleaf",
        "marketplace": "US",
        "as_of": "2026-06-20",
        "seller": {"names": [NAME], "addresses": [ADDRESS]},
        "notices": [{"text": NOTICE, "received": "2026-06-10"}],
        "listings": [
            {"asin": "B0TESTAAA1", "sku": "BL-KS200", "title": "Arden kitchen scale KS-200, digital, silver"},
            {"asin": "B0TESTBBB2", "sku": "BL-GP7", "title": "Arden garlic press GP-7, steel"},
        ],
        "totals": {"units_sold": {"B0TESTAAA1": 900, "B0TESTBBB2": 250}},
        **more,
    }


@dataclass(frozen=True)
class Invoice:
    """What stands on an invoice; each field can be broken in turn."""

    title: str = "INVOICE"
    supplier: str = "Harbour Kitchen Wholesale Ltd"
    street: str = "14 Dock Road, Hull HU1 2AB, United Kingdom"
    reach: str = "Tel. +44 1482 555 0199   www.harbour-kitchen.example   sales@harbour-kitchen.example"
    number: str = "HK-20391"
    date: str = "3 April 2026"
    buyer: Sequence[str] = (NAME, "2200 Elm Street, Suite 4", "Austin, TX 78701", "United States")
    head: Sequence[str] = ("Description", "EAN", "Qty", "Unit price", "Amount")
    rows: Sequence[Sequence[str]] = (
        ("Arden kitchen scale KS-200", "5012345678900", "1,000", "4.10", "4,100.00"),
        ("Arden garlic press GP-7", "5012345678917", "300", "2.00", "600.00"),
    )
    foot: Sequence[str] = ("Total 4,700.00 GBP", "Delivered on 10 April 2026. Paid in full.", "Page 1 of 1")

    def but(self, **changed: Any) -> Invoice:
        """The same with something changed."""
        return replace(self, **changed)

    def lines(self) -> list[str]:
        """All of it as lines of text, columns parted by wide gaps."""
        label = "Quotation" if "QUOT" in self.title else "Invoice"
        side = [f"{label} no: {self.number}", f"{label} date: {self.date}", "Due date: 2 May 2026", ""]
        table = ["     ".join(row) for row in (self.head, *self.rows)]
        return [self.supplier, self.street, self.reach, "", self.title, "", *side, "Bill to:", *self.buyer, "", *table, "",
                *self.foot]  # fmt: skip


def pdf_of(invoice: Invoice, **info: Any) -> bytes:
    """A PDF with the parties side by side and a table, as most programs print it."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    style, made = getSampleStyleSheet()["Normal"], io.BytesIO()

    def par(*lines: str) -> Any:
        return Paragraph("<br/>".join(lines), style)

    label = "Quotation" if "QUOT" in invoice.title else "Invoice"
    side = par(
        f"<b>{invoice.title}</b>",
        f"{label} no: {invoice.number}",
        f"{label} date: {invoice.date}",
        "Due date: 2 May 2026",
    )
    flow = [par(f"<b>{invoice.supplier}</b>", invoice.street, invoice.reach), Spacer(1, 24),
            Table([[par("<b>Bill to</b>", *invoice.buyer), side]]), Spacer(1, 24),
            Table([list(invoice.head), *([par(row[0]), *row[1:]] for row in invoice.rows)], colWidths=[170, 90, 60, 70, 70]),
            Spacer(1, 12), par(*invoice.foot)]  # fmt: skip
    SimpleDocTemplate(made, pagesize=A4, invariant=1, **info).build(flow)
    return made.getvalue()


def pages(*texts: str, producer: str = "", creator: str = "", draw: Any = None) -> bytes:
    """A PDF with a text a page, drawn line by line."""
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made, invariant=1)
    if producer:
        canvas.setProducer(producer)
    if creator:
        canvas.setCreator(creator)
    for text in texts:
        at = 800.0
        for line in text.split("\n"):
            left = 50.0
            for part in line.split("     "):
                canvas.drawString(left, at, part)
                left += 115
            at -= 15 if line else 22
        if draw:
            draw(canvas)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def word_of(lines: Sequence[str], table: Sequence[Sequence[str]] = ()) -> bytes:
    """A Word file with paragraphs and a table."""
    import docx

    document, made = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    if table:
        grid = document.add_table(rows=len(table), cols=len(table[0]))
        for row, cells in enumerate(table):
            for column, text in enumerate(cells):
                grid.cell(row, column).text = text
    document.save(made)
    return made.getvalue()


def picture_of(lines: Sequence[str], size: tuple[int, int] = (1240, 1400), kind: str = "PNG") -> bytes:
    """A scan of some lines."""
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("RGB", size, "white")
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(22)
    for number, line in enumerate(lines):
        for column, part in enumerate(line.split("     ")):
            pen.text((60 + 250 * column, 60 + 38 * number), part, fill="black", font=font)
    made = io.BytesIO()
    page.save(made, kind)
    return made.getvalue()


LETTER = """\
Arden Housewares Ltd
5 Foundry Lane, Sheffield S1 2BJ, United Kingdom
Tel. +44 114 555 0142     brand@arden-housewares.example

4 May 2026

LETTER OF AUTHORISATION

To: Brightleaf Trading LLC
2200 Elm Street, Suite 4, Austin, TX 78701

Arden Housewares Ltd, owner of the trademark ARDEN, hereby authorises Brightleaf Trading LLC
to sell ARDEN kitchen products on Amazon.com and to use the brand name and images for these goods.

Yours sincerely,
Signed: J. Marsh
Jane Marsh, Brand Director"""

BILL = """\
Lone Star Power Company
900 Grid Avenue, Dallas, TX 75201
Electricity bill

Account holder:
Brightleaf Trading LLC
2200 Elm Street, Suite 4
Austin, TX 78701

Bill date: 05/28/2026
Due date: 06/15/2026
Service period: 04/20/2026 to 05/20/2026
Meter number: 88213
Usage this month 812 kWh
Amount due: 142.10 USD
Page 1 of 1"""

REPORT = """\
Cresta Testing Laboratories
12 Science Park, Leeds LS2 9JT
Accredited to ISO/IEC 17025, no. 4471

TEST REPORT
Report no: CT-2026-118
Date of issue: 12 March 2026
Applicant: Brightleaf Trading LLC
Product: Digital kitchen scale
Model: KS-200
Tested according to EN 61010-1 and EMC directive
Sample received: 1 March 2026
Result: PASS
Photo of the sample: see below
The product has not been changed since the test: no material changes.
Page 1 of 1"""

INSPECTION = """\
QC Partners
INSPECTION REPORT
Date: 2 June 2026
ASIN: B0TESTAAA1
Batch: L2305
Sample size: 80 units
Inspector: M. Okafor
Defects found: 2 with scratched glass
Photos: 1 to 4 attached
The two units were scrapped."""


def written(folder: Any, files: Mapping[str, bytes | str]) -> list[Any]:
    """The files in a folder, and their paths."""
    for name, data in files.items():
        (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return [folder / name for name in files]
