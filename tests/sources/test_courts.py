"""Court papers as a PDF-to-text step gives them: double spaced, centred heads, page numbers, footnotes. The samples are made up."""

from __future__ import annotations

import pytest

from reader.model import Document
from reader.sources import load

LINES = [
    "           DOE, Circuit Judge.     This appeal raises an issue, new to",
    "this court, that has been waiting for an answer for a long time: Is",
    "a harbour master who was told to look for a boat under the rules of",
    "Fed. R. Boats P. 11(c), for the whole of a night, entitled to see it",
    "before the morning? We conclude that he is. See 18 U.S.C. § 1 et seq.",
    "The harbour master entered the boat after having made an agreement.",
    "           The defendant objected. He had not been told of it, he said,",
    "and nobody had asked him whether he wanted his boat to be looked at.1",
]
NOTE = [
    "     1",
    "       More precisely, he was told the day after by a man in",
    "the street. See Roe, 1 F.3d 2, 3 (1st Cir. 1999). It is now a rule.",
]


def paper() -> str:
    head = [
        "          United States Court of Appeals", "                      For the First Circuit", "", "", "No. 99-1234", "",
        "                    UNITED STATES OF AMERICA,", "", "                            Appellee,", "", "                                v.", "",
        "                   JOHN PAUL ROE-MARTÍNEZ,", "", "                      Defendant, Appellant.", "", "",
        "          APPEAL FROM THE UNITED STATES DISTRICT COURT", "", "                 FOR THE DISTRICT OF HARBOURS", "",
        "          [Hon. Jane A. Doe,     U.S. District Judge]", "", "                              Before", "", "          Roe, Doe and Poe, Circuit Judges.", "", "",
        "     Jean C. Smith, by appointment of the court, for appellant.", "     Vijay Jones, Attorney, with whom Rosa Smith &amp; Sons, LLP and", "Nelson Poe &amp; Sons, were on brief, for appellee.", "", "", "", "                           June 9, 2010",
    ]  # fmt: skip
    pages = []
    for number in (2, 3, 4):
        body = "\n\n".join(LINES)
        note = "\n".join(NOTE) if number == 2 else ""
        pages.append(f"{body}\n\n\n\n{note}\n\n                                 -{number}-\n")
    return "\n".join(head) + "\n" + "I.   BACKGROUND\n\n" + "".join(pages)


@pytest.fixture(scope="module")
def document() -> Document:
    found = load("99-1234.txt", data=paper().encode())
    assert isinstance(found, Document)
    return found


def blocks(document: Document) -> list[tuple[str, str, str]]:
    return [(b.kind, b.label, " ".join(document.text[b.start : b.end].split())) for b in document.blocks]


def test_parties_court_and_day_are_the_metadata(document: Document) -> None:
    said = document.metadata
    assert said.title is not None and said.title.value == "UNITED STATES OF AMERICA v. JOHN PAUL ROE-MARTÍNEZ"
    assert said.title.evidence.rule == "parties of the case"
    assert document.text[said.title.evidence.start : said.title.evidence.end].startswith(
        "UNITED STATES OF AMERICA,"
    )
    assert (
        said.source is not None
        and said.source.value == "United States Court of Appeals for the First Circuit"
    )
    assert said.date is not None and said.date.value == "2010-06-09"


def test_paragraphs_are_whole_over_sentence_ends_at_line_ends(document: Document) -> None:
    paragraphs = [words for kind, _, words in blocks(document) if kind == "paragraph" and len(words) > 100]
    opening = " ".join(" ".join(LINES[:6]).split())
    assert opening in paragraphs and " ".join(" ".join(LINES[6:]).split()) in paragraphs


def test_headings_notes_and_page_numbers_are_told_apart(document: Document) -> None:
    found = blocks(document)
    assert ("heading", "", "I. BACKGROUND") in found
    assert ("note", "footnote", " ".join(" ".join(NOTE).split())) in found
    assert [words for kind, label, words in found if (kind, label) == ("boilerplate", "page")] == [
        "-2-",
        "-3-",
        "-4-",
    ]


def test_lines_of_the_head_stay_apart(document: Document) -> None:
    words = [words for _, _, words in blocks(document)]
    for line in (
        "No. 99-1234",
        "UNITED STATES OF AMERICA,",
        "Appellee,",
        "v.",
        "Before",
        "Roe, Doe and Poe, Circuit Judges.",
    ):
        assert line in words


