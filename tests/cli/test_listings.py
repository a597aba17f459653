"""The listings keep the contract that scripts rely on: keys, their order, types, exit statuses."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reader.cli.documents import own_title
from reader.cli.output import plain
from reader.readmodel import DocumentRow

DOCUMENT = ["id", "path", "title", "date", "source", "language", "words", "sha256", "state"]
ENTITY = ["id", "name", "type", "aliases", "mentions", "documents", "state"]
MENTION = ["document", "start", "end", "text", "type", "entity", "name", "score", "reason", "paragraph"]
HIT = ["document", "title", "date", "score", "start", "end", "snippet"]
TYPES = {"person", "organisation", "place"}


def test_documents_have_the_keys_of_the_contract(command, library: Path, seeds: Path) -> None:
    done = command("documents", "--library", library, "--json")
    assert done.status == 0
    rows = done.lines()
    assert [list(row)[: len(DOCUMENT)] for row in rows] == [DOCUMENT] * 3
    assert {row["path"] for row in rows} == {str(path.resolve()) for path in seeds.iterdir()}
    for row in rows:
        assert row["id"] == row["sha256"][:12]
        assert isinstance(row["words"], int)
        assert row["state"] in ("ok", "partial")


def test_a_document_without_a_date_says_so(command, library: Path) -> None:
    (row,) = command("documents", "--document", "000", "--library", library, "--json").lines()
    assert row["date"] is None
    assert row["title"].startswith("NCA takes helm")


def test_a_title_is_not_made_up_where_a_document_has_none(command, library: Path) -> None:
    at = ("--library", library, "--json")
    (row,) = command("documents", "--document", "001", *at).lines()
    assert row["title"] is None
    assert command("show", "001", *at).lines()[0]["title"] is None
    assert {hit["document"]: hit["title"] for hit in command("search", "Ottawa", *at).lines()}[
        row["id"]
    ] is None
    (card,) = command("entity", "RCMP", *at).lines()
    assert {one["document"]: one["title"] for one in card["in"]}[row["id"]] is None
    lines = command("concordance", "RCMP", "--document", "001", *at).lines()
    assert {line["title"] for line in lines} == {None}
    for shown in (command("documents", "--library", library), command("show", "001", "--library", library)):
        assert "[001_18b309b9548e868e.txt]" in shown.out


@pytest.mark.parametrize("name", ["plain.txt", "esc\x1b[31m.txt", "\udcffbad.txt", "日本.txt"])
def test_a_file_name_is_no_title_however_it_is_spelt(name: str) -> None:
    row = DocumentRow("0" * 12, f"/x/{name}", plain(name), None, None, None, None, None, 1, 0, "0" * 64, "ok")
    assert own_title(row) is None
    assert own_title(replace(row, title="plain")) == "plain"


def test_entities_have_the_keys_of_the_contract(command, library: Path) -> None:
    rows = command("entities", "--library", library, "--json").lines()
    assert rows
    for row in rows:
        assert list(row) == ENTITY
        assert row["type"] in TYPES
        assert row["state"] == "machine"
        assert all(list(alias) == ["text", "count", "reason"] and alias["reason"] for alias in row["aliases"])
    counts = [row["mentions"] for row in rows]
    assert counts == sorted(counts, reverse=True)


def test_mentions_slice_the_text_that_show_prints(command, library: Path) -> None:
    rows = command("mentions", "--library", library, "--json").lines()
    assert rows
    texts = {
        id_: command("show", id_, "--text", "--library", library).out
        for id_ in {row["document"] for row in rows}
    }
    for row in rows:
        assert list(row) == MENTION
        assert row["type"] in TYPES | {"date"}
        assert texts[row["document"]][row["start"] : row["end"]] == row["text"]
        assert 0 <= row["score"] <= 1
        assert row["entity"] or row["type"] == "date"


def test_entities_count_the_mentions_that_are_listed(command, library: Path) -> None:
    for entity in command("entities", "--library", library, "--json").lines():
        rows = command("mentions", "--entity", entity["id"], "--library", library, "--json").lines()
        assert len(rows) == entity["mentions"]
        assert len({row["document"] for row in rows}) == entity["documents"]


def test_listings_can_be_narrowed(command, library: Path) -> None:
    people = command("entities", "--type", "person", "--library", library, "--json").lines()
    assert {row["type"] for row in people} == {"person"}
    some = command(
        "mentions", "--document", "004", "--type", "person", "--limit", "2", "--library", library, "--json"
    ).lines()
    assert len(some) == 2
    assert {row["type"] for row in some} == {"person"}
    named = command("documents", "--entity", "RCMP", "--library", library, "--json").lines()
    assert len(named) == 2
    assert len(command("entities", "--limit", "4", "--library", library, "--json").lines()) == 4


def test_every_listing_takes_every_narrowing(command, library: Path) -> None:
    narrowing = ["--entity", "NCA", "--document", "000", "--type", "organisation", "--limit", "3"]
    for listing in ("documents", "entities", "mentions", "suggestions"):
        done = command(listing, *narrowing, "--library", library, "--json")
        assert done.status == 0, done.err
        assert len(done.lines()) <= 3
    assert [
        row["name"] for row in command("entities", *narrowing, "--library", library, "--json").lines()
    ] == ["National Crime Agency"]
    assert len(command("documents", *narrowing, "--library", library, "--json").lines()) == 1


def test_long_listings_are_read_page_by_page_without_loss(
    command, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [command(listing, "--library", library, "--json").out for listing in ("documents", "entities")]
    for module in ("documents", "entities", "output"):
        monkeypatch.setattr(f"reader.cli.{module}.PAGE", 2)
    assert [
        command(listing, "--library", library, "--json").out for listing in ("documents", "entities")
    ] == whole
    printed = command("entities", "--library", library).out.splitlines()
    assert len(printed) == 1 + len(whole[1].splitlines())


def test_hits_have_the_keys_of_the_contract_and_point_at_the_words(command, library: Path) -> None:
    rows = command("search", "taskforce", "--library", library, "--json").lines()
    assert rows
    for row in rows:
        assert list(row)[: len(HIT)] == HIT
        text = command("show", row["document"], "--text", "--library", library).out
        assert text[row["start"] : row["end"]].casefold() == "taskforce"


def test_a_card_says_names_with_reasons_introduction_documents_and_companions(command, library: Path) -> None:
    (card,) = command("entity", "RCMP", "--library", library, "--json").lines()
    assert list(card)[: len(ENTITY)] == ENTITY
    assert card["name"] == "Royal Canadian Mounted Police"
    assert all(alias["reason"] for alias in card["aliases"])
    assert card["introduced"]["document"] in {row["document"] for row in card["in"]}
    assert len(card["in"]) == card["documents"] == 2
    assert card["companions"]
    shown = command("entity", "RCMP", "--library", library)
    assert "Royal Canadian Mounted Police" in shown.out


def test_a_concordance_holds_every_mention_aligned(command, library: Path) -> None:
    mentions = command("mentions", "--entity", "RCMP", "--library", library, "--json").lines()
    lines = command("concordance", "RCMP", "--width", "30", "--library", library, "--json").lines()
    spans = {(row["document"], row["start"], row["end"]) for row in mentions}
    assert {(row["document"], row["start"], row["end"]) for row in lines} == spans
    assert all(len(row["left"]) <= 30 and len(row["right"]) <= 30 for row in lines)
    printed = command("concordance", "RCMP", "--width", "30", "--library", library).out.splitlines()
    assert {line.index("[") for line in printed} == {30}


def test_a_concordance_of_a_query_holds_all_its_words(command, library: Path) -> None:
    lines = command(
        "concordance", "child*", "--width", "10", "--sort", "right", "--library", library, "--json"
    ).lines()
    assert len(lines) > 10
    assert all(row["text"].casefold().startswith("child") for row in lines)
    first_words = [row["right"].split()[0].casefold() for row in lines if row["right"].split()]
    assert first_words == sorted(first_words)


def test_the_report_tells_of_every_file(command, library: Path, seeds: Path) -> None:
    rows = command("report", "--library", library, "--json").lines()
    assert {row["path"] for row in rows} == {str(path.resolve()) for path in seeds.iterdir()}
    assert all(
        list(row)[:8] == ["path", "state", "document", "what", "where", "remedy", "warnings", "seconds"]
        for row in rows
    )


def test_show_can_be_read_and_numbers_names(command, library: Path) -> None:
    plain = command("show", "NCA takes helm", "--library", library)
    assert plain.status == 0
    assert max(map(len, plain.out.splitlines())) <= 80
    numbered = command("show", "000", "--refs", "--library", library).out
    assert "Royal Canadian Mounted Police [" in numbered.replace("\n", " ")
    assert "Marie-Claude Arsenault, person" in numbered
    (whole,) = command("show", "000", "--json", "--library", library).lines()
    assert list(whole)[: len(DOCUMENT)] == DOCUMENT
    assert all(list(mention) == MENTION for mention in whole["mentions"])


@pytest.mark.parametrize(
    "arguments",
    [
        ["documents"],
        ["entities"],
        ["mentions"],
        ["suggestions"],
        ["search", "child"],
        ["report", "--all"],
        ["entity", "NCA"],
    ],
)
def test_people_get_text_and_messages_go_to_standard_error(
    command, library: Path, arguments: list[str]
) -> None:
    done = command(*arguments, "--library", library)
    assert done.status == 0
    assert done.out or done.err
    for line in done.out.splitlines():
        with pytest.raises(json.JSONDecodeError):
            json.loads(line)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["entity", "Nobody Atall"], 1, "Nobody Atall"),
        (["show", "no such document"], 1, "no such document"),
        (["search", '"open quote'], 2, "^"),
        (["mentions", "--type", "animal"], 2, "animal"),
        (["documents", "--no-such-option"], 2, "no-such-option"),
    ],
)
def test_mistakes_have_their_status_and_a_message(
    command, library: Path, arguments: list[str], status: int, said: str
) -> None:
    done = command(*arguments, "--library", library)
    assert done.status == status
    assert done.out == ""
    assert said in done.err


def test_a_library_that_is_none_is_refused_with_a_remedy(command, tmp_path: Path) -> None:
    missing = command("documents", "--library", tmp_path / "none.vgt")
    assert missing.status == 1
    assert "vgt-reader index" in missing.err
    broken = tmp_path / "broken.vgt"
    broken.write_bytes(b"this is no library " * 1000)
    damaged = command("documents", "--library", broken)
    assert damaged.status == 1
    assert "damaged" in damaged.err or "not a library" in damaged.err
    server = command("documents", "--library", "postgresql://host/name")
    assert server.status == 1


def test_the_environment_names_the_library(command, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VGT_LIBRARY", str(library))
    assert len(command("documents", "--json").lines()) == 3
    assert len(command("--library", library, "documents", "--json").lines()) == 3


def test_without_anything_opened_the_samples_are_listed(command, library: Path) -> None:
    assert library.exists()
    assert len(command("documents", "--json").lines()) == 3
