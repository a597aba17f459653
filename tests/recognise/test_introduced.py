"""The text's own introduction of a body counts, also where the tagger was not sure."""

from __future__ import annotations

from reader.model import Block, Document
from reader.recognise.recogniser import settle
from reader.recognise.tagger import Tagged

TEXT = "The prize went to PACTUM, a network of civil society groups in nine countries, on Monday."


def found(*tagged: Tagged, text: str = TEXT) -> list[tuple[str, str]]:
    document = Document("0" * 12, "-", "0" * 64, text, (Block("paragraph", 0, len(text)),))
    return [
        (mention.text, mention.type)
        for mention in settle(document, tagged).mentions
        if mention.type != "date"
    ]


def test_a_body_that_the_tagger_passed_over_is_found() -> None:
    assert found() == [("PACTUM", "organisation")]


def test_an_unsure_proposal_is_made_surer() -> None:
    start = TEXT.index("PACTUM")
    assert found(Tagged(start, start + 6, "organisation", 0.4)) == [("PACTUM", "organisation")]


def test_a_site_is_a_place_and_a_post_office_no_body() -> None:
    assert found(text="there are funds for Laughlin Air Force Base and more") == [
        ("Laughlin Air Force Base", "place")
    ]
    assert found(text="many hikers in the Carson National Forest last week") == [
        ("Carson National Forest", "place")
    ]
    assert found(text="they all came to an Air Force Base there") == []
    assert found(text="they have renamed it the Albert Quie Post Office this very day") == []
