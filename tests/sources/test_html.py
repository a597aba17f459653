"""Web pages: main text as blocks, the rest folded and kept, metadata from the head."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.model import Document
from reader.sources import load
from tests.benchmarks.sources_pages import GOLD, gold_and_rest, ours, overlap

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


def page(html: str) -> Document:
    loaded = load("page.html", data=html.encode())
    assert isinstance(loaded, Document), loaded
    return loaded


def shown(document: Document) -> list[tuple[str, str]]:
    return [
        (block.label if block.kind == "boilerplate" else block.kind, document.text[block.start : block.end])
        for block in document.blocks
    ]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_main_text_is_found_and_menus_are_folded(path: Path) -> None:
    html = path.read_text(encoding="utf-8")
    gold, _ = gold_and_rest(html)
    precision, recall = overlap(gold, ours(GOLD.sub("", html)))
    assert precision >= 0.93 and recall >= 0.93


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_nothing_visible_is_deleted(path: Path) -> None:
    html = path.read_text(encoding="utf-8")
    gold, rest = gold_and_rest(html)
    assert overlap(f"{gold} {rest}", page(html).text)[1] >= 0.99


def test_metadata_of_the_head_is_read() -> None:
    by_name = {path.stem: page(path.read_text(encoding="utf-8")).metadata for path in PAGES}
    blog, prosecutor, institution = by_name["blog"], by_name["prosecutor"], by_name["institution"]
    assert blog.title is not None and blog.title.value == "Shelter network calls for safe routes"
    assert blog.author is not None and blog.author.value == "Ruth Adeyemi"
    assert blog.source is not None and blog.source.value == "Lantern Trust"
    assert blog.date is not None and blog.date.value == "2022-11-03"
    assert (
        prosecutor.title is not None
        and prosecutor.title.value == "Former Harbour Official Sentenced for Accepting Bribes"
    )
    assert prosecutor.place is not None and prosecutor.place.value == "PORT AVELIN, Norland"
    assert institution.date is not None and institution.date.value == "2018-06-21"
    assert institution.place is not None and institution.place.value == "BRUSSELS, Belgium"


def test_the_url_gives_a_date_when_nothing_else_does() -> None:
    html = '<html><head><link rel="canonical" href="https://x.example/2018/06/21/a"></head><body><p>Some words of text.</p></body></html>'
    date = page(html).metadata.date
    assert date is not None and (date.value, date.evidence.rule) == ("2018-06-21", "URL")
    other = load("saved-2019-10-04.html", data=html.replace("2018/06/21/", "").encode())
    assert isinstance(other, Document) and other.metadata.date is not None
    assert (other.metadata.date.value, other.metadata.date.evidence.rule) == ("2019-10-04", "file name")


def test_blocks_have_the_kinds_of_their_elements() -> None:
    html = "<h1>T</h1><p>One.</p><ol><li>a<li>b<ul><li>c</ul></ol><blockquote>q</blockquote><pre><code>x  y</code></pre><table><tr><td>1<td>2<tr><td>3<td>4</table>"
    assert shown(page(f"<html>{html}</html>")) == [
        ("heading", "T"), ("paragraph", "One."), ("list", "1. a"), ("list", "2. b"), ("list", "• c"), ("quote", "q"), ("code", "x  y"), ("table", "1 | 2\n3 | 4"),
    ]  # fmt: skip


def test_white_space_between_cells_is_no_cell() -> None:
    html = "<html><table>\n <tr>\n <td>1</td>\n <td> </td> <td>x<br>y</td>\n </tr>\n <tr><td>3</td> <td></td> <td>4</td></tr>\n</table></html>"
    assert shown(page(html)) == [("table", "1 |  | x y\n3 |  | 4")]


def test_scripts_styles_and_hidden_elements_are_not_text() -> None:
    html = "<html><style>p{}</style><script>alert(1)</script><p>Seen<span style='display: none'> unseen</span></p><div hidden>gone</div></html>"
    assert page(html).text == "Seen"


def test_inline_elements_do_not_split_words() -> None:
    assert (
        page("<html><p>inter<b>nation</b>al <i>po</i>lice<wbr>man</p></html>").text
        == "international policeman"
    )


def test_escapes_in_a_page_and_its_title_are_harmless() -> None:
    loaded = page(
        "<html><title>A&#27;[2J title &#x202e; here</title><p>One&#27;]0;x&#7; two three.</p></html>"
    )
    assert "\x1b" not in loaded.text
    assert (
        loaded.metadata.title is not None
        and "\x1b" not in loaded.metadata.title.value
        and "\u202e" not in loaded.metadata.title.value
    )


def test_a_declared_charset_is_believed() -> None:
    loaded = load(
        "p.html", data='<html><meta charset="windows-1251"><p>Привет, мир</p></html>'.encode("cp1251")
    )
    assert isinstance(loaded, Document) and loaded.text == "Привет, мир"


def test_a_page_inside_a_pre_is_laid_out_like_a_text() -> None:
    loaded = page("<html><pre>A release\n\nThe first paragraph of it.\n\nThe second one.</pre></html>")
    assert [kind for kind, _ in shown(loaded)] == ["heading", "paragraph", "paragraph"]


def test_the_site_in_the_windows_title_is_the_source_where_nothing_else_names_one() -> None:
    body = "<body><h1>Former mayor charged with bribery</h1><p>The former mayor was charged on Monday with taking bribes.</p></body>"
    source = page(
        f"<title>Former mayor charged with bribery | Norland Department of Justice</title>{body}"
    ).metadata.source
    assert source is not None and (source.value, source.evidence.rule) == (
        "Norland Department of Justice",
        "title tag",
    )
    assert (
        page(f"<title>Former mayor charged with bribery | Press Releases</title>{body}").metadata.source
        is None
    )
    assert page(f"<title>Former mayor charged with bribery</title>{body}").metadata.source is None