def test_references_of_web_pages_are_letters(document: Document) -> None:
    assert "Rosa Smith & Sons" in document.text
    assert any("read as letters" in note for note in document.notes)


def test_a_page_of_code_keeps_its_references() -> None:
    found = load(
        "a.txt", data=b"Write &amp; in a page: <p>a &amp; b</p> is how it is done, as everybody knows."
    )
    assert isinstance(found, Document) and "&amp;" in found.text


def test_numbers_that_are_no_notes_stay() -> None:
    text = "".join(
        f"A paragraph of the text stands here, and it is quite long, as paragraphs are in such papers.\n\n7\n\nMore of it.\n\n-{n}-\n\n"
        for n in range(1, 5)
    )
    found = load("a.txt", data=text.encode())
    assert isinstance(found, Document) and all(block.kind != "note" for block in found.blocks)


@pytest.mark.parametrize(
    ("left", "right", "title"),
    [
        ("JANE KING,\n\nPlaintiff, Appellant,", "COLLAGEN CORPORATION, a Delaware company,\n\nDefendant, Appellee.", "JANE KING v. COLLAGEN CORPORATION, a Delaware company"),
        ("SAM M., by his next friend,\n\nfor themselves and those similarly situated,\n\nPlaintiffs,", "DONALD ROE, in his official capacity as Governor,\n\nDefendant.", "SAM M. v. DONALD ROE"),
        ("ROE BROTHERS LIMITED; DOE INC.\n\nPetitioners,", "DOE, et al.,\n\nRespondents.", "ROE BROTHERS LIMITED v. DOE"),
    ],
)  # fmt: skip
def test_the_first_party_of_each_side_is_named(left: str, right: str, title: str) -> None:
    text = f"IN THE SUPREME COURT OF HARBOURS\n\nNo. 1\n\n{left}\n\nv.\n\n{right}\n\nThe court below found for the harbour master, and we see no reason to find otherwise in this case at all.\n"
    found = load("a.txt", data=text.encode())
    assert isinstance(found, Document) and found.metadata.title is not None
    assert found.metadata.title.value == title
    assert found.metadata.source is not None and found.metadata.source.value == "Supreme Court of Harbours"


def test_a_short_title_over_the_court_is_the_title() -> None:
    text = "09-1645-ag\n\nIslam v. Holder\n\nUNITED STATES COURT OF APPEALS FOR THE SECOND CIRCUIT\n\nThe petition was heard by the court on the fourth day of the month, and it is denied for the reasons below.\n"
    found = load("a.txt", data=text.encode())
    assert isinstance(found, Document) and found.metadata.title is not None
    assert found.metadata.title.value == "Islam v. Holder"


def test_a_release_about_a_case_is_no_court_paper() -> None:
    text = "Harbour wins in court\n\nNORTHPORT, Oct. 4, 2019 - The Supreme Court found for the harbour on Monday in Doe v. Roe, and the harbour master was glad of it.\n"
    found = load("a.txt", data=text.encode())
    assert isinstance(found, Document) and found.metadata.title is not None
    assert found.metadata.title.value == "Harbour wins in court"


def test_line_numbers_at_the_margin_are_left_out() -> None:
    page = "".join(
        f"{number:2}   {line}\n"
        for number, line in enumerate(
            [
                "The harbour master William",
                "Rubenstein was heard by the court on Monday, and he said that",
                "he had not been told of it.",
            ]
            * 9,
            1,
        )
    )
    found = load("a.txt", data=(page * 3).encode())
    assert isinstance(found, Document)
    assert not any(character.isdigit() for character in found.text)
    assert found.text.count("\n") == page.count("\n") * 3
    assert any("numbers of its lines" in note for note in found.notes)


def test_numbers_that_begin_lines_of_a_list_stay() -> None:
    text = "".join(f"{number}. Boat number {number} was found in the harbour.\n" for number in range(1, 60))
    found = load("a.txt", data=text.encode())
    assert isinstance(found, Document) and found.text == text
    table = "".join(f"{number} {number * 7} boats\n" for number in range(1, 60))
    other = load("b.txt", data=table.encode())
    assert isinstance(other, Document) and other.text == table
