"""What repairs ask of a library and have it do: who may be meant, what a decision would change, and the decision itself.

Each is a question as in `questions`, answered in a worker thread. What is decided goes through `reader.indexing.deciding`: on the disk first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from reader.errors import NotFound
from reader.readmodel import DocumentRow, EntityRow, ToReview, Why
from reader.session import narrow
from reader.tui.items import Place
from reader.tui.questions import CardAndReferences, Readings
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.decisions import Decision
    from reader.library import Library

__all__ = [
    "Candidates",
    "CandidatesFor",
    "Draft",
    "HoldingOf",
    "Known",
    "NamedExactly",
    "NamesIn",
    "Preview",
    "PreviewOf",
    "Record",
    "ShowDecisions",
    "Shown",
    "SideOf",
    "TakingBack",
    "Unsure",
    "UnsurePairs",
    "WhyOf",
]


def _library(readings: Readings) -> Library:
    """The library itself: deciding needs more of it than reading does."""
    return cast("Library", readings)


def _user() -> str:
    """The login name, for the log."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision about what is on the screen: entities and documents by the library's ids, passages by place."""

    verb: str
    entities: tuple[str, ...] = ()
    mentions: tuple[Place, ...] = ()
    documents: tuple[str, ...] = ()
    name: str = ""
    type: str = ""
    word: str = ""
    everywhere: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody in a preview: what they are called now, and their kind."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A decision ready to be made: what it is about, and what would stand in its way. `undone` is what it takes back or does again."""

    decision: Decision
    entities: tuple[Known, ...]
    mentions: int
    documents: int
    problem: str = ""
    undone: Decision | None = None


@dataclass(frozen=True, slots=True)
class PreviewOf:
    """What would these decisions change?"""

    drafts: tuple[Draft, ...]
    topic: str = "preview"

    def ask(self, readings: Readings) -> tuple[Preview, ...]:
        """One preview a draft; raises NotFound where somebody is no longer there."""
        library = _library(readings)
        return tuple(_previewed(library, draft) for draft in self.drafts)


def _previewed(library: Library, draft: Draft) -> Preview:
    from reader.indexing.deciding import preview, stumbles

    decision = _decision(library, draft)
    rows = [library.entity(one) for one in draft.entities]
    mentions, documents = preview(library, decision)
    stumbled = stumbles(library, decision) if draft.verb == "merge" else []
    problem = " ".join(f"{one.what}. {one.remedy}" for one in stumbled if not one.holds)
    return Preview(decision, tuple(Known(row.name, row.type) for row in rows), mentions, documents, problem)


def _decision(library: Library, draft: Draft) -> Decision:
    """The draft as the log says it: by names, content hashes and passages."""
    from reader.decisions import new_decision
    from reader.indexing.deciding import log_of, mention_ref, reference

    documents = {place.document: library.document(place.document) for place in draft.mentions}
    fields: dict[str, Any] = {
        "entities": tuple(reference(library, one) for one in draft.entities),
        "mentions": tuple(
            mention_ref(documents[place.document], place.start, place.end) for place in draft.mentions
        ),
        "documents": tuple(library.document(one).row.sha256 for one in draft.documents),
        "name": draft.name,
        "type": draft.type,
        "word": draft.word,
        "everywhere": draft.everywhere,
        "target": draft.target,
    }
    salt = str(len(log_of(library.path).read()[0]))
    return new_decision(draft.verb, _user(), salt=salt, **fields)


@dataclass(frozen=True, slots=True)
class TakingBack:
    """What would undoing (or, `again`, redoing) change now? A `target` asks for that decision instead of the last one."""

    topic: ClassVar[str] = "preview"
    again: bool = False
    target: str = ""

    def ask(self, readings: Readings) -> tuple[Preview, ...]:
        """The preview; raises CommandError where there is nothing."""
        from reader.indexing.deciding import last_that_holds, log_of, preview

        library = _library(readings)
        target = self.target or last_that_holds(library.path, self.again).id
        by_id = {one.id: one for one in log_of(library.path).read()[0]}
        decision = _decision(library, Draft("undo", target=target))
        about = by_id[target]
        while about.verb == "undo" and about.target in by_id:
            about = by_id[about.target]
        mentions, documents = preview(library, decision)
        return (Preview(decision, (), mentions, documents, "", about),)


@dataclass(frozen=True, slots=True)
class HoldingOf:
    """Does a decision with this verb hold for the entity? Its id; "" if none does."""

    verb: str
    entity: str
    topic: ClassVar[str] = "holding"

    def ask(self, readings: Readings) -> str:
        """The decision's id."""
        from reader.indexing.deciding import holding

        found = holding(_library(readings), self.verb, self.entity)
        return found.id if found else ""


