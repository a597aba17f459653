"""Rows of JSON and CSV exports: found by usual names, by the user's map, in the nesting that news exports have."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reader.errors import SourceError
from reader.model import Document, Failure
from reader.sources import Options, columns_of, load_all

BODY = "The search of the harbour went on until midnight, and eleven boats were found by the two crews that took part."


def documents(name: str, data: str | bytes, options: Options | None = None) -> list[Document]:
    results = list(
        load_all(name, data=data.encode() if isinstance(data, str) else data, options=options or Options())
    )
    assert all(isinstance(result, Document) for result in results), results
    return [result for result in results if isinstance(result, Document)]


def said(document: Document) -> dict[str, str]:
    names = ("title", "date", "source", "author")
    return {name: value.value for name in names if (value := getattr(document.metadata, name)) is not None}


def test_rows_of_json_lines_are_documents_and_broken_ones_are_told() -> None:
    rows = [{"id": "x1", "headline": "Harbour search", "body": BODY, "date": "2019-10-04"}, {"id": "x2"}]
    text = "\n".join(map(json.dumps, rows)) + "\n{broken\n"
    first, second, third = load_all("a.jsonl", data=text.encode())
    assert (
        isinstance(first, Document)
        and first.path == "a.jsonl!/x1"
        and said(first)["title"] == "Harbour search"
    )
    assert isinstance(second, Failure) and "no text" in second.what and "--map" in second.remedy
    assert isinstance(third, Failure) and third.where == "line 3"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_rows_of_csv_are_documents_whatever_parts_them(sign: str) -> None:
    (row,) = documents(
        "a.csv", f'title{sign}text{sign}date\n"Harbour{sign} search"{sign}"{BODY}"{sign}04.10.2019\n'
    )
    assert said(row) == {"title": " ".join(f"Harbour{sign} search".split()), "date": "2019-10-04"}
    assert row.text == BODY


def test_the_map_says_which_column_is_what() -> None:
    options = Options(columns_of("title=kop, text=inhoud,date=dag,id=nr"))
    (row,) = documents(
        "a.csv", f"nr,kop,inhoud,dag,body\n7,Harbour,{BODY.replace(',', '')},2019-10-04,other\n", options
    )
    assert row.path == "a.csv!/7" and said(row) == {"title": "Harbour", "date": "2019-10-04"}
    assert row.text == BODY.replace(",", "")
    (line,) = documents(
        "a.jsonl",
        json.dumps({"meta": {"kop": "Harbour"}, "inhoud": BODY}) + "\n",
        Options(columns_of("title=meta.kop,text=inhoud")),
    )
    assert said(line) == {"title": "Harbour"}


def test_a_map_to_a_column_that_is_not_there_is_told() -> None:
    (refused,) = load_all("a.csv", data=b"a,b\n1,2\n", options=Options(columns_of("text=c")))
    assert isinstance(refused, Failure) and "no column called c" in refused.what and "a, b" in refused.what


@pytest.mark.parametrize("text", ["title", "kind=a", "title=a,title=b", "=x", "title="])
def test_a_map_that_cannot_be_read_says_so(text: str) -> None:
    with pytest.raises(SourceError):
        columns_of(text)


def test_a_table_without_texts_is_one_document() -> None:
    (table,) = documents("a.csv", "year,boats\n2018,7\n2019,11\n")
    assert table.text == "year | boats\n2018 | 7\n2019 | 11"
    assert [block.kind for block in table.blocks] == ["table"]
    assert "--map text=COLUMN" in table.notes[0] and not table.warnings


EXPORTS: dict[str, tuple[Any, dict[str, str]]] = {
    "newsapi": (
        {"status": "ok", "totalResults": 1, "articles": [{"source": {"id": None, "name": "Desk"}, "author": "Jane Doe", "title": "Harbour", "url": "https://d.example/a", "publishedAt": "2019-10-04T10:00:00Z", "content": BODY}]},
        {"title": "Harbour", "date": "2019-10-04", "source": "Desk", "author": "Jane Doe"},
    ),
    "guardian": (
        {"response": {"status": "ok", "results": [{"id": "x/y", "webTitle": "Harbour", "webPublicationDate": "2019-10-04T10:00:00Z", "fields": {"bodyText": BODY, "byline": "Jane Doe"}}]}},
        {"title": "Harbour", "date": "2019-10-04", "author": "Jane Doe"},
    ),
    "nyt": (
        {"response": {"docs": [{"headline": {"main": "Harbour", "kicker": None}, "lead_paragraph": BODY, "pub_date": "2019-10-04T10:00:00+0000", "byline": {"original": "By Jane Doe"}}]}},
        {"title": "Harbour", "date": "2019-10-04", "author": "By Jane Doe"},
    ),
    "wordpress": (
        [{"id": 7, "date": "2019-10-04T10:00:00", "title": {"rendered": "Harbour &#8211; search"}, "content": {"rendered": f"<p>{BODY}</p>", "protected": False}}],
        {"title": "Harbour – search", "date": "2019-10-04"},
    ),
    "json feed": (
        {"version": "https://jsonfeed.org/version/1.1", "title": "Feed", "items": [{"id": "1", "title": "Harbour", "content_html": f"<p>{BODY}</p>", "date_published": "2019-10-04T10:00:00Z", "authors": [{"name": "Jane Doe"}, {"name": "Rob Jones"}]}]},
        {"title": "Harbour", "date": "2019-10-04", "author": "Jane Doe, Rob Jones"},
    ),
    "elasticsearch": (
        {"hits": {"total": 1, "hits": [{"_id": "a", "_source": {"title": "Harbour", "text": BODY, "timestamp": 1570183200}}]}},
        {"title": "Harbour", "date": "2019-10-04"},
    ),
    "court": (
        {"count": 1, "results": [{"id": 3, "case_name": "Harbour v. Boats", "date_filed": "2019-10-04", "plain_text": "", "html": f"<pre>{BODY}</pre>"}]},
        {"title": "Harbour v. Boats", "date": "2019-10-04"},
    ),
    "by key": ({"a": {"title": "Harbour", "text": BODY}, "b": {"title": "Harbour", "text": BODY}}, {"title": "Harbour"}),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPORTS)
def test_common_exports_are_read_without_a_map(name: str) -> None:
    data, wanted = EXPORTS[name]
    found = documents("news.json", json.dumps(data, indent=1))
    assert said(found[0]) == wanted
    assert BODY in found[0].text and "<p>" not in found[0].text


def test_an_export_that_holds_beginnings_only_says_so() -> None:
    (found,) = documents(
        "a.jsonl", json.dumps({"title": "Harbour", "content": f"{BODY[:60]}… [+1234 chars]"}) + "\n"
    )
    assert "the export holds only the beginning of this text" in found.warnings


def test_json_lines_with_the_suffix_json_are_read() -> None:
    assert len(documents("a.json", (json.dumps({"text": BODY}) + "\n") * 3)) == 3
