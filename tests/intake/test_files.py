"""One notice in every kind of file gives one reading; mails keep who wrote what when."""

from __future__ import annotations

import datetime as dt

import pytest
from files_made import GENUINE, LETTER, archive, mail, outlook, pdf, rich, screenshot, web_page, word

import diagnose
from diagnose.intake import InputError

FORMS = {
    "notice.txt": LETTER,
    "notice.eml": mail().as_bytes(),
    "web.eml": mail("", web_page()).as_bytes(),
    "notice.html": web_page(),
    "notice.rtf": rich(),
    "notice.pdf": pdf(),
    "notice.docx": word(),
    "notice.msg": outlook(),
    "notice.png": screenshot(),
}
DAY = dt.date(2026, 1, 5)


@pytest.mark.parametrize("name", FORMS)
def test_the_same_notice_gives_the_same_grounds_from_every_kind_of_file(read, write, name):
    diagnosis = diagnose.diagnose(read(write(f"any-name-{name[:3]}", FORMS[name])))
    plain = diagnose.diagnose(read(text=LETTER))
    assert [ground.id for ground in diagnosis.grounds] == [ground.id for ground in plain.grounds]
    assert diagnosis.enforcement == plain.enforcement == "account-deactivated"
    assert [(d.amount, d.unit) for d in diagnosis.deadlines] == [(17, "days")]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("notice.txt", (0, 6)),
        ("notice.pdf", (1, 5)),
        ("notice.docx", (0, 6)),
        ("notice.eml", (0, 6)),
        ("notice.png", (0, 5)),
    ],
)
def test_a_quote_points_to_its_page_and_line(read, write, name, place):
    diagnosis = diagnose.diagnose(read(write(name, FORMS[name])))
    quotes = [o.quote for o in diagnosis.observations if o.quote and "shipped late" in o.quote.text]
    assert place in {(quote.page, quote.line) for quote in quotes}
    assert {quote.source for quote in quotes} == {name}


def test_a_scanned_pdf_is_read_by_ocr(read, write):
    notice = read(write("scan.pdf", screenshot(kind="PDF"))).notices[0]
    assert (notice.read_by, notice.pages) == ("ocr", (0,))
    assert "temporarily deactivated" in notice.text


def test_a_mail_keeps_its_sender_day_subject_and_links(read, write):
    page = web_page().replace(
        "</body>", '<a href="https://sellercentral.amazon.com/x">Account Health</a></body>'
    )
    notice = read(write("a.eml", mail("", page, Authentication_Results=GENUINE).as_bytes())).notices[0]
    assert (notice.received, notice.subject) == (DAY, "Your account")
    assert notice.sender.address == "seller-performance@amazon.com"
    assert (notice.sender.dkim, notice.sender.spf, notice.sender.dmarc) == ("pass", "pass", "pass")
    assert notice.links[0].target == "https://sellercentral.amazon.com/x"


@pytest.mark.parametrize(("results", "dkim", "spf"), [
    (GENUINE, "pass", "pass"),
    ("mx; dkim=pass header.d=amazonses.com; spf=pass smtp.mailfrom=01@eu-west-1.amazonses.com", "pass", "pass"),
    ("mx; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=x@evil.example", "other", "other"),
    ("mx; dkim=pass header.d=notamazonses.com; spf=fail", "other", "fail"),
])  # fmt: skip
def test_what_was_passed_for_another_domain_is_not_passed_for_the_senders(read, write, results, dkim, spf):
    notice = read(write("a.eml", mail(Authentication_Results=results).as_bytes())).notices[0]
    assert (notice.sender.dkim, notice.sender.spf) == (dkim, spf)


def test_the_fuller_part_of_a_mail_is_read(read, write):
    whole = read(write("a.eml", mail(LETTER, "<p>Your account</p>").as_bytes())).notices[0]
    stub = read(write("b.eml", mail("", web_page()).as_bytes())).notices[0]
    assert "17 days" in whole.text
    assert "17 days" in stub.text


@pytest.mark.parametrize("head", [
    '------------------ 原始邮件 ------------------\n发件人: "Amazon" <seller-performance@amazon.com>;\n'
    "发送时间: 2026年1月5日(星期一) 晚上6:00\n收件人: \"li\"<li@qq.example>;\n主题: Your account\n\n",
    "-----Ursprüngliche Nachricht-----\nVon: Amazon <seller-performance@amazon.com>\n"
    "Gesendet: Montag, 5. Januar 2026 10:12\nAn: li@qq.example\nBetreff: Your account\n\n",
    "---------- Forwarded message ---------\nFrom: Amazon <seller-performance@amazon.com>\n"
    "Date: Mon, Jan 5, 2026 at 10:12 AM\nSubject: Your account\nTo: <li@qq.example>\n\n",
    "差出人: Amazon <seller-performance@amazon.com>\n日付: 2026年1月5日 10:12\n件名: Your account\n宛先: li@qq.example\n\n",
])  # fmt: skip
def test_a_forwarded_notice_is_told_from_the_remarks_above_it(read, write, head):
    sent_on = mail(
        f"请帮我看看。\n\n{head}{LETTER}",
        sender="Li Wei <li@qq.example>",
        date="Tue, 06 Jan 2026 10:00:00 +0800",
    )
    case = read(write("fw.eml", sent_on.as_bytes()))
    (notice,) = case.notices
    assert (notice.received, notice.sender.address) == (DAY, "seller-performance@amazon.com")
    assert notice.text == LETTER.strip()
    assert [note.text for note in case.notes] == ["Li Wei wrote in fw.eml: 请帮我看看。"]


