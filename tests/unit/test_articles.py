"""Articles: every input format read, every bad input named with its place while the run goes on."""

from __future__ import annotations

import gzip
import io
import json
import logging
import sys
from datetime import date
from pathlib import Path

import pytest
from diplograph.extractors.articles import MAX_CHARACTERS, read_articles
from diplograph.extractors.errors import DuplicateArticle, InputError
from diplograph.extractors.model import Article
from diplograph.extractors.readers import MAX_BYTES

SENTENCE = "Norway recognised the State of Palestine on Tuesday."


def read(*paths: object, **options: object) -> tuple[list[Article], list[InputError]]:
    errors: list[InputError] = []
    articles = list(read_articles(paths, on_error=errors.append, **options))  # type: ignore[arg-type]
    return articles, errors


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


# --- text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Turkey backs the talks\n\n" + SENTENCE, "Turkey backs the talks"),
        ("Turkey backs the talks\n" + SENTENCE, "Turkey backs the talks"),
        ("Turkey backs the talks\r\n\r\n" + SENTENCE, "Turkey backs the talks"),
        ("Ankara backed the talks.\n" + SENTENCE, None),  # a sentence
        ("x" * 151 + "\n" + SENTENCE, None),  # too long for a headline
        ("Turkey backs the talks\n", None),  # nothing that it is the headline of
    ],
)
def test_a_short_first_line_without_a_full_stop_is_the_title(tmp_path, text, title):
    (article,), errors = read(write(tmp_path, "a.txt", text))

    assert title == article.title
    assert not errors


@pytest.mark.parametrize("text", ["Headline\n\nBody.\n", "  One line\r\n\r\nTwo.\r\n", "a\rb\tc\u2028d\u00a0e\n"])
def test_a_text_keeps_every_character(tmp_path, text):
    (article,), _ = read(write(tmp_path, "a.txt", text))

    assert text == article.text


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path):
    (article,), _ = read(write(tmp_path, "a.txt", b"\xef\xbb\xbf" + SENTENCE.encode()))

    assert article.text == SENTENCE


def test_what_an_article_does_not_say_is_unknown_unless_the_caller_says_it(tmp_path):
    path = write(tmp_path, "seed.txt", SENTENCE)

    assert read(path)[0] == [Article(id="seed", text=SENTENCE)]
    assert read(path, lang="en", published=date(2024, 5, 28))[0] == [
        Article(id="seed", text=SENTENCE, lang="en", published=date(2024, 5, 28))
    ]


# --- records


def test_a_line_of_json_is_an_article(tmp_path):
    fields = {"id": "no-1", "lang": "en", "title": "Oslo", "source": "Fjord Post", "url": "https://example.org/1"}
    path = write(tmp_path, "a.jsonl", line(**fields, text=SENTENCE, published="2024-05-28"))

    assert read(path) == ([Article(**fields, text=SENTENCE, published=date(2024, 5, 28))], [])


@pytest.mark.parametrize(
    ("said", "field", "expected"),
    [
        ({"published": "2024-05-28T09:30:00+07:00"}, "published", date(2024, 5, 28)),
        ({"published": ""}, "published", None),
        ({"lang": "id-ID"}, "lang", "id"),
        ({"lang": "EN_us"}, "lang", "en"),
        ({"lang": None}, "lang", None),
        ({"id": 12}, "id", "12"),
        ({}, "id", "a-1"),  # the stem alone would not be unique
        ({"title": None}, "title", None),
    ],
)
def test_fields_are_read_as_people_write_them(tmp_path, said, field, expected):
    (article,), errors = read(write(tmp_path, "a.jsonl", line(text=SENTENCE, **said)))

    assert expected == getattr(article, field)
    assert not errors


def test_an_article_that_says_its_language_and_day_keeps_them(tmp_path):
    path = write(tmp_path, "a.jsonl", line(text=SENTENCE, lang="en", published="2024-05-28"))

    (article,), _ = read(path, lang="id", published=date(2000, 1, 1))

    assert (article.lang, article.published) == ("en", date(2024, 5, 28))


