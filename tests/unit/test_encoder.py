"""The encoder and what is told from it: pieces follow the words, sums follow the formulas, torch says the same."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from diplograph import Article
from diplograph.extractors.encoder import FILES, Encoder, gelu, load_weights
from diplograph.extractors.errors import PipelineError
from diplograph.extractors.extract import Extractor
from diplograph.extractors.features import nearest
from diplograph.extractors.impressions import Columns, Impressions, load_impressions

WIDTH, HEADS, LAYERS = 8, 2, 2
PIECES = (
    ("<s>", 0.0),
    ("<pad>", 0.0),
    ("</s>", 0.0),
    ("<unk>", 0.0),
    ("▁", -2.0),
    ("a", -3.0),
    ("b", -3.0),
    ("▁ab", -1.0),
)


def weights(seed: int = 0) -> dict[str, np.ndarray]:
    chance = np.random.default_rng(seed)

    def some(*shape: int) -> np.ndarray:
        return chance.normal(size=shape).astype(np.float32)

    found = {"piece": some(len(PIECES), WIDTH), "position": some(9, WIDTH), "mark": some(4, WIDTH)}
    for name in ("start", *(f"layer{n}.{part}" for n in range(LAYERS) for part in ("attended", "left"))):
        found |= {f"{name}.gain": some(WIDTH), f"{name}.bias": some(WIDTH)}
    for layer in range(LAYERS):
        for part in ("q", "k", "v", "joined"):
            found |= {f"layer{layer}.{part}.weight": some(WIDTH, WIDTH), f"layer{layer}.{part}.bias": some(WIDTH)}
        found |= {f"layer{layer}.in.weight": some(16, WIDTH), f"layer{layer}.in.bias": some(16)}
        found |= {f"layer{layer}.out.weight": some(WIDTH, 16), f"layer{layer}.out.bias": some(WIDTH)}
    return found


@pytest.fixture
def encoder() -> Encoder:
    return Encoder(weights(), HEADS, LAYERS, PIECES)


def test_a_word_is_cut_into_the_most_probable_pieces(encoder: Encoder) -> None:
    pieces = encoder.split(["ab", "ab"], [True, False], [0, 2])

    assert pieces.numbers == (0, 7, 5, 6, 2)
    assert pieces.marks == (0, 0, 2, 2, 0)
    assert pieces.first == (1, 2)


def test_words_beyond_the_reach_have_no_piece(encoder: Encoder) -> None:
    pieces = encoder.split(["ab"] * 20, [True] * 20, [0] * 20)

    assert len(pieces.first) == 7
    assert len(pieces.numbers) == 9
    assert encoder.encode(pieces).shape == (9, WIDTH)


def test_a_piece_is_read_with_all_others(encoder: Encoder) -> None:
    short, longer = (encoder.encode(encoder.split(["ab"] * n, [True] * n, [0] * n)) for n in (2, 3))

    assert not np.allclose(short[1], longer[1])


def test_the_same_sentence_gives_the_same_numbers(encoder: Encoder) -> None:
    pieces = encoder.split(["ab", "a"], [True, True], [1, 0])

    assert np.array_equal(encoder.encode(pieces), encoder.encode(pieces))


def test_gelu_lets_through_what_is_large_and_nothing_that_is_very_small() -> None:
    assert gelu(np.array([-9.0, 0.0, 9.0], np.float32)) == pytest.approx([0.0, 0.0, 9.0], abs=1e-4)


def test_bytes_and_scale_make_a_matrix(tmp_path: Path) -> None:
    matrix = np.array([[1, -127], [50, 0]], np.int8)
    np.savez(tmp_path / FILES[0], **{"x.weight": matrix, "x.weight.scale": np.array([0.5, 2.0], np.float32)})
    table = {"heads": 2, "layers": 1, "columns": {"relations": ["supports"], "kinds": [""]}, "pieces": PIECES}
    (tmp_path / FILES[1]).write_text(json.dumps(table), encoding="utf-8")

    _, found, columns = load_weights(tmp_path)

    assert found["x.weight"].tolist() == [[0.5, -63.5], [100.0, 0.0]]
    assert columns["relations"] == ("supports",)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not an archive", b"\x00" * 100])
def test_broken_weights_are_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILES[0]).write_bytes(content)

    with pytest.raises(PipelineError, match="no weights of the encoder"):
        load_weights(tmp_path)


@pytest.fixture(scope="module")
def impressions() -> Impressions:
    return load_impressions()


def read(extractor: Extractor, text: str, lang: str):  # type: ignore[no-untyped-def]
    (reading,) = extractor.readings(Article(id="sentence", text=text, lang=lang))
    return reading.sentence, nearest(reading.sentence)


def test_the_columns_are_those_of_the_ontology(impressions: Impressions, extractor: Extractor) -> None:
    assert set(impressions.columns.relations) == set(extractor.schema.relations)
    assert set(impressions.columns.kinds) == {"", *extractor.schema.kinds}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Brazil condemned France for the tests.", "en"),
        ("Brasil mengecam Prancis atas uji coba itu.", "id"),
    ],
)
def test_the_right_direction_is_more_probable(
    text: str, lang: str, impressions: Impressions, extractor: Extractor
) -> None:
    sentence, proposals = read(extractor, text, lang)
    heard = impressions.of(sentence, proposals)
    odds = {
        (p.candidate.subject.actor, p.object_key[1]): h["impression: relation"]
        for p, h in zip(proposals, heard, strict=True)
        if p.trigger.relation == "criticizes" and not p.object_key[0]
    }

    assert odds["BRA", ("FRA",)] > odds["FRA", ("BRA",)]


def test_every_proposal_gets_every_impression(impressions: Impressions, extractor: Extractor) -> None:
    sentence, proposals = read(extractor, "Peru rejected a call by Chile to withdraw troops from Haiti.", "en")
    heard = impressions.of(sentence, proposals)

    assert len(heard) == len(proposals) > 3
    assert len({frozenset(h) for h in heard}) == 1


def test_training_computes_what_the_package_computes() -> None:
    torch = pytest.importorskip("torch", reason="torch is not installed: it is only needed to train the encoder")
    from diplograph.training.network import Base, Network

    network = Network(
        Base({n: w for n, w in weights().items() if n != "mark"}, PIECES, HEADS),
        range(len(PIECES)),
        Columns(("supports",), ("",)),
        LAYERS,
    ).eval()
    encoder = Encoder(network.arrays(), HEADS, LAYERS, PIECES)
    pieces = encoder.split(["ab", "a", "ab"], [True, False, True], [1, 0, 2])
    batch = type("Batch", (), {})()
    batch.numbers, batch.marks = torch.tensor([pieces.numbers]), torch.tensor([pieces.marks])
    batch.mask = torch.ones_like(batch.numbers, dtype=torch.bool)

    with torch.no_grad():
        expected = network._encoded(batch)[0].numpy()

    assert encoder.encode(pieces) == pytest.approx(expected, abs=1e-4)
