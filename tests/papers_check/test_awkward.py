"""Two hundred files that are no good paper: each is told with a reason, quickly, and none passes."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import files_made as made
import pytest
from papers_check.papers_made import Invoice, case, pages, pdf_of, word_of, written
from support import knowledge

import diagnose.papers.others as others
import diagnose.papers.pdf as pdf
from diagnose.papers import check_evidence
from facts_schema import Case

NOVEL = "The sea lay grey and quiet that morning, and nobody on the quay spoke of the night before.\n"
TEXTS = {
    "en": "Dear Ann, the meeting is on Friday. Please bring the cake and the candles. See you then, Tom.",
    "de": "Liebe Anna, wir treffen uns am Freitag im Garten. Bitte bring den Kuchen mit. Bis dann, Tom.",
    "fr": "Chère Anne, nous nous voyons vendredi. Merci d'apporter le gâteau. À bientôt, Thomas.",
    "es": "Querida Ana, nos vemos el viernes. Por favor trae la tarta. Hasta pronto, Tomás.",
    "it": "Cara Anna, ci vediamo venerdì. Per favore porta la torta. A presto, Tommaso.",
    "pl": "Droga Anno, widzimy się w piątek. Proszę, przynieś ciasto. Do zobaczenia, Tomek.",
    "tr": "Sevgili Ayşe, cuma günü buluşuyoruz. Lütfen pastayı getir. Görüşürüz, Tolga.",
    "ru": "Дорогая Анна, встречаемся в пятницу. Пожалуйста, принеси торт. До встречи, Том.",
    "el": "Αγαπητή Άννα, βρισκόμαστε την Παρασκευή. Φέρε την τούρτα. Τα λέμε, Θωμάς.",
    "he": "אנה היקרה, ניפגש ביום שישי. אנא הביאי את העוגה. להתראות, תום.",
    "ar": "عزيزتي آنا، سنلتقي يوم الجمعة. من فضلك أحضري الكعكة. إلى اللقاء، توم.",
    "hi": "प्रिय अन्ना, हम शुक्रवार को मिलेंगे। कृपया केक लाना। फिर मिलेंगे, टॉम।",
    "ja": "アンナさん、金曜日に会いましょう。ケーキを持ってきてください。トムより",
    "ko": "안나에게, 금요일에 만나요. 케이크를 가져오세요. 톰 드림",
    "zh": "亲爱的安娜，我们星期五见面。请带蛋糕来。汤姆",
    "th": "แอนนาที่รัก เราเจอกันวันศุกร์ กรุณานำเค้กมาด้วย แล้วพบกัน ทอม",
}
SORTS = {
    "poem": "Two roads went out of the village, and the older one was closed by snow.",
    "recipe": "Pancakes. 200 g flour, 2 eggs, 300 ml milk. Mix, wait ten minutes, fry.",
    "minutes": "Minutes of the meeting of 3 May. Present: Ann, Tom. The roof will be mended in June.",
    "code": "def main():\n    for number in range(10):\n        print(number)\n",
    "csv": "name,age\nAnn,3\nTom,5\n" * 20,
    "json": '{"a": [1, 2, 3], "b": {"c": null}}',
    "yaml": "a: 1\nb: [2, 3]\n",
    "log": "2026-01-01 12:00:00 INFO started\n" * 50,
    "letter-of-amazon": made.LETTER,
    "complaint": "The parcel came late and the box was wet. I want my money back.",
    "menu": "Soup 4.50   Fish 12.00   Cake 3.00",
    "timetable": "Bus 12 leaves at 08:15, 08:45 and 09:15 from the station.",
    "one-word": "invoice",
    "three-words": "invoice bill receipt",
    "numbers": "1 2 3 4 5 6 7 8 9 10\n" * 30,
    "blank-lines": "\n" * 500,
    "spaces": " " * 5_000,
    "one-long-line": "word " * 20_000,
    "control": "a\x01b\x02c" * 10,
    "template": "Dear [NAME], we hereby [TEXT]. Yours, [SIGNATURE]",
}


def files() -> Iterator[tuple[str, bytes]]:
    """The files by name; what they are called has nothing to do with what they are."""
    yield from _texts()
    yield from _broken()
    yield from _pictures()
    yield from _large()
    yield from _packed()


def _texts() -> Iterator[tuple[str, bytes]]:
    for code, text in TEXTS.items():
        yield f"letter-{code}.txt", text.encode()
        yield f"letter-{code}.utf16.pdf", text.encode("utf-16")
        yield f"letter-{code}.docx", made.word(text)
        yield f"letter-{code}.html", made.web_page(text).encode()
        yield f"letter-{code}.eml", made.mail(text).as_bytes()
    for name, text in SORTS.items():
        yield f"{name}.txt", text.encode()
        yield f"{name}.pdf", made.pdf(text.replace("\x01", "").replace("\x02", ""))
    yield "message.eml", made.mail("Hello, see you on Friday.").as_bytes()
    yield "message.rtf", made.rich("Hello, see you on Friday.").encode()


def _broken() -> Iterator[tuple[str, bytes]]:
    whole, word, picture = pdf_of(Invoice()), word_of(Invoice().lines()), made.screenshot("Invoice")
    for share in (0.01, 0.1, 0.3, 0.5, 0.7, 0.9):
        yield f"cut-{share}.pdf", whole[: int(len(whole) * share)]
        yield f"cut-{share}.docx", word[: int(len(word) * share)]
        yield f"cut-{share}.png", picture[: int(len(picture) * share)]
    for seed in range(12):
        yield f"noise-{seed}.pdf", random.Random(seed).randbytes(2_000)
        yield f"noise-{seed}.jpg", b"\xff\xd8\xff" + random.Random(seed).randbytes(500)
    for name in ("invoice.pdf", "invoice.docx", "invoice.jpg", "invoice.txt"):
        yield f"empty-{name}", b""
    yield "locked.pdf", made.pdf("Invoice", password="secret")
    yield (
        "no-pages.pdf",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>",
    )
    yield "only-a-head.pdf", b"%PDF-1.7\n"
    yield "word-in-name-only.docx", b"Hello"
    yield "zeros.png", bytes(3_000)


def _pictures() -> Iterator[tuple[str, bytes]]:
    from PIL import Image, ImageDraw

    for number, kind in enumerate(["PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP"]):
        cat = Image.new("RGB", (640, 480), (90 + 20 * number, 120, 60))
        pen = ImageDraw.Draw(cat)
        pen.ellipse((220, 140, 420, 340), fill="orange")
        pen.polygon([(230, 170), (260, 90), (300, 150)], fill="orange")
        pen.polygon([(410, 170), (380, 90), (340, 150)], fill="orange")
        out = io.BytesIO()
        cat.save(out, kind)
        yield f"cat.{kind.lower()}", out.getvalue()
        yield f"cat-{kind.lower()}.pdf", out.getvalue()
    out = io.BytesIO()
    Image.new("1", (1, 1)).save(out, "PNG")
    yield "dot.png", out.getvalue()
    head = struct.pack(">II5B", 60_000, 60_000, 8, 2, 0, 0, 0)
    yield "huge.png", b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + bytes(4)


def _large() -> Iterator[tuple[str, bytes]]:
    yield "300-pages.pdf", pages(*([NOVEL] * 300))
    yield "60-pages.pdf", pages(*([NOVEL * 20] * 60))
    yield "novel.txt", NOVEL.encode() * 5_000
    yield "too-long.txt", b"x" * 3_000_000
    yield "many-lines.txt", b"a\n" * 200_000
    yield "deep.json", b"[" * 50_000


def _packed() -> Iterator[tuple[str, bytes]]:
    yield (
        "workbook.xlsx",
        made.archive({"xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": "<row><c><v>1</v></c></row>"}),
    )
    yield "slides.pptx", made.archive({"ppt/presentation.xml": "<a/>"})
    yield "text.odt", made.archive({"META-INF/manifest.xml": "<a/>", "content.xml": "<text:p>Hello</text:p>"})
    yield "broken.docx", made.archive({"word/document.xml": "<w:document"})
    yield "letters.zip", made.archive({"a.txt": "Hello", "b.txt": ""})
    yield "empty.zip", made.archive({})
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("word/document.xml", b"<w:p/>" * 3_000_000)
    yield "bomb.docx", bomb.getvalue()
    yield "seven.7z", b"7z\xbc\xaf\x27\x1c" + bytes(100)
    yield "old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)


@pytest.fixture
def nothing_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Text recognition that sees no words: what it reads is tested elsewhere, and takes seconds a picture."""
    for module in (others, pdf):
        monkeypatch.setattr(module, "boxes_of", lambda content, pixels: [])