def test_unknown_fields_are_left_out_with_one_warning(tmp_path, caplog):
    path = write(tmp_path, "a.jsonl", line(text="One.", mood="good") + line(text="Two.", mood="bad", author="x"))

    with caplog.at_level(logging.WARNING):
        articles, errors = read(path)

    assert (len(articles), errors) == (2, [])
    assert [record.getMessage() for record in caplog.records] == [
        "left out unknown fields author, mood; known: id, lang, published, source, text, title, url"
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_row_is_an_article(tmp_path, delimiter):
    rows = ["id,published,text", '"a",2024-05-28,"He said ""no"".', 'Twice."', "b,,Two."]
    path = write(tmp_path, "a.csv", "\n".join(row.replace(",", delimiter) for row in rows))

    assert read(path) == (
        [
            Article(id="a", published=date(2024, 5, 28), text='He said "no".\nTwice.'),
            Article(id="b", text="Two."),
        ],
        [],
    )


# --- markup

PAGE = """<!DOCTYPE html><html lang="id-ID"><head><title>Kemlu | Kabar</title>
<meta property="og:title" content="Kemlu: mendukung"><meta property="og:site_name" content="Kabar Uji">
<meta property="article:published_time" content="2024-05-29T10:00:00+07:00"><script>var a = "<p>no</p>";</script></head>
<body><nav><p>Menu</p></nav><p>Outside the article.</p>
<article><h1>Kemlu &amp; Oslo</h1><time datetime="2020-01-01">x</time>
<p>Indonesia  menyambut
 <b>keputusan</b> Norwegia.</p><ul><li><a href="/x">Baca juga: lain</a></li><li>Butir satu</li></ul>
<aside><p>Iklan</p></aside><blockquote>Langkah berani</blockquote><p>Unclosed</article>
<footer><p>©</p></footer></html>"""


def test_a_page_gives_its_main_text_and_what_its_head_says(tmp_path):
    (article,), errors = read(write(tmp_path, "p.html", PAGE))

    assert not errors
    assert article == Article(
        id="p",
        text="Kemlu & Oslo\nIndonesia menyambut keputusan Norwegia.\nButir satu\nLangkah berani\nUnclosed",
        lang="id",
        published=date(2024, 5, 29),
        title="Kemlu: mendukung",
        source="Kabar Uji",
    )


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<time datetime="2024-05-28T01:00">x</time>', date(2024, 5, 28)),
        ('<meta name="date" content="28 May"><time datetime="2024-05-28">x</time>', date(2024, 5, 28)),
        ('<time datetime="yesterday">x</time>', None),  # unknown stays unknown
    ],
)
def test_a_page_is_dated_by_what_is_a_date_in_it(tmp_path, head, published):
    (article,), errors = read(write(tmp_path, "p.html", f"{head}<p>{SENTENCE}</p>"))

    assert (published, []) == (article.published, errors)


def test_a_page_without_marked_article_gives_all_its_blocks(tmp_path):
    (article,), _ = read(write(tmp_path, "p.htm", "<title> A\nB </title><div><p>One.<br>Two.</p></div><p>Three."))

    assert (article.title, article.text) == ("A B", "One. Two.\nThree.")


MARKDOWN = """---
title: "Oslo and Gaza"
date: 2024-05-28
---
# A heading

> **Norway** recognised [Palestine](https://example.org/p) on *Tuesday*.

- Two * three is 2 * 3; snake_case_stays
"""


def test_markdown_loses_its_markup_and_keeps_its_offsets(tmp_path):
    (article,), _ = read(write(tmp_path, "m.md", MARKDOWN))

    assert (article.title, article.published) == ("Oslo and Gaza", date(2024, 5, 28))
    assert len(MARKDOWN) == len(article.text)
    for words in ("A heading", "Norway", "recognised", "Palestine", "Tuesday", "2 * 3; snake_case_stays"):
        assert MARKDOWN.index(words, 40) == article.text.index(words)
    assert not {"#", ">", "[", "**"} & set(article.text.split())


# --- folders, archives, standard input


