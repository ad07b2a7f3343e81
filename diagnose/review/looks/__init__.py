"""What is worked out about a letter rather than heard in it: one function a look, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from diagnose.knowledge.models import Look
from diagnose.review.given import Desk, Spots
from diagnose.review.looks import coverage, figures, grounds, length, names, papers, records, requests, story

LOOKS: Mapping[Look, Callable[[Desk], Spots]] = {
    "wrong-ground": grounds.wrong_ground,
    "ground-not-answered": grounds.not_answered,
    "part-missing": grounds.part_missing,
    "symptom": grounds.symptom,
    "listing-not-named": coverage.listing_not_named,
    "foreign-listing": coverage.foreign_listing,
    "document-not-named": requests.document_not_named,
    "request-not-answered": requests.request_not_answered,
    "complaint-not-named": coverage.complaint_not_named,
    "attachment-not-listed": coverage.attachment_not_listed,
    "contact-missing": coverage.contact_missing,
    "other-store": names.other_store,
    "figure-differs": figures.figure_differs,
    "figures-do-not-agree": figures.do_not_agree,
    "notice-date-differs": records.notice_date_differs,
    "day-to-come": records.day_to_come,
    "no-such-day": records.no_such_day,
    "action-not-recorded": records.action_not_recorded,
    "document-not-at-hand": records.document_not_at_hand,
    "differs-from-paper": papers.differs_from_paper,
    "contradicts-statement": story.contradicts_statement,
    "contradicts-earlier": story.contradicts_earlier,
    "contradicts-known": story.contradicts_known,
    "nothing-new": story.nothing_new,
    "same-as-own": story.same_as_own,
    "too-long": length.too_long,
    "too-short": length.too_short,
    "part-over-form": length.part_over_form,
}
