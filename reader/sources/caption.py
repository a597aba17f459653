"""The head of a court paper: the parties are its title, the court its source, the day of decision its date.

    UNITED STATES COURT OF APPEALS FOR THE FIRST CIRCUIT … JANE KING, Plaintiff, Appellant, v. COLLAGEN CORPORATION, …

A "v." on a line of its own between two parties, under or over a line that names a court, is what tells such a paper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.model import Block, Evidence, Found
from reader.sources.dates import date_in
from reader.values import dataclass

__all__ = ["Caption", "caption_of"]

_REACH = 45
_LONGEST_PARTY = 400
_SHOWN_PARTY = 90
_SHORT = re.compile(r"[A-Z][\w.,’'& -]{1,60} v\. [A-Z][\w.,’'& -]{1,60}")
_MATTER = re.compile(r"in (?:re|the matter of)\b:?\s*", re.IGNORECASE)
_VERSUS = re.compile(r"v(?:s|ersus)?\.?", re.IGNORECASE)
_ROLE = re.compile(
    r"(?:(?:cross|counter|third-party|intervenor)[- ]?)?(?:plaintiff|defendant|appell(?:ant|ee)|petitioner|respondent|claimant|debtor|intervenor|movant|prosecutor|applicant|accused|party|parties|cross|third|in interest|real|counter)"
    r"s?\b.{0,80}",
    re.IGNORECASE,
)
_COURT = re.compile(
    r"(?:in the |before the )?(?P<name>[\w.,’' -]{0,60}\b(?:court of appeals?|supreme court|district court|high court|circuit court|superior court|court of justice|crown court|federal court|court|tribunal)\b[\w.,’' -]{0,60})",
    re.IGNORECASE,
)
_NO_PARTY = re.compile(
    r"\W*(?:nos?\.|\d|in re\b|errata|not for|for the |(?:on )?appeal|petition\b|before\b|u\.?s\.? court|united states (?:court|district court))|.{0,80}\bcourt of appeals\b",
    re.IGNORECASE,
)
_FOR_THE = re.compile(r"(?P<name>(?:for|of) the [\w.,’' -]{3,60}?)(?:,?\s+Nos?\..*)?", re.IGNORECASE)
_NO_COURT = re.compile(r"\b(?:appeal|petition|on review|from|judge|clerk|hon\.)\b", re.IGNORECASE)
_UNPUBLISHED = re.compile(
    r"\W*(?:do )?not\b.{0,40}?publi(?:cation|sh)\w*(?: in .{0,40}?reporter)?\W*|\[.{0,60}\]\s*", re.IGNORECASE
)
_PARTY_END = re.compile(
    r";.*|,?\s+(?:et al\b|a subsidiary|individually|on behalf|as (?:next friend|administrat|executor|trustee|parent|attorney general|personal)|by (?:and through|his|her|their|its)\b|through (?:his|her|its)|f/k/a|d/b/a|in (?:his|her|their) (?:official|individual)).*",
    re.IGNORECASE,
)
_SMALL = frozenset(("of", "for", "the", "and", "in", "a", "an", "to", "on", "de", "la", "del", "y"))


@dataclass(frozen=True, slots=True)
class Caption:
    """What the head says; the title always, the others where they were found."""

    title: Found
    court: Found | None = None
    date: Found | None = None


def caption_of(text: str, blocks: Sequence[Block]) -> Caption | None:
    """The caption of a court paper, None for anything else."""
    head = [block for block in blocks[:_REACH] if block.kind != "note"]
    short = _short_title(text, head)
    if short is not None:
        return short
    at = next((n for n, block in enumerate(head) if _is_versus(text, block)), None)
    if at is None:
        return _in_re(text, head)
    court = _court(text, head[: at + 12])
    left, right = (
        _parties(text, head[max(0, at - 14) : at][::-1])[-1:],
        _parties(text, head[at + 1 : at + 7])[:1],
    )
    if court is None or not left or not right:
        return None
    value = f"{_shown(text, left[0])} v. {_shown(text, right[0])}"
    evidence = Evidence(
        "parties of the case",
        " ".join(text[left[0].start : right[0].end].split())[:300],
        left[0].start,
        right[0].end,
    )
    return Caption(Found(value, evidence), court, _date(text, head, at))


def _short_title(text: str, head: Sequence[Block]) -> Caption | None:
    """ "Islam v. Holder" on a line of its own over the court's name."""
    for n, block in enumerate(head[:4]):
        line = _line(text, block)
        if _SHORT.fullmatch(line) and (court := _court(text, head[n + 1 : n + 14])) is not None:
            return Caption(
                Found(line, Evidence("parties of the case", line, block.start, block.end)),
                court,
                _date(text, head, n),
            )
    return None


