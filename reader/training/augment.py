"""Makes clean samples look like text as it comes: capitals, wrapped and hyphenated lines, OCR noise, acronyms, other names.

Every change is a list of replacements, and one function carries the marks along, so a mark always covers the name's new spelling.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from .corpora import Sample
from .guideline import Mark

__all__ = ["Names", "augmented", "relaid", "rewritten"]

Edit = tuple[int, int, str]
"""Replace text[start:end]."""

WORD = re.compile(r"\w+")


def rewritten(sample: Sample, edits: Iterable[Edit]) -> Sample:
    """The sample with the edits made (sorted, not overlapping). What is inserted at a mark's edge stays outside the mark."""
    parts: list[str] = []
    done: list[tuple[int, int, int, int]] = []
    at = size = 0
    for start, end, new in edits:
        parts += (sample.text[at:start], new)
        size += start - at + len(new)
        done.append((start, end, size - len(new), size))
        at = end
    parts.append(sample.text[at:])
    ends = [end for _, end, _, _ in done]

    def moved(offset: int, closing: bool) -> int:
        passed = bisect_right(ends, offset)
        while closing and passed and done[passed - 1][0] == done[passed - 1][1] == offset:
            passed -= 1
        if passed < len(done) and done[passed][0] < offset < done[passed][1]:
            return done[passed][3] if closing else done[passed][2]
        return offset + (done[passed - 1][3] - done[passed - 1][1] if passed else 0)

    marks = (Mark(moved(mark.start, False), moved(mark.end, True), mark.type) for mark in sample.marks)
    return replace(sample, text="".join(parts), marks=tuple(mark for mark in marks if mark.start < mark.end))


@dataclass(frozen=True, slots=True)
class Names:
    """Names of other samples, by type, to put in the place of a sample's own."""

    by_type: dict[str, list[str]]

    @classmethod
    def of(cls, samples: Iterable[Sample]) -> Names:
        pool: dict[str, set[str]] = {}
        for sample in samples:
            for mark in sample.marks:
                name = sample.text[mark.start : mark.end]
                if name[:1].isupper() and "\n" not in name and 3 < len(name) < 50:
                    pool.setdefault(mark.type, set()).add(name)
        return cls({kind: sorted(names) for kind, names in pool.items()})


def augmented(sample: Sample, names: Names, rng: random.Random) -> Sample:
    """The sample changed by chance, most often not at all, in the ways real documents differ from clean ones."""
    for chance, change in (
        (0.12, lambda s: other_names(s, names, rng)),
        (0.15, lambda s: acronyms(s, rng)),
        (0.10, lambda s: with_titles(s, rng)),
        (0.06, lambda s: with_nation(s, rng)),
        (0.05, lambda s: surname_capitals(s, rng)),
        (0.03, lambda s: last_first(s, rng)),
        (0.06, lambda s: with_list(s, names, rng)),
        (0.03, lambda s: without_full_stops(s, rng)),
        (0.03, lambda s: scanned(s, rng)),
    ):
        if rng.random() < chance:
            sample = change(sample)
    return relaid(sample, rng)


def relaid(sample: Sample, rng: random.Random) -> Sample:
    """Changes of case and white space alone: the words stay as many, so a teacher's labels still fit."""
    ways: Sequence[tuple[float, Callable[[Sample, random.Random], Sample]]] = (
        (0.03, upper_case),
        (0.01, lower_case),
        (0.08, capital_headline),
        (0.06, wrapped),
        (0.10, joined_lines),
        (0.05, spaced_marks),
    )
    for chance, change in ways:
        if rng.random() < chance:
            sample = change(sample, rng)
    return sample


def _same_length(sample: Sample, text: str) -> Sample:
    return replace(sample, text=text) if len(text) == len(sample.text) else sample


def upper_case(sample: Sample, rng: random.Random) -> Sample:
    return _same_length(sample, sample.text.upper())


def lower_case(sample: Sample, rng: random.Random) -> Sample:
    return _same_length(sample, sample.text.lower())


def capital_headline(sample: Sample, rng: random.Random) -> Sample:
    """The first line, or the first sentence's worth of a text that has no lines."""
    end = sample.text.find("\n")
    if not 10 < end < 200:
        stop = sample.text.find(". ")
        if not 10 < stop < 150 or len(sample.text) < 300:
            return sample
        end = stop
    return _same_length(sample, sample.text[:end].upper() + sample.text[end:])


