"""The body of a message: its own words, the replies that it quotes (as quote blocks), signature and disclaimer.

Quoting is told by ">" at the line, by <blockquote>, or by what mail programs write over it ("-----Original Message-----", "On …
wrote:", or "From: … Sent: … Subject: …"): from there on all is quoted, one level deeper each time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.model import Block
from reader.sources.draft import Builder, check_lines
from reader.sources.layout import lay_out
from reader.sources.parsers.html import build
from reader.sources.parsers.mailhead import correspondents
from reader.sources.sanitise import sanitise

__all__ = ["add_body"]

_SIGNATURE = re.compile(r"^--[ \u00a0]?$", re.MULTILINE)
_LONGEST_SIGNATURE = 14
_CHUNK = re.compile(r"(?:^[^\S\n]*\S[^\n]*\n?)+", re.MULTILINE)
_WROTE = re.compile(
    r"(?:on|le|am|el|il|op|em|den|w dniu)\b.{6,160}\b(?:wrote|a écrit|schrieb|escribió|ha scritto|schreef|escreveu|skrev|napisał\(?a?\)?)\b.{0,80}:\s*",
    re.IGNORECASE,
)
_DIVIDER = re.compile(
    r"[-_*\s]{0,12}(?:begin )?(?:original message|forwarded message(?: from .{1,80})?|forwarded by .{1,120}|original-nachricht|ursprüngliche nachricht|weitergeleitete nachricht|message d'origine|message transféré|"
    r"mensaje original|messaggio originale|oorspronkelijk bericht)[-_*\s:]{0,80}",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?P<name>from|sent|date|to|cc|bcc|subject|reply-to|von|gesendet|an|betreff|de|envoyé|à|objet|enviado|para|asunto|da|inviato|oggetto)\s{0,3}:\s{0,8}(?P<value>.{0,600})",
    re.IGNORECASE | re.DOTALL,
)
_FIRST_FIELDS = frozenset(("from", "von", "de", "da"))
_SUBJECTS = frozenset(("subject", "betreff", "objet", "asunto", "oggetto"))
_DISCLAIMER = re.compile(
    r"\b(?:this (?:e-?mail|message|communication)\b.{0,200}\b(?:confidential|intended (?:only|solely)|privileged|scanned for viruses)|if you (?:are not|have received this).{0,120}(?:intended recipient|in error)|"
    r"please consider the environment|the information (?:contained )?in this (?:e-?mail|message|transmission))|\A(?:confidentiality )?notice:\s.{0,300}\b(?:confidential|privileged)|\Aconfidentiality notice",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_HEAD = 700


def add_body(builder: Builder, text: str, kind: str) -> None:
    """The text of a message ("plain" or "html"): paragraphs, quoted replies, signature and disclaimer."""
    inner = builder.apart()
    if kind == "html":
        build(text, inner)
        text, blocks = inner.text, inner.blocks
    else:
        text = sanitise(text)[0]
        check_lines(text, builder.limits)
        blocks = _without_signature(text)
    _Quoting(builder, text, blocks).run()


def _without_signature(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text; what follows "-- " up to the next quoted line is a block of its own."""
    signature = _SIGNATURE.search(text)
    if signature is None:
        return lay_out(text)
    end = len(text)
    for line in re.finditer(r"^.*$", text[signature.end() :], re.MULTILINE):
        if (
            line.group().startswith(">")
            or _DIVIDER.fullmatch(line.group().strip() or "-")
            or _WROTE.fullmatch(line.group().strip())
        ):
            end = signature.end() + line.start()
            break
    after = end
    notice: tuple[Block, ...] = ()
    for chunk in _CHUNK.finditer(text, signature.end(), end):
        if _DISCLAIMER.search(chunk.group()[:2000]):
            bare = not text[signature.end() : chunk.start()].strip()
            end, after = (signature.start() if bare else chunk.start()), chunk.end()
            notice = (_trimmed(text, end, after, "disclaimer"),)
            break
    if sum(bool(line.strip()) for line in text[signature.end() : end].splitlines()) > _LONGEST_SIGNATURE:
        return lay_out(text)
    signed = (_trimmed(text, signature.start(), end, "contact"),) if end > signature.start() else ()
    rest = lay_out(text, after) if after < len(text) else ()
    return (*lay_out(text, 0, signature.start()), *signed, *notice, *rest)