def test_a_folder_is_walked_in_order_and_strange_files_are_left(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/y.md", "c.png", ".hidden.txt", "notes"):
        write(tmp_path, name, SENTENCE)

    articles, errors = read(tmp_path)

    assert [article.id for article in articles] == ["y", "z", "b"]
    assert not errors


@pytest.mark.parametrize(
    ("name", "content"),
    [("x.txt", SENTENCE), ("x.md", SENTENCE), ("x.html", f"<p>{SENTENCE}"), ("x.jsonl", line(id="x", text=SENTENCE)),
     ("x.csv", f"id,text\nx,{SENTENCE}\n")],
)  # fmt: skip
def test_every_format_may_be_packed(tmp_path, name, content):
    plain, packed = write(tmp_path, name, content), write(tmp_path, name + ".gz", gzip.compress(content.encode()))

    assert read(plain) == read(packed)
    assert (read(packed)[0][0].id, read(packed)[0][0].text) == ("x", SENTENCE)


@pytest.mark.parametrize(
    ("content", "ids"),
    [(line(id="a", text="One.") + line(id="b", text="Two."), ["a", "b"]), ("\n \n" + line(id="a", text="One."), ["a"]),
     ("One.\n{", ["stdin"])],
)  # fmt: skip
def test_standard_input_is_lines_of_json_or_one_text(monkeypatch, content, ids):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))

    articles, errors = read("-")

    assert ids == [article.id for article in articles]
    assert not errors


# --- what cannot be read

GOOD = line(id="good", text=SENTENCE)


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.txt", "", "a.txt: empty file"),
        ("a.txt", " \n\n", "a.txt: empty text"),
        ("a.txt", b"\x89PNG\r\n\x00\x01", "a.txt: binary file, not text"),
        ("a.txt", "Turkiye".encode("utf-16"), "a.txt: UTF-16, not UTF-8; save it as UTF-8"),
        ("a.txt", b"One.\nT\xfcrkiye", "a.txt:2: not UTF-8 at byte 6; save the file as UTF-8"),
        ("a.txt", b"x" * (MAX_BYTES + 1), "a.txt: more than 8,000,000 bytes; split it into articles"),
        ("a.txt", b"x " * 500_001, "a.txt: text of 1,000,002 characters; the limit is 1,000,000, split it"),
        ("a.txt.gz", b"no gzip", "a.txt.gz: damaged gzip file; pack it again"),
        ("a.txt.gz", gzip.compress(b"One. " * 999)[:-9], "a.txt.gz: damaged gzip file; pack it again"),
        ("a.txt.gz", gzip.compress(b"x" * 9_000_000), "a.txt.gz: more than 8,000,000 bytes; split it into articles"),
        ("a.pdf", "x", "a.pdf: unknown format (.pdf); known: .txt .md .html .htm .jsonl .csv, each also .gz"),
        ("a", "x", "a: unknown format (no extension); known: .txt .md .html .htm .jsonl .csv, each also .gz"),
        ("a.html", "<div>x</div>", "a.html: no main text (no paragraph, heading, list item or quote)"),
        ("a.md", "---\ndate: May\n---\nText.", "a.md: 'published' is no date: 'May'; write YYYY-MM-DD"),
        ("a.jsonl", "", "a.jsonl: empty file"),
        ("a.jsonl", '{"text": ', "a.jsonl:1: not JSON: Expecting value (column 10); one JSON object a line"),
        ("a.jsonl", '["text"]', 'a.jsonl:1: not a JSON object; write {"id": …, "text": …}'),
        ("a.jsonl", "[" * 100_000, "a.jsonl:1: JSON too deep or with too long a number; one plain JSON object a line"),
        ("a.jsonl", b'{"text": "T\xfcrk"}', "a.jsonl:1: not UTF-8 at byte 11; save the file as UTF-8"),
        ("a.jsonl", b"\x00\x01\n\x00\n", "a.jsonl:1: binary data, not text"),
        ("a.jsonl", line(id="x"), "a.jsonl:1: no field 'text'"),
        ("a.jsonl", line(text=" "), "a.jsonl:1: empty text"),
        ("a.jsonl", line(text=["x"]), "a.jsonl:1: 'text' is not a text but list"),
        ("a.jsonl", line(text="x", id=True), "a.jsonl:1: 'id' is not a text but bool"),
        ("a.jsonl", line(text="x", id="a\nb"), "a.jsonl:1: bad id 'a\\nb'; no line breaks, no spaces at its ends"),
        ("a.jsonl", '{"text": "\\ud800"}',
         "a.jsonl:1: 'text' holds characters that are no text (NUL or half a surrogate pair)"),
        ("a.jsonl", line(text="x", published="2024-13-01"),
         "a.jsonl:1: 'published' is no date: '2024-13-01'; write YYYY-MM-DD"),
        ("a.jsonl", line(text="x", lang="tlh"), "a.jsonl:1: no language 'tlh'; there are en, id"),
        ("a.csv", "", "a.csv: empty file; the first line names the columns"),
        ("a.csv", "id,body\n1,x\n", "a.csv:1: no column 'text' among id, body"),
        ("a.csv", "id,text\n1,a,b\n",
         "a.csv:2: 3 cells where the header has 2; quote cells that hold commas"),
        ("a.csv", 'id,text\n1,"a\n', "a.csv:2: not CSV: unexpected end of data"),
    ],
)  # fmt: skip
def test_a_bad_input_is_one_error_with_its_place_and_the_run_goes_on(tmp_path, monkeypatch, name, content, error):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, name, content)
    write(tmp_path, "good.jsonl", GOOD)

    articles, errors = read(name, "good.jsonl")

    assert [error] == [str(found) for found in errors]
    assert [article.id for article in articles] == ["good"]


