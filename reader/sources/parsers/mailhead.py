"""The head of a message: its fields as notes, and the people in them as names that need no recognising.

A sender or recipient is stated as a name only where the field says one beside the address ("Jane Doe <jane@x.example>"); the
address is the evidence. What could be anything ("Pete", "info") is left to the recogniser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from reader.model import Found, MentionType
from reader.sources.draft import Builder, found
from reader.sources.metadata import one_line
from reader.sources.sanitise import sanitise

__all__ = ["Correspondent", "add_head", "correspondents", "date_of_header"]

_LONGEST_FIELD = 8_000
_MOST_NAMES = 500
_ROLES = {"From": "sender", "To": "recipient", "Cc": "copied to"}
_ADDRESS = r"[\w.+'%=&/-]{1,64}@[\w.-]{1,253}"
_BEFORE_ADDRESS = re.compile(
    rf"(?P<name>[^<>;]{{1,200}})<(?:mailto:|smtp:)?(?P<address>{_ADDRESS})>", re.IGNORECASE
)
_AFTER_ADDRESS = re.compile(rf"(?P<address>{_ADDRESS}) \((?P<name>[^()<>;,]{{3,80}})\)")
_LISTED = re.compile(r"[^;]{3,80}")
_PART = re.compile(r"[^,]+")
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_PARTICLES_LISTED = (
    """de da do dos del della di du la le van von der den ter ten zu zur af av al el bin ibn y e"""
)
_PARTICLES = frozenset(_PARTICLES_LISTED.split())
_BODY_WORDS_LISTED = """office team department dept agency ministry police press news newsroom inc ltd llc plc corp corporation gmbh group service
    services support committee association foundation union university college school bank centre center council commission court
    bureau network society institute company systems media desk federation alliance authority administration division directorate
    embassy government parliament senate party church club trust coalition initiative interpol europol communications"""
_BODY_WORDS = frozenset(_BODY_WORDS_LISTED.split())
_NOBODY_LISTED = """mailer-daemon postmaster noreply no-reply donotreply do-not-reply bounce bounces undisclosed recipients recipient subsystem mail
    delivery administrator admin webmaster list test user undisclosed-recipients"""
_NOBODY = frozenset(_NOBODY_LISTED.split())


class Correspondent(NamedTuple):
    """Somebody named in a field: where in it, as what, and the address beside it ("" if none)."""

    start: int
    end: int
    type: MentionType
    address: str


def add_head(builder: Builder, fields: Mapping[str, str]) -> dict[str, Found]:
    """Subject as the title, the other fields as one note each with their names stated; gives the metadata."""
    header: dict[str, Found] = {}
    if fields.get("Subject"):
        header["title"] = found(one_line(fields["Subject"]), "subject")
        builder.add("heading", one_line(fields["Subject"]), 1)
    for name in ("From", "To", "Cc", "Date"):
        value = _one_field(fields.get(name, ""))
        if (
            value
            and (start := builder.add("note", f"{name}: {value}", label="header", close=True)) is not None
        ):
            _state(builder, name, value, start + len(name) + 2)
    if fields.get("From"):
        header["author"] = found(one_line(fields["From"]), "mail header")
        domain = re.search(r"@([\w.-]+\.\w+)", fields["From"])
        if domain:
            header["source"] = found(domain[1].lower(), "sender's address", 0.6)
    date = date_of_header(fields.get("Date", ""))
    if date:
        header["date"] = found(date, "mail header")
    return header


def _one_field(value: str) -> str:
    """A field on one line, cut where nobody reads on."""
    value = " ".join(sanitise(value[: _LONGEST_FIELD * 4])[0].split())
    return value if len(value) <= _LONGEST_FIELD else f"{value[:_LONGEST_FIELD].rstrip()} …"


def _state(builder: Builder, field: str, value: str, start: int) -> None:
    for name in correspondents(value) if field in _ROLES else ():
        reason = f"{_ROLES[field]}, {name.address}" if name.address else _ROLES[field]
        builder.state(start + name.start, start + name.end, name.type, reason)


def correspondents(value: str) -> list[Correspondent]:
    """The people and bodies that an address field names, in order, apart."""
    told: list[Correspondent] = []
    for start, end, address in _named(value):
        sort = _sort(value[start:end], address)
        if sort is not None and (not told or start >= told[-1].end):
            told.append(Correspondent(start, end, sort, address))
        if len(told) >= _MOST_NAMES:
            break
    return told


def _named(value: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, address) of each display name."""
    if "@" not in value:
        for match in _LISTED.finditer(value):
            yield *_trimmed(value, match.start(), match.end()), ""
        return
    for match in sorted(
        (*_BEFORE_ADDRESS.finditer(value), *_AFTER_ADDRESS.finditer(value)), key=lambda found: found.start()
    ):
        start, end = match.span("name")
        parts = list(_PART.finditer(value, start, end))
        for part in parts[
            :-1
        ]:  # "a@b.example, Doe, Jane <": what is before another address is not of this name
            if "@" in part.group() or ":" in part.group():
                start = part.end()
        start += value[start:end].find(":") + 1
        parts = [part for part in _PART.finditer(value, start, end) if part.group().strip()]
        if len(parts) > 2:
            start = parts[-1].start()
        yield *_trimmed(value, start, end), match["address"].lower()


def _trimmed(value: str, start: int, end: int) -> tuple[int, int]:
    while start < end and value[start] in " ,;\"'“”‘’\u00a0":
        start += 1
    while start < end and value[end - 1] in " ,;\"'“”‘’\u00a0":
        end -= 1
    return start, end


def _sort(name: str, address: str) -> MentionType | None:
    """What a display name names; None where that is not plain."""
    words = name.replace(",", " ").split()
    if not 2 <= len(words) <= 5 or any(
        character.isdigit() or character in "@/\\:()[]|&" for character in name
    ):
        return None
    lowered = {word.strip(".,'\"").lower() for word in words}
    local = address.partition("@")[0]
    if lowered & _NOBODY or local in _NOBODY:
        return None
    if lowered & _BODY_WORDS:
        return (
            "organisation"
            if all(word[0].isupper() or word in ("of", "for", "and", "the") for word in words)
            else None
        )
    if len(words) > 4 or not all(_is_name_word(word) for word in words):
        return None
    return "person" if any(len(word) > 2 for word in words) and not _strange_capitals(words) else None


def _is_name_word(word: str) -> bool:
    return bool(_WORD.fullmatch(word.rstrip(".,") or "-")) and (
        word[0].isupper() or word.lower() in _PARTICLES
    )


def _strange_capitals(words: list[str]) -> bool:
    """ "AF Test" and "SCS Desk": one word in capitals beside one that is not."""
    long = [word for word in words if len(word.strip(".,")) > 1 and word.lower() not in _PARTICLES]
    return len({word.isupper() for word in long}) > 1 and any(
        word.isupper() and 3 <= len(word) <= 4 for word in long
    )


def date_of_header(value: str) -> str:
    """The day of a mail header's date, "" if it is none."""
    try:
        return parsedate_to_datetime(value).date().isoformat() if value else ""
    except (ValueError, TypeError, OverflowError, IndexError):
        return ""
