"""The parts of all inputs become one case; large reports are read here, and only what matters is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from diagnose.intake.errors import InputError
from diagnose.intake.filters import Filters
from diagnose.intake.keep import InPlay, Keeper, name_of, named_in
from diagnose.intake.letters import one_of_each_letter
from diagnose.intake.marketplaces import sites_of
from diagnose.intake.merge import combined, once, one_of_each, replies, stores, sum_counts, with_source
from diagnose.intake.parts import KINDS, Part
from diagnose.intake.sift import Sifting
from diagnose.intake.tables import Row
from diagnose.knowledge import KnowledgeBase
from facts_schema import Case, Feedback, Listing, Order, Return, Totals

_MODELS = {"listings": Listing, "returns": Return, "feedback": Feedback, "orders": Order}
_LISTS = ("seen", "documents", "actions", "history", "statements", "submissions", "skipped", "notes")


def assemble(
    parts: Sequence[Part],
    knowledge: KnowledgeBase,
    marketplace: str | None,
    warnings: Iterable[str],
    errors: Iterable[InputError],
) -> Case:
    """One case from the parts, which must come in an order that does not depend on how they were given."""
    noted = [*warnings, *(warning for part in parts for warning in part.warnings)]
    failed = list(errors)
    documents = [part.document for part in parts if part.document]
    fields = one_of_each(documents, noted.append)
    fields["marketplace"] = marketplace or fields.get("marketplace")
    notices = one_of_each_letter(_notices(parts), sites_of(knowledge))
    listings = [row for part in parts for row in part.listings]
    rows, totals = _rows(parts, notices, listings, Filters(knowledge), noted, failed)
    health = [store for part in parts for store in (*_of_document(part, "health"), *part.health)]
    changes = [change for part in parts for change in part.changes]
    replied = {name: replies(name, documents, noted.append) for name in ("answers", "corrections")}
    lists = {name: combined(name, documents) for name in _LISTS}
    not_read = [*combined("not_read", documents), *(error.not_read() for error in failed)]
    return Case(
        **fields,
        **rows,
        **replied,
        **lists,
        notices=notices,
        health=stores(health, changes, fields["marketplace"], noted.append),
        totals=totals,
        not_read=once(sorted(not_read, key=lambda item: (item.source, item.line, item.reason))),
        warnings=once(noted),
    )


def _of_document(part: Part, name: str) -> tuple[Any, ...]:
    return getattr(part.document, name) if part.document else ()


def _notices(parts: Sequence[Part]) -> tuple[Any, ...]:
    own = [notice for part in parts for notice in with_source(_of_document(part, "notices"), part.source)]
    return once([*own, *(part.notice for part in parts if part.notice)])


def _rows(
    parts: Sequence[Part],
    notices: Sequence[Any],
    listings: Sequence[Row],
    filters: Filters,
    noted: list[str],
    failed: list[InputError],
) -> tuple[dict[str, tuple[Any, ...]], Totals]:
    """The rows that matter, of documents and of reports, and the counts of all."""
    of_documents = {
        name: tuple(row for part in parts for row in with_source(_of_document(part, name), part.source))
        for name in _MODELS
    }
    in_play = InPlay(_named(parts, notices, of_documents))
    for row in listings:
        if filters.is_adverse("listings", row):
            in_play.add(row)
    keeper = Keeper(filters, in_play)
    _read_tables(parts, filters, keeper, noted, failed)
    if in_play.full:
        noted.append("So many listings match that only the first are kept by name; the rest are counted.")
    read = {name: [*(listings if name == "listings" else ()), *keeper.kept(name)] for name in _MODELS}
    rows = {
        name: (*of_documents[name], *(model(**row) for row in read[name])) for name, model in _MODELS.items()
    }
    return rows, _totals(parts, keeper)


def _named(parts: Sequence[Part], notices: Sequence[Any], rows: dict[str, tuple[Any, ...]]) -> set[str]:
    """The ASINs and SKUs named in notices, in answers about one listing and in rows of case documents."""
    names = {name for notice in notices for name in named_in(notice.text)}
    replied = (key for part in parts if part.document for key in part.document.answers)
    names.update(key.split("@", 1)[1] for key in replied if "@" in key)
    names.update(name_of({"asin": row.asin, "sku": row.sku}) for table in rows.values() for row in table)
    return names - {""}


def _read_tables(
    parts: Sequence[Part], filters: Filters, keeper: Keeper, noted: list[str], failed: list[InputError]
) -> None:
    tables = [part.table for part in parts if part.table]
    tables.sort(key=lambda table: KINDS.index(table.kind))
    siftings = [Sifting(table, filters, keeper) for table in tables]
    first = [sifting for sifting in siftings if sifting.table.kind.rows != "orders"]
    orders = [sifting for sifting in siftings if sifting.table.kind.rows == "orders"]
    for step in (*(s.read for s in first), *(s.read_late for s in first), *(s.read for s in orders)):
        try:
            noted += step() or ()
        except InputError as error:
            failed.append(error)


def _totals(parts: Sequence[Part], keeper: Keeper) -> Totals:
    names = keeper.in_play.names
    counted = [part.document.totals for part in parts if part.document]
    sold = {name: units for name, units in keeper.units_sold.items() if name in names}
    returned = {name: units for name, units in keeper.units_returned.items() if name in names}
    inbound = {name: units for name, units in keeper.units_inbound.items() if name in names}
    return Totals(
        rows=sum_counts([*(total.rows for total in counted), keeper.rows_read]),
        units_sold=sum_counts([*(total.units_sold for total in counted), sold]),
        units_returned=sum_counts([*(total.units_returned for total in counted), returned]),
        units_inbound=sum_counts([*(total.units_inbound for total in counted), inbound]),
        places={order: place for total in counted for order, place in total.places.items()} | keeper.places,
    )
