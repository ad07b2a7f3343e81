"""Laws of names: one id is one thing, every name used is defined, every name defined is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diagnose.knowledge.laws.world import World, problem
from diagnose.knowledge.manifest import unlisted_files
from diagnose.knowledge.models import Item, Limit, Replaceable
from diagnose.knowledge.problems import Problem, did_you_mean
from facts_schema import BUILT_IN

SECTIONS = (
    "opening",
    "reason",
    "request",
    "appeal",
    "send",
    "policy",
    "consequence",
    "error",
    "help",
    "next",
)
CLOCK_WORDS = ("unit-", "month-")
"""Lists of words so named say how a language calls hours, days and months: the reading of deadlines uses
them."""


def ids_are_unique(world: World) -> Iterator[Problem]:
    """An id stands for one thing among all things of its kind."""
    for kind, pairs in _ids(world):
        first: dict[str, Item] = {}
        for name, item in pairs:
            if name not in first:
                first[name] = item
                continue
            other = first[name]
            yield problem(item, f'{kind} "{name}" is defined {_again(item, other, name)}')


def _again(item: Item, other: Item, name: str) -> str:
    first = f"{other.file}:{other.line}"
    if item.pack == other.pack or not isinstance(item, Replaceable):
        return f"twice; first at {first}."
    advice = f'Choose another id, or write "replaces: {name}" to put this in its place.'
    return f"at {first} already, outside of the pack {item.pack}. {advice}"


def retired_ids_stay_retired(world: World) -> Iterator[Problem]:
    """An id that is gone never comes back with another meaning."""
    retired = {item.id: item for item in world.base.retired}
    for kind, pairs in _ids(world):
        for name, item in pairs:
            if kind != "retired id" and name in retired:
                why = retired[name].why
                yield problem(item, f'{kind} "{name}" uses a retired id ({why}); choose another id.')


def file_names_are_ids(world: World) -> Iterator[Problem]:
    """A ground, an evidence kind and a shared root cause stand in a file of their own name."""
    for kind, name in (("ground", "grounds"), ("evidence", "evidence"), ("root cause", "root_causes")):
        for item in world.draft.all(name):
            stem = item.file.rsplit("/", 1)[-1].removesuffix(".yaml")
            if stem != item.id:
                yield Problem(item.file, 1, f'the file holds {kind} "{item.id}"; name it {item.id}.yaml.')


def files_are_listed(world: World) -> Iterator[Problem]:
    """The manifest lists every file, or nobody would miss it."""
    yield from unlisted_files(world.draft)


def names_used_are_defined(world: World) -> Iterator[Problem]:
    """Whatever is named somewhere is defined in the place for it."""
    defined = {kind: _defined(world, *_kind_and_language(kind)) for kind in world.used}
    hints: dict[tuple[str, str], str] = {}
    for use in world.uses:
        known, place = defined[use.kind]
        if use.name in known or world.excused(use.name) or _has_no_file(world, use.kind):
            continue
        key = (use.kind, use.name)
        hints[key] = hints[key] if key in hints else _hint(world, use.name, known)
        yield problem(use.item, f'{use.who} {use.verb} "{use.name}", which {place}.{hints[key]}')


def _hint(world: World, name: str, known: Iterable[str]) -> str:
    """What was meant, or who took the name away."""
    if name not in world.draft.replaced:
        return did_you_mean(name, known)
    gone, item = world.draft.replaced[name]
    advice = f'let it keep the id "{name}", or replace this, too'
    return f" {item.file}:{item.line} replaces it ({gone.file}:{gone.line}) under another id: {advice}."


def _kind_and_language(kind: str) -> tuple[str, str]:
    """The kind of a use without its second word, and that word: a language, for what wordings define."""
    name, _, language = kind.partition(" ")
    return name, language


def _has_no_file(world: World, kind: str) -> bool:
    """Whether the files that define such names are missing as a whole; that was said already."""
    return bool(world.draft.missing & {f"{kind.replace('-', '_')}s", kind}) or (
        kind == "store" and "marketplaces" in world.draft.missing
    )


def names_defined_are_used(world: World) -> Iterator[Problem]:
    """Whatever is defined is used: what nothing needs is noise, or a forgotten rule."""
    for kind, items, advice in _to_be_used(world):
        used = world.used.get(kind, frozenset())
        for name, item in items:
            # A pack that replaces a ground may leave built-in facts without use; its author cannot mend that.
            beyond_reach = bool(world.draft.packs) and item.pack == BUILT_IN
            if name not in used and not beyond_reach and not world.excused(name):
                yield problem(item, f'{kind.partition(" ")[0]} "{name}" is used nowhere; {advice}')


def languages_are_known(world: World) -> Iterator[Problem]:
    """A folder of wordings is named after a language of languages.yaml."""
    for code, entries in world.base.wordings.items():
        if world.base.languages and code not in world.base.languages:
            file = entries[0].file
            yield Problem(file, 0, f'the folder is named "{code}", which is no language of languages.yaml.')


def _ids(world: World) -> Iterator[tuple[str, list[tuple[str, Item]]]]:
    draft = world.draft
    for kind, name in _KINDS:
        yield kind, [(item.id, item) for item in draft.all(name)]
    yield "marketplace", [(item.code, item) for item in draft.all("marketplaces")]
    yield "domain", [(item.domain, item) for item in draft.all("domains")]
    grounds = draft.all("grounds")
    scopes = [*(scope for ground in grounds for scope in ground.parts), *draft.all("root_causes")]
    uses = [use for ground in grounds for use in ground.shared_root_causes]
    yield "ground or root cause", [(scope.id, scope) for scope in scopes]
    yield "rule", [(rule.id, rule) for scope in (*scopes, *uses) for rule in scope.rules]
    yield "action", [(action.id, action) for scope in (*scopes, *uses) for action in scope.actions]
    yield "limit", [(item.id, item) for item in _of_one_time(draft.all("limits"))]
    for code, entries in draft.wordings.items():
        yield f"list of words ({code})", [(entry.words, entry) for entry in entries if entry.words]
    for evidence in draft.all("evidence"):
        yield f'check of "{evidence.id}"', [(check.id, check) for check in evidence.checks]


_KINDS = (
    ("source", "sources"),
    ("metric", "metrics"),
    ("fact", "facts"),
    ("question", "questions"),
    ("evidence", "evidence"),
    ("enforcement", "enforcement"),
    ("flag", "flags"),
    ("lack", "lacks"),
    ("list of words for papers", "paper_words"),
    ("review rule", "review_rules"),
    ("phrase", "phrases"),
    ("route", "routes"),
    ("clock", "clocks"),
    ("contact", "contacts"),
    ("watch", "watches"),
    ("retired id", "retired"),
)


def _of_one_time(limits: Iterable[Limit]) -> list[Limit]:
    """Limits may share an id while they differ in stores or dates; keep those that do not differ."""
    first: dict[object, Limit] = {}
    doubled: list[Limit] = []
    for limit in limits:
        key = (limit.id, limit.stores, limit.since, limit.until)
        if key in first:
            doubled += [first[key], limit]
        first.setdefault(key, limit)
    return doubled


def _defined(world: World, kind: str, language: str) -> tuple[Iterable[str], str]:
    base = world.base
    if kind == "section":
        return SECTIONS, f"is no section of a notice ({', '.join(SECTIONS)})"
    if kind in ("guard", "words"):
        entries = base.wordings.get(language, ())
        names = {name for entry in entries for own, name in [entry.key] if own == kind}
        return names, f"no file under rules/wording/{language}/ defines"
    if kind == "theme":
        names = {entry.theme for _, entry in world.wordings if entry.theme}
        return names, "no file under rules/wording/ defines"
    if kind == "enforcement":
        return {item.id for item in base.enforcement}, "rules/enforcement.yaml does not define"
    if kind == "limit":
        return {item.id for item in base.limits}, "rules/limits.yaml does not define"
    tables: dict[str, tuple[Iterable[str], str]] = {
        "fact": (base.facts, "no file under rules/facts/ defines"),
        "evidence": (base.evidence, "no file under rules/evidence/ defines"),
        "ground": (base.grounds, "no file under rules/grounds/ defines"),
        "family": (
            {ground.family for ground in base.grounds.values()},
            "no folder of rules/grounds/ is called",
        ),
        "root-cause": (
            {cause.id for cause in world.draft.all("root_causes")},
            "no file under rules/root_causes/ defines",
        ),
        "paper-words": (base.paper_words, "no file under rules/papers/ defines"),
        "source": (base.sources, "rules/sources.yaml does not define"),
        "metric": (base.metrics, "rules/metrics.yaml does not define"),
        "store": (base.marketplaces, "rules/marketplaces.yaml does not define"),
    }
    return tables[kind]


def _to_be_used(world: World) -> Iterator[tuple[str, list[tuple[str, Item]], str]]:
    base = world.base
    # A request speaks for itself: the diagnosis lists what it asks for.
    facts: list[tuple[str, Item]] = [(name, fact) for name, fact in base.facts.items() if not fact.asks_for]
    yield "fact", facts, "write the rule that needs it, or remove it."
    yield "evidence", list(base.evidence.items()), "let a ground or a request need it, or remove it."
    yield "source", list(base.sources.items()), "cite it where it is relied on, or remove it."
    own: list[tuple[str, Item]] = [(entry.theme, entry) for _, entry in world.wordings if entry.theme]
    yield "theme", own, "look for it in the filter of a fact, or remove it."
    for code, entries in base.wordings.items():
        lists: list[tuple[str, Item]] = [
            (entry.words, entry)
            for entry in entries
            if entry.words and not entry.words.startswith(CLOCK_WORDS)
        ]
        yield f"words {code}", lists, "use it in a phrase as <name>, or remove it."
    shared: list[tuple[str, Item]] = [(cause.id, cause) for cause in world.draft.all("root_causes")]
    yield "root-cause", shared, "let a ground share it, or remove it."
    enforcement: list[tuple[str, Item]] = [(item.id, item) for item in base.enforcement]
    yield "enforcement", enforcement, "say in a wording file how a notice puts it."
