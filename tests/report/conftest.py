"""A diagnosis made by hand: every kind of thing a report can show, once."""

from __future__ import annotations

import datetime as dt

import pytest

from facts_schema import (
    Caution,
    Check,
    Conflict,
    Deadline,
    Diagnosis,
    Evidence,
    Ground,
    Mention,
    NotRead,
    Observation,
    OpenFact,
    PlanItem,
    Quote,
    Reason,
    Request,
    RootCause,
)

HEARD = Observation(
    fact="notice-says-late-shipment",
    answer="yes",
    grade="paper",
    origin="notice",
    says="The notice says that orders were shipped too late.",
    quote=Quote(
        text="Your late shipment rate is 7.3%, which exceeds our target",
        start=50,
        end=107,
        source="notice.txt",
    ),
)
MEASURED = Observation(
    fact="late-shipment-rate-is-breached",
    answer="yes",
    grade="report",
    origin="metric",
    says="Late shipment rate 7.3 %, limit 4 %",
    source="health.json",
    value=0.073,
    limit=0.04,
    limit_from="the report's own target",
)
COUNTED = Observation(
    fact="open-orders-are-late",
    answer="yes",
    grade="report",
    origin="rows",
    says="Unshipped orders are past their promised ship date.",
    source="unshipped.tsv",
    lines=(2, 3, 5, 8, 13, 21, 34),
    count=1204,
)
DENIED = Observation(
    fact="open-orders-are-late",
    answer="no",
    grade="client",
    origin="reply",
    says="The client says that no order is late.",
)


@pytest.fixture
def diagnosis() -> Diagnosis:
    root_cause = RootCause(
        id="handling-time-too-short",
        title="The handling time is set shorter than the work takes",
        probability=0.43,
        confidence="possible",
        basis="practice",
        because=(
            Reason(
                rule="late-on-most-days",
                text="Late orders are spread over many days.",
                strength="slight",
                weight=0.5,
                basis="practice",
                observations=(COUNTED,),
            ),
        ),
    )
    ground = Ground(
        id="late-shipment",
        title="Late shipment rate above target",
        family="performance",
        means="Too many orders were confirmed late.",
        probability=0.9961,
        confidence="clear",
        standing="stated",
        remedy="appeal",
        outlook="fair",
        outlook_because="A first case with a measured cause is often accepted.",
        because=(
            Reason(
                rule="notice-states-late-shipment",
                text="The notice says that orders were shipped or confirmed late.",
                strength="decisive",
                weight=4.6,
                basis="notice",
                observations=(HEARD,),
            ),
            Reason(
                rule="late-shipment-rate-breached",
                text="The late shipment rate is 7.3 % against a target of 4 %.",
                strength="strong",
                weight=2.3,
                basis="amazon",
                observations=(MEASURED,),
            ),
        ),
        against=(
            Reason(
                rule="late-shipment-rate-good",
                text="The other store is within its target.",
                strength="slight",
                weight=-0.5,
                basis="amazon",
            ),
        ),
        listings=("B0TESTAAA1",),
        root_causes=(root_cause,),
    )
    return Diagnosis(
        id="case-17",
        enforcement="account-deactivated",
        enforcement_quote=Quote(text="Your Amazon seller account has been deactivated.", start=0, end=48),
        scope="account",
        language="en",
        marketplace="US",
        as_of=dt.date(2026, 11, 22),
        summary="The account is deactivated for its late shipment rate.",
        requests=(Request(id="plan-of-action", title="A plan of action"),),
        deadlines=(
            Deadline(text="within 72 hours", amount=72, unit="hours", falls_on=dt.date(2026, 11, 25)),
        ),
        mentions=(
            Mention(kind="asin", value="B0TESTAAA1"),
            Mention(kind="order", value="111-1111111-1111111"),
        ),
        grounds=(ground,),
        evidence=(
            Evidence(
                id="order-table",
                title="Table of the late orders",
                need="must",
                because=("Every late order with its cause is what the plan rests on.",),
                grounds=("late-shipment",),
                checks=(
                    Check(id="all-orders", text="Every late order of the period is in it."),
                    Check(id="three-times", text="It has three times for each order.", basis="practice"),
                ),
                refused=("A screenshot of the order page",),
                obtain="Download the defect report in Account Health.",
                takes="an hour",
            ),
            Evidence(id="carrier-records", title="Records of the carrier", need="helps", state="have"),
        ),
        actions=(
            PlanItem(
                id="raise-handling-time",
                part="corrective",
                text="On 20 Nov 2026 we raised the handling time to 3 days.",
                state="done",
                date=dt.date(2026, 11, 20),
                owner="Mara",
                ground="late-shipment",
                root_cause="handling-time-too-short",
            ),
            PlanItem(
                id="daily-open-order-check",
                part="preventive",
                text="Have {owner} check open orders every day.",
                ground="late-shipment",
            ),
        ),
        cautions=(Caution(text="Do not confirm shipment before the parcel has left."),),
        open_facts=(
            OpenFact(
                fact="handling-time-below-real",
                means="The handling time that is set is shorter than orders really take.",
                question="ask-late-order-times",
                asks="What happened most often?",
                matters_to=("handling-time-too-short",),
            ),
            OpenFact(
                fact="late-orders-on-few-days",
                means="The late orders fall on one to three days.",
                question="ask-late-orders-on-few-days",
                asks="Do the late orders fall on one to three days?",
            ),
        ),
        conflicts=(Conflict(fact="open-orders-are-late", taken="yes", observations=(COUNTED, DENIED)),),
        not_read=(NotRead(source="photo.heic", reason="pictures are not read"),),
        warnings=("health.json: a rate above 100 % is impossible",),
        observations=(HEARD, MEASURED, COUNTED, DENIED),
        knowledge_version="abc123",
        disclaimer="No legal advice, and not affiliated with Amazon.",
    )
