"""Notices in German and French: what they do, why, until when and what they ask for."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from diagnose.pipeline import Diagnoser
from facts_schema import Case, Diagnosis, Notice

GERMAN_AUTHENTICITY = """Guten Tag,

wir haben Ihr Verkäuferkonto deaktiviert. Ihr Guthaben kann bis zu 90 Tage einbehalten werden.

Warum ist das passiert?
Käufer haben gemeldet, dass die unter B0TESTDE01 gelieferte Ware nicht authentisch sei.

Wie kann ich mein Konto reaktivieren?
Senden Sie uns innerhalb von 17 Tagen:
-- Rechnungen Ihres Lieferanten aus den letzten 365 Tagen
-- die Telefonnummer und die Website des Lieferanten
"""
FRENCH_AUTHENTICITY = """Bonjour,

Nous avons désactivé votre compte vendeur.

Pourquoi cela s'est-il produit ?
Des acheteurs ont signalé que l’article B0TESTFR01 pourrait ne pas être authentique.

Comment réactiver mon compte ?
Envoyez-nous dans un délai de 5 jours ouvrés :
-- les factures de votre fournisseur des 365 derniers jours
-- les coordonnées du fournisseur
"""
GERMAN_COVER = """Liebe Beraterin,

diese Nachricht haben wir gestern bekommen und wissen nicht, was wir tun sollen. Wir haben die Ware immer \
bei demselben Händler in Hamburg gekauft und haben auch alle Belege für die letzten Jahre im Büro liegen. \
Können Sie uns bitte sagen, was die Leute von uns wollen und wie wir das Konto wieder aufbekommen?

"""
ENGLISH_NOTICE = """Hello,

