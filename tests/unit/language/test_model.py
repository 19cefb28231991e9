"""The fast parse is the stock parse."""

import numpy as np
import pytest

from pipelines.language import embedding, model, ops
from pipelines.settings import DEFAULT

NAME = DEFAULT.model


@pytest.fixture(scope="module")
def stock():
    import spacy

    return spacy.load(model.model_folder(NAME))


def seen(doc):
    return {
        "entities": [(e.start_char, e.end_char, e.label_) for e in doc.ents],
        "heads": [(t.idx, t.head.i, t.dep_, t.tag_, t.is_sent_start) for t in doc],
    }


def test_entities_and_heads_equal_those_of_stock_spacy(stock, text):
    (fast,) = model.parse([text], NAME)
    assert seen(fast) == seen(stock(text))
    assert len(fast.ents) > 8


@pytest.mark.parametrize("by_numpy", [True, False])
def test_either_matrix_product_gives_the_stock_parse(stock, text, monkeypatch, by_numpy):
    monkeypatch.setattr(ops, "NUMPY_IS_FASTER", by_numpy)
    (fast,) = model.parse([text], NAME)
    assert seen(fast) == seen(stock(text))


def test_a_parse_does_not_depend_on_the_others_of_its_batch(text):
    paragraphs = text.split("\n\n")
    together = [seen(doc) for doc in model.parse(paragraphs, NAME)]
    alone = [seen(next(model.parse([paragraph], NAME))) for paragraph in paragraphs]
    assert together == alone


def test_maxout_is_the_largest_piece():
    pieces = np.arange(24, dtype="float32").reshape(2, 4, 3) % 7
    best, _ = ops.InferenceOps().maxout(pieces)
    assert np.array_equal(best, pieces.max(axis=2))


@pytest.mark.parametrize(("first", "second"), [(False, False), (True, False), (False, True), (True, True)])
@pytest.mark.parametrize("by_numpy", [True, False])
def test_the_product_transposes_as_asked(monkeypatch, by_numpy, first, second):
    monkeypatch.setattr(ops, "NUMPY_IS_FASTER", by_numpy)
    x = np.arange(9, dtype="float32").reshape(3, 3)
    y = x + 2
    product = ops.InferenceOps().gemm(x, y, trans1=first, trans2=second)
    assert np.allclose(product, (x.T if first else x) @ (y.T if second else y))


def test_a_model_that_is_not_there_is_named():
    with pytest.raises(ValueError, match=r"no spaCy model 'no_such_model'.*name a folder"):
        model.model_folder("no_such_model")


def test_the_version_tells_name_version_and_files():
    assert model.version(NAME).startswith("en_core_web_md-3.8.0+")
    assert len(model.version(NAME).split("+")[1]) == 12


def test_words_met_before_change_no_vector(text):
    first = next(model.parse([text], NAME)).tensor.copy()
    list(model.parse(["Quite other words met meanwhile: quays, kerosene, Quetzaltenango."], NAME))
    assert np.array_equal(next(model.parse([text], NAME)).tensor, first)


def test_a_full_memory_of_words_begins_anew(text, monkeypatch):
    first = next(model.parse([text], NAME)).tensor.copy()
    monkeypatch.setattr(embedding, "MOST", 20)
    assert np.array_equal(next(model.parse([text], NAME)).tensor, first)
    texts = [text, "", "One more."]
    assert [len(doc.tensor) > 0 for doc in model.parse(texts, NAME)] == [True, False, True]


def test_the_same_word_with_and_without_a_blank_behind_has_two_vectors(stock):
    text = "can't cannot can not\n\ncan 't"
    assert np.allclose(next(model.parse([text], NAME)).tensor, stock(text).tensor, atol=1e-4)


def test_the_layer_norm_is_thinc_s():
    from thinc.api import LayerNorm

    norm = LayerNorm(nI=5)
    norm.initialize()
    norm.set_param("b", np.arange(5, dtype="float32"))
    rows = np.random.default_rng(3).standard_normal((7, 5)).astype("float32")
    assert np.array_equal(ops.layernorm(norm, rows, False)[0], norm.predict(rows))
