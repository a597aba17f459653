"""Messages: who is named in the head, what is quoted, what is signature and disclaimer."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Document
from reader.sources import load, load_all
from reader.sources.parsers.mailhead import correspondents

HEAD = "From: Jane Doe <jane@coastguard.example>\nTo: Desk <desk@paper.example>\nDate: Fri, 4 Oct 2019 10:00:00 +0200\nSubject: Harbour\n"
TEXT = "The search of the harbour went on until midnight, and eleven boats were found by the two crews that took part in it."


def mail(body: str, head: str = HEAD, kind: str = "plain") -> Document:
    data = f"{head}MIME-Version: 1.0\nContent-Type: text/{kind}; charset=utf-8\n\n{body}".encode()
    document = load("a.eml", data=data)
    assert isinstance(document, Document), document
    return document


def shown(document: Document) -> list[tuple[str, str, str]]:
    return [(b.kind, b.label, document.text[b.start : b.end]) for b in document.blocks]


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Jane Doe <jane@x.example>", [("Jane Doe", "person", "jane@x.example")]),
        ('"Doe, Jane" <jane@x.example>, Marie-Claude Arsenault <mc@y.example>', [("Doe, Jane", "person", "jane@x.example"), ("Marie-Claude Arsenault", "person", "mc@y.example")]),
        ("Doe, Jane <jane@x.example>", [("Doe, Jane", "person", "jane@x.example")]),
        ("a@b.example, Jane Doe <jane@x.example>", [("Jane Doe", "person", "jane@x.example")]),
        ("jane@x.example (Jane Doe)", [("Jane Doe", "person", "jane@x.example")]),
        ("Coast Guard Press Office <press@x.example>", [("Coast Guard Press Office", "organisation", "press@x.example")]),
        ("Jane Doe; Ludwig van Beethoven", [("Jane Doe", "person", ""), ("Ludwig van Beethoven", "person", "")]),
        ("A Group:Chris Jones <c@a.test>,joe@where.test,John <jdoe@one.test>;", [("Chris Jones", "person", "c@a.test")]),
        ("Mail Delivery Subsystem <MAILER-DAEMON@x.example>", []),
        ("Pete <pete@x.example>", []),
        ("jane.doe@x.example", []),
        ("Lead #1111111 <a@b.example>", []),
        ("RTO West <a@b.example>", []),
        ("JR Jones <a@b.example>", [("JR Jones", "person", "a@b.example")]),
    ],
)  # fmt: skip
def test_names_are_stated_where_a_field_gives_one(field: str, names: list[tuple[str, str, str]]) -> None:
    found = [(field[who.start : who.end], who.type, who.address) for who in correspondents(field)]
    assert found == names


@given(st.text(alphabet="ab AB@<>,;:\"'().-é", max_size=120))
def test_names_of_any_field_are_in_order_and_inside_it(field: str) -> None:
    last = 0
    for who in correspondents(field):
        assert last <= who.start < who.end <= len(field)
        last = who.end


def test_sender_and_recipients_are_names_of_the_document_with_their_address() -> None:
    document = mail(TEXT, HEAD.replace("Desk <", "Rob Jones <"))
    assert [(m.text, m.type, m.reason) for m in document.stated] == [
        ("Jane Doe", "person", "sender, jane@coastguard.example"),
        ("Rob Jones", "person", "recipient, desk@paper.example"),
    ]
    assert all(document.text[m.start : m.end] == m.text for m in document.stated)


def test_the_head_of_a_mail_is_no_furniture() -> None:
    document = mail(TEXT, HEAD.replace("Subject: Harbour", "Subject: [Online Lead] Online Lead #1111111"))
    assert [(kind, label) for kind, label, _ in shown(document)] == [
        ("heading", ""),
        ("note", "header"),
        ("note", "header"),
        ("note", "header"),
        ("paragraph", ""),
    ]


def test_a_reply_without_marks_is_quoted_from_its_head_on() -> None:
    body = f"I agree.\n\n-----Original Message-----\nFrom: Rob Jones [mailto:rob@x.example]\nSent: Thursday, October 3, 2019 9:00 AM\nTo: Jane Doe\nSubject: Harbour\n\n{TEXT}\n\nRob\n"
    document = mail(body)
    parts = shown(document)[4:]
    assert parts[0] == ("paragraph", "", "I agree.")
    assert parts[1] == ("note", "reply", "-----Original Message-----")
    assert [label for _, label, _ in parts[2:6]] == ["header"] * 4
    assert parts[6:] == [("quote", "", TEXT), ("quote", "", "Rob")]


def test_a_head_of_fields_alone_opens_a_quoted_message() -> None:
    body = f"See below.\n\nFrom: Rob Jones <rob@x.example>\nSent: Thursday, October 3, 2019 9:00 AM\nTo: Jane Doe <jane@coastguard.example>\nSubject: Harbour\n\n{TEXT}\n"
    document = mail(body)
    assert shown(document)[-1] == ("quote", "", TEXT)
    assert ("Rob Jones", "quoted message, rob@x.example") in [(m.text, m.reason) for m in document.stated]


def test_a_sentence_that_begins_with_from_is_no_head() -> None:
    document = mail(f"From: the harbour we saw it.\n\n{TEXT}\n")
    assert [kind for kind, _, _ in shown(document)[4:]] == ["paragraph", "paragraph"]


def test_marked_lines_stay_quotes_and_who_wrote_them_is_shown() -> None:
    document = mail(f"Yes.\n\nOn Thu, 3 Oct 2019 at 09:00, Rob Jones <rob@x.example> wrote:\n> {TEXT}\n")
    assert [(kind, label) for kind, label, _ in shown(document)[4:]] == [
        ("paragraph", ""),
        ("note", "reply"),
        ("quote", ""),
    ]


def test_quoted_pages_are_quotes_too() -> None:
    document = mail(f"<p>Yes, of course, we will.</p><blockquote><p>{TEXT}</p></blockquote>", kind="html")
    assert shown(document)[-1] == ("quote", "", TEXT)


def test_signature_ends_where_the_reply_begins() -> None:
    document = mail(f"{TEXT}\n\n-- \nJane Doe\nCoast Guard\n\n> What was it?\n> Rob\n")
    assert [(kind, label) for kind, label, _ in shown(document)[4:]] == [
        ("paragraph", ""),
        ("boilerplate", "contact"),
        ("quote", ""),
    ]


def test_a_disclaimer_is_furniture() -> None:
    notice = "This e-mail and any files transmitted with it are confidential and intended solely for the use of the individual to whom they are addressed."
    document = mail(f"{TEXT}\n\n{notice}\n")
    assert shown(document)[-1] == ("boilerplate", "disclaimer", notice)


def test_a_signature_may_have_a_long_disclaimer_under_it() -> None:
    notice = (
        "NOTICE: This communication and its attachments may contain sensitive, privileged, or other confidential information. "
        + "Please delete it.\n" * 14
    )
    document = mail(f"{TEXT}\n\n-- \nJane Doe\nCoast Guard\n\n{notice}\n")
    assert [(kind, label) for kind, label, _ in shown(document)[4:6]] == [
        ("paragraph", ""),
        ("boilerplate", "contact"),
    ]
    assert shown(document)[6][:2] == ("boilerplate", "disclaimer")


def test_a_notice_right_under_the_dashes_folds_whole() -> None:
    document = mail(
        f"{TEXT}\n\n-- \nThis message has been scanned for viruses and\ndangerous content by a scanner, and is\nbelieved to be clean.\n"
    )
    assert [(kind, label) for kind, label, _ in shown(document)[4:]] == [
        ("paragraph", ""),
        ("boilerplate", "disclaimer"),
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_a_message_inside_is_a_document_of_its_own(packed: bool) -> None:
    inner = (
        f"From: Rob Jones <rob@x.example>\nSubject: Boats\nDate: Thu, 3 Oct 2019 10:00:00 +0200\n\n{TEXT}\n"
    )
    content = base64.encodebytes(inner.encode()).decode() if packed else inner
    encoding = "Content-Transfer-Encoding: base64\n" if packed else ""
    data = f"{HEAD}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n\nSee what he wrote about the boats.\n--B\nContent-Type: message/rfc822\n{encoding}\n{content}\n--B--\n"
    outer, other = load_all("a.eml", data=data.encode())
    assert isinstance(outer, Document) and isinstance(other, Document)
    assert TEXT not in outer.text and TEXT in other.text
    assert [m.text for m in other.stated] == ["Rob Jones"]
    assert other.path == ("a.eml!/message 2.eml" if packed else "a.eml!/Boats.eml")
