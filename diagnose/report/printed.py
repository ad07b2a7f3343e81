"""What goes wrong when a document is printed, said so that it can be mended."""

from __future__ import annotations


class PrintError(Exception):
    """A document that cannot be made: a missing extra, a template or font that cannot be used."""


def missing(form: str, error: ImportError) -> PrintError:
    """The extra is not installed."""
    return PrintError(
        f'--format {form} needs the extra: pip install "suspension-diagnosis[report]" ({error})'
    )
