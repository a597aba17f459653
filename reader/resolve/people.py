"""The grammar of a person's name: what in a span is title, first name, initial, particle, surname, suffix; and which two may be one.

"Chief Supt. Marie-Claude Arsenault (RCMP)" -> marie-claude | arsenault, title "chief supt"
"BURNS, Conrad R."                          -> conrad r | burns
"""

from __future__ import annotations

import re
from functools import lru_cache

from reader.resolve.lexicon_people import (
    FEMALE,
    GIVEN_LIKE_TITLES,
    MALE,
    PARTICLES,
    POST_NOMINALS,
    QUALIFIERS,
    SUFFIXES,
    TITLES,
    formal_names,
)
from reader.resolve.spelling import fold, scanned, slip, tidy
from reader.values import dataclass

__all__ = [
    "PersonName",
    "bare_match",
    "gender_of",
    "given_agree",
    "parse_person",
    "person_of_key",
    "person_relation",
]

_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]?")
_QUOTED = re.compile(
    r"\"\s*([^\"]{1,20}?)\s*\"|(?<!\w)'([^']{2,20})'(?!\w)|\(\s*([A-Z][a-z]{1,11})\s*\)(?=\s+\w)"
)
_TOKEN = re.compile(r"[^\s,;:]+|,")
_GLUED = re.compile(r"(?:[a-z]\.){2,}[a-z]?\.?")


@dataclass(frozen=True, slots=True)
class PersonName:
    """`given` and `surname` are folded words (particles belong to the surname); a bare name has its word in `surname` alone."""

    given: tuple[str, ...]
    surname: tuple[str, ...]
    suffix: str = ""
    nicknames: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        return self.given + self.surname

    @property
    def bare(self) -> bool:
        """Whether the name alone does not say who is meant: one word, or initials and a surname."""
        return not any(len(word) > 1 for word in self.given)

    @property
    def last(self) -> str:
        """The surname's last word without an Arabic article: what people are blocked by."""
        return _bare_surname(self.surname[-1]) if self.surname else ""

    @property
    def key(self) -> str:
        name = " ".join(self.words)
        return f"{name}, {self.suffix}" if self.suffix else name


def _bare_surname(word: str) -> str:
    """ "zarqawi" for "al-zarqawi"."""
    return word[3:] if word[:3] in ("al-", "el-") and len(word) > 5 else word


def gender_of(titles: tuple[str, ...] | str) -> str:
    """ "m" or "f" where a title says so, else ""."""
    listed = titles.casefold().replace(".", " ").split() if isinstance(titles, str) else titles
    if any(title in FEMALE for title in listed):
        return "f"
    return "m" if any(title in MALE for title in listed) else ""


@lru_cache(maxsize=1 << 14)
def parse_person(text: str) -> PersonName:
    """The name in `text`, which may be untidy: titles, "the", a description in front, brackets or a post behind."""
    plain = _without_description(tidy(text).replace(" - ", "-"))
    nicknames = [fold(n) for found in _QUOTED.finditer(plain) for n in found.groups() if n]
    plain = _BRACKETS.sub(" ", _QUOTED.sub(" ", plain)) if nicknames else _BRACKETS.sub(" ", plain)
    tokens = _tokens(plain)
    tokens, suffix = _without_tail(_last_first(tokens))
    tokens, titles = _without_titles(tokens)
    if not tokens:
        tokens, titles = (titles[-1:] or [fold(text)]), titles[:-1]
    split = _surname_start(tokens)
    return PersonName(tuple(tokens[:split]), tuple(tokens[split:]), suffix, tuple(nicknames), tuple(titles))


_JOINS_NAMES = frozenset(
    ("of", "the", "and", "dit", "on", "in", "at", "for", "to", "with", "from", "a", "an")
)


def _without_description(plain: str) -> str:
    """What stands behind the last word in small letters that is no part of a name: "veteran coach Doc Rivers", "42-year-old actor X"."""
    words = plain.split(" ")
    for at in range(len(words) - 2, -1, -1):
        word = words[at].rstrip(",:")
        small = any(c.islower() for c in word) and not any(c.isupper() for c in word)
        known = word in PARTICLES or word in _JOINS_NAMES or word.strip(".") in TITLES or word in QUALIFIERS
        if small and not known and not {"'", '"'} & set(word):
            rest = words[at + 1 :]
            # "John Smith, chairman of Acme Corp": what stands behind the name is a post, and nobody's name follows it.
            named = (
                rest[0][:1].isupper()
                and fold(rest[0]) != "prince"
                and not any(w.endswith(",") for w in words[: at + 1])
            )
            front = [w for w in words[:at] if w[:1].isupper() and fold(w).strip(".,") not in TITLES]
            return " ".join(rest) if named and (len(rest) > 1 or len(front) < 2) else plain
    return plain