def wrapped(sample: Sample, rng: random.Random) -> Sample:
    """Hard line ends, as mail and PDF text have them."""
    width = rng.randint(45, 85)
    edits: list[Edit] = []
    line = 0
    for match in re.finditer(r" |\n", sample.text):
        if match.group() == "\n":
            line = match.end()
        elif match.start() - line >= width:
            edits.append((match.start(), match.end(), "\n"))
            line = match.end()
    return rewritten(sample, edits)


def joined_lines(sample: Sample, rng: random.Random) -> Sample:
    """One line: what web pages and mail bodies become when their line ends are lost."""
    return _same_length(sample, sample.text.replace("\n", " "))


def spaced_marks(sample: Sample, rng: random.Random) -> Sample:
    """White space around every punctuation mark, as tokenised text has it."""
    edits: list[Edit] = []
    for match in re.finditer(r"(?<=\S)(?=[^\w\s])|(?<=[^\w\s])(?=\S)", sample.text):
        if not edits or edits[-1][0] != match.start():
            edits.append((match.start(), match.start(), " "))
    return rewritten(sample, edits)


def other_names(sample: Sample, names: Names, rng: random.Random) -> Sample:
    """Some names replaced by names from elsewhere: one spelling always by the same one."""
    chosen: dict[tuple[str, str], str | None] = {}
    edits: list[Edit] = []
    for mark in sample.marks:
        old = sample.text[mark.start : mark.end]
        if mark.type not in names.by_type or len(old) < 4:
            continue
        key = (mark.type, old)
        if key not in chosen:
            chosen[key] = rng.choice(names.by_type[mark.type]) if rng.random() < 0.5 else None
        new = chosen[key]
        if new:
            edits.append((mark.start, mark.end, new.upper() if old.isupper() and len(old) > 6 else new))
    return rewritten(sample, edits)


def acronyms(sample: Sample, rng: random.Random) -> Sample:
    """ "National Crime Agency" -> "National Crime Agency (NCA)", and later mentions often "NCA" alone."""
    known: dict[str, str] = {}
    edits: list[Edit] = []
    introduced: list[tuple[int, str]] = []
    for mark in sample.marks:
        name = sample.text[mark.start : mark.end]
        if mark.type != "ORG":
            continue
        if name in known:
            if rng.random() < 0.7:
                edits.append((mark.start, mark.end, known[name]))
            continue
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        if 2 < len(initials) < 7 and sample.text[mark.end : mark.end + 2] != " (" and rng.random() < 0.5:
            known[name] = initials
            edits.append((mark.end, mark.end, f" ({initials})"))
            introduced.append((mark.end, initials))
    changed = rewritten(sample, edits)
    added: list[Mark] = []
    grown = 0
    places = dict(introduced)
    for start, end, new in edits:
        if start == end and start in places:
            added.append(Mark(start + grown + 2, start + grown + len(new) - 1, "ORG"))
        grown += len(new) - (end - start)
    marks = sorted([*changed.marks, *added], key=lambda mark: mark.start)
    return replace(changed, marks=tuple(marks))


RANKS = (
    *(
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Prof.",
        "Sir",
        "Dame",
        "Lord",
        "Supt.",
        "Chief Supt.",
        "Chief Superintendent",
        "Det. Insp.",
    ),
    *(
        "Detective Chief Inspector",
        "DCI",
        "DS",
        "Insp.",
        "Inspector",
        "Sgt",
        "Sgt.",
        "Staff Sgt.",
        "Cst.",
        "Constable",
        "Cpl.",
    ),
    *(
        "Commissioner",
        "Deputy Commissioner",
        "Asst. Comm.",
        "Assistant Commissioner",
        "Special Agent",
        "Director General",
    ),
    *(
        "Secretary-General",
        "Executive Director",
        "Chief Executive",
        "Ambassador",
        "Judge",
        "Justice",
        "Attorney General",
        "Col.",
    ),
    *(
        "Lt. Col.",
        "Maj. Gen.",
        "Brigadier",
        "Capt.",
        "Cmdr.",
        "Rear Admiral",
        "Minister",
        "Prime Minister",
        "Sheikh",
        "Gov.",
    ),
)


def with_titles(sample: Sample, rng: random.Random) -> Sample:
    """Ranks and titles before some people's names, outside the name."""
    edits: list[Edit] = []
    for mark in sample.marks:
        before = sample.text[max(0, mark.start - 2) : mark.start]
        if (
            mark.type == "PER"
            and rng.random() < 0.4
            and (before.endswith((", ", "\n")) or before[:1].islower())
        ):
            edits.append((mark.start, mark.start, rng.choice(RANKS) + " "))
    return rewritten(sample, edits)


NATIONS = ("UK", "British", "US", "Canadian", "Australian", "German", "Kenyan", "Swiss", "Indian")


