"""What is said when something cannot be read: where, what is wrong, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Sequence

from facts_schema import NotRead


class InputError(Exception):
    """An input that cannot be read. Its message is one line for each thing that is wrong.

    ``line`` 0 means the whole file; ``others`` are further inputs that could not be read either.
    """

    def __init__(
        self, source: str, line: int, what: str, expected: str, do: str, others: tuple[InputError, ...] = ()
    ) -> None:
        super().__init__(source, line, what, expected, do, others)
        self.source = source
        self.line = line
        self.what = what
        self.expected = expected
        self.do = do
        self.others = others

    @property
    def reason(self) -> str:
        """What is wrong, what was expected and what to do, without the place."""
        return " ".join(part for part in (self.what, self.expected, self.do) if part)

    @property
    def place(self) -> str:
        """The file, and the line where it is known."""
        return f"{self.source}:{self.line}" if self.line else self.source

    def __str__(self) -> str:
        own = f"{self.place}: {self.reason}"
        return "\n".join([own, *(str(other) for other in self.others)])

    def not_read(self) -> NotRead:
        """The same as an entry of the case, for when other inputs could be read."""
        return NotRead(source=self.source, line=self.line, reason=self.reason)


def together(errors: Sequence[InputError]) -> InputError:
    """Several errors as one, to be raised when nothing could be read."""
    first, *others = errors
    return InputError(first.source, first.line, first.what, first.expected, first.do, tuple(others))
