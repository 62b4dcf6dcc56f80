"""Training: the treebanks' readings, the mapping, silver and scores; nothing is trained.  Sentences are our own."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
import spacy
from diplograph.training.__main__ import main
from diplograph.training.documents import shuffled_chunks, to_doc
from diplograph.training.mapping import learn, read_old
from diplograph.training.score import score
from diplograph.training.silver import is_tree, spaces_guessed
from diplograph.training.tables import load_tables
from diplograph.training.tokenizer import fit_tokenizer
from diplograph.training.treebank import Token, key_of, read_sentences

TABLES = load_tables()

VISIT = """\
# text = Kunjungannya membuat Jakarta gembira.
1-2	Kunjungannya	_	_	_	_	_	_	_	_
1	Kunjungan	kunjung	NOUN	NN	Number=Sing	3	nsubj	_	_
2	nya	nya	PRON	PRP	Person=3|PronType=Prs	1	nmod:poss	_	_
3	membuat	buat	VERB	VB	Voice=Act	0	root	_	_
4	Jakarta	Jakarta	PROPN	NNP	_	3	obj	_	_
5	gembira	gembira	ADJ	JJ	_	3	xcomp	_	SpaceAfter=No
6	.	.	PUNCT	Z	_	3	punct	_	_

"""


@pytest.fixture
def visit(tmp_path):
    path = tmp_path / "visit.conllu"
    path.write_text(VISIT, encoding="utf-8")
    return next(read_sentences(path, TABLES))


def rows(*words):
    """Version 1 rows of (form, tag, head, label)."""
    return [[str(i), form, "_", tag, "_", "_", str(head), dep, "_", "_"] for i, (form, tag, head, dep) in words]


def old(*words):
    return read_old(rows(*enumerate(words, start=1)))


def test_a_clitic_is_merged_and_kept_as_a_feature(visit):
    assert [token.form for token in visit] == ["Kunjungannya", "membuat", "Jakarta", "gembira", "."]
    assert visit[0] == Token("Kunjungannya", "kunjung", "NOUN", "Clitic=Nya", 1, "nsubj")


def test_the_root_is_its_own_head_and_features_outside_the_table_are_dropped(visit):
    assert (visit[1].head, visit[1].dep, visit[1].feats) == (1, "ROOT", "Voice=Act")


def test_spaces_follow_the_file(visit):
    assert to_doc(spacy.blank("id").vocab, [visit]).text.strip() == "Kunjungannya membuat Jakarta gembira."


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("nmod:poss", "nmod"),
        ("compound", "nmod"),
        ("compound:a", "amod"),
        ("orphan", "dep"),
        ("obl:agent", "obl:agent"),
    ],
)
def test_labels_are_harmonised(label, expected, tmp_path):
    path = tmp_path / "one.conllu"
    path.write_text(VISIT.replace("\tobj\t", f"\t{label}\t"), encoding="utf-8")

    assert expected == next(read_sentences(path, TABLES))[2].dep


def test_a_row_without_ten_columns_is_named_with_file_and_line(tmp_path):
    path = tmp_path / "short.conllu"
    path.write_text("1\tsaja\t_\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"short\.conllu:1: 3 columns"):
        list(read_sentences(path, TABLES))


def test_a_missing_file_ends_the_command_with_its_name(tmp_path, capsys):
    assert main([str(tmp_path), str(tmp_path / "out")]) == 1
    assert "id_csui-ud-train.conllu: no such file" in capsys.readouterr().err


def test_a_conjunction_moves_to_the_conjunct_that_follows_it():
    sentence = old(
        ("Iran", "PROPN", 4, "nsubj"),
        ("dan", "CONJ", 1, "cc"),
        ("Irak", "PROPN", 1, "conj"),
        ("berunding", "VERB", 0, "root"),
    )

    assert (sentence[1].head, sentence[3].head) == (2, 3)


def test_the_mapping_follows_the_majority_of_agreeing_arcs():
    before = old(("Turki", "PROPN", 2, "nsubj"), ("pergi", "VERB", 0, "root"), ("Baku", "PROPN", 2, "nmod"))
    after = tuple(replace(token, dep="obl" if token.dep == "nmod" else token.dep) for token in before)
    stray = tuple(replace(token, dep="obj" if token.dep == "nmod" else token.dep) for token in before)

    assert learn([(before, after)] * 3 + [(before, stray)], TABLES).label(before, 2) == ("obl", 0.75)


def test_an_arc_on_which_both_disagree_teaches_nothing():
    before = old(("Turki", "PROPN", 2, "nsubj"), ("pergi", "VERB", 0, "root"), ("Baku", "PROPN", 2, "nmod"))
    after = (*before[:2], replace(before[2], head=0, dep="appos"))

    assert learn([(before, after)] * 5, TABLES).label(before, 2) is None


@pytest.mark.parametrize(
    ("heads", "expected"),
    [((1, 1, 1), True), ((1, 2, 1), False), ((0, 1, 1), False), ((1, 0, 2), False)],
)
def test_only_one_root_that_all_tokens_lead_to_is_a_tree(heads, expected):
    sentence = tuple(Token("kata", "kata", "NOUN", "", head, "dep") for head in heads)

    assert expected is is_tree(sentence)


@pytest.mark.parametrize(
    "text",
    ["Turki , Iran .", 'Kata " ya " itu', "anak - anak pergi", "dia ( Oman ) pulang"],
)
def test_spaces_are_guessed_as_newspapers_set_them(text):
    expected = {
        "Turki , Iran .": "Turki, Iran.",
        'Kata " ya " itu': 'Kata "ya" itu',
        "anak - anak pergi": "anak-anak pergi",
        "dia ( Oman ) pulang": "dia (Oman) pulang",
    }[text]
    sentence = tuple(Token(word, word, "X", "", 0, "dep") for word in text.split())
    spaced = spaces_guessed(sentence, TABLES.spacing)

    assert expected == "".join(token.form + " " * token.space for token in spaced).strip()


def test_the_tokenizer_keeps_reduplications_and_abbreviations_whole():
    nlp = spacy.blank("id")
    fit_tokenizer(nlp, TABLES)

    words = [token.text for token in nlp("negara-negara kata Mayjen. Budi–Iran")]
    assert words == ["negara-negara", "kata", "Mayjen.", "Budi", "–", "Iran"]


def test_chunks_hold_every_sentence_once_and_in_order():
    numbers = list(range(50))

    assert numbers == [number for chunk in shuffled_chunks(numbers, random.Random(1)) for number in chunk]


def test_two_spellings_of_one_sentence_have_one_key():
    assert key_of(["Rumah-rumah", ",", "ya"]) == key_of(["rumah", "-", "rumah", "ya", "."])


def test_a_pipeline_that_says_what_the_treebank_says_scores_a_hundred(visit):
    nlp = spacy.blank("id")
    fit_tokenizer(nlp, TABLES)

    @spacy.language.Language.component("oracle")
    def oracle(doc):
        return to_doc(nlp.vocab, [visit])

    nlp.add_pipe("oracle")
    scores = score(nlp, [visit])

    assert (scores.labelled, scores.unlabelled, scores.of("obj")) == (100.0, 100.0, 100.0)


def test_every_file_of_the_data_folder_is_named_once():
    names = [source.name for source in TABLES.sources]

    assert sorted(set(names)) == sorted(names)
    assert {True, False} == {source.test for source in TABLES.sources}
