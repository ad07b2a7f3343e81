"""What every piece of knowledge shares: its words, its place in a file, its conditions."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from diagnose.knowledge.written import Written, WrittenList

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Strength = Literal["decisive", "strong", "moderate", "slight"]
Basis = Literal["amazon", "notice", "practice"]
Remedy = Literal[
    "appeal", "documents", "edit", "retraction", "acknowledge", "pay", "interview", "wait", "counsel"
]
Outlook = Literal["easy", "fair", "hard", "very-hard"]


def spelt_out(value: object, key: str, more: Mapping[str, str] | None = None) -> object:
    """Let a bare text in a list stand for a mapping with that text under ``key``."""
    if not isinstance(value, WrittenList):
        return value
    return [
        value.mapping(place, {key: item, **(more or {})}) if isinstance(item, str) else item
        for place, item in enumerate(value)
    ]


def listed(value: object) -> object:
    """Let one item stand for a list of one."""
    return value if isinstance(value, (list, tuple)) or value is None else [value]


class Item(BaseModel):
    """A frozen, closed piece of knowledge that remembers where it is written."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    file: str = ""
    line: int = 0
    pack: str = "built-in"

    @model_validator(mode="before")
    @classmethod
    def _remember_the_place(cls, data: Any) -> Any:
        if not isinstance(data, Written):
            return data
        own = next((key for key in ("file", "line", "pack") if key in data), None)
        if own:
            raise ValueError(f'the key "{own}" is filled in by the reader; remove it')
        return {**data, "file": data.file, "line": data.line, "pack": data.pack}


class Replaceable(Item):
    """A piece of knowledge that a pack may put in the place of another of its kind, by naming it."""

    replaces: str | None = None


class When(Item):
    """Conditions: all of ``all`` a yes, at least one of ``any`` a yes, all of ``denied`` a known no."""

    all: tuple[Id, ...] = ()
    any: tuple[Id, ...] = ()
    denied: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _something_is_asked(self) -> Self:
        if not (self.all or self.any or self.denied):
            raise ValueError("a condition needs at least one fact under all, any or denied")
        return self

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact named, in order, once."""
        return tuple(dict.fromkeys((*self.all, *self.any, *self.denied)))
