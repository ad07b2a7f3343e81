"""A small, sound body of rules that tests copy and break."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "sources.yaml": """\
- id: help-page
  title: A help page
  grade: official
  read: 2026-11-22
""",
    "limits.yaml": """\
- id: late-limit
  means: Share of late orders.
  value: 0.04
  unit: fraction
  confidence: A
  sources: [help-page]
  verified: 2026-11-22
- id: late-answer
  means: Time to answer.
  value: 3
  unit: days
  confidence: A
  sources: [help-page]
  verified: 2026-11-22
""",
    "metrics.yaml": """\
- {id: late-rate, title: Late, unit: rate, good: below, limit: late-limit, part_keys: {noLabel: no-label}}
""",
    "marketplaces.yaml": """\
- code: DE
  id: X1
  country: Germany
  region: eu
  site: amazon.de
  hosts: [sellercentral.amazon.de]
  currency: EUR
  languages: [de]
""",
    "enforcement.yaml": """\
- id: account-deactivated
  title: Account deactivated
  means: It cannot sell.
  next_step: Send one appeal.
""",
    "weights.yaml": """\
priors: {common: -3.0, occasional: -3.6, rare: -4.2}
root_cause_priors: {common: -1.0, occasional: -1.5, rare: -2.0}
strengths: {decisive: 4.6, strong: 2.3, moderate: 1.2, slight: 0.5}
grades: {paper: 1.0, report: 1.0, client: 0.8, inferred: 0.7}
further: 0.5
practice_at_most: moderate
limits_verified_for_days: 365
decisive_floor: 1.6
show_at: 0.35
show_root_cause_at: 0.3
confidence: {clear: 0.9, likely: 0.7, possible: 0.35}
asking:
  unanswered: {known: 0.1, look-up: 0.3, delicate: 0.4}
  cost: {known: 1.0, look-up: 1.3, delicate: 1.8}
  item: 0.03
  believed_at_least: 0.1
  tried: 8
  silence: 0.4
  worth: 0.03
""",
    "retired.yaml": "- {id: old-name, why: it meant two things}\n",
    "domains.yaml": "- {domain: aboutamazon.com, used_for: news}\n",
    "languages.yaml": "- {code: en, name: English, common: [the, and, your, you, is, of]}\n",
    "facts/all.yaml": """\
- id: notice-says-late
  means: The notice says that orders were late.
  heard: true
- id: notice-says-cancelled
  means: The notice says that orders were cancelled.
  heard: true
- id: late-rate-is-breached
  means: The late rate is over its limit.
  measured: {metric: late-rate, test: breached}
- id: handling-time-too-short
  means: The handling time is too short.
- id: software-failed
  means: The software failed.
- id: buyers-say-late
  means: Buyers say that it came late.
  about: listing
  found: {in: returns, where: {comment: {says: came-late}}}
- id: late-in-both
  means: Late by the notice and by the rate.
  deduced_when: {all: [notice-says-late, late-rate-is-breached]}
""",
    "questions/all.yaml": """\
- id: ask-why-late
  asks: Why were orders late?
  why: It tells the causes apart.
  kind: choice
  choices:
    - {id: short, says: The time was short, tells: {handling-time-too-short: true}}
    - {id: software, says: It failed, tells: {software-failed: true, handling-time-too-short: false}}
""",
    "wording/en/all.yaml": """\
- words: orders
  phrases: [orders, shipments]
- fact: notice-says-late
  phrases: [<orders> ... late]
- fact: notice-says-cancelled
  phrases: [<orders> ... cancelled]
- theme: came-late
  phrases: [came late|arrived late]
- enforcement: account-deactivated
  phrases: [account ... deactivated]
""",
    "evidence/order-table.yaml": """\
id: order-table
title: Table of orders
means: Each late order with its times.
checks:
  - {id: lists-every-order, text: It lists every order., sources: [help-page]}
obtain: From the order reports.
takes: a day
""",
    "flags/all.yaml": """\
- id: late-twice
  kind: contradiction
  when: {all: [notice-says-late], denied: [late-rate-is-breached]}
  because: The notice and the rate do not agree.
  do: Check the dates.
- id: refused-before
  kind: outlook
  shifts: harder
  shown: {grounds: [late-orders]}
  because: It was late before.
- id: late-first
  kind: priority
  shown: {families: [performance]}
  before: {grounds: [cancelled-orders]}
  because: It comes first.
""",
    "replies/all.yaml": """\
- id: lack-table
  title: The table is missing.
  when: {all: [notice-says-late]}
  part: documents
  evidence: [order-table]
  do: Send it.
  basis: amazon
  sources: [help-page]
