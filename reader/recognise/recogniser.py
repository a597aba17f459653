"""From a document to its mentions: the tagger proposes, the rules settle."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.model import Definition, Document, Mention, Recognised
from reader.recognise.acronyms import definitions, settled
from reader.recognise.bodies import regrouped
from reader.recognise.borders import bare, country_in_front, pieces
from reader.recognise.calibration import FILE as CALIBRATION
from reader.recognise.calibration import Calibration
from reader.recognise.called import called
from reader.recognise.consistency import consistent
from reader.recognise.courts import courts, firms
from reader.recognise.dates import dates
from reader.recognise.forces import forces
from reader.recognise.furniture import readable, within, without_lone_headings
from reader.recognise.introduced import introduced
from reader.recognise.legible import legible
from reader.recognise.people import rejoined
from reader.recognise.setting import Setting
from reader.recognise.spans import Cover, Span, apart, joined
from reader.recognise.tags import state_tags
from reader.recognise.titles import uses

if TYPE_CHECKING:
    from reader.recognise.tagger import Tagged

__all__ = ["Recogniser", "settle"]

AS_SCORED = Calibration()
"""Scores as tagger and rules give them."""

DEFINED = 0.85
"""What a name is worth at least that the text itself defines, "National Crime Agency (NCA)": on the development parts all that scored less were right."""


def _bare_names(text: str, proposed: Sequence[Span], in_blocks: bool) -> list[Span]:
    """What the tagger proposed, with the borders of the bare names; in blocks an empty line is only the text's wide spacing."""
    found: list[Span] = []
    for span in proposed:
        for piece in pieces(text, span, in_blocks):
            name = bare(text, piece)
            if name is not None:
                found.append(name)
                country = country_in_front(text, piece, name)
                if country is not None:
                    found.append(country)
    return apart(found)


def _stated(document: Document) -> list[Span]:
    """The names that the file itself states, without titles."""
    spans = [Span(m.start, m.end, m.type, m.score, m.reason) for m in document.stated]
    return [bare(document.text, span) or span for span in spans]


def _worth(
    document: Document, defined: Sequence[Definition], meaning: Calibration
) -> Callable[[Span], float]:
    """How likely a name is right: as its score means, but no less than what the file or the text itself says about it."""
    told = {stated.reason for stated in document.stated}
    spelt = {" ".join(form.split()) for each in defined for form in (each.short, each.long)}

    def worth(span: Span) -> float:
        if span.reason in told:
            return span.score
        score = meaning(min(max(span.score, 0.0), 1.0), span.type, span.reason)
        if span.type == "organisation" and " ".join(document.text[span.start : span.end].split()) in spelt:
            return max(score, DEFINED)
        return score

    return worth


def settle(document: Document, tagged: Sequence[Tagged], meaning: Calibration = AS_SCORED) -> Recognised:
    """What the rules make of the tagger's proposals for one document; `meaning` says what their scores are worth. Pure: no model, no files."""
    text = document.text
    blocks = readable(document.blocks) if document.blocks else ()
    if document.blocks and not blocks:
        return Recognised(())
    setting = Setting(text, blocks)
    spans = _bare_names(
        text,
        within(sorted(Span(t.start, t.end, t.type, t.score, "tagger") for t in tagged), setting.zones),
        bool(blocks),
    )
    spans = forces(text, regrouped(text, rejoined(setting, spans), setting.zones), setting.zones)
    seen = Cover(spans)
    spans = joined(
        spans,
        [s for low, high in setting.zones for s in (*courts(text, low, high), *firms(text, low, high, seen))],
    )
    spans = joined(spans, [tag for low, high in setting.zones for tag in state_tags(text, low, high)])
    spans = joined(spans, _stated(document))
    spans, defined, nobody = settled(text, spans, definitions(text, setting.zones))
    spans = called(setting, introduced(setting, spans))
    spans = consistent(setting, spans, nobody)
    spans = without_lone_headings(text, blocks, spans)
    when = document.metadata.date.value if document.metadata.date else None
    date_zones = [(b.start, b.end) for b in readable(document.blocks, dates=True)] or setting.zones
    spans = sorted([*spans, *dates(text, date_zones, Cover(spans), when)])
    worth = _worth(document, defined, meaning)
    mentions = tuple(
        Mention(s.start, s.end, text[s.start : s.end], s.type, round(worth(s), 4), s.reason) for s in spans
    )
    bounds = [setting.sentence_of(span.start) if span.type == "person" else (0, 0) for span in spans]
    return Recognised(mentions, tuple(defined), uses(text, spans, bounds))


class Recogniser:
    """Finds who and what a document names. Loads the model once; may be used from several threads.

    `model` is a folder with `model.onnx`, `vocab.txt` and `labels.json` (None: the one that ships with the package). Raises
    FileNotFoundError where they are missing.
    """

    def __init__(self, model: str | Path | None = None, threads: int = 1) -> None:
        from reader.recognise.tagger import Tagger

        self._tagger = Tagger(Path(model) if model is not None else None, threads=threads)
        self._meaning = Calibration.beside(self._tagger.folder)

    @cached_property
    def version(self) -> str:
        """Changes when results would: with the model, or with any of the rules."""
        rules = hashlib.sha256()
        for module in sorted(Path(__file__).parent.glob("*.py")):
            rules.update(module.read_bytes())
        scores = self._tagger.folder / CALIBRATION
        rules.update(scores.read_bytes() if scores.exists() else b"")
        return f"{self._tagger.version}+{rules.hexdigest()[:8]}"

    def recognise(self, document: Document) -> Recognised:
        """The mentions, definitions and titles of one document."""
        return self.recognise_many([document])[0]

    def recognise_many(self, documents: Sequence[Document]) -> list[Recognised]:
        """The same for several documents, in order. Each is read as it would be alone."""
        texts = [legible(document.text) for document in documents]
        breaks = [[block.start for block in document.blocks] for document in documents]
        tagged = self._tagger.tag(texts, breaks)
        pairs = zip(documents, tagged, strict=True)
        return [settle(document, found, self._meaning) for document, found in pairs]
