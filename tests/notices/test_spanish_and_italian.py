"""Notices in Spanish and Italian: what they do, say and ask for, until when, and beside other languages."""

from __future__ import annotations

import datetime as dt

import pytest
from support import diagnosed, diagnoser, knowledge

from diagnose.observe.notice import NoticeReader, NoticeReading
from facts_schema import Case, Notice

RECEIVED = dt.date(2026, 3, 2)
SPANISH = """Hola:

Hemos desactivado tus ofertas gestionadas por el vendedor.

¿Por qué ha ocurrido?
Tu ratio de envíos con retraso es del 7,5 %, por encima de nuestro objetivo del 4 %.

¿Qué debo hacer?
Envía un plan de acción que explique por qué confirmaste tarde los envíos.
Si no lo recibimos en un plazo de 17 días, las ofertas seguirán desactivadas.

Los fondos se retendrán durante 90 días."""
ITALIAN = """Gentile venditore,

abbiamo disattivato il suo account venditore.

Perché è successo?
Alcuni clienti hanno dubbi sull'autenticità dell'articolo B07AAAAAAA.

Che cosa devo inviare?
Invii entro 3 giorni lavorativi le fatture del fornitore e i dati della catena di fornitura.

I fondi saranno trattenuti per 90 giorni."""
ENGLISH = """Your Amazon seller account has been deactivated because your late shipment rate is 7.5%,
above our target of 4%. Please send us a plan of action within 17 days."""
COVER_MAILS = {
    "es": "Buenos días: os reenvío lo que me ha llegado esta mañana de Amazon, no sé qué hacer con esto. "
    "¿Me podéis decir cuánto costaría que lo miréis? Estoy muy preocupado porque es la temporada alta y "
    "en el almacén hay mucha mercancía que no se puede mover. Un abrazo y gracias por la ayuda.",
    "it": "Buongiorno, vi inoltro quello che mi è arrivato stamattina da Amazon e non so che cosa fare. "
    "Mi potete dire quanto costa se ve ne occupate? Sono molto preoccupato perché siamo in alta stagione e "
    "nel magazzino c'è molta merce che non si può muovere. Un abbraccio e grazie dell'aiuto.",
}


def read(text: str) -> NoticeReading:
    return NoticeReader(knowledge()).read(Notice(text=text, received=RECEIVED), 0)


def first_ground(text: str) -> str:
    return diagnoser().diagnose(Case(notice=text)).grounds[0].id


def clocks(text: str) -> set[tuple[str, int | None, str | None, dt.date | None]]:
    return {(d.track, d.amount, d.unit, d.falls_on) for d in read(text).deadlines}


def test_a_spanish_notice_is_read_from_what_it_does_to_what_it_asks() -> None:
    reading = read(SPANISH)
    assert (reading.language, reading.supported, reading.enforcement) == ("es", True, "account-deactivated")
    assert reading.scope == "seller-fulfilled"
    assert {request.id for request in reading.requests} == {"plan-of-action"}
    assert first_ground(SPANISH) == "late-shipment"


def test_an_italian_notice_is_read_from_what_it_does_to_what_it_asks() -> None:
    reading = read(ITALIAN)
    assert (reading.language, reading.supported, reading.enforcement) == ("it", True, "account-deactivated")
    assert {request.id for request in reading.requests} == {"supplier-invoice", "supply-chain-documents"}
    assert first_ground(ITALIAN) == "inauthentic-supply"


def test_spanish_times_become_days_of_the_calendar() -> None:
    assert clocks(SPANISH) == {
        ("account", 17, "days", dt.date(2026, 3, 19)),
        ("funds", 90, "days", dt.date(2026, 5, 31)),
    }


def test_italian_times_become_days_of_the_calendar() -> None:
    assert clocks(ITALIAN) == {
        ("account", 3, "business-days", dt.date(2026, 3, 5)),
        ("funds", 90, "days", dt.date(2026, 5, 31)),
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Abbiamo disattivato il suo account. Gentile venditore, invii il ricorso entro 5 giorni "
        "per il valore dell'ordine.",
        "Hemos desactivado su cuenta. Estimado vendedor, envíe ahora la apelación en un plazo de 5 días.",
    ],
)
def test_a_unit_of_time_inside_another_word_is_none(sentence: str) -> None:
    assert {(d.amount, d.unit) for d in read(sentence).deadlines} == {(5, "days")}


@pytest.mark.parametrize(
    ("text", "enforcement"),
    [
        ("Gracias por tu recurso. Faltan las facturas de tu proveedor.", "more-information-needed"),
        ("Tras estudiar su apelación hemos decidido no reactivar su cuenta.", "appeal-rejected"),
        ("Hemos reactivado tu cuenta de vendedor.", "reinstated"),
        ("Si no envías los documentos en 72 horas, desactivaremos tu cuenta.", "account-at-risk"),
        ("Hemos retirado tu oferta B07AAAAAAA.", "listing-removed"),
        ("Hemos denegado tu solicitud para vender en la categoría Relojes.", "application-denied"),
        ("Grazie per il ricorso. Mancano le fatture del fornitore.", "more-information-needed"),
        ("Dopo aver esaminato il ricorso abbiamo deciso di non riattivare l'account.", "appeal-rejected"),
        ("Abbiamo riattivato il tuo account venditore.", "reinstated"),
        ("Se non invii i documenti entro 72 ore disattiveremo il tuo account.", "account-at-risk"),
        ("Abbiamo rimosso la tua offerta B07AAAAAAA.", "listing-removed"),
        ("Non possiamo approvare la tua richiesta di vendere nella categoria Orologi.", "application-denied"),
    ],
)
def test_what_a_notice_does_is_told_in_both_languages(text: str, enforcement: str) -> None:
    assert read(text).enforcement == enforcement


@pytest.mark.parametrize(
    "text",
    [
        "Boletín para vendedores: en el seminario web del jueves explicamos qué hacer cuando Amazon escribe "
        "«hemos desactivado su cuenta por productos falsificados». Plazas limitadas.",
        "Newsletter per i venditori: nel webinar di giovedì spieghiamo che cosa fare quando Amazon scrive "
        "«abbiamo disattivato il suo account per prodotti contraffatti». Posti limitati.",
    ],
)
def test_a_lesson_about_notices_shows_nothing(text: str) -> None:
    assert not diagnoser().diagnose(Case(notice=text)).grounds


@pytest.mark.parametrize("language", sorted(COVER_MAILS))
def test_an_english_notice_under_a_cover_mail_is_read(language: str) -> None:
    message = f"{COVER_MAILS[language]}\n\n{ENGLISH}"
    assert diagnosed(notice=message).enforcement == "account-deactivated"
    assert first_ground(message) == "late-shipment"
    (deadline,) = read(message).deadlines
    assert deadline.quote and message[deadline.quote.start : deadline.quote.end] == deadline.quote.text


@pytest.mark.parametrize("language", sorted(COVER_MAILS))
def test_a_cover_mail_alone_shows_nothing(language: str) -> None:
    assert not diagnoser().diagnose(Case(notice=COVER_MAILS[language])).grounds