def person_of_key(key: str) -> PersonName:
    """The name behind a key that `parse_person` made: its titles are gone already, whatever its words look like now."""
    name, _, suffix = key.partition(", ")
    tokens = name.split() or [name]
    split = _surname_start(tokens)
    return PersonName(tuple(tokens[:split]), tuple(tokens[split:]), suffix)


_ARTICLE = re.compile(r"(?<=\s)(al|el|ul|az|ash)\s+(?=[A-Z])|^(al|el)\s+(?=[A-Z])")


def _tokens(plain: str) -> list[str]:
    found: list[str] = []
    # "Abu Musab al Zarqawi"; "Al Gore" and "Al Qaeda" have their capital.
    plain = _ARTICLE.sub(lambda article: f"{article[0].strip()}-", plain)
    for raw in _TOKEN.findall(plain):
        if raw in ("a", "an", "the", "The", "THE", "and") and not found:
            continue
        word = fold(raw)
        if word == ",":
            found.append(word)
            continue
        if _GLUED.fullmatch(word) and not (found and word.replace(".", "") in POST_NOMINALS):
            found.extend(word.replace(".", ""))
            continue
        word = word.strip(".\"'*-/").removesuffix("'s").rstrip(".")
        if word and any(c.isalnum() for c in word):
            found.append(word)
    while found and found[-1] == ",":
        found.pop()
    while found and found[0] == ",":
        found.pop(0)
    return found


def _last_first(tokens: list[str]) -> list[str]:
    """ "Smith, John A." turned round; a name followed by its post cut at the comma."""
    if "," not in tokens:
        return tokens
    at = tokens.index(",")
    before, after = tokens[:at], tokens[at + 1 :]
    if after and all(word in SUFFIXES or word in POST_NOMINALS or word == "," for word in after):
        return before + [word for word in after if word != ","]
    first = [word for word in after if word != "," and word not in SUFFIXES]
    names = [word for word in before if word not in TITLES]
    turned = (
        first
        and len(first) <= 3
        and 0 < len(names) <= 2
        and not any(w in TITLES or w in QUALIFIERS for w in first)
    )
    if turned and (len(names) == 1 or names[0] in PARTICLES):
        return first + before + [word for word in after if word in SUFFIXES]
    return before


def _without_tail(tokens: list[str]) -> tuple[list[str], str]:
    suffix = ""
    while len(tokens) > 1 and (tokens[-1] in SUFFIXES or tokens[-1] in POST_NOMINALS):
        if tokens[-1] in SUFFIXES:
            suffix = SUFFIXES[tokens[-1]]
        tokens = tokens[:-1]
    return tokens, suffix


