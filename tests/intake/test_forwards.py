"""Letters that were sent on or answered, as the mail programs of many countries write that down."""

from __future__ import annotations

import datetime as dt

import pytest
from files_made import LETTER, mail

from diagnose.intake import InputError

DAY = dt.date(2026, 1, 5)
AMAZON = "Amazon <seller-performance@amazon.com>"


def _quoted(text: str, mark: str = "> ") -> str:
    return "\n".join((mark + line).rstrip() for line in text.split("\n"))


HEADS = {
    "Outlook, Spanish": f"De: {AMAZON}\nEnviado el: lunes, 5 de enero de 2026 10:12\nPara: li@x.example\nAsunto: a\n\n",
    "Outlook, Korean": f"보낸 사람: {AMAZON}\n보낸 날짜: 2026년 1월 5일 월요일\n받는 사람: li@x.example\n제목: a\n\n",
    "Outlook, Polish": f"Od: {AMAZON}\nWysłano: poniedziałek, 5 stycznia 2026\nDo: li@x.example\nTemat: a\n\n",
    "Outlook, Swedish": f"Från: {AMAZON}\nSkickat: den 5 januari 2026 10:12\nTill: li@x.example\nÄmne: a\n\n",
    "Outlook, with importance": f"From: {AMAZON}\nSent: 05 January 2026 10:12\nTo: l@x.example\nSubject: a\nImportance: High\n\n",
    "QQ": "------------------ 原始邮件 ------------------\n发件人:    \"Amazon\"    <seller-performance@amazon.com>;\n"
    "发送时间:&nbsp;2026年1月5日(星期一) 晚上6:12\n收件人:&nbsp;\"li\"<li@qq.example>;\n\n主题:&nbsp;a\n\n",
    "Thunderbird": f"-------- Forwarded Message --------\nSubject: \ta\nDate: \tMon, 5 Jan 2026 10:12:33 +0000\nFrom: \t{AMAZON}\n"
    "To: \tli@x.example\n\n",
    "GMX": f"Gesendet: Montag, 05. Januar 2026 um 10:12 Uhr\nVon: {AMAZON}\nAn: li@gmx.example\nBetreff: a\n",
    "Yahoo, on one line": f"----- Forwarded Message ----- From: {AMAZON}To: li <li@x.example>Sent: Monday, January 5, 2026 at "
    "10:12:33 AM GMTSubject: a\n\n",
}  # fmt: skip


@pytest.mark.parametrize("program", HEADS)
def test_a_letter_sent_on_keeps_its_sender_and_its_day(read, write, program):
    sent_on = mail(
        f"Please help.\n\n{HEADS[program]}{LETTER}",
        sender="Li <li@x.example>",
        date="Thu, 08 Jan 2026 10:00:00 +0800",
    )
    case = read(write("a.eml", sent_on.as_bytes()))
    (notice,) = case.notices
    assert (notice.received, notice.sender.address) == (DAY, "seller-performance@amazon.com")
    assert notice.text == LETTER.strip()
    assert [note.text for note in case.notes] == ["Li wrote in a.eml: Please help."]


@pytest.mark.parametrize("line", [
    f"On Mon, Jan 5, 2026 at 10:12 AM {AMAZON} wrote:",
    "On Mon, Jan 5, 2026 at 10:12 AM Amazon Seller Performance Team <\nseller-performance@amazon.com> wrote:",
    f"2026年1月5日(月) 10:12 {AMAZON}:",
    f"2026년 1월 5일 (월) 오전 10:12, {AMAZON}님이 작성:",
    f"Em seg., 5 de jan. de 2026 às 10:12, {AMAZON} escreveu:",
])  # fmt: skip
def test_a_letter_that_was_answered_keeps_its_sender_and_its_day(read, write, line):
    answer = mail(f"Can you help?\n\n{line}\n\n{_quoted(LETTER)}", sender="Li <li@x.example>")
    (notice,) = read(write("a.eml", answer.as_bytes())).notices
    assert (notice.received, notice.sender.address) == (DAY, "seller-performance@amazon.com")
    assert notice.text == LETTER.strip()


def test_a_letter_that_was_answered_twice_is_free_of_every_mark(read, write):
    inner = f"On Mon, Jan 5, 2026 at 10:12 AM {AMAZON} wrote:\n\n{_quoted(LETTER)}"
    outer = f"And now?\n\nOn Tue, Jan 6, 2026 at 9:00 AM Ann <ann@x.example> wrote:\n\n{_quoted('See below.' + chr(10) * 2 + inner)}"
    (notice,) = read(write("a.eml", mail(outer, sender="Li <li@x.example>").as_bytes())).notices
    assert notice.text == LETTER.strip()


@pytest.mark.parametrize("text", [
    "Subject: your listings\nDate: 5 January 2026\n\nYour listings were removed.",
    "To: all sellers\nSubject: fees\nDate: today\n\nFees change.",
])  # fmt: skip
def test_fields_without_a_sender_are_words_of_the_letter(read, text):
    assert read(text=text).notices[0].text == text


def test_a_mail_without_any_text_is_told_and_not_passed_over(read, write):
    path = write(
        "empty.eml",
        b"From: a@amazon.com\nSubject: x\nMIME-Version: 1.0\nDate: Mon, 5 Jan 2026 10:00:00 +0000\n\n",
    )
    with pytest.raises(InputError, match="holds no text"):
        read(path)