Your Amazon seller account has been deactivated. We took this action because your order defect rate is 2.3%, \
which is above our target of under 1%. Please send us a plan of action.
"""


@cache
def diagnoser() -> Diagnoser:
    return Diagnoser()


def read(text: str, received: dt.date | None = None) -> Diagnosis:
    return diagnoser().diagnose(Case(notices=(Notice(text=text, received=received),)))


@pytest.mark.parametrize(
    ("text", "amount", "unit", "day"),
    [
        (GERMAN_AUTHENTICITY, 17, "days", dt.date(2026, 1, 22)),
        (FRENCH_AUTHENTICITY, 5, "business-days", dt.date(2026, 1, 12)),
    ],
)
def test_a_deactivation_over_authenticity_is_understood(
    text: str, amount: int, unit: str, day: dt.date
) -> None:
    found = read(text, dt.date(2026, 1, 5))
    assert found.enforcement == "account-deactivated"
    assert found.grounds[0].id == "inauthentic-supply"
    assert {"supplier-invoice", "supplier-contact-sheet"} <= {request.id for request in found.requests}
    deadline = next(item for item in found.deadlines if item.track == "account")
    assert (deadline.amount, deadline.unit, deadline.falls_on) == (amount, unit, day)


def test_money_held_in_german_is_a_deadline_of_its_own_track() -> None:
    found = read(GERMAN_AUTHENTICITY, dt.date(2026, 1, 5))
    assert [(item.amount, item.unit) for item in found.deadlines if item.track == "funds"] == [(90, "days")]


@pytest.mark.parametrize(
    ("text", "ground", "day"),
    [
        (
            "Ihre Umsatzsteuernummer fehlt. Wenn Sie diese nicht bis zum 3. Mai 2026 eintragen, "
            "wird Ihr Verkäuferkonto gesperrt.",
            "tax-information",
            dt.date(2026, 5, 3),
        ),
        (
            "Ihre Rate verspäteter Lieferungen beträgt 7,5 %. Sinkt sie nicht bis zum 14.03.2026 unter 4 %, "
            "wird Ihr Konto deaktiviert.",
            "late-shipment",
            dt.date(2026, 3, 14),
        ),
        (
            "Votre numéro de TVA n'est pas valide. Sans correction avant le 1er juin 2026, "
            "votre compte vendeur sera désactivé.",
            "tax-information",
            dt.date(2026, 6, 1),
        ),
        (
            "Votre taux d'expéditions en retard est de 6,5 %. S'il ne baisse pas avant le 7 février, "
            "votre compte pourra être suspendu.",
            "late-shipment",
            dt.date(2026, 2, 7),
        ),
    ],
)
def test_a_threat_names_its_day(text: str, ground: str, day: dt.date) -> None:
    found = read(text, dt.date(2026, 1, 5))
    assert found.enforcement == "account-at-risk"
    assert found.grounds[0].id == ground
    assert [item.falls_on for item in found.deadlines] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "Ihre Leistungsübersicht: Stornorate 0,4 % (Ziel unter 2,5 %). Alle Werte liegen im Zielbereich.",
        "Hallo zusammen, hat jemand eine Idee? Mein Konto wurde wegen Fälschungen gesperrt.",
        "Votre synthèse : taux de commandes défectueuses 0,2 %. Tous les indicateurs sont dans l'objectif.",
        "Bonjour à tous, un ami a vu son compte désactivé pour contrefaçon. Quelqu'un a une idée ?",
    ],
)
def test_messages_that_do_nothing_stay_without_a_ground(text: str) -> None:
    assert not read(text).grounds


def test_a_reply_outranks_the_state_it_repeats() -> None:
    found = read(
        "Wir haben Ihren Widerspruch geprüft. Die eingereichten Rechnungen reichen nicht aus, um die "
        "Echtheit der Ware zu belegen. Ihr Konto bleibt bis dahin deaktiviert."
    )
    assert found.enforcement == "more-information-needed"


def test_an_english_notice_below_a_german_cover_letter_is_read() -> None:
    found = read(GERMAN_COVER + ENGLISH_NOTICE)
    assert found.enforcement == "account-deactivated"
    assert found.grounds[0].id == "order-defect-rate"


def test_a_german_notice_below_an_english_cover_letter_is_read() -> None:
    cover = "Dear team, this is what we got from Amazon and we do not know what to do with it. " * 6
    found = read(f"{cover}\n\n{GERMAN_AUTHENTICITY}")
    assert found.enforcement == "account-deactivated"
    assert found.grounds[0].id == "inauthentic-supply"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Numéro de TVA absent de la base : la loi nous oblige à le demander, saisissez-le en ligne.", "fr"),
        (
            "L'article est reparti : la facture d'un magasin se trouvait dans la boîte, un client le dit.",
            "fr",
        ),
        ("Due giorni di ritardo sugli ordini: spedisca prima, o l'offerta scomparirà dalla vetrina.", "it"),
        ("Doce mensajes de compradores sin respuesta en 24 horas: contestas demasiado tarde.", "es"),
    ],
)
def test_a_short_letter_is_told_from_one_in_a_sister_language(text: str, language: str) -> None:
    assert read(text).language == language


def test_that_no_answer_is_due_does_not_silence_a_letter() -> None:
    german = read("Ihre Stornoquote ist auf 6 % gestiegen. Eine Antwort ist nicht erforderlich.")
    french = read("Votre taux d'annulation dépasse 2,5 %. Aucune réponse n'est attendue.")
    assert [german.enforcement, french.enforcement] == ["policy-warning", "policy-warning"]
    assert [german.grounds[0].id, french.grounds[0].id] == ["order-cancellation", "order-cancellation"]


def test_what_became_of_another_account_is_no_measure_against_this_one() -> None:
    found = read(
        "Guten Tag, Ihr Konto könnte mit einem zweiten Verkäuferkonto verknüpft sein. Jenes Konto ist seit Mai "
        "wegen offener Forderungen gesperrt. Bitte teilen Sie uns binnen 14 Tagen mit, in welcher Beziehung Sie dazu stehen. Verkaufen "
        "können Sie währenddessen wie gewohnt."
    )
    assert found.enforcement == "information-request"
    assert found.grounds[0].id == "related-account"


@pytest.mark.parametrize(
    "text",
    [
        "Guten Tag, Sie haben Käufern Werbung für Ihren Webshop geschickt. Ihr Shop bleibt geöffnet. "
        "Bitte unterlassen Sie das.",
        "Bonjour, vous avez rattaché un nouveau modèle à une ancienne fiche. Votre compte reste ouvert. "
        "Merci de corriger cette pratique.",
    ],
)
def test_that_selling_goes_on_is_no_measure(text: str) -> None:
    assert read(text).enforcement == "policy-warning"


def test_what_goes_on_takes_no_allegation_from_its_sentence() -> None:
    found = read(
        "Bonjour, votre offre reste en ligne, mais le rapport d'essai manque. Envoyez-le avant le 3 mai, "
        "sinon l'offre sera retirée."
    )
    assert found.grounds[0].id == "missing-compliance-documents"
    assert found.enforcement == "listing-at-risk"


@pytest.mark.parametrize(
    "text",
    [
        "Ihre Abrechnung ist fertig, 812,40 EUR sind unterwegs auf Ihr Konto. Es wurden keine Beträge einbehalten; die Rücklage "
        "von 40 EUR wird mit der nächsten Abrechnung frei.",
        "À nos clients expéditeurs : une grève retarde les livraisons de deux jours à Lyon, les enlèvements sont maintenus. Le service "
        "client transport",
        "您为ASIN B0D1112223（积木）提交的检测报告已通过审核。关于缺少文件的提示明天消失，更换材料时请重新提交。",
    ],
)
def test_settlements_strikes_of_carriers_and_approved_papers_show_nothing(text: str) -> None:
    assert read(text).grounds == ()
