"""Notices in Japanese and Chinese: what they do, on which ground, until when, and what they ask for."""

from __future__ import annotations

import datetime as dt

import pytest
from support import diagnosed, knowledge, shown

from diagnose.knowledge.folding import fold
from diagnose.knowledge.sentences import cut
from diagnose.observe.dates import day_in
from diagnose.observe.notice import NoticeReader, NoticeReading
from facts_schema import Notice

RECEIVED = dt.date(2026, 3, 2)
JAPANESE = """件名：出品用アカウントの一時停止について

出品者様

出荷遅延率が基準を上回っているため、出品者様の出品用アカウントを停止いたしました。

この措置の理由
過去30日間の出荷遅延率は ６．５％ で、目標の4%未満を満たしておりません。

再開を希望される場合
3 営業日以内に、出荷が遅れた原因と再発防止策を記載した改善計画をご提出ください。
"""
SIMPLIFIED = """您好：

由于买家质疑商品的真实性，我们已停用您的卖家账户。

如何重新激活我的账户？
请在 7 天内提交过去 365 天的供应商发票、供应商的联系方式和行动计划。
账户中的资金将保留 90 天。
"""
TRADITIONAL = """您好：

由於買家質疑商品的真實性，我們已停用您的賣家帳戶。

如何重新啟用我的帳戶？
請在 7 天內提交過去 365 天的供應商發票、供應商的聯絡方式和行動計畫。
"""
ENGLISH = """Hello,

Your Amazon seller account has been deactivated. Your listings have been removed from our site.

Why did this happen?
Your late shipment rate is 7.3%, which exceeds our target of 4%.

Please submit a plan of action within 5 days through the “Appeal” button.
"""


def read(text: str) -> NoticeReading:
    return NoticeReader(knowledge()).read(Notice(text=text, received=RECEIVED), 0)


def asked(reading: NoticeReading) -> set[str]:
    return {request.id for request in reading.requests}


def test_a_japanese_notice_is_read_with_its_measure_ground_deadline_and_requests() -> None:
    reading = read(JAPANESE)
    assert (reading.language, reading.enforcement) == ("ja", "account-deactivated")
    assert shown(diagnosed(notice=JAPANESE))[:1] == ["late-shipment"]
    assert [(d.amount, d.unit, d.falls_on) for d in reading.deadlines] == [
        (3, "business-days", dt.date(2026, 3, 5))
    ]
    assert "notice-asks-plan-of-action" in {o.fact for o in reading.observations}


def test_simplified_and_traditional_chinese_are_one_knowledge() -> None:
    simplified, traditional = read(SIMPLIFIED), read(TRADITIONAL)
    for reading, text in ((simplified, SIMPLIFIED), (traditional, TRADITIONAL)):
        assert (reading.language, reading.enforcement) == ("zh", "account-deactivated")
        assert shown(diagnosed(notice=text))[:1] == ["inauthentic-supply"]
        assert "supplier-invoice" in asked(reading)
        assert "notice-asks-supplier-contact" in {o.fact for o in reading.observations}
        assert (7, "days", dt.date(2026, 3, 9)) in [(d.amount, d.unit, d.falls_on) for d in reading.deadlines]
    assert (90, "funds") in [(d.amount, d.track) for d in simplified.deadlines]


@pytest.mark.parametrize("text", [JAPANESE, SIMPLIFIED, TRADITIONAL])
def test_quotes_show_the_stored_text_in_its_own_script(text: str) -> None:
    reading = read(text)
    quotes = [reading.quote, *(o.quote for o in reading.observations), *(d.quote for d in reading.deadlines)]
    found = [quote for quote in quotes if quote]
    assert len(found) > 3
    for quote in found:
        assert text[quote.start : quote.end] == quote.text


def test_the_words_that_a_likeness_shows_are_those_of_the_notice() -> None:
    likened = read(TRADITIONAL).likeness
    assert likened
    told = [likened.seen(ground) for ground in sorted(likened.alike)]
    assert told
    for observation in told:
        for word in observation.says.removeprefix("typical words: ").replace('"', "").split(", "):
            assert word in TRADITIONAL