def test_two_hundred_awkward_files_are_told_and_none_passes(tmp_path: Path, nothing_is_seen: None) -> None:
    paths = written(tmp_path, dict(files()))
    assert len(paths) >= 200
    result = check_evidence(*paths, case=Case.model_validate(case()), knowledge=knowledge())
    told = {paper.file.split("/")[0] for paper in result.papers}
    assert told >= {path.name for path in paths} - {"empty.zip", "letters.zip"}
    for paper in result.papers:
        assert paper.state == "cannot-tell", paper.file
        assert paper.kind == "", paper.file
        assert len(paper.reason) > 20, paper.file
        assert not paper.checks, paper.file


def test_a_paper_that_is_said_to_be_an_invoice_does_not_pass_for_that(
    tmp_path: Path, nothing_is_seen: None
) -> None:
    some = {
        name: data for name, data in files() if name in ("letter-en.docx", "cat.jpeg", "poem.pdf", "menu.txt")
    }
    paths = written(tmp_path, some)
    given = Case.model_validate(case())
    result = check_evidence(*paths, case=given, kinds={"": "supplier-invoice"}, knowledge=knowledge())
    assert [paper.kind for paper in result.papers] == ["supplier-invoice"] * 4
    assert all(paper.state != "passed" for paper in result.papers)
