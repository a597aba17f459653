"""Finding by pattern: regular expressions that cannot hang, whatever is typed.

The `regex` library gives up after a time that is set, and lets the rest of the program run meanwhile; `re` can do neither. What would
take its time before that (thousands of written-out repeats) or its memory (a pattern within itself) is refused.
"""

from __future__ import annotations

import re

from reader.tui.text.find import QueryFailure
from reader.values import dataclass

__all__ = ["LONGEST", "MOST", "PATIENCE", "PatternFound", "look_for_pattern"]

PATIENCE = 0.5
"""Seconds that looking through a text may take."""

MOST = 10_000
"""Hits that are kept."""

LONGEST = 200
"""Characters of a pattern."""

_REPEATED = 1000
"""Repeats are written out when a pattern is made ready: at most so many."""

_IN_WORDS = {
    "unterminated character set": "[ is not closed: ] ends it, \\[ means the character",
    "missing )": "( is not closed: ) ends it, \\( means the character",
    "unbalanced parenthesis": ") closes nothing: \\) means the character",
    "nothing to repeat": "nothing to repeat here: \\*, \\+ and \\? mean the characters",
    "bad escape (end of pattern)": "a \\ at the end: \\\\ means the character",
}
"""The mistakes that are made most often, with a remedy."""

_COUNT = re.compile(r"(?<!\\)\{(\d+)")
_WITHIN_ITSELF = re.compile(r"(?<!\\)\(\?(?:R\)|[+-]?\d+\)|&|P>)")
_ESCAPE = re.compile(r"\\.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PatternFound:
    """The spans of the hits in order; `failure` says why there are none, or not all."""

    spans: tuple[tuple[int, int], ...] = ()
    failure: QueryFailure | None = None


def look_for_pattern(written: str, text: str, patience: float = PATIENCE) -> PatternFound:
    """The hits of a regular expression (several lines: ^ and $ are a line's). Capitals count only where it has some.

    Never takes much longer than `patience` seconds. A mistake is told with the character (0-based) that it is at.
    """
    refused = _refused(written)
    if refused is not None:
        return PatternFound(failure=refused)
    import regex

    letters = _ESCAPE.sub("", written)
    flags = regex.MULTILINE | (0 if letters != letters.lower() else regex.IGNORECASE)
    spans: list[tuple[int, int]] = []
    try:
        pattern = regex.compile(written, flags)
        for match in pattern.finditer(text, timeout=patience, concurrent=True):
            if match.end() > match.start():
                spans.append(match.span())
            if len(spans) >= MOST:
                break
    except regex.error as error:
        return PatternFound(failure=QueryFailure(_IN_WORDS.get(error.msg, error.msg), error.pos))
    except TimeoutError:
        failure = QueryFailure("this pattern takes too long on this text")
        return PatternFound(tuple(spans), failure)
    except (OverflowError, RecursionError, MemoryError, ValueError) as error:
        return PatternFound(failure=QueryFailure(str(error) or "this pattern is too much"))
    return PatternFound(tuple(spans))


def _refused(written: str) -> QueryFailure | None:
    """Why a pattern is not even tried."""
    if not written.strip():
        return QueryFailure("nothing to look for")
    if len(written) > LONGEST:
        return QueryFailure(f"a pattern has at most {LONGEST} characters", LONGEST)
    itself = _WITHIN_ITSELF.search(written)
    if itself is not None:
        return QueryFailure("a pattern within itself could look for ever", itself.start())
    product = 1
    for count in _COUNT.finditer(written):
        product *= max(1, int(count[1][:9]))
        if product > _REPEATED:
            return QueryFailure(f"more than {_REPEATED:,} repeats", count.start())
    return None
