"""Every word embedded once: the first half of spaCy's `Tok2Vec` sees a word's form alone, the second its neighbours.

Seven of eight words of a batch of articles have been met before, so their vectors are kept.  What is kept is what the
embedding makes of the word in a text of new words only; the products of `pipelines.language.ops` give a row the same
whatever rows are beside it, so nothing depends on which words were met before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.model import Model

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A table of 40 MB; a process that has met more words begins anew.
MOST = 100_000
_KEY: list[int | str] = ["ORTH", "NORM", "SPACY"]

type _Word = tuple[int, int, int]
type _Vectors = np.ndarray[Any, np.dtype[np.float32]]


class _Met:
    """The vectors of the words that were met, by all that the embedding looks at: form, norm, blank behind."""

    def __init__(self) -> None:
        self.rows: dict[_Word, int] = {}
        self.vectors: _Vectors = np.zeros((0, 0), dtype="float32")

    def add(self, words: list[_Word], vectors: _Vectors) -> None:
        start = len(self.rows)
        self.rows.update(zip(words, range(start, start + len(words)), strict=True))
        if len(self.vectors) < start + len(words):
            grown = np.zeros((2 * (start + len(words)), vectors.shape[1]), dtype="float32")
            if start:
                grown[:start] = self.vectors[:start]
            self.vectors = grown
        self.vectors[start : start + len(words)] = vectors


def embed_once(tok2vec: Model[Any, Any]) -> None:
    """Put the memory before the embedding of a `Tok2Vec` and let each article pass alone through its encoder.

    Alone, because its arrays then fit the processor's cache; the articles are padded from each other in any case.
    Models of another build than an embedding and an encoder are left as they are.
    """
    if [layer.name.split("(")[0].split(">>")[-1] for layer in tok2vec.layers[1:]] != ["with_array"]:
        return
    embedding, encoder = tok2vec.layers
    if not (embedding.name.startswith("extract_features") and embedding.name.endswith("ragged2list")):
        return
    tok2vec.layers[0] = Model("embed_once", _embed, layers=[embedding], attrs={"met": _Met()})
    tok2vec.layers[1] = Model("each_alone", _each_alone, layers=[encoder])


def _embed(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[list[_Vectors], Any]:
    if is_train:
        raise NotImplementedError("The embedding is for inference only.")
    met: _Met = model.attrs["met"]
    words = [_words(doc) for doc in docs]
    new = list(dict.fromkeys(word for each in words for word in each if word not in met.rows))
    if len(met.rows) + len(new) > MOST:
        met.rows.clear()
        new = list(dict.fromkeys(word for each in words for word in each))
    if new:
        met.add(new, model.layers[0].predict([_doc(docs[0].vocab, new)])[0])
    return [met.vectors[[met.rows[word] for word in each]] for each in words], None


def _words(doc: Doc) -> list[_Word]:
    return list(zip(*doc.to_array(_KEY).T.tolist(), strict=True)) if len(doc) else []


def _doc(vocab: Any, words: list[_Word]) -> Doc:
    from spacy.tokens import Doc

    doc = Doc(vocab, [vocab.strings[form] for form, _, _ in words], [bool(blank) for _, _, blank in words])
    for token, (_, norm, _) in zip(doc, words, strict=True):
        if token.norm != norm:
            token.norm_ = vocab.strings[norm]
    return doc


def _each_alone(model: Model[Any, Any], rows: list[_Vectors], is_train: bool) -> tuple[list[_Vectors], Any]:
    return [found for each in rows for found in model.layers[0]([each], is_train)[0]], None
