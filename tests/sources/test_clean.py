"""Furniture becomes boilerplate; sentences of a release stay."""

from __future__ import annotations

import pytest

from reader.sources import load_text

BODY = "The agency said on Monday that its officers had searched eleven boats and three warehouses in the harbour. "


def label_of(line: str, at_top: bool = False) -> str:
    """The label that `line` gets as the first or the last line of a short release ("" where it stays text)."""
    body = "\n".join([BODY * 2] * 4)
    text = f"{line}\nHarbour search ends\n{body}" if at_top else f"Harbour search ends\n{body}\n{line}"
    document = load_text(text)
    for block in document.blocks:
        if document.text[block.start : block.end] == line:
            return block.label if block.kind == "boilerplate" else ""
    return "split"


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("SOURCE Royal Norland Coast Guard", "source"),
        ("Share this article", "share"),
        ("Share on Facebook", "share"),
        ("Follow us on Twitter", "share"),
        ("RCMP Media Relations, [email protected], 613-555-0199", "contact"),
        ("Contact: Jane Doe, 202/555-0183, jane_doe@office.example", "contact"),
        ("Media contact: Press Office, +44 20 7946 0000", "contact"),
        ("For more information, please contact the press office at 202-555-0123.", "contact"),
        ("Tel: 713-555-0137", "contact"),
        ("###", "end"),
        ("# # #", "end"),
        ("-30-", "end"),
        ("- 30 -", "end"),
        ("– 30 –", "end"),
        ("-ends-", "end"),
        ("ENDS", "end"),
        ("* * *", "end"),
        ("Our site uses cookies to ensure technical functionality and gather statistics.", "cookies"),
        ("We use cookies to make this service better.", "cookies"),
        ("Back to top", "menu"),
        ("Related links", "menu"),
        ("© 2019 Royal Norland Coast Guard. All rights reserved.", "menu"),
        ("Read more", "menu"),
        ("Print this page", "share"),
        ("Privacy policy | Terms of use | Contact us", "menu"),
        ("Page 2 of 3", "page"),
    ],
)
def test_furniture_at_the_end_is_labelled(line: str, label: str) -> None:
    assert label_of(line) == label


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("All news", "menu"),
        ("Skip to main content", "menu"),
        ("Home > News > Releases", "menu"),
        ("FOR IMMEDIATE RELEASE", "release"),
        ("For Immediate Release: May 3, 2006", "release"),
        ("EMBARGOED UNTIL 9 a.m. on Friday", "release"),
        ("Press release", "release"),
        ("FOR IMMEDIATE RELEASE          Contact: Jane Doe", "contact"),
        ("NEWS RELEASE   No. 12 of May 3, 2006", "release"),
        ("18 November 2017", "date"),
        ("Published: Monday, December 10, 2007", "date"),
        ("Posted on May 6, 2014 at 10:15 am", "date"),
    ],
)
def test_furniture_at_the_top_is_labelled(line: str, label: str) -> None:
    assert label_of(line, at_top=True) == label


@pytest.mark.parametrize(
    "line",
    [
        "Families can call toll free at (866) 555-0140 to ask for help with their claims.",
        "The commission fined three sites because their cookies followed readers without consent.",
        "“The source of the money was a bank in Arven,” the inspector said.",
        "Share prices of the firm fell by nine percent on Tuesday.",
        "About 200 people came to the meeting.",
        "The end of the inquiry was a relief to everyone.",
        "Contact with the crew was lost at dawn.",
        "Home owners in Halvik will get a grant.",
        "$200,000 for the fire department of Halvik",
        "A Rich Musical Heritage (5/25/2007)",
        "* Lutheran Disaster Response",
        "The release of the report was put off until May 3, 2006.",
        "Search and rescue teams found both men.",
        "More news is expected on Thursday.",
        "Print workers at the paper went on strike.",
        "Sources in the ministry said the law would pass.",
    ],
)
def test_sentences_stay(line: str) -> None:
    assert label_of(line) == ""


def test_what_stands_under_about_is_about_until_something_else_begins() -> None:
    text = f"Harbour search ends\n{BODY}\n{BODY}\nAbout the Coast Guard\nThe Coast Guard was founded in 1901.\nContact: Jane Doe, 202/555-0183"
    document = load_text(text)
    assert [block.label for block in document.blocks][-3:] == ["about", "about", "contact"]


def test_names_under_a_contact_heading_belong_to_it() -> None:
    text = f"Harbour search ends\n{BODY}\n{BODY}\n{BODY}\nMedia contacts:\nJane Doe\nPress Secretary\n202-555-0183\n"
    assert [block.label for block in load_text(text).blocks][-4:] == ["contact"] * 4


def test_a_signature_without_numbers_is_no_contact() -> None:
    text = f"Letter to the minister\n{BODY}\n{BODY}\n{BODY}\nFor more information:\nSincerely,\nJane M. Doe\n"
    assert [block.kind for block in load_text(text).blocks][-2:] == ["paragraph", "paragraph"]


PAGE = """Skip to main content
Norland Department of Justice
Search
About
Our Agency
Budget and Performance
News
Speeches
Contact
Home » Office » News
PRESS RELEASE
Harbour Official Sentenced for Accepting Bribes
Tuesday, March 9, 2021
Share
For Immediate Release
Office of the Prosecutor, Eastern District
PORT AVELIN – {0}
{0}
Updated March 10, 2021
Topic
Public Corruption
Related Content
Press Release
Two Charged
Budget
Follow us on Twitter
Archives
Accessibility
Privacy Policy
Site Map
"""


def test_a_page_saved_as_text_comes_out_clean() -> None:
    loaded = load_text(PAGE.format(BODY * 2))
    kept = [loaded.text[block.start : block.end] for block in loaded.blocks if block.kind != "boilerplate"]
    assert "Harbour Official Sentenced for Accepting Bribes" in kept
    assert not {
        "About",
        "Our Agency",
        "Speeches",
        "Contact",
        "Archives",
        "Site Map",
        "Privacy Policy",
        "Budget",
    } & set(kept)
    assert len(kept) <= 7
    assert loaded.metadata.date is not None and loaded.metadata.date.value == "2021-03-09"
    assert loaded.metadata.place is not None and loaded.metadata.place.value == "PORT AVELIN"


def test_a_list_of_names_under_a_letter_is_no_menu() -> None:
    text = f"Letter to the minister\n{BODY * 2}\n{BODY * 2}\nSincerely,\nJane Doe\nMark Roe\nAnna Poe\n-30-\n"
    assert [block.kind for block in load_text(text).blocks][-5:-1] == ["paragraph"] * 4
