"""Whether a message is from Amazon: by its sender, by what the receiving server found, and by its links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from diagnose.knowledge import KnowledgeBase
from facts_schema import Notice, Sender, SenderCheck

_CLAIMS = re.compile(r"amazon|seller[\s-]*(?:performance|central)|アマゾン|亚马逊|亞馬遜", re.IGNORECASE)
_LINK = re.compile(r"https?://[^\s<>\"')\]]+", re.IGNORECASE)
_HOST_SHOWN = re.compile(r"^\s*(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:[/?#]|\s*$)", re.IGNORECASE)
_MAIL_HOST = re.compile(r"@((?:[\w-]+\.)+[a-z]{2,})", re.IGNORECASE)
_PLAYS = re.compile(r"amaz[o0]n|\bamz|seller-?central", re.IGNORECASE)
_NUMERIC = re.compile(r"[\d.]+|\[.*\]|0x[0-9a-f]+", re.IGNORECASE)
_FAILED = frozenset({"fail", "softfail", "permerror", "hardfail"})
_PASSED_FOR_OTHERS = "passed for another domain"
_SHOWN = 4
NOT_FROM_AMAZON = (
    "The message does not look like one from Amazon: nothing in it was taken as a fact. "
    "Do not click, pay or reply; sign in to Seller Central by typing its address, "
    "and look under Performance Notifications."
)
_ON_YOUR_WORD = "If you know that it is Amazon's own, say so: --trust-sender."


class SenderChecker:
    """Knows the domains of Amazon and those its letters may lead to; safe to share."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        sites = {store.site for store in knowledge.marketplaces.values()}
        self._sites = tuple(sorted(sites))
        self._domains = frozenset(sites | set(knowledge.domains))

    def check(self, notice: Notice, number: int) -> SenderCheck | None:
        """What is known of the sender; ``None`` for a text without headers in which nothing is odd."""
        sender = notice.sender
        reasons = [*(self._of_sender(sender) if sender else ()), *self._of_links(notice)]
        if not sender and not reasons:
            return None
        genuine = sender is not None and self._is_proven(sender)
        return SenderCheck(
            notice=number,
            source=notice.source,
            address=sender.address if sender else "",
            verdict="suspicious" if reasons else "amazon" if genuine else "unknown",
            reasons=tuple(reasons[:_SHOWN]),
            trusted=notice.trusted,
        )

    def _is_known(self, host: str) -> bool:
        """Whether a host is one of the known domains or lies under one."""
        labels = host.casefold().strip(".").split(".")
        return any(".".join(labels[at:]) in self._domains for at in range(len(labels)))

    def _is_proven(self, sender: Sender) -> bool:
        proven = sender.dmarc == "pass" or sender.dkim == "pass"
        return proven and self._is_known(_domain(sender.address))

    def _of_sender(self, sender: Sender) -> Iterator[str]:
        domain = _domain(sender.address)
        if domain and not self._is_known(domain):
            if _PLAYS.search(domain):
                yield f"The sender {sender.address} only looks like Amazon."
            elif _CLAIMS.search(sender.name):
                yield f'The sender calls itself "{sender.name}" but writes from {domain}.'
            return
        if not domain:
            return
        if sender.dmarc in _FAILED:
            yield f"The receiving server found that it was not sent by {domain} (DMARC: {sender.dmarc})."
        elif sender.dmarc != "pass" and _nothing_passed(sender):
            found = ", ".join(
                f"{name}: {_PASSED_FOR_OTHERS if result == 'other' else result}"
                for name, result in (("DKIM", sender.dkim), ("SPF", sender.spf))
                if result
            )
            yield f"The receiving server could not confirm that {domain} sent it ({found})."
        answer = _domain(sender.reply_to)
        if answer and not self._is_known(answer):
            yield f"Answers to it go to {sender.reply_to}, not to Amazon."

    def _of_links(self, notice: Notice) -> Iterator[str]:
        """Links that pretend to go to Amazon; and those that go elsewhere, unless the sender is proven."""
        proven = notice.sender is not None and self._is_proven(notice.sender)
        named = {host.casefold() for host in _MAIL_HOST.findall(notice.text)} if notice.text else set()
        shown = [("", found) for found in _LINK.findall(notice.text)] if "http" in notice.text else []
        hosts = dict[str, str]()
        for words, address in (*((link.shown, link.target) for link in notice.links), *shown):
            host, odd = _host(address)
            if host and (odd or not (self._is_known(host) or self._is_damaged(host))):
                hosts.setdefault(host, self._against(words, host, odd, proven, named))
        yield from (reason for reason in hosts.values() if reason)

    def _against(self, words: str, host: str, odd: bool, proven: bool, named: set[str]) -> str:
        shown = _HOST_SHOWN.match(words)
        if shown and self._is_known(shown[1]):
            return f"A link that shows {shown[1]} goes to {host}."
        if odd or _PLAYS.search(host):
            return f"A link goes to {host}, which only looks like Amazon."
        owner = any(host == mail or host.endswith(f".{mail}") for mail in named)
        return "" if proven or owner else f"A link goes to {host}, not to Amazon."

    def _is_damaged(self, host: str) -> bool:
        """Whether a host is one of Amazon's that was cut off, or ran together with the next word."""
        at = host.find("amazon")
        if at < 0 or (at and host[at - 1] != "."):
            return False
        tail = host[at:]
        return any(
            site.startswith(tail)
            or tail.replace(".", "") == site.replace(".", "")
            or (tail.startswith(site) and tail[len(site) :].isalpha())
            for site in self._sites
        )


def doubt(check: SenderCheck) -> str:
    """The warning of a message that pretends to be Amazon's."""
    return " ".join((NOT_FROM_AMAZON, *check.reasons, _ON_YOUR_WORD))


def _domain(address: str) -> str:
    return address.rpartition("@")[2].casefold() if "@" in address else ""


def _nothing_passed(sender: Sender) -> bool:
    """Whether a check failed, or was passed for another domain only, while none was passed for this one."""
    results = (sender.dkim, sender.spf)
    return "pass" not in results and any(result in _FAILED or result == "other" for result in results)


def _host(address: str) -> tuple[str, bool]:
    """The host that an address leads to, and whether the address hides it."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".,;:")
    except ValueError:
        return "", False
    hidden = "@" in parts.netloc or host.startswith("xn--") or ".xn--" in host or not host.isascii()
    return host, hidden or bool(_NUMERIC.fullmatch(host))