""",
    "drafting/all.yaml": "".join(
        f"- {{id: {name}, heads: [We answer], tails: [your notice.]}}\n"
        for name in ("opening", "ground", "corrective", "preventive", "attachments", "closing")
    ),
    "routes/all.yaml": "- {id: banner, title: The banner, steps: [Follow it.], attachments: PDF}\n",
    "clocks/all.yaml": """\
- id: late-clock
  title: Late
  track: account
  limit: late-answer
  fits: {grounds: [late-orders]}
  counts_from: notice
  then: Answer.
  passed: Ask.
""",
    "papers/all.yaml": "- {id: invoice-heading, words: [invoice]}\n",
    "review/rules.yaml": """\
- id: letter-begs
  title: It begs
  part: style
  severity: weak
  costs: 0.2
  says: begs
  because: Begging adds no fact.
  do: Strike it.
""",
    "review/en/tone.yaml": """\
- says: begs
  phrases: [i beg|we beg]
""",
    "contact/all.yaml": "".join(
        f"- {{id: at-{state}, state: {state}, title: Now, do: ['Wait until {{day}}.']}}\n"
        for state in (
            "nothing-sent",
            "waiting",
            "follow-up-due",
            "more-information",
            "refused",
            "refused-again",
            "over",
        )
    ),
    "monitoring/all.yaml": """\
- {id: watch-late, title: Late, report: A report, often: Daily, who: Ann, at: 2 %, do: Mend it.}
""",
    "root_causes/error-of-others.yaml": """\
id: error-of-others
title: Others erred
rules:
  - id: told-error
    when: {all: [late-rate-is-breached]}
    strength: slight
    basis: practice
    because: Others erred.
""",
    "grounds/performance/late-orders.yaml": """\
id: late-orders
title: Late orders
means: Orders were late.
often_confused_with: [cancelled-orders]
frequency: common
remedy: appeal
outlook: fair
outlook_because: It can be measured.
sources: [help-page]
rules:
  - id: notice-states-late
    when: {all: [notice-says-late]}
    strength: decisive
    because: The notice says so.
  - id: late-twice-over
    when: {any: [late-in-both, late-rate-is-breached]}
    strength: strong
    because: The rate is {late-rate} against {late-rate.target}.
root_causes:
  - id: time-too-short
    title: The handling time is too short
    rules:
      - id: told-short
        when: {all: [handling-time-too-short]}
        strength: moderate
        basis: practice
        because: The handling time is too short.
      - id: told-not-short
        when: {denied: [handling-time-too-short]}
        points: away
        strength: slight
        basis: practice
        because: The handling time is long enough.
    actions:
      - id: raise-time
        corrective: {do: 'Raise it to {units} days.', done: 'On {date} we raised it.'}
  - id: software-broke
    title: The software broke
    rules:
      - id: told-software
        when: {all: [software-failed]}
        strength: moderate
        basis: practice
        because: The software failed.
    actions:
      - id: watch-software
        preventive: {do: 'Have {owner} watch it.', done: 'Since {date} {owner} watches it.'}
evidence:
  - need: order-table
    because: It shows the times.
shared_root_causes:
  - error-of-others
""",
    "grounds/performance/cancelled-orders.yaml": """\
id: cancelled-orders
title: Cancelled orders
means: Orders were cancelled.
often_confused_with: [late-orders]
frequency: rare
remedy: edit
outlook: easy
outlook_because: It is a setting.
sources: [help-page]
rules:
  - id: notice-states-cancelled
    when: {all: [notice-says-cancelled]}
    strength: decisive
    because: The notice says so.
root_causes:
  - id: no-stock
    title: There was no stock
    rules:
      - id: buyers-tell-late
        when: {all: [buyers-say-late]}
        strength: moderate
        because: Buyers of {listings} say that it came late.
  - id: wrong-price
    title: The price was wrong
    rules:
      - id: late-and-cancelled
        when: {all: [late-in-both]}
        strength: slight
        because: It was late, too.
cautions:
  - Do not cancel more orders.
""",
}


FILES["manifest.yaml"] = "files:\n" + "".join(f"  - {name}\n" for name in sorted([*FILES, "manifest.yaml"]))


def small_rules(folder: Path) -> Path:
    """Write the small rules into ``folder/rules``."""
    root = folder / "rules"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Replace the first ``old`` in a file."""
    text = (root / name).read_text("utf-8")
    assert old in text, f"{old!r} is not in {name}"
    (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")
