"""The one door to experta: nobody else imports it.

experta pins frozendict 1.2, which asks ``collections`` for names that Python 3.10 took away, and importing
it installs a handler on the root logger. Both are lent for the length of the import and taken back.
"""

from __future__ import annotations

import collections
import collections.abc
import logging
import threading
from typing import Any

_LENT = ("Mapping", "MutableMapping", "Iterable", "Hashable", "Callable", "Sequence", "Set")
_importing = threading.Lock()


def _import() -> Any:
    with _importing:
        lent = [name for name in _LENT if not hasattr(collections, name)]
        handlers, level = list(logging.root.handlers), logging.root.level
        # A handler that is there keeps basicConfig from adding one of its own.
        stand_in = logging.NullHandler()
        logging.root.addHandler(stand_in)
        try:
            for name in lent:
                setattr(collections, name, getattr(collections.abc, name))
            import experta
            import experta.matchers.rete.utils
            import experta.watchers
        finally:
            for name in lent:
                delattr(collections, name)
            logging.root.handlers[:] = handlers
            logging.root.setLevel(level)
        return experta


_experta = _import()

AND = _experta.AND
Activation: Any = _experta.activation.Activation
Agenda: Any = _experta.agenda.Agenda
ConditionalElement: Any = _experta.conditionalelement.ConditionalElement
DepthStrategy: Any = _experta.strategies.DepthStrategy
Fact: Any = _experta.Fact
FactList: Any = _experta.factlist.FactList
InitialFact: Any = _experta.InitialFact
KnowledgeEngine: Any = _experta.KnowledgeEngine
L: Any = _experta.L
MATCH = _experta.MATCH
Matcher: Any = _experta.abstract.Matcher
OR: Any = _experta.OR
ReteMatcher: Any = _experta.matchers.ReteMatcher
Rule: Any = _experta.Rule
W: Any = _experta.W
prepare_rule: Any = _experta.matchers.rete.utils.prepare_rule
watchers: Any = _experta.watchers
