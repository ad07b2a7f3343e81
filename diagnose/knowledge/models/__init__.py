"""The shapes of the knowledge: what may stand in a file under ``rules/``.

One class is one kind of item. Each is closed, so that a misspelt key is an error and never silence.
"""

from diagnose.knowledge.models.facts import Choice, FactKind, Filter, Measure, Question, Threshold, Wording
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
    RuleKind,
    Tenses,
)
from diagnose.knowledge.models.items import Basis, Id, Item, Outlook, Remedy, Strength, Text, When, listed
from diagnose.knowledge.models.reference import (
    EnforcementKind,
    Language,
    LikenessWeights,
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
    "GroundKind",
    "Id",
    "Item",
    "Language",
    "LikenessWeights",
    "Limit",
    "Marketplace",
    "Measure",
    "MetricKind",
    "Need",
    "Outlook",
    "Question",
    "Refusal",
    "Remedy",
    "Retired",
    "RootCauseKind",
    "RuleKind",
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
