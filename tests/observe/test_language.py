"""Telling languages: neighbours share words, lines wrap anywhere, and messages can hold several."""

from __future__ import annotations

import textwrap

import pytest
from support import diagnosed

from diagnose.knowledge import KnowledgeBase, survey
from diagnose.observe import LanguageTeller
from facts_schema import Notice

FRENCH = (
    "Votre taux de commandes défectueuses atteint 1,74 % sur les soixante derniers jours, alors que nous demandons de "
    "rester sous 1 %. Il se compose de cinq réclamations au titre de la Garantie de A à Z et de deux évaluations "
    "négatives. Si la situation ne s'améliore pas, nous pourrions vous retirer le droit de vendre. Analysez les "
    "commandes concernées et adressez-nous, sous 72 heures, un plan indiquant les causes et vos corrections."
)
ENGLISH = (
    "Your Amazon seller account has been deactivated because your late shipment rate is 7.3%, above our target of 4%. "
    "Please send us a plan of action within 17 days."
)


@pytest.fixture(scope="module")
def teller() -> LanguageTeller:
    knowledge: KnowledgeBase = survey()[0]
    return LanguageTeller(knowledge.languages)


@pytest.mark.parametrize(("text", "code"), [
    ("Il se compose de cinq réclamations au titre de la Garantie de A à Z.", "fr"),
    ("La vente de produits de contrefaçon est strictement interdite.", "fr"),
    ("Faute de réponse, vous perdrez vos privilèges de vente.", "fr"),
    ("Estos ASIN están en riesgo de retirada.", "es"),
    ("Una compradora sufrió una quemadura al utilizarlo.", "es"),
    ("I difetti derivano da reclami della Garanzia dalla A alla Z.", "it"),
    ("How do I reactivate my account?", "en"),
    ("As long as transfers are held you can still see the proceeds.", "en"),
    ("Uw account is gesloten en u kunt niet meer verkopen op de website.", "nl"),
    ("A sua conta foi suspensa e os seus produtos não estão à venda.", "pt"),
])  # fmt: skip
def test_a_sentence_tells_its_language(teller, text, code):
    assert teller.tell(text) == code


@pytest.mark.parametrize("width", [40, 60, 72, 78, 90, 110])
def test_it_makes_no_difference_where_the_lines_of_a_letter_wrap(width):
    whole = diagnosed(notices=[Notice(text=FRENCH)])
    wrapped = diagnosed(notices=[Notice(text=textwrap.fill(FRENCH, width))])
    assert [ground.id for ground in wrapped.grounds] == [ground.id for ground in whole.grounds]
    assert wrapped.enforcement == whole.enforcement == "account-at-risk"


@pytest.mark.parametrize(("remarks", "code"), [
    ("请帮我看看这封信，我不知道该怎么办，谢谢您的帮助。" * 5, "zh"),
    ("Könnten Sie sich das bitte ansehen? Wir wissen nicht, was wir tun sollen, und brauchen das Konto wieder.", "de"),
    ("Pouvez-vous regarder cela ? Nous ne savons pas quoi faire et nous avons besoin de notre compte très vite.", "fr"),
    ("¿Puede mirar esto, por favor? No sabemos qué hacer y necesitamos la cuenta lo antes posible para vender.", "es"),
])  # fmt: skip
def test_a_notice_is_read_under_remarks_in_another_language(teller, remarks, code):
    letter = f"{remarks}\n\n{ENGLISH}"
    assert set(teller.parts(letter, teller.tell(letter))) == {"en", code}
    diagnosis = diagnosed(notices=[Notice(text=letter)])
    assert (diagnosis.language, diagnosis.grounds[0].id) == ("en", "late-shipment")
