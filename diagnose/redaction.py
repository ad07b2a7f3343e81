"""What identifies people is replaced, the same thing by the same mark everywhere, so that it can be shared.

ASINs, figures and what Amazon wrote stay, for without them a diagnosis says nothing. Quotes are replaced too;
their offsets still lead into the notice as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from facts_schema import Case
from facts_schema.base import Value

Model = TypeVar("Model", bound=Value)
Drawing = TypeVar("Drawing")

_SHORTEST_NAME = 3
_SHORTEST_COMMENT = 8
_KEPT = frozenset(
    {
        "id",
        "fact",
        "rule",
        "ground",
        "root_cause",
        "knowledge_version",
        "enforcement",
        "asin",
        "verdict",
    }
)
"""Fields that hold ids of the knowledge, never words of people."""
_LEFT_OUT = frozenset({"places"})
"""Fields that tell of buyers and nothing else: where orders went."""
# Patterns stand as texts, which are compiled when somebody first asks to redact: few commands do.
_GREETING = (
    r"\b(?:Dear|Hello|Hi|Guten Tag|Hallo|Sehr geehrte[rs]?|Bonjour|Cher|Chère|Hola|"
    r"Estimad[oa]|Gentile|Buongiorno)"
    r"(?: (?:Mr|Mrs|Ms|Dr|Herr|Frau|M|Mme|Sr|Sra|Sig)\.?)? ((?:[A-ZÀ-Þ][\w'’-]+)(?: [A-ZÀ-Þ][\w'’.-]+){0,3})"
)
_NOBODY = (
    r"(?i)\b(?:amazon|seller|selling|partner|partners|customer|sir|madam|team|all|vendeur|partenaire|"
    r"verkäufer|"
    r"verkaufspartner|händler|vendedor|socio|venditore|partner di vendita|everyone|"
    r"there|we|your|you|merchant)\b"
)
_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff"
"""Letters of scripts in which a name touches the words beside it."""
_LABELS = {
    "name": "account name|business name|legal name|company name|company|name|firma|firmenname|"
    "name des kontoinhabers|inhaber|geschäftsführer|société|raison sociale|nom|nom de l'entreprise|"
    "ragione sociale|azienda|nome|"
    "empresa|razón social|nombre|"
    "会社名|氏名|法人名|代表者|公司名称|公司名稱|公司|姓名|法人|店铺名称|店鋪名稱",
    "address": "address|business address|anschrift|adresse|geschäftsadresse|indirizzo|dirección|domicilio|"
    "住所|所在地|地址",
    "phone": "phone|telephone|mobile|tel|telefon|mobil|handy|téléphone|portable|telefono|cellulare|teléfono|"
    "móvil|電話番号|電話|携帯|电话|電話號碼|手机|手機",
    "tax number": "tax id|ein|vat|vat number|ust-idnr|steuernummer|tva|n° tva|siret|siren|p. iva|partita iva|"
    "codice fiscale|nif|cif|dni|nie|法人番号|统一社会信用代码|税号|營業登記號",
    "passport": "passport number|passport no|id number|reisepassnummer|ausweisnummer|numéro de passeport|"
    "numero di passaporto|número de pasaporte|旅券番号|身份证号|身份证号码|护照号|護照號碼",
}
"""What stands before a value of one line that tells of people, in letters and on forms."""
_LABELLED = tuple(
    (
        kind,
        rf"(?im)^([ \t>•*-]*(?:{labels})\.?[ \u3000]?[:：][ \t\u3000]*)(?!\[)(\S[^\n]{{1,120}})",
    )
    for kind, labels in ((kind, labels.replace(".", r"\.")) for kind, labels in _LABELS.items())
)
_GREETED = (
    r"(?m)^[ \t>]*([\u3041-\u30ff\u4e00-\u9fff 　]{2,14})(?:様|さま|殿)(?=[\s、,，]|$)",
    r"(?:尊敬的|亲爱的|親愛的)([\u4e00-\u9fff]{2,4}?)(?=先生|女士|小姐|总|經理|经理)",
)
"""Greetings of letters in Japanese and Chinese."""
_NOBODY_THERE = "出品|販売|お客|皆|担当|各位|购入者|購入者|卖家|賣家|客户|客戶|用户|用戶|アマゾン|セラー"
_PATTERNS = (
    ("e-mail", r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"),
    ("order", r"(?<!\d)\d{3}-\d{7}-\d{7}(?!\d)"),
    ("bank account", r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)"),
    ("card", r"(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])"),
    (
        "bank data",
        (
            r"(?i)(?<=\b)(?:bic|swift(?: code)?|account (?:number|no\.?)|sort code|routing number|"
            r"kontonummer|"
            r"bankleitzahl|blz|numéro de compte|número de cuenta|numero di conto|"
            r"账号|帐号|口座番号)\s*[:#：]?\s*"
            r"[A-Z0-9][A-Z0-9 -]{4,22}[A-Z0-9]"
        ),
    ),
    (
        "tax number",
        (
            r"(?<!\w)(?:(?:ATU|BE|DE|DK|ES|FR|GB|IE|IT|LU|NL|PL|PT|SE)[0-9A-Z]?\d{7,11}[0-9A-Z]?|[A-Z]{6}\d\d[A-Z]\d\d[A-Z]\d{3}[A-Z]"
            r"|9[0-9A-HJ-NPQRTUWXY]{17}|\d{8}[A-HJ-NP-TV-Z]|[ABCDEFGHJNPQRSUVW]\d{8})(?!\w)"
            r"|(?<![\w/])\d{2,3}/\d{3}/\d{4,5}(?![\w/])"
        ),
    ),
    ("seller id", r"(?<!\w)A(?=[A-Z]*\d)[0-9A-Z]{12,13}(?!\w)"),
    (
        "address",
        (
            r"\b\d{1,5}[a-z]? (?:[A-Z][\w'.-]+ ){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|"
            r"Terrace|Crescent|Close|Highway|Parkway|Circle|Boulevard|Blvd|"
            r"Way|Court|Ct|Place|Square)\b\.?(?:,? (?:Suite|Unit|Apt|Floor)\.? ?#?\w+)?"
            r"|\b[A-ZÄÖÜ][\wäöüß.-]*(?:straße|strasse|str\.|weg|platz|allee|gasse|"
            r"ring|damm) ?\d{1,4} ?[a-z]?\b"
            r"|\b\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|chemin|impasse|"
            r"place|allée) [^,;\n]{3,40}"
            r"|\b(?:[Vv]ia|[Cc]alle|[Aa]venida|[Pp]laza|[Pp]iazza|[Cc]orso) "
            r"(?:de |del |della |la )*[A-ZÀ-Þ][\w' -]{2,30},? \d{1,4}\b"
            r"|〒 ?\d{3}-\d{4}|[\u4e00-\u9fff]{2,3}[都道府県][\u4e00-\u9fff]{1,6}[市区郡町村][^\s、。]{1,40}"
            r"|[\u4e00-\u9fff]{2,8}(?:省|市)[\u4e00-\u9fff\d]{2,20}(?:路|街|道|号|室|栋)[\d\u4e00-\u9fff-]{0,12}"
        ),
    ),
    (
        "phone",
        (
            r"(?<![\w.-])(?:\+|00)\d{1,3}[ ()./-]{0,2}(?:\d[ ()./-]{0,2}){6,12}\d(?!\w)"
            r"|(?<![\w.-])\(?0\d{2,5}\)?[ ./-]\d{3,8}(?:[ .-]?\d{2,4}){0,2}(?![\w-])"
            r"|(?<![\w.-])(?:0\d|[679]\d\d)(?:[ .]\d{2}){3,4}(?![\w-])"
            r"|(?<![\w.-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\w-])|(?<!\d)1[3-9]\d{9}(?!\d)"
        ),
    ),
)  # fmt: skip


class Redactor:
    """Replaces what identifies people in results of one case; one thing always gets one mark."""

    def __init__(self, case: Case) -> None:
        self._marks: dict[tuple[str, str], str] = {}
        self._numbers: dict[str, int] = {}
        known = [("buyer's words", text) for text in sorted(set(_comments(case)), key=_longest_first)]
        known += [("address", text) for text in case.seller.addresses] if case.seller else []
        known += [("name", text) for text in sorted(set(_names(case)), key=_longest_first)]
        self._known = {text.casefold(): kind for kind, text in reversed(known)}
        texts = [re.escape(text) for _, text in known]
        self._literal = (
            re.compile(rf"(?<![^\W{_UNSPACED}])(?:{'|'.join(texts)})(?![^\W{_UNSPACED}])", re.IGNORECASE)
            if texts
            else None
        )

    def text(self, text: str) -> str:
        """A text without what identifies people: buyers' words first, then names, then what has a form."""
        if self._literal:
            text = self._literal.sub(
                lambda found: self._mark(self._known[found[0].casefold()], found[0]), text
            )
        for kind, pattern in _LABELLED:
            text = re.sub(pattern, self._labelled(kind), text)
        for kind, pattern in _PATTERNS:
            text = re.sub(pattern, self._marker(kind), text)
        return text

    def model(self, value: Model) -> Model:
        """A result or a case with every text in it redacted."""
        walked = self._walked(value.model_dump())
        if "id" in walked:
            walked["id"] = self.text(walked["id"])
        return type(value).model_validate(walked)

    def drawing(self, value: Drawing) -> Drawing:
        """Blocks of a report, or a tree of reasons, with every text in them redacted."""
        drawn: Drawing = self._drawn(value)
        return drawn

    def _drawn(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, (list, tuple)):
            return type(value)(self._drawn(item) for item in value)
        if is_dataclass(value) and not isinstance(value, type):
            drawn = {field.name: self._drawn(getattr(value, field.name)) for field in fields(value)}
            return replace(value, **drawn)
        return value

    def _walked(self, value: Any, key: str = "") -> Any:
        if isinstance(value, str):
            return value if key in _KEPT else self.text(value)
        if isinstance(value, Mapping):
            return {
                name: {} if name in _LEFT_OUT else self._walked(item, name) for name, item in value.items()
            }
        if isinstance(value, (list, tuple)):
            return type(value)(self._walked(item, key) for item in value)
        return value

    def _known_mark(self, found: re.Match[str]) -> str:
        return self._mark(self._known[found[0].casefold()], found[0])

    def _marker(self, kind: str) -> Callable[[re.Match[str]], str]:
        def mark(found: re.Match[str]) -> str:
            return found[0] if kind == "e-mail" and _is_amazons(found[0]) else self._mark(kind, found[0])

        return mark

    def _labelled(self, kind: str) -> Callable[[re.Match[str]], str]:
        """For a label and its value: the label stays."""
        return lambda found: found[1] + self._mark(kind, found[2])

    def _mark(self, kind: str, text: str) -> str:
        key = kind, " ".join(text.split()).casefold()
        if key not in self._marks:
            self._numbers[kind] = self._numbers.get(kind, 0) + 1
            self._marks[key] = f"[{kind} {self._numbers[kind]}]"
        return self._marks[key]


