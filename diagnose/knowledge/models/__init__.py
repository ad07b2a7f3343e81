"""The shapes of the knowledge: what may stand in a file under ``rules/``.

One class is one kind of item. Each is closed, so that a misspelt key is an error and never silence.
"""

from diagnose.knowledge.models.facts import Choice, FactKind, Filter, Measure, Question, Threshold, Wording
from diagnose.knowledge.models.flags import FlagKind, FlagSort, LackKind, Part, Showing
from diagnose.knowledge.models.grounds import (
    ActionKind,
    CautionKind,
    Cautions,
    CheckKind,
    EvidenceKind,
    GroundKind,
    Need,
    Refusal,
    RootCauseKind,
    RootCauseUse,
    RuleKind,
    Tenses,
)
from diagnose.knowledge.models.items import Basis, Id, Item, Outlook, Remedy, Strength, Text, When, listed
from diagnose.knowledge.models.reference import (
    EnforcementKind,
    Language,
    Limit,
    Marketplace,
    MetricKind,
    Retired,
    Source,
    Weights,
)

__all__ = [
    "ActionKind",
    "Basis",
    "CautionKind",
    "Cautions",
    "CheckKind",
    "Choice",
    "EnforcementKind",
    "EvidenceKind",
    "FactKind",
    "Filter",
    "FlagKind",
    "FlagSort",
    "GroundKind",
    "Id",
    "Item",
    "LackKind",
    "Language",
    "Limit",
    "Marketplace",
    "Measure",
    "MetricKind",
    "Need",
    "Outlook",
    "Part",
    "Question",
    "Refusal",
    "Remedy",
    "Retired",
    "RootCauseKind",
    "RootCauseUse",
    "RuleKind",
    "Showing",
    "Source",
    "Strength",
    "Tenses",
    "Text",
    "Threshold",
    "Weights",
    "When",
    "Wording",
    "listed",
]
