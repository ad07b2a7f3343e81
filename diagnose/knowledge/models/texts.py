"""Translations of what a reader is told."""

from pydantic import StrictBool

from diagnose.knowledge.models.items import Item, Text


class Translation(Item):
    """A text in another language beside its English, which it is found by.

    Without ``says`` it is still to be translated. ``inside``: of the words of reports, one that is also
    found within a longer text.
    """

    en: Text
    says: str = ""
    inside: StrictBool = False
