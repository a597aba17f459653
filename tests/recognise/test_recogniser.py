"""The whole way from proposals to mentions."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st
from recognise_marks import document, marked, shown

from reader.model import Block, Document, Evidence, Found, Metadata, Recognised
from reader.recognise.recogniser import Recogniser, settle
from reader.recognise.tagger import Tagged

KINDS = st.sampled_from(["person", "organisation", "place"])


def recognised(source: str) -> tuple[Document, Recognised]:
    text, spans = marked(source)
    made = document(text)
    return made, settle(made, [Tagged(s.start, s.end, s.type, s.score) for s in spans])  # type: ignore[arg-type]


def test_titles_definitions_and_mentions_come_together() -> None:
    made, found = recognised(
        "The [National Crime Agency|o] (NCA) met.\nSaid [NCA|o] Chief Supt. [Ann Roe|p]: “I thank the NCA.” Ms Roe left."
    )
    assert shown(made.text, found.mentions) == [
        "National Crime Agency organisation",
        "NCA organisation",
        "NCA organisation",
        "Ann Roe person",
        "NCA organisation",
        "Roe person",
    ]
    assert [(d.short, d.long) for d in found.definitions] == [("NCA", "National Crime Agency")]
    assert [(found.mentions[t.mention].text, t.title, t.honorific) for t in found.titles] == [
        ("Ann Roe", "NCA Chief Supt.", False),
        ("Roe", "Ms", True),
    ]


def test_a_country_in_front_is_a_place_of_its_own() -> None:
    made, found = recognised("from the [UK National Crime Agency|o] today")
    assert shown(made.text, found.mentions) == ["UK place", "National Crime Agency organisation"]


def test_a_name_with_a_lost_letter_is_whole_and_stays_as_it_is_written() -> None:
    text = "The counties are Lincoln, Do?a Ana and Luna, said Peter Nu?ez."
    made = Document("0" * 12, "a", "0" * 64, text, (Block("paragraph", 0, len(text)),))
    found = Recogniser().recognise(made)
    assert {"Do?a Ana", "Peter Nu?ez"} <= {mention.text for mention in found.mentions}


def test_furniture_names_nobody() -> None:
    text = "Share Acme\nAcme met."
    blocks = (Block("boilerplate", 0, 10, label="share"), Block("paragraph", 11, 20))
    found = settle(
        document(text, blocks), [Tagged(6, 10, "organisation", 0.9), Tagged(11, 15, "organisation", 0.9)]
    )
    assert [m.start for m in found.mentions] == [11]
    only = (Block("boilerplate", 0, 20, label="menu"),)
    assert settle(document(text, only), [Tagged(6, 10, "organisation", 0.9)]) == Recognised(())


def test_dates_are_mentions_with_their_value_as_the_reason() -> None:
    text = "On November 1 we met."
    made = Document("0" * 12, "a", "0" * 64, text, (Block("paragraph", 0, len(text)),))
    assert settle(made, []).mentions == ()
    dated = Document(
        "0" * 12, "a", "0" * 64, text, made.blocks, Metadata(date=Found("2019-10-04", Evidence("dateline")))
    )
    assert [(m.text, m.type, m.reason) for m in settle(dated, []).mentions] == [
        ("November 1", "date", "date 2019-11-01")
    ]


def test_an_empty_document_has_no_mentions() -> None:
    assert settle(document(""), []) == Recognised(())


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [
                "NCA",
                "the",
                "Roe",
                "Ann",
                "(",
                ")",
                "Mr",
                "Sen.",
                ",",
                "of",
                "Agency",
                "\n",
                "\n\n",
                "and",
                "'s",
                "U.S.",
                "UK",
                "Jr.",
                "5",
            ]
        ),
        max_size=25,
    ),
    st.data(),
)
def test_mentions_are_sorted_apart_and_slice_to_their_text(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    edges = sorted(data.draw(st.lists(st.integers(0, max(0, len(text))), max_size=10, unique=True)))
    tagged = [
        Tagged(low, high, data.draw(KINDS), data.draw(st.floats(0.1, 1.0)))
        for low, high in zip(edges[::2], edges[1::2], strict=False)
    ]
    made = document(text)
    found = settle(made, tagged)
    at = 0
    for mention in found.mentions:
        assert at <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text == mention.text.strip()
        assert 0.0 <= mention.score <= 1.0
        assert mention.reason
        assert any(b.start <= mention.start and mention.end <= b.end for b in made.blocks)
        at = mention.end
    for use in found.titles:
        assert found.mentions[use.mention].type == "person"
        assert text[use.start : use.end] == use.title
    for made_ in found.definitions:
        assert text[made_.short_start : made_.short_end] == made_.short
        assert text[made_.long_start : made_.long_end] == made_.long


def test_importing_the_room_loads_no_model_library() -> None:
    code = "import sys, reader.recognise; sys.exit(any(m in sys.modules for m in ('numpy', 'onnxruntime')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_documents_read_together_read_as_alone() -> None:
    recogniser = Recogniser()
    made = [
        document("Ann Roe of the National Crime Agency (NCA) met Bob Lee in Paris."),
        document("The NCA met."),
    ]
    assert recogniser.recognise_many(made) == [recogniser.recognise(one) for one in made]
    assert recogniser.recognise_many([]) == []
    assert recogniser.version == Recogniser().version
