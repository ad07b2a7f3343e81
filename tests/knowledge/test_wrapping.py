"""Which line breaks only wrap a line: those of mail programs, pages and telephones, but none of a list."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.knowledge.wrapping import unwrapped

GERMAN = (
    "Wir haben Ihr Verkäuferkonto deaktiviert und Ihre Angebote entfernt, weil die Rate verspäteter Sendungen in den "
    "letzten 30 Tagen über dem Zielwert lag und Käufer sich Über die Länge der Lieferzeit beschwert haben"
)


@pytest.mark.parametrize("width", [30, 36, 44, 60, 76, 100])
def test_a_paragraph_is_one_line_at_any_width(width):
    assert unwrapped(textwrap.fill(GERMAN, width)) == GERMAN


@pytest.mark.parametrize("wrapped", [
    "您的亚马逊卖家账户已被停用，原因是您\n的订单缺陷率超过了百分之一的目标",
    "ご出品の商品は、当サイトでの販売が認め\nられていない商品に当たるため、出品を削\n除いたしました",
    "您关于延迟发货的计划没有说服我们，商品仍然停\n用，决定不再更改",
    "您关于延迟发货的计划没有说服我们，商品仍\n然停用。\nhttps://sellercentral.amazon.com/performance/dashboard",
])  # fmt: skip
def test_words_of_scripts_without_spaces_are_not_cut(wrapped):
    assert unwrapped(wrapped) == wrapped.replace("\n", " ", 1).replace("\n除", " 除")


PHONE = """Ein Rechteinhaber hat uns mitgeteilt, dass Ihr
Angebot seine eingetragene Marke im Titel
und auf den Bildern benutzt, ohne dass er
dem zugestimmt hätte. Wir haben das
Angebot herausgenommen.
ASIN: B09TR4M8KL
Registernummer: DE 302018004711"""


def test_lines_of_a_picture_are_put_together_although_its_letters_are_not_all_as_wide():
    assert unwrapped(PHONE).split("\n") == [
        "Ein Rechteinhaber hat uns mitgeteilt, dass Ihr Angebot seine eingetragene Marke im Titel und auf den Bildern "
        "benutzt, ohne dass er dem zugestimmt hätte. Wir haben das Angebot herausgenommen.",
        "ASIN: B09TR4M8KL",
        "Registernummer: DE 302018004711",
    ]


@pytest.mark.parametrize("text", [
    "Why did this happen?\nYour late shipment rate is 7.3%.",
    "Please send\n- an invoice\n- a letter",
    "Documents\nA copy of the passport of the owner\nA utility bill\nA bank statement",
    "Order ID: 123-1234567-1234567 late\nOrder ID: 123-1234567-7654321 late\nOrder ID: 123-1234567-0000000 late",
    "ASIN: B0KETTLE01\nASIN: B0KETTLE02\nASIN: B0KETTLE03",
    "营业执照\n身份证\n银行对账单",
    "您需要提供以下文件：\n营业执照的彩色扫描件",
    "Regards,\nSeller Performance Team\nAmazon.com",
])  # fmt: skip
def test_lines_of_lists_headings_and_greetings_stay(text):
    assert unwrapped(text) == text


@given(st.text("aZ1 您。.,:\n-", max_size=200))
def test_nothing_but_line_breaks_changes(text):
    assert [new for old, new in zip(text, unwrapped(text), strict=True) if old != "\n" and old != new] == []


def test_a_heading_of_short_lines_above_long_ones_stays_as_it_is():
    heading = "Lantern Home Trading - merchant token A2LANTERN77\nNotice of 2 October 2026, account on Amazon.com\nWe ask for help."
    text = f"{heading}\n\n{textwrap.fill(GERMAN, 110)}"
    assert unwrapped(text) == f"{heading}\n\n{GERMAN}"