def test_the_good_lines_of_a_file_with_bad_lines_are_read(tmp_path):
    path = write(tmp_path, "a.jsonl", line(id="a", text="One.") + "{\n" + "\n" + line(id="b", text="Two.") + "x" * 9)

    articles, errors = read(path)

    assert [article.id for article in articles] == ["a", "b"]
    assert [f"{path}:2", f"{path}:5"] == [error.where for error in errors]


def test_a_line_that_is_too_long_does_not_hide_the_next(tmp_path):
    path = write(tmp_path, "a.jsonl", b'{"text": "' + b"x" * (2 * MAX_BYTES) + b'"}\n' + GOOD.encode())

    articles, errors = read(path)

    assert [article.id for article in articles] == ["good"]
    assert [f"{path}:1: line of more than 8,000,000 bytes; one article a line, split this one"] == [
        str(error) for error in errors
    ]


def test_a_text_at_the_limit_is_read(tmp_path):
    (article,), _ = read(write(tmp_path, "a.txt", "x" * MAX_CHARACTERS))

    assert len(article.text) == MAX_CHARACTERS


@pytest.mark.parametrize("path", ["missing.txt", "missing", "x" * 5000])
def test_a_missing_path_is_one_error(path):
    assert ([], [f"{path}: no such file or folder"]) == (read(path)[0], [str(error) for error in read(path)[1]])


def test_a_folder_without_articles_is_one_error(tmp_path):
    write(tmp_path, "a.png", b"x")

    assert [f"{tmp_path}: holds no article file (known: .txt .md .html .htm .jsonl .csv, each also .gz)"] == [
        str(error) for error in read(tmp_path)[1]
    ]


def test_of_two_articles_with_one_id_the_first_stands(tmp_path):
    first, second = write(tmp_path, "one/a.txt", "One."), write(tmp_path, "two/a.txt", "Two.")

    (article,), (error,) = read(first, second)

    assert article.text == "One."
    assert isinstance(error, DuplicateArticle)
    assert str(error) == f"{second}: duplicate article id 'a' (first seen in {first}); give it an id of its own"


def test_without_a_listener_errors_are_warnings(tmp_path, caplog):
    assert not list(read_articles([tmp_path / "missing.txt"]))
    assert [f"{tmp_path / 'missing.txt'}: no such file or folder"] == [record.getMessage() for record in caplog.records]


def test_a_caller_who_asks_for_an_unknown_language_is_told():
    with pytest.raises(ValueError, match="no language 'tlh'; there are en, id"):
        next(read_articles([], lang="tlh"))