@dataclass(frozen=True, slots=True)
class Record:
    """Write this decision down: on the disk when the answer is here."""

    decision: Decision
    topic: ClassVar[str] = "record"

    def ask(self, readings: Readings) -> tuple[int, int]:
        """How many mentions in how many documents it is about."""
        from reader.indexing.deciding import record

        return record(_library(readings).path, self.decision)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the log says is shown: what stands in the way of the decision that was asked about, and how many lines of the log do
    not apply, contradict each other or cannot be read.
    """

    problem: str = ""
    conflicts: int = 0


@dataclass(frozen=True, slots=True)
class ShowDecisions:
    """Let the library show what the log says; `decision` is the id of the one that is asked about."""

    decision: str = ""
    topic: ClassVar[str] = "show"

    def ask(self, readings: Readings) -> Shown | None:
        """What came of it; None where there is no log.

        Raises LibraryError where the library cannot be written now.
        """
        from reader.indexing.deciding import log_of, show_log

        path = getattr(readings, "path", None)
        if path is None or not log_of(path).path.exists():
            return None
        problems = show_log(path)
        own = [one for one in problems if self.decision and one.decision == self.decision]
        return Shown(" ".join(f"{one.what}. {one.remedy}".strip() for one in own), len(problems))


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who may be meant: what the machine itself suggests (with score and reason), then `alike` names, then others.

    Where something was typed, `named` are those that fit it.
    """

    suggested: tuple[tuple[EntityRow, float, str], ...]
    alike: tuple[EntityRow, ...]
    named: tuple[EntityRow, ...]


@dataclass(frozen=True, slots=True)
class CandidatesFor:
    """Who could be the same as `entity` (or, with "", be called something like `like`), given these letters?"""

    topic: ClassVar[str] = "entities"
    LIMIT: ClassVar[int] = 60
    query: str
    entity: str = ""
    like: str = ""

    def ask(self, readings: Readings) -> Candidates:
        """The machine's suggestions as far as they fit the letters, and who is named so or nearly so."""
        library = _library(readings)
        query = self.query.strip()
        own = library.entity(self.entity) if self.entity else None
        suggested = self._suggested(library) if own else []
        if query:
            fitting = narrow(query, suggested, lambda one: one[0].name)
            suggested = [one for one, _ in fitting]
        known = {self.entity, *(row.id for row, _, _ in suggested)}
        like = query or (own.name if own else self.like)
        alike = [row for row in library.like_named(like, limit=12) if row.id not in known] if like else []
        known.update(row.id for row in alike if not query)
        named = self._named(library, query) if query else library.entities(limit=self.LIMIT)
        if query:
            held = {row.id for row in named}
            named += [row for row in alike if row.id not in held]
            alike = []
        named = [row for row in named if row.id not in known]
        if own is not None:
            named.sort(key=lambda row: row.type != own.type)
        return Candidates(tuple(suggested), tuple(alike), tuple(named[: self.LIMIT]))

    def _suggested(self, library: Library) -> list[tuple[EntityRow, float, str]]:
        found = []
        for one in library.to_review(limit=None, of=self.entity):
            other = one.right if one.left.id == self.entity else one.left
            found.append((other, one.suggestion.score, one.suggestion.reason))
        return sorted(found, key=lambda one: -one[1])

    def _named(self, library: Library, text: str) -> list[EntityRow]:
        """Names that hold the words, the best fitting first."""
        found: dict[str, EntityRow] = {}
        for part in dict.fromkeys((text, max(text.split(), key=len))):
            found.update((row.id, row) for row in library.entities(contains=part, limit=300))
        fitting = narrow(text, found.values(), lambda row: row.name)
        return list(({row.id: row for row, _ in fitting} | found).values())


@dataclass(frozen=True, slots=True)
class WhyOf:
    """Why does the mention that begins there count as its entity's?"""

    topic: ClassVar[str] = "why"
    document: str
    start: int

    def ask(self, readings: Readings) -> Why | None:
        """Scores, evidence, what people said; None where no name begins."""
        return readings.why(self.document, self.start)


@dataclass(frozen=True, slots=True)
class NamedExactly:
    """Who is written exactly so?"""

    topic: ClassVar[str] = "called"
    text: str

    def ask(self, readings: Readings) -> tuple[EntityRow, ...]:
        """The most mentioned first."""
        return tuple(_library(readings).called(self.text)[:3])


@dataclass(frozen=True, slots=True)
class NamesIn:
    """Which documents name this entity, and how often each?"""

    topic: ClassVar[str] = "names-in"
    LIMIT: ClassVar[int] = 500
    entity: str

    def ask(self, readings: Readings) -> tuple[tuple[DocumentRow, int], ...]:
        """The newest first."""
        library = _library(readings)
        rows = library.documents(entity=self.entity, limit=self.LIMIT)
        counts = {
            group.document: len(group.references)
            for group in library.references(self.entity, limit=self.LIMIT)
        }
        return tuple((row, counts.get(row.id, 0)) for row in rows)


@dataclass(frozen=True, slots=True)
class Unsure:
    """The pairs to review, what matters most first; there may be more where these are not `complete`."""

    pairs: tuple[ToReview, ...]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class UnsurePairs:
    """What is unsure?"""

    topic: ClassVar[str] = "unsure"
    limit: int | None = None

    def ask(self, readings: Readings) -> Unsure:
        """All of it (or so many pairs), by mentions touched times uncertainty."""
        pairs = tuple(_library(readings).to_review(limit=self.limit))
        return Unsure(pairs, self.limit is None or len(pairs) < self.limit)


@dataclass(frozen=True, slots=True)
class SideOf:
    """Who are these two, and where are they named?"""

    topic: ClassVar[str] = "sides"
    left: str
    right: str
    DOCUMENTS: ClassVar[int] = 5

    def ask(self, readings: Readings) -> Sequence[CardAndReferences | None]:
        """Both sides; None for one that is no longer there."""
        return [self._side(readings, one) for one in (self.left, self.right)]

    def _side(self, readings: Readings, entity: str) -> CardAndReferences | None:
        try:
            groups = readings.references(entity, limit=self.DOCUMENTS)
            return CardAndReferences(readings.card(entity), tuple(groups))
        except NotFound:
            return None
