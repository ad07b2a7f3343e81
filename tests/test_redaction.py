"""What identifies people is replaced everywhere, the same by the same, and nothing else is."""

from __future__ import annotations

import datetime as dt

import pytest

from diagnose import Case
from diagnose import diagnose as diagnosis_of
from diagnose.redaction import Redactor
from facts_schema import Feedback, Notice, Return, Seller

SECRET = (
    "Jane Miller",
    "Acme Trading",
    "123-1234567-1234567",
    "bob@mail.example",
    "DE89 3704",
    "Elm Road",
    "1234567",
)
CASE = Case(
    id="Acme Trading",
    seller=Seller(names=("Acme Trading", "Jane Miller"), addresses=("12 Elm Road, Leeds",)),
    notices=(
        Notice(
            text="Dear Jane Miller,\nYour Amazon seller account (Acme Trading, 12 Elm Road, Leeds) has been "
            "deactivated because your late shipment rate is 7.3%. Order 123-1234567-1234567, ASIN B0KETTLE01. "
            "Write to bob@mail.example, +49 30 1234567, IBAN DE89 3704 0044 0532 0130 00.",
            received=dt.date(2026, 1, 5),
        ),
    ),
    returns=(Return(asin="B0KETTLE01", comment="box was open, call Bob Smith", reason="DEFECTIVE"),),
    feedback=(Feedback(rating=1, comment="Bob Smith got it late, never again"),),
)


def test_nothing_that_identifies_is_left():
    shared = Redactor(CASE).model(diagnosis_of(CASE)).model_dump_json()
    assert [secret for secret in (*SECRET, "Bob Smith") if secret in shared] == []


def test_what_a_diagnosis_says_stays():
    before = diagnosis_of(CASE)
    after = Redactor(CASE).model(before)
    assert [ground.id for ground in after.grounds] == [ground.id for ground in before.grounds]
    assert [ground.probability for ground in after.grounds] == [
        ground.probability for ground in before.grounds
    ]
    assert "7.3%" in after.model_dump_json()
    assert "B0KETTLE01" in after.model_dump_json()
    assert after.knowledge_version == before.knowledge_version


def test_the_same_thing_gets_the_same_mark():
    redactor = Redactor(CASE)
    assert redactor.text("Jane Miller and JANE MILLER") == "[name 1] and [name 1]"
    assert redactor.text("of Jane Miller, order 123-1234567-1234567") == "of [name 1], order [order 1]"


def test_a_buyers_words_go_first():
    assert (
        Redactor(CASE).text('A buyer: "Bob Smith got it late, never again"')
        == 'A buyer: "[buyer\'s words 1]"'
    )


@pytest.mark.parametrize(
    "text",
    [
        "Late shipment rate: 7.3 % (114 of 1562) against 4 %",
        "2026-01-05 to 2026-02-04, 17 days, ASIN B0KETTLE01",
        "https://sellercentral.amazon.com/performance/dashboard",
        "seller-performance@amazon.com",
        "Dear Selling Partner, your account",
        "rule late-shipment-rate-is-breached, weight 4.60",
    ],
)
def test_figures_days_and_amazons_own_addresses_stay(text):
    assert Redactor(CASE).text(text) == text


LETTERS = {
    "en": "Dear John Smithson,\nAccount name: Blue Fox Trading LLC\nAddress: 742 Evergreen Terrace, Springfield\n"
    "Phone: +1 (217) 555-0142\nPassport number: 533401234\nTax ID: 12-3456789\nBlue Fox Trading LLC is closed.",
    "de": "Guten Tag Jana Waldhorn,\nFirma: Waldhorn Handels GmbH\nAnschrift: Am Hang 17b, 10435 Berlin\nMobil: 0171 2345678\n"
    "USt-IdNr.: DE123456789\nIhre Steuernummer 27/123/45678 fehlt.",
    "fr": "Bonjour Jean Lefèvre,\nSociété : Chêne Vert SARL\nAdresse : 12 bis, rue des Lilas, 75011 Paris\n"
    "Téléphone : 06 12 34 56 78\nAppelez le 06 12 34 56 79. SIRET : 123 456 789 00012\nTVA : FR12345678901",
    "it": "Gentile Mario Bianchini,\nRagione sociale: Quercia Rossa S.r.l.\nIndirizzo: Via Garibaldi 45, 20121 Milano\n"
    "Codice fiscale RSSMRA85M01H501Z, P. IVA: IT12345678901",
    "es": "Estimada María Fernández,\nEmpresa: Encina Azul S.L.\nDirección: Calle de Alcalá, 123, 28009 Madrid\n"
    "Llame al 612 34 56 78. NIF: B12345678, DNI 12345678Z",
    "ja": "山田太郎様\n会社名：株式会社青狐商事\n住所：〒150-0001 東京都渋谷区神宮前1-2-3\n電話番号：03-1234-5678\n山田太郎が説明します。",
    "zh": "尊敬的王小明先生：\n公司名称：深圳市蓝狐贸易有限公司\n地址：广东省深圳市南山区科苑路15号\n电话：0755-12345678\n"
    "身份证号：440305199001011234\n统一社会信用代码：91440300MA5ABCDE1K\n请王小明说明。",
}
IDENTIFYING = (
    "Smithson", "Blue Fox", "Evergreen", "555", "533401234", "3456789", "Waldhorn", "Am Hang", "2345678", "45678", "Lefèvre",
    "Chêne", "Lilas", "34 56", "00012", "Bianchini", "Quercia", "Garibaldi", "RSSMRA", "12345678901", "Fernández", "Encina",
    "Alcalá", "B12345678", "12345678Z", "山田", "青狐", "神宮前", "1234-5678", "王小明", "蓝狐", "科苑", "440305", "91440300",
)  # fmt: skip


@pytest.mark.parametrize("language", LETTERS)
def test_forms_and_greetings_of_seven_languages_tell_who_and_where(language):
    letter = LETTERS[language]
    shared = Redactor(Case(notices=(Notice(text=letter),))).text(letter)
    assert [secret for secret in IDENTIFYING if secret in shared] == []


@pytest.mark.parametrize("text", [
    "出品者様\nアカウントは停止されました。", "お客様の出荷遅延率は 7.3% です。", "尊敬的卖家：\n您的账户已被停用。",
    "ASIN: B0KETTLE01, complaint 11823345561", "Registernummer: DE 302018004711", "Your name: it must be that of the account.",
])  # fmt: skip
def test_greetings_of_nobody_and_numbers_of_amazon_stay(text):
    assert Redactor(Case(notices=(Notice(text=text),))).text(text) == text
