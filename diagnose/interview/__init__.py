"""An interview over one case: the next question, the reply, and back again; saving and resuming."""

from diagnose.interview.questions import Ask, Option
from diagnose.interview.session import Session

__all__ = ["Ask", "Option", "Session"]