def with_nation(sample: Sample, rng: random.Random) -> Sample:
    """A nation before some organisations' names: outside the name, and a place where it is one."""
    edits: list[Edit] = []
    places: list[tuple[int, int]] = []
    grown = 0
    for mark in sample.marks:
        before = sample.text[max(0, mark.start - 4) : mark.start].lower()
        if (
            mark.type == "ORG"
            and mark.end - mark.start > 8
            and before.endswith(("the ", "of ", "by "))
            and rng.random() < 0.3
        ):
            nation = rng.choice(NATIONS)
            edits.append((mark.start, mark.start, nation + " "))
            if nation.isupper():
                places.append((mark.start + grown, mark.start + grown + len(nation)))
            grown += len(nation) + 1
    changed = rewritten(sample, edits)
    marks = [*changed.marks, *(Mark(start, end, "LOC") for start, end in places)]
    return replace(changed, marks=tuple(sorted(marks, key=lambda mark: mark.start)))


def surname_capitals(sample: Sample, rng: random.Random) -> Sample:
    """ "Marie-Claude ARSENAULT"."""
    edits: list[Edit] = []
    for mark in sample.marks:
        name = sample.text[mark.start : mark.end]
        if mark.type == "PER" and " " in name:
            at = mark.start + name.rfind(" ") + 1
            edits.append((at, mark.end, sample.text[at : mark.end].upper()))
    return rewritten(sample, edits)


def last_first(sample: Sample, rng: random.Random) -> Sample:
    """ "Arsenault, Marie-Claude": in some names of two words."""
    edits: list[Edit] = []
    for mark in sample.marks:
        words = sample.text[mark.start : mark.end].split()
        if mark.type == "PER" and len(words) == 2 and rng.random() < 0.5:
            edits.append((mark.start, mark.end, f"{words[1]}, {words[0]}"))
    return rewritten(sample, edits)


LISTS = (
    ("{last}, {first}", "; "),
    ("{LAST}, {first}", "; "),
    ("{last}, {first}", "\n"),
    ("{LAST} {first}", "\n"),
)
LISTS += (
    ("{first} {LAST}", ", "),
    ("{first} {last}", "\n"),
    ("{first} {last}, {body}", "; "),
    ("{first} {last} ({body})", "\n"),
)


def with_list(sample: Sample, names: Names, rng: random.Random) -> Sample:
    """A list of people, as of attendees or authors, after the text."""
    style, between = rng.choice(LISTS)
    people = [name.split() for name in rng.sample(names.by_type["PER"], min(12, len(names.by_type["PER"])))]
    text = sample.text.rstrip() + "\n" + rng.choice(("", "Present: ", "Contacts:\n", "By ", "Participants\n"))
    marks = list(sample.marks)
    for words in [words for words in people if len(words) == 2][: rng.randint(2, 6)]:
        body = rng.choice(names.by_type["ORG"])
        start = len(text)
        entry = style.format(first=words[0], last=words[1], LAST=words[1].upper(), body=body)
        text += entry + between
        person = (
            len(entry) - len(body) - (3 if entry.endswith(")") else 2) if "{body}" in style else len(entry)
        )
        marks.append(Mark(start, start + person, "PER"))
        if "{body}" in style:
            at = start + entry.rindex(body)
            marks.append(Mark(at, at + len(body), "ORG"))
    return replace(sample, text=text.rstrip(" ,;"), marks=tuple(marks))


def without_full_stops(sample: Sample, rng: random.Random) -> Sample:
    """No full stop at the end of a line or of the text, as in lists, captions and headlines."""
    return rewritten(
        sample, [(m.start(), m.end(), "") for m in re.finditer(r"(?<=\w\w)\.(?=\s*(?:\n|$))", sample.text)]
    )


CONFUSED = {
    "l": "1",
    "I": "l",
    "O": "0",
    "o": "0",
    "e": "c",
    "h": "b",
    "n": "ri",
    "m": "rn",
    "S": "5",
    "B": "8",
    "a": "o",
    "t": "f",
}


def scanned(sample: Sample, rng: random.Random) -> Sample:
    """A few characters read wrongly, and words split by a hyphen at a line's end."""
    edits: list[Edit] = []
    for match in WORD.finditer(sample.text):
        word = match.group()
        if len(word) > 3 and rng.random() < 0.04:
            spot = rng.randrange(len(word))
            if word[spot] in CONFUSED:
                edits.append((match.start() + spot, match.start() + spot + 1, CONFUSED[word[spot]]))
        elif len(word) > 6 and rng.random() < 0.02:
            spot = match.start() + rng.randint(3, len(word) - 3)
            edits.append((spot, spot, "-\n"))
    return rewritten(sample, edits)
