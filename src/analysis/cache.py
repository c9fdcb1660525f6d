"""Annotations kept on disk, so that each article is annotated once.

An entry's name is a hash of all that the annotation depends on: the article with its metadata, the
language model, the versions of spaCy and Python, and the files of the annotating code and its
reference tables. Reading an entry imports no spaCy.

The folder is ``$PARLEY_CACHE``, or ``parley`` in ``$XDG_CACHE_HOME`` or ``~/.cache``. Entries are
written aside and renamed, so that processes may share it; a damaged entry is computed anew, and a
folder that cannot be written to only costs time.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from analysis.articles import check_length
from analysis.language_model import default_model, model_fingerprint
from analysis.model import FORMAT, Annotation, Article

_PACKAGE = Path(__file__).resolve().parent
_CODE = ("model.py", "annotate", "reference")
_IGNORED = frozenset({".pyc", ".md"})


def folder() -> Path:
    """Return the folder of the cache; it need not exist."""
    named = os.environ.get("PARLEY_CACHE")
    if named:
        return Path(named).expanduser()
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "parley"
    except RuntimeError:  # no home folder
        return Path(tempfile.gettempdir()) / "parley-cache"


def annotated(articles: Iterable[Article], model: str | None = None) -> list[Annotation]:
    """Return the annotations of `articles`, in order; only those not in the cache are computed.

    Parameters
    ----------
    articles
        What to annotate.
    model
        Name or path of the spaCy pipeline; None or "" means the default one.

    Raises
    ------
    ArticleError
        If an article is too long to be annotated.
    ModelError
        If the pipeline cannot be loaded.
    """
    name = model or default_model()
    wanted = list(articles)
    for article in wanted:
        check_length(article)
    entries = [folder() / f"{key(article, name)}.json" for article in wanted]
    found = [_read(entry, article) for entry, article in zip(entries, wanted, strict=True)]
    missing = [index for index, annotation in enumerate(found) if annotation is None]
    for index, annotation in zip(
        missing, _compute([wanted[index] for index in missing], name), strict=True
    ):
        found[index] = annotation
        _write(entries[index], annotation)
    return [annotation for annotation in found if annotation is not None]


def key(article: Article, model: str) -> str:
    """Return the name of the cache entry of `article` annotated with `model`."""
    parts = {
        "format": FORMAT,
        "article": article.model_dump(),
        "model": model_fingerprint(model),
        "spacy": importlib.metadata.version("spacy"),
        "python": list(sys.version_info[:2]),
        "code": code_hash(),
    }
    text = json.dumps(parts, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=1)
def code_hash() -> str:
    """Return a hash of the code and the tables that annotations come from."""
    total = hashlib.sha256()
    for file in _code_files():
        total.update(f"{file.relative_to(_PACKAGE).as_posix()}\0".encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def _code_files() -> Iterator[Path]:
    for name in _CODE:
        place = _PACKAGE / name
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (file for file in files if file.is_file() and file.suffix not in _IGNORED)


def _compute(articles: list[Article], model: str) -> list[Annotation]:
    if not articles:
        return []
    # Only here: a hit must not pay for importing spaCy.
    from analysis.annotate import annotate_all

    return list(annotate_all(articles, model=model))


def _read(entry: Path, article: Article) -> Annotation | None:
    try:
        annotation = Annotation.from_json(entry.read_bytes())
    except (OSError, ValidationError, ValueError):
        return None
    return annotation if annotation.article == article else None


def _write(entry: Path, annotation: Annotation) -> None:
    """Store an annotation; failing to do so must not cost the user the annotation itself."""
    aside = None
    try:
        entry.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=entry.parent, prefix=".", suffix=".part", delete=False
        ) as file:
            aside = Path(file.name)
            file.write(annotation.to_json())
        os.replace(aside, entry)
    except OSError:
        if aside is not None:
            aside.unlink(missing_ok=True)