def _is_amazons(address: str) -> bool:
    """Addresses of Amazon's desks identify nobody; those that it gives to buyers do."""
    domain = address.rpartition("@")[2].casefold()
    return re.search(r"(?:^|\.)amazon\.[a-z.]+$", domain) is not None and not domain.startswith(
        "marketplace."
    )


def _longest_first(text: str) -> tuple[int, str]:
    return -len(text), text


def _comments(case: Case) -> Iterator[str]:
    """What buyers wrote."""
    written = (*(row.comment for row in case.returns), *(row.comment for row in case.feedback))
    yield from (comment.strip() for comment in written if len(comment.strip()) >= _SHORTEST_COMMENT)


def _names(case: Case) -> Iterator[str]:
    """Names that the case gives: of the seller, of who wrote to Amazon, of whom letters greet."""
    names = list(case.seller.names) if case.seller else []
    names += [statement.by for statement in case.statements]
    names += [n.sender.name for n in case.notices if n.sender and not _is_amazons(n.sender.address)]
    names += [note.text.partition(" wrote in ")[0] for note in case.notes if " wrote in " in note.text]
    texts = (*(n.text for n in case.notices), *(s.text for s in case.statements))
    names += [found[1].rstrip(".,") for text in texts for found in re.finditer(_GREETING, text)]
    names += [value for text in texts for value in _labelled_names(text)]
    yield from (name for text in texts for name in _greeted(text))
    for name in names:
        plain = name.strip()
        if len(plain) >= _SHORTEST_NAME and "@" not in plain and not re.search(_NOBODY, plain):
            yield plain


def _labelled_names(text: str) -> Iterator[str]:
    """Names that stand behind a label are names wherever else they stand."""
    yield from (
        found[2].strip() for kind, form in _LABELLED if kind == "name" for found in re.finditer(form, text)
    )


def _greeted(text: str) -> Iterator[str]:
    """Whom a letter in Japanese or Chinese greets by name."""
    for form in _GREETED:
        for found in re.finditer(form, text):
            name = found[1].strip(" 　")
            if len(name) > 1 and not re.search(_NOBODY_THERE, name):
                yield name