def _without_titles(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Cut after the last title that a name still follows: a description in front goes with it."""
    cut = 1 if len(tokens) == 2 and tokens[0] in ("st", "ste", "saint") else 0
    for at, word in enumerate(tokens[:-1]):
        rest = len(tokens) - at - 1
        if word in GIVEN_LIKE_TITLES:
            if at == cut and rest >= 2 and not _initials(tokens[at + 1 :]):
                cut = at + 1
        elif word in TITLES or (word in QUALIFIERS and at == cut and (rest >= 2 or cut)):
            cut = at + 1
    if cut and tokens[cut] == "of":
        return tokens, []
    return tokens[cut:], tokens[:cut]


def _initials(tokens: list[str]) -> bool:
    """ "Dean R. Smith" is no dean: an initial follows a first name."""
    return len(tokens) == 2 and len(tokens[0]) == 1


def _surname_start(tokens: list[str]) -> int:
    if len(tokens) == 1:
        return 0
    start = len(tokens) - 1
    while start > 1 and tokens[start - 1] in PARTICLES and len(tokens[start - 1]) > 1:
        start -= 1
    if start == 1 and tokens[0] in PARTICLES and tokens[0] not in ("al", "ben", "le", "van", "san", "du"):
        return 0
    return start


@lru_cache(maxsize=1 << 14)
def given_agree(one: str, other: str) -> str:
    """How two first names agree: "same", "initial", "short form", "spelling", or "" where they do not."""
    if one == other:
        return "same"
    if not one or not other:
        return ""
    if len(one) == 1 or len(other) == 1:
        return "initial" if one[0] == other[0] else ""
    left, right = formal_names(one) | {one}, formal_names(other) | {other}
    if left & right:
        return "short form"
    if one.split("-")[0] == other or other.split("-")[0] == one:
        return "short form"
    return "spelling" if _close(one, other) else ""


def _close(one: str, other: str) -> bool:
    if min(len(one), len(other)) < 5 or one[0] != other[0]:
        return False
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1


_BOUND = frozenset(("st", "saint", "mac", "mc", "o", "san", "santa"))
"""Particles without which a surname is another one: "St. John" is no John."""


def _surnames_agree(one: PersonName, other: PersonName) -> bool:
    a, b = one.surname, other.surname
    if a == b or one.last == other.last:
        return (a[0] in _BOUND) == (b[0] in _BOUND)
    joined = "".join(a).replace("-", "").replace("'", ""), "".join(b).replace("-", "").replace("'", "")
    return joined[0] == joined[1]


def person_relation(one: PersonName, other: PersonName) -> str:
    """How two whole names may name one person: "same", "middle name", "initial", "short form", "spelling",
    "double surname", or ""."""
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return ""
    if not one.bare and not other.bare and one.given == other.surname and one.surname == other.given:
        return "short form" if one.key != other.key else "same"
    if one.bare or other.bare or not _surnames_agree(one, other):
        return _typing_slip(one, other)
    if one.given == other.given:
        return "same"
    long, short = (one, other) if len(one.words) > len(other.words) else (other, one)
    if (
        len(short.words) >= 2
        and long.words[1:] == short.words
        and len(long.given[0]) > 1
        and len(long.words) > 2
    ):
        return "double surname"
    a, b = one.given, other.given
    agree = given_agree(a[0], b[0])
    if not agree and (one.nicknames or other.nicknames):
        agree = (
            "nickname"
            if any(given_agree(n, m) for n in (*one.nicknames, a[0]) for m in (*other.nicknames, b[0]))
            else ""
        )
    if not agree or agree == "initial":
        shifted = _by_middle_name(a, b) or _by_middle_name(b, a)
        if shifted:
            return shifted
        if not agree:
            return ""
    if not _middles_agree(a[1:], b[1:]):
        return ""
    if agree != "same":
        return agree
    return "middle name"


def _middles_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """No middle name or initial of the shorter list contradicts the longer."""
    if not a or not b:
        return True
    if len(a) == len(b):
        return all(given_agree(x, y) for x, y in zip(a, b, strict=True))
    short, long = sorted((a, b), key=len)
    return all(given_agree(x, y) for x, y in zip(short, long, strict=False))


def _by_middle_name(a: tuple[str, ...], b: tuple[str, ...]) -> str:
    """ "R. James Nicholson" goes by "Jim"."""
    if len(a) >= 2 and len(a[0]) == 1 and len(b[0]) > 1 and given_agree(a[1], b[0]) in ("same", "short form"):
        return "middle name"
    return ""


def _typing_slip(one: PersonName, other: PersonName) -> str:
    if not one.bare and not other.bare and slip(one.key, other.key) == "letters misread":
        return "spelling"
    if one.bare or other.bare or one.given != other.given or len(one.given[0]) < 3:
        return ""
    return "spelling" if _close(one.last, other.last) and min(len(one.last), len(other.last)) >= 6 else ""


def bare_match(bare: PersonName, full: PersonName) -> str:
    """How a bare name (a surname, a first name, initials and surname) fits a whole one: in words, or ""."""
    if bare.suffix and full.suffix and bare.suffix != full.suffix:
        return ""
    if bare.suffix in ("ii", "iii", "iv") and full.suffix != bare.suffix:
        return ""
    if bare.given:
        if not _surnames_agree(bare, full):
            return ""
        initials = [word for word in full.given if word]
        return "initial and surname" if all(any(w[0] == i[0] for i in initials) for w in bare.given) else ""
    words, name = bare.surname, full.words
    if len(words) == 1:
        words = (bare.last,)
    if words == full.surname or (words == name[-len(words) :] and full.surname[0] not in _BOUND):
        return "surname"
    if len(words) > 1:
        return "surname" if words[-1] == full.last and words[0] in PARTICLES else ""
    word = words[0]
    if word != full.last and min(len(word), len(full.last)) > 5 and scanned(word) == scanned(full.last):
        return "surname"
    if "'" in word + full.last and word.replace("'", "") == full.last.replace("'", ""):
        return "surname"
    if (word == full.last and full.surname[0] not in _BOUND) or (
        len(full.surname) > 1 and word == "".join(full.surname)
    ):
        return "surname"
    if "-" in full.last and word in full.last.split("-"):
        return "part of the surname"
    if full.given and word == full.given[0]:
        return "first name"
    if word in full.nicknames or (full.given and word in formal_names_of(full.given[0])):
        return "short first name"
    return "middle name" if word in full.given and len(word) > 2 else ""


@lru_cache(maxsize=1 << 12)
def formal_names_of(given: str) -> frozenset[str]:
    """The formal first names behind `given`: "jon" -> {"john", "jonathan"}."""
    return formal_names(given)
