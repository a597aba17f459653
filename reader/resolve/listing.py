"""Clusters as entities for people to read: the id that stays, the fullest well-attested name, aliases with counts and reasons."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reader.model import Alias, Entity, EntityType
from reader.resolve.bodies import of_one_session
from reader.resolve.groups import best_name
from reader.resolve.names import key_of, parse_body
from reader.resolve.people import person_of_key
from reader.resolve.places import spelt_out
from reader.resolve.sightings import Sightings

__all__ = ["Counts", "assign_ids", "listed_entities", "named_ids"]

_LETTER = {"person": "p", "organisation": "o", "place": "l"}
_ATTESTED = 0.2
"""A fuller name is shown if it stands in at least this share of the documents of the most frequent one."""


@dataclass
class Counts:
    """What a cluster adds up to: the first document by id, spellings (count, (name, reason)); whole names and partial ones by documents."""

    mentions: int = 0
    documents: int = 0
    first: str = ""
    forms: dict[str, tuple[int, tuple[int, str]]] = field(default_factory=dict)
    names: Counter[int] = field(default_factory=Counter)
    partials: Counter[int] = field(default_factory=Counter)


def _fresh(cluster: str, taken: Mapping[str, str]) -> str:
    """The type's letter and ten hex digits of the key's hash; more digits should two keys ever agree."""
    letter = _LETTER[cluster.partition(":")[0]]
    digest = hashlib.sha256(cluster.encode()).hexdigest()
    size = 10
    while taken.get(f"{letter}-{digest[:size]}", cluster) != cluster:
        size += 1
    return f"{letter}-{digest[:size]}"


def named_ids(cluster: str, ids: Mapping[str, str]) -> str:
    """The id of `cluster`, also of one that was not seen when the collection settled."""
    return ids.get(cluster) or _fresh(cluster, {})


def assign_ids(
    counts: Mapping[str, Counts],
    keys_of: Mapping[str, Sequence[str]],
    called: Mapping[str, Sequence[str]],
    known: Mapping[str, str],
) -> dict[str, str]:
    """Cluster -> id. An earlier id goes to the cluster with most mentions among those with a whole name (`keys_of`) that bore it, or
    else among those now called by a partial name (`called`) that bore it."""
    claims: list[tuple[int, int, str, str]] = []
    for rank, keys in ((0, keys_of), (1, called)):
        for cluster, count in counts.items():
            listed = {*keys.get(cluster, ()), *((cluster,) if rank == 0 else ())}
            claims += [(rank, -count.mentions, cluster, known[key]) for key in listed if key in known]
    ids: dict[str, str] = {}
    taken: dict[str, str] = {}
    for _, _, cluster, old in sorted(claims):
        if cluster not in ids and old not in taken:
            ids[cluster], taken[old] = old, cluster
    for cluster in sorted(counts):
        if cluster not in ids:
            ids[cluster] = _fresh(cluster, taken)
            taken[ids[cluster]] = cluster
    return ids


def listed_entities(
    sightings: Sightings, ids: Mapping[str, str], counts: Mapping[str, Counts]
) -> Iterator[Entity]:
    """Every cluster as an entity, in the order of ids."""
    for cluster, entity_id in sorted(ids.items(), key=lambda pair: pair[1]):
        count = counts[cluster]
        type: EntityType = sightings.names[next(iter(count.forms.values()))[1][0]].type
        aliases = sorted(
            (
                Alias(text, number, _reason(sightings, text, name, reason))
                for text, (number, (name, reason)) in count.forms.items()
            ),
            key=lambda alias: (-alias.count, alias.text),
        )
        yield Entity(
            entity_id, _name(sightings, type, count), type, tuple(aliases), count.mentions, count.documents
        )


def _reason(sightings: Sightings, text: str, name: int, reason: str) -> str:
    """Why a spelling counts, with the first document (by id) that says so: "surname: 000135b8225f and 1,643 more"."""
    told = (sightings.names[name].reasons or {}).get(text)
    if told:
        more = f" and {told[2] - 1:,} more" if told[2] > 1 else ""
        return f"{shortly(told[1])}: {told[0]}{more}"
    return reason


_OWN = re.compile(r"(?: of|:|^)? ?(?<!after )“[^”]*” ?(?=,|$|with )")
_ONLY = re.compile(r", (?:the only|one)\b.*$")


def shortly(reason: str) -> str:
    """A link's reason without what the page it stands on says anyhow: 'surname of “Rob Jones”, the only one here' -> 'surname'."""
    if reason.startswith("short for “"):
        return "short form, the nearest named before"
    short = _OWN.sub("", _ONLY.sub("", reason)).strip()
    if short.startswith("short for ("):
        short = short[len("short for (") :].replace(")", "", 1)
    return short or reason


def _name(sightings: Sightings, type: EntityType, count: Counts) -> str:
    """The fullest name among the well attested ones, in its best spelling."""
    if not count.names:
        return best_name([text for text, (number, _) in count.forms.items() for _ in range(min(number, 50))])
    most = max(count.names.values())
    attested = [n for n, documents in count.names.items() if documents >= most * _ATTESTED]
    names = {n: sightings.names[n].folded for n in attested}
    chosen = min(attested, key=lambda n: (-_fullness(names[n], type), -count.names[n], names[n]))
    key = sightings.names[chosen].key
    texts = [
        text
        for text, (number, _) in count.forms.items()
        if key_of(text, type) == key
        for _ in range(min(number, 50))
    ]
    if type == "organisation":
        texts = [text for text in texts if not of_one_session(text)] or texts
    if type == "place":
        texts = spelt_out(texts, names[chosen]) or texts
    return _shown(best_name(texts or list(count.forms)), type)


def _fullness(folded: str, type: EntityType) -> int:
    if type == "person":
        return len(person_of_key(folded).words)
    if type == "organisation":
        front, _, core = folded.rpartition("/")
        body = parse_body(core)
        return 0 if body.is_acronym else len(body.content) + bool(front)
    return 1


def _shown(text: str, type: EntityType) -> str:
    return text.title() if type == "place" and text.isupper() and len(text) > 4 else text