def _in_re(text: str, head: Sequence[Block]) -> Caption | None:
    """A matter without an opponent: "IN RE HILDA SOLTERO HARRINGTON"."""
    for n, block in enumerate(head):
        line = _line(text, block)
        if (
            _MATTER.match(line)
            and 8 < len(line) <= 160
            and (court := _court(text, head[: n + 6])) is not None
        ):
            value = f"In re {_MATTER.sub('', line).strip(' ,.;:*')}"
            return Caption(
                Found(value, Evidence("matter of the case", line, block.start, block.end)),
                court,
                _date(text, head, n),
            )
    return None


def _line(text: str, block: Block) -> str:
    return (
        " ".join(text[block.start : block.end].split()) if block.end - block.start <= _LONGEST_PARTY else ""
    )


def _is_versus(text: str, block: Block) -> bool:
    return block.end - block.start <= 12 and bool(
        _VERSUS.fullmatch(text[block.start : block.end].strip(" ,;:()-–—"))
    )


def _parties(text: str, near: Sequence[Block]) -> list[Block]:
    """The blocks from the "v." on that name somebody, up to the next role, number or court."""
    parties: list[Block] = []
    for block in near:
        line = _line(text, block)
        role = bool(_ROLE.fullmatch(line.strip(" ,.;()*")))
        if block.kind == "boilerplate" or _NO_PARTY.match(line) or (role and parties):
            break
        if not role and sum(map(str.isalpha, line)) >= 2:
            parties.append(block)
    return parties


def _shown(text: str, block: Block) -> str:
    """A party's first name, without what it is besides."""
    line = _PARTY_END.sub("", _line(text, block)).strip(" ,;:*0123456789")
    return line if len(line) <= _SHOWN_PARTY else f"{line[:_SHOWN_PARTY].rsplit(' ', 1)[0].rstrip(' ,;')} …"


def _court(text: str, head: Sequence[Block]) -> Found | None:
    for n, block in enumerate(head):
        line = _line(text, block)
        dated = date_in(line)
        if dated and dated[1] == 0:
            line = line[dated[2] :].strip(" ,")
        line = _UNPUBLISHED.sub("", line)
        match = _COURT.fullmatch(line) if line and not _NO_COURT.search(line) else None
        if match is None:
            continue
        name, end = match["name"], block.end
        following = head[n + 1] if n + 1 < len(head) else None
        more = (
            _FOR_THE.fullmatch(_line(text, following))
            if following is not None and " for the " not in name.lower()
            else None
        )
        if more is not None and following is not None:
            name, end = f"{_cased(name.strip(' .,'))} {_cased(more['name'])}", following.end
        said = " ".join(text[block.start : end].split())
        return Found(_cased(name.strip(" .,")), Evidence("court of the case", said, block.start, end))
    return None


def _cased(name: str) -> str:
    """A court's name in small letters, so that it is one source however it was printed."""
    words = (
        name.lower().split()
        if sum(map(str.isupper, name)) > 0.6 * sum(map(str.isalpha, name))
        else name.split()
    )
    return " ".join(
        word.lower() if place and word.lower() in _SMALL else word[:1].upper() + word[1:]
        for place, word in enumerate(words)
    )


def _date(text: str, head: Sequence[Block], versus: int) -> Found | None:
    """A date alone on its line under the parties, or at the very top."""
    for block in (*head[versus:], *head[:1]):
        line = text[block.start : block.end]
        dated = date_in(line[:200])
        if dated and (block.label == "date" or (block is head[0] and dated[1] <= 2)):
            start = block.start + dated[1]
            return Found(
                dated[0],
                Evidence("date line", text[start : block.start + dated[2]], start, block.start + dated[2]),
            )
    return None
