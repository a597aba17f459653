"""People's names that the tagger took apart or cut short: "Last, First" lists, surnames in capitals, initials."""

from __future__ import annotations

import re

from reader.recognise.setting import Setting
from reader.recognise.spans import Cover, Span

__all__ = ["rejoined"]

_COMMA = re.compile(r",[^\S\n]+\Z")
_LINE_END = re.compile(r"-[^\S\n]*\n[^\S\n]*\Z")
_GIVEN = re.compile(r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]*\.?){0,2}\Z")
_CAPITAL_SURNAME = re.compile(
    r"\s(?:(?:van|von|de|la|le|den|der|bin|al|VAN|DE|LE|LA)\s)?[A-ZÀ-Þ][A-ZÀ-Þ’'-]{2,}(?![\w’'-])"
)


def _alone_on_line(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is a whole line or list item, up to a tab, dash, bracket or further field."""
    before = text[text.rfind("\n", 0, start) + 1 : start].strip(" \t*•·-–—\"'0123456789.)|")
    after = text[end : end + 2].lstrip(" ")
    return not before and (not after or after[0] in "\n\t|;(-–—:,")


def _last_first(text: str, left: Span, right: Span) -> bool:
    if left.type != "person" or right.type != "person" or not _COMMA.match(text, left.end, right.start):
        return False
    surname, given = text[left.start : left.end], text[right.start : right.end]
    if " " in surname and not surname.split()[0][0].islower():
        return False
    return bool(_GIVEN.match(given)) and _alone_on_line(text, left.start, right.end)


def _hyphenated(text: str, left: Span, right: Span) -> bool:
    """Whether a name was broken by a hyphen at the end of a line: "Crimi-", "nal Court"."""
    return (
        left.type == right.type
        and text[right.start].islower()
        and bool(_LINE_END.match(text, left.end, right.start))
    )


def rejoined(setting: Setting, spans: list[Span]) -> list[Span]:
    """`spans` (sorted, apart) with "Jones, Rob" on a line of its own, "Rob JONES" and hyphenated names as one."""
    text = setting.text
    joined: list[Span] = []
    for span in spans:
        if joined and _last_first(text, joined[-1], span):
            last = joined.pop()
            joined.append(
                last._replace(end=span.end, score=min(last.score, span.score), reason="surname, given name")
            )
        elif joined and _hyphenated(text, joined[-1], span):
            last = joined.pop()
            joined.append(last._replace(end=span.end, score=min(last.score, span.score)))
        else:
            joined.append(span)
    cover = Cover(joined)
    return [_with_capital_surname(setting, span, cover) for span in joined]


def _with_capital_surname(setting: Setting, span: Span, cover: Cover) -> Span:
    text = setting.text
    name = text[span.start : span.end]
    if span.type != "person" or name.isupper() or not name.istitle() or setting.in_capitals(span.start):
        return span
    more = _CAPITAL_SURNAME.match(text, span.end)
    if (
        more is None
        or cover.meeting(span.end, more.end())
        or any(w.isupper() and len(w) > 2 for w in name.split())
    ):
        return span
    return span._replace(end=more.end(), reason="surname in capitals")
