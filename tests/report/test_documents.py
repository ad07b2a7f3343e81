"""The documents that are handed over: HTML, DOCX and PDF, of one content."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import docx
import pypdfium2
import pytest

from diagnose import diagnose, read_case
from diagnose.knowledge import default
from diagnose.report import document, to_html, to_markdown
from diagnose.report.blocks import Blocks, Entry, Gauge, Heading, Table, Tally
from diagnose.report.docx import to_docx
from diagnose.report.pdf import to_pdf
from diagnose.report.printed import PrintError
from facts_schema import Case

ROOT = Path(__file__).parents[2]
LATE = read_case(ROOT / "examples/late-shipment")
USED = read_case(ROOT / "examples/used-sold-as-new")
VOID = {"meta", "br", "hr", "img", "input", "link"}


class Page(HTMLParser):
    """Checks that elements nest, and gathers their names, attributes and words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def written(case: Case, audience: str = "internal") -> Blocks:
    return document(diagnose(case), case, default(), audience)  # type: ignore[arg-type]


def many_listings() -> Case:
    named = "\n".join(f"ASIN: B00EXMPL{number:02}" for number in range(60))
    text = f"We removed your listings: buyers received used items that were sold as new.\n{named}"
    return Case(id="A very long name of a client " * 6, marketplace="US", notices=[{"text": text}])  # type: ignore[list-item]


@pytest.mark.parametrize("case", [LATE, USED, many_listings()], ids=["late", "used", "sixty"])
def test_the_page_is_well_formed_and_loads_nothing(case: Case) -> None:
    page = Page(to_html(written(case)))
    assert page.stack == []
    assert not [tag for tag, _ in page.elements if tag in ("script", "link", "img", "iframe")]
    style = next(text for text in page.words if "font:" in text)
    assert "url(" not in style
    assert "@import" not in style


def test_what_a_chart_shows_can_be_heard() -> None:
    page = Page(to_html(written(LATE)))
    charts = [attrs for tag, attrs in page.elements if tag == "svg"]
    assert len(charts) > 5
    assert all(attrs["role"] == "img" and attrs["aria-label"] for attrs in charts)
    assert any("limit 4 %" in (attrs["aria-label"] or "") for attrs in charts)


def test_links_of_the_contents_lead_somewhere_and_ids_are_single() -> None:
    page = Page(to_html(written(USED)))
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    led = {attrs["href"] for tag, attrs in page.elements if tag == "a"}
    assert led <= {f"#{id}" for id in ids}


def test_text_of_a_client_is_no_markup() -> None:
    case = Case(id="<script>alert(1)</script>", notices=LATE.notices, marketplace="US")
    text = to_html(written(case))
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_the_figures_are_drawn_against_their_limits() -> None:
    gauges = [block for block in written(LATE) if isinstance(block, Gauge)]
    assert (gauges[0].value, gauges[0].limit, gauges[0].breached) == (0.073, 0.04, True)
    assert [gauge.breached for gauge in gauges[1:]] == [False, False]


def test_returns_are_counted_by_reason() -> None:
    tally = next(block for block in written(USED) if isinstance(block, Tally))
    units = sum(row.quantity * row.rows for row in USED.returns if row.reason)
    assert sum(count for _, count in tally.counts) == units


def test_each_listing_is_held_against_each_document() -> None:
    tables = [block for block in written(many_listings()) if isinstance(block, Table)]
    covering = [table for table in tables if table.head[0] == "Listing"]
    assert all(len(table.rows) == 60 for table in covering)


def test_the_client_reads_no_doubt_no_outlook_and_no_note() -> None:
    office = {
        "notes": [{"text": "secret-note"}],
        "statements": [{"text": "secret-call", "way": "call"}],
        "submissions": [{"what": "Our plan", "remark": "secret-remark"}],
    }
    case = Case.model_validate(LATE.model_dump() | office)
    inside, outside = (to_markdown(written(case, audience)) for audience in ("internal", "client"))
    assert "Our plan" in outside
    for word in ("secret-note", "secret-call", "secret-remark", "Outlook"):
        assert word in inside
        assert word not in outside
    assert not [
        block
        for block in written(case, "client")
        if isinstance(block, Entry) and (block.mark == "against" or "diagnose " in block.text)
    ]


def test_every_heading_stands_in_every_format() -> None:
    blocks = written(LATE)
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    word = docx.Document(io.BytesIO(to_docx(blocks)))
    written_in_word = [paragraph.text for paragraph in word.paragraphs]
    printed = re.sub(r"\s+", " ", "\n".join(_pages(to_pdf(blocks))))
    for heading in headings:
        assert heading in written_in_word
        assert heading in printed


def _pages(content: bytes) -> list[str]:
    pages = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in pages]


def test_the_same_report_is_the_same_file() -> None:
    blocks = written(USED)
    assert to_docx(blocks) == to_docx(blocks)
    assert to_pdf(blocks) == to_pdf(blocks)


def test_no_name_and_no_time_is_left_in_the_metadata() -> None:
    core = docx.Document(io.BytesIO(to_docx(written(LATE)))).core_properties
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert core.created is not None
    assert core.created.year == 1980
    said = pypdfium2.PdfDocument(to_pdf(written(LATE))).get_metadata_dict()
    assert said["Author"] == ""
    assert said["CreationDate"].startswith("D:1980")


def test_sixty_listings_and_a_long_name_fit_on_pages() -> None:
    assert len(_pages(to_pdf(written(many_listings())))) >= 3


def letterhead(path: Path, text: str) -> Path:
    template = docx.Document()
    template.add_paragraph("Acme Appeals GmbH")
    template.add_paragraph(text)
    template.save(str(path))
    return path


def test_the_report_goes_into_the_letterhead(tmp_path: Path) -> None:
    made = docx.Document(io.BytesIO(to_docx(written(LATE), letterhead(tmp_path / "a.docx", "{{report}}"))))
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert texts[0] == "Acme Appeals GmbH"
    assert "Grounds and root causes" in texts


def test_a_letterhead_without_a_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(PrintError, match=r"has no place for the report: write \{\{report\}\}"):
        to_docx(written(LATE), letterhead(tmp_path / "a.docx", "nothing"))


def test_a_file_that_is_no_letterhead_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK no zip")
    with pytest.raises(PrintError, match=r"the template .*a\.docx cannot be used"):
        to_docx(written(LATE), tmp_path / "a.docx")


def test_a_character_no_font_has_is_named() -> None:
    with pytest.raises(PrintError, match="no typeface of this computer can show \ue123"):
        to_pdf([Heading("\ue123", 1)])


def test_a_word_file_is_a_sound_package() -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(written(USED)))) as package:
        assert package.testzip() is None
        assert package.namelist()[0] == "[Content_Types].xml"
