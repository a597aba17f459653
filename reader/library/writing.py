"""What the indexer alone does with a library: the part of `Library` that an index run uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from reader.later import later
from reader.library.connection import Connection
from reader.model import Entity, Failure, LocalEntity, Placement, Suggestion

if TYPE_CHECKING:
    from reader.library import linking, queue, storing, upkeep
    from reader.library.directory import Directory
    from reader.library.queue import FileSeen, Plan, Work
    from reader.library.ruled import Ruled
    from reader.library.storing import Stored
else:
    linking, queue, storing, upkeep = later("reader.library", "linking", "queue", "storing", "upkeep")

__all__ = ["Writing"]


class Writing:
    """Taking documents in and linking them; mixed into `Library`."""

    if TYPE_CHECKING:

        @property
        def _connection(self) -> Connection: ...

    def plan(
        self, files: Iterable[FileSeen], roots: Sequence[str], extractor: str, retry: bool = False
    ) -> Plan:
        """Register what lies under `roots` and say what is to be read; begins an index run. See `queue.plan`."""
        return queue.plan(self._connection, files, roots, extractor, retry)

    def take(self, limit: int) -> list[Work]:
        """The next files to read; each is given once a run, those that were tried before come last."""
        return queue.take(self._connection, limit)

    def count_try(self, sources: Iterable[int]) -> None:
        """Count one more try of files, before they are read where a bad one would take the whole program down."""
        queue.count_try(self._connection, sources)

    def release(self, sources: Iterable[int]) -> None:
        """Give taken files back at an orderly stop, as if never tried."""
        queue.release(self._connection, sources)

    def known(self, sha256: str) -> bool:
        """Whether this content is stored already by the run's extractor; `same` then replaces reading it."""
        return storing.known(self._connection, sha256)

    def same(self, source: int, sha256: str, seconds: float = 0.0, member: str = "") -> None:
        """A file (or the member of it with this path) with a content that is `known`: one document, one more source row."""
        storing.same(self._connection, source, sha256, seconds, member)

    def opened(self, source: int, warnings: Sequence[str] = (), seconds: float = 0.0) -> None:
        """A file that holds documents and is none was read to its end; members of it that this run did not see are gone."""
        storing.opened(self._connection, source, warnings, seconds)

    def unread(self, source: int, member: str, failure: Failure, seconds: float = 0.0) -> None:
        """A member of a file that did not become a document."""
        storing.unread(self._connection, source, member, failure, seconds)

    def remembered(self, key: str) -> str:
        """What an earlier run remembered under `key` about how to index; "" if nothing."""
        return queue.remembered(self._connection, key)

    def remember(self, key: str, value: str) -> None:
        """Remember how to index, for later runs over these files."""
        queue.remember(self._connection, key, value)

    def store(self, batch: Sequence[Stored]) -> None:
        """Write what workers made, in one transaction (about 200 documents)."""
        storing.store(self._connection, batch)

    def fail(self, source: int, failure: Failure, seconds: float = 0.0, hopeless: bool = False) -> None:
        """A file that did not become a document: a row in the report. `hopeless`: not to be tried again until it changes."""
        queue.fail(self._connection, source, failure, seconds, hopeless)

    def needs_linking(self) -> bool:
        """Whether documents changed since `link` last came to its end."""
        return linking.needs_linking(self._connection)

    def local_entities(self) -> Iterator[tuple[str, str | None, str | None, tuple[LocalEntity, ...]]]:
        """(document id, source, date, its local entities) for `Collection.observe` and `place`; writing in between is fine."""
        return linking.local_entities(self._connection)

    def known_keys(self) -> Mapping[str, str]:
        """Name key -> entity id of the last link run, for `Collection.settle`."""
        return linking.known_keys(self._connection)

    def link(
        self,
        entities: Iterable[Entity],
        placements: Iterable[tuple[str, Iterable[Placement]]],
        keys: Iterable[tuple[str, str]] = (),
        suggestions: Iterable[Suggestion] = (),
        should_stop: Callable[[], bool] = lambda: False,
        rule: Callable[[Directory], Ruled] | None = None,
    ) -> bool:
        """Write a settled collection: all its entities, then every document's placements; only differences are written.

        `rule` gives what decisions come to among the entities that are there then. False if stopped before the end: the library
        reads well and `needs_linking` stays true.
        """
        return linking.link(self._connection, entities, placements, keys, suggestions, should_stop, rule)

    def finish(self, should_stop: Callable[[], bool] = lambda: False) -> None:
        """After a run: tidy the search index, refresh statistics and the companions of the most named entities."""
        upkeep.finish(self._connection, should_stop)
