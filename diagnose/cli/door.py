"""Errors of the library, translated once into what the command line prints."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from diagnose.cli.failure import Failure
from diagnose.intake import InputError
from diagnose.knowledge import KnowledgeError, LanguageError
from diagnose.pipeline import AnswerError


@contextmanager
def translated() -> Iterator[None]:
    """What was wrong with the input, an answer or the knowledge, without a traceback."""
    try:
        yield
    except LanguageError as error:
        raise Failure(f"--language: {error}") from error
    except KnowledgeError as error:
        raise Failure(f"the knowledge cannot be used:\n{error}") from error
    except (InputError, AnswerError) as error:
        raise Failure(str(error)) from error