def _trimmed(text: str, start: int, end: int, label: str) -> Block:
    """A folded block without the white space around it."""
    words = text[start:end]
    return Block(
        "boilerplate", start + len(words) - len(words.lstrip()), start + len(words.rstrip()), label=label
    )


class _Quoting:
    """Goes over a body's blocks and knows how deep in quoted replies it is."""

    def __init__(self, builder: Builder, text: str, blocks: Sequence[Block]) -> None:
        self._builder = builder
        self._text = text
        self._blocks = blocks
        self._level = 0
        self._in_head = False

    def run(self) -> None:
        """Adds every block, as what it is."""
        for at, block in enumerate(self._blocks):
            words = self._text[block.start : block.end]
            line = " ".join(words.split()) if block.end - block.start <= _LONGEST_HEAD else ""
            if self._divides(at, line) or self._is_head(at, words, line):
                continue
            self._add(block, words)

    def _divides(self, at: int, line: str) -> bool:
        """A line that a mail program wrote over what is quoted."""
        if not line or len(line) > 300:
            return False
        divider = bool(_DIVIDER.fullmatch(line))
        wrote = not divider and bool(_WROTE.fullmatch(line))
        if not divider and not wrote:
            return False
        marked = any(block.kind == "quote" for block in self._blocks[at + 1 : at + 4])
        if not marked:
            self._level += 1
        self._builder.add("note", line, label="reply")
        self._in_head = divider
        return True

    def _is_head(self, at: int, words: str, line: str) -> bool:
        """The fields of a quoted message: "From: …", "Sent: …", in one block or in several."""
        fields = _fields(words) if line else []
        if not fields:
            self._in_head = False
            return False
        names = [name for name, _ in fields]
        if not self._in_head:
            ahead = names + [
                name
                for block in self._blocks[at + 1 : at + 5]
                for name, _ in _fields(self._text[block.start : block.end][:200])[:1]
            ]
            if names[0] not in _FIRST_FIELDS or not _SUBJECTS & set(ahead[:6]):
                return False
            self._in_head = True
            self._level += 1
        for name, value in fields:
            start = self._builder.add("note", f"{name.capitalize()}: {value}", label="header", close=True)
            if start is not None and name not in _SUBJECTS:
                start += len(name) + 2
                for who in correspondents(value):
                    self._builder.state(
                        start + who.start,
                        start + who.end,
                        who.type,
                        f"quoted message, {who.address}".rstrip(", "),
                    )
        return True

    def _add(self, block: Block, words: str) -> None:
        close = block.kind == "list" or (block.kind == "quote" and self._text[block.start] == ">")
        if block.kind in ("paragraph", "quote", "list") and len(words) < 4000 and _DISCLAIMER.search(words):
            self._builder.add("boilerplate", words, label="disclaimer")
        elif self._level and block.kind in ("paragraph", "heading", "list", "standfirst", "quote"):
            self._builder.add(
                "quote",
                words,
                self._level + (block.level if block.kind == "quote" else 0),
                block.label,
                close=block.kind == "list",
            )
        else:
            self._builder.add(block.kind, words, block.level, block.label, close=close)


def _fields(words: str) -> list[tuple[str, str]]:
    """The header fields that a block consists of, if its first line is one (a value may be wrapped)."""
    found: list[tuple[str, str]] = []
    for line in words[:_LONGEST_HEAD].splitlines():
        match = _FIELD.fullmatch(line.strip(" *\t"))
        if match:
            found.append((match["name"].lower(), match["value"].strip(" *")))
        elif found and line.strip():
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}"[:600])
        elif line.strip():
            return []
    return found