def test_a_mail_attached_to_mails_is_found(read, write):
    outer = mail("see below", sender="Li Wei <li@qq.example>")
    outer.add_attachment(mail("and below", sender="Ann <ann@x.example>"))
    innermost = mail()
    next(iter(outer.iter_attachments())).get_payload(0).add_attachment(innermost)
    assert [notice.received for notice in read(write("a.eml", outer.as_bytes())).notices] == [DAY]


def test_a_mailbox_is_the_history_of_a_case(read, write):
    box = b""
    for message in (
        mail(),
        mail("Dear Amazon,\nhere is our plan.", sender="Ann <ann@acme.example>", to="Amazon <performance@amazon.com>",
             subject="Appeal", date="Wed, 07 Jan 2026 10:00:00 +0000"),
        mail("Lunch?", sender="Bob <bob@acme.example>"),
        mail("We received your submission but do not have enough information to reactivate your account.",
             date="Fri, 09 Jan 2026 10:00:00 +0000"),
    ):  # fmt: skip
        box += b"From x@y Mon Jan  5 10:00:00 2026\n" + message.as_bytes() + b"\n\n"
    case = read(write("case.mbox", box))
    assert [str(notice.received) for notice in case.notices] == ["2026-01-05", "2026-01-09"]
    assert [(str(sent.date), sent.what) for sent in case.submissions] == [("2026-01-07", "Appeal")]
    assert [statement.by for statement in case.statements] == ["Ann"]
    assert case.warnings == (
        "case.mbox: 1 of 4 messages are neither from Amazon nor to Amazon; they were left out.",
    )


def test_identical_letters_of_several_stores_are_one(read, write):
    files = [write(f"{code}.txt", LETTER.replace("amazon.com", f"amazon.{code}").replace("Amazon.com", f"Amazon.{code}"))
             for code in ("de", "fr", "it")]  # fmt: skip
    (notice,) = read(*files).notices
    assert notice.stores == ("DE", "FR", "IT")


def test_a_chinese_sellers_folder_is_read_at_once(read, write):
    listings = "商品名称\titem-name\tlisting-id\tseller-sku\tprice\tquantity\tasin1\titem-condition\tfulfilment-channel\tstatus\n"
    listings += "不锈钢水壶\t不锈钢厨房水壶\tL1\tS-1\t19.99\t5\tB0KETTLE01\t11\tDEFAULT\tActive\n" * 2
    letter = LETTER + "\nASIN: B0KETTLE01\n"
    remarks = mail(
        "您好，请帮忙。\n\n发件人: Amazon <seller-performance@amazon.com>\n发送时间: 2026年1月5日\n主题: Your account\n\n"
        + letter,
        sender="李伟 <li@qq.example>",
    )
    report = '{"accountStatuses": [{"marketplaceId": "ATVPDKIKX0DER", "status": "DEACTIVATED"}]}'
    packed = archive(
        {
            "资料/邮件.eml": remarks.as_bytes(),
            "资料/绩效.json": report,
            "资料/商品.txt": listings.encode("cp936"),
        }
    )
    case = read(write("client.zip", packed))
    assert case.not_read == ()
    assert case.health[0].status == "DEACTIVATED"
    assert case.listings[0].title == "不锈钢厨房水壶"
    diagnosis = diagnose.diagnose(case)
    assert (diagnosis.language, diagnosis.grounds[0].id) == ("en", "late-shipment")


def test_without_the_extra_a_file_says_what_to_install(read, write, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(InputError) as caught:
        read(write("notice.pdf", FORMS["notice.pdf"]))
    assert str(caught.value) == (
        "notice.pdf: A PDF is read by optional packages, and pypdfium2 is not installed. The extra [documents] was "
        'expected. Install it with: pip install "suspension-diagnosis[documents]".'
    )


@pytest.mark.parametrize(("broken", "whole"), [
    ("Your account was closed\u00e2\u20ac\u201dplease read.", "Your account was closed\u2014please read."),
    ("Caf\u00c3\u00a9 M\u00c3\u00bcller", "Café Müller"),
    ("rate &gt; 4&#37; &amp; more", "rate > 4% & more"),
    ("ac\u00adcount \u200bhealth\ufeff", "account health"),
    ("Ｙｏｕｒ account １７ days", "Your account 17 days"),
    ("Your=20account=20is=20de=\nactivated=2E =3D", "Your account is deactivated. ="),
    ("plain text stays", "plain text stays"),
])  # fmt: skip
def test_broken_text_is_repaired(read, broken, whole):
    assert read(text=broken).notices[0].text == whole
