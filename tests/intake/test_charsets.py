"""Letters in the charsets of mail programs and Windows: the right one, the declared one, and the wrong one."""

from __future__ import annotations

import base64
import quopri

import pytest

LETTERS = {
    "ja": "出品者様\n\nAmazonの出品用アカウントは一時停止されました。出荷遅延率は 7.3% です。\n",
    "zh": "您好，\n\n您的亚马逊卖家账户已被停用，因为订单缺陷率为 2.4%。\n",
    "zh-tw": "您好，\n\n您的亞馬遜賣家帳戶已被停用，因為訂單缺陷率為 2.4%。\n",
    "de": "Guten Tag,\n\nIhr Verkäuferkonto wurde „vorübergehend“ gesperrt – Rückfragen in 17 Tagen.\n",
}
WRITTEN = [
    ("ja", "iso-2022-jp"), ("ja", "shift_jis"), ("ja", "euc-jp"), ("zh", "gb2312"), ("zh", "gb18030"),
    ("zh", "hz"), ("zh-tw", "big5"), ("de", "windows-1252"), ("de", "utf-8"), ("de", "utf-16"),
]  # fmt: skip


def _mail(raw: bytes, charset: str, kind: str, transfer: str) -> bytes:
    packed = base64.encodebytes(raw) if transfer == "base64" else quopri.encodestring(raw)
    head = (
        "From: Amazon <seller-performance@amazon.com>\nSubject: x\nDate: Mon, 05 Jan 2026 10:00:00 +0000\n"
        f"MIME-Version: 1.0\nContent-Type: text/{kind}; charset={charset}\nContent-Transfer-Encoding: {transfer}\n\n"
    )
    return head.encode() + packed


@pytest.mark.parametrize(("language", "charset"), WRITTEN)
@pytest.mark.parametrize("transfer", ["base64", "quoted-printable"])
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_mail_is_read_in_the_charset_it_declares(read, write, language, charset, kind, transfer):
    letter = LETTERS[language]
    shown = letter if kind == "plain" else "<html><body>" + letter.replace("\n", "<br>\n") + "</body></html>"
    (notice,) = read(write("a.eml", _mail(shown.encode(charset), charset, kind, transfer))).notices
    assert notice.text.split() == letter.split()


@pytest.mark.parametrize("language", LETTERS)
def test_a_page_that_was_saved_as_something_else_than_its_mail_says_is_read(read, write, language):
    page = f'<html><head><meta charset="iso-2022-jp"></head><body>{LETTERS[language]}</body></html>'
    (notice,) = read(write("a.eml", _mail(page.encode(), "utf-8", "html", "base64"))).notices
    assert notice.text.split() == LETTERS[language].split()


@pytest.mark.parametrize("charset", ["iso-8859-1", "us-ascii", "utf-8", "x-unknown", "utf-16"])
def test_letters_of_windows_are_read_under_a_wrong_name(read, write, charset):
    mail = _mail(LETTERS["de"].encode("cp1252"), charset, "plain", "base64")
    assert read(write("a.eml", mail)).notices[0].text.split() == LETTERS["de"].split()


@pytest.mark.parametrize(("language", "charset"), [
    ("ja", "iso-2022-jp"), ("ja", "cp932"), ("zh", "cp936"), ("zh-tw", "cp950"), ("de", "cp1252"),
    ("ja", "utf-16"), ("de", "utf-16-le"), ("zh", "utf-8-sig"),
])  # fmt: skip
def test_a_text_file_is_read_whatever_wrote_it(read, write, language, charset):
    assert (
        read(write("a.txt", LETTERS[language].encode(charset))).notices[0].text.split()
        == LETTERS[language].split()
    )


def test_circled_numbers_of_japanese_windows_do_not_spoil_a_letter(read, write):
    letter = "出品者様\n①アカウントは一時停止されました。㈱アクメ\n"
    (notice,) = read(write("a.eml", _mail(letter.encode("cp932"), "shift_jis", "plain", "base64"))).notices
    assert "①アカウントは一時停止されました。" in notice.text