def test_an_english_notice_under_a_chinese_cover_mail_is_read() -> None:
    cover = (
        "老师您好，我的店铺收到了下面这封邮件，不知道是什么意思，\n麻烦您帮忙看一下应该怎么申诉，谢谢！\n\n"
        * 3
    )
    reading = read(cover + ENGLISH)
    assert (reading.language, reading.enforcement) == ("en", "account-deactivated")
    assert shown(diagnosed(notice=cover + ENGLISH))[:1] == ["late-shipment"]
    assert reading.quote and (cover + ENGLISH)[reading.quote.start : reading.quote.end] == reading.quote.text


@pytest.mark.parametrize(
    "threat",
    [
        "改善が見られない場合、アカウントを停止することがあります。",
        "アカウントは停止されておりません。",
        "如果订单缺陷率继续上升，我们可能停用您的账户。",
        "我們沒有發現違規，您的帳戶並未停用。",
    ],
)
def test_what_may_happen_or_did_not_happen_is_no_deactivation(threat: str) -> None:
    assert read(threat).enforcement != "account-deactivated"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年1月5日までにご提出ください", dt.date(2026, 1, 5)),
        ("请于 2026 年 12 月 13 日前提交", dt.date(2026, 12, 13)),
        ("請於2026/4/30前回覆", dt.date(2026, 4, 30)),
        ("５月２０日まで", dt.date(2026, 5, 20)),
        ("1月5日まで", dt.date(2027, 1, 5)),
        ("2026年2月30日", None),
        ("3-5 天内", None),
        ("在 7 天内", None),
    ],
)
def test_a_day_is_read_in_the_ways_of_japan_and_china(text: str, day: dt.date | None) -> None:
    assert day_in(text, RECEIVED) == day


def test_a_deadline_with_a_day_falls_on_that_day() -> None:
    notice = "アカウントが停止される可能性があります。2026年4月10日までに改善計画をご提出ください。"
    assert [d.falls_on for d in read(notice).deadlines] == [dt.date(2026, 4, 10)]


def test_questions_and_semicolons_end_sentences_without_a_space_behind_them() -> None:
    text = fold("为什么会这样？ 经查，您的帐户有关联；资金保留。以上").text
    assert [text[s.start : s.end] for s in cut(text)] == [
        "为什么会这样?",
        "经查,您的帐户有关联;",
        "资金保留。",
        "以上",
    ]


def test_spaces_beside_chinese_characters_and_kana_do_not_count() -> None:
    folded = fold("次の ASIN の 出品を　停止")
    assert folded.text == "次のasinの出品を停止"
    assert folded.span(9, 12) == (12, 16)
    assert fold("two words").text == "two words"


@pytest.mark.parametrize(
    "text",
    [
        "本日の出荷は38件、すべて完了しました。キャンセル率も問題ありません。週報：目標をすべて達成しました。",
        "您的款项已汇出，预计 3 至 5 个工作日到账。没有任何资金被冻结，您无需采取任何行动。",
        "我們是專業申訴團隊，帳戶停用、關聯、侵權都能處理，成功率 98%，歡迎加微信諮詢。",
    ],
)
def test_messages_that_do_nothing_show_nothing(text: str) -> None:
    assert shown(diagnosed(notice=text)) == []


def test_a_letter_that_advises_to_ask_a_lawyer_is_no_advertisement_of_one() -> None:
    letter = (
        "ポリシー違反の警告\n\n折りたたみ台車の構造が特許の請求項に抵触するとの申し立てが権利者からありました。\n"
        "弁護士または弁理士にご相談のうえ、権利者と直接お話し合いください。"
    )
    assert shown(diagnosed(notice=letter))[:1] == ["patent-infringement"]
    assert read(letter).enforcement == "policy-warning"
