"""run.json: what a report was made from, with what, how long it took, and what came of it."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import analysis
from analysis.model import Annotation

FORMAT = "parley-run/1"
PACKAGES = (
    *("spacy", "pandas", "matplotlib", "papermill", "nbconvert", "nbclient", "ipykernel"),
    *("typst", "fonttools", "fontpkg-ibm-plex-sans", "fontpkg-ibm-plex-sans-arabic"),
    *("manimgx-fonts", "manimgx-fonts-cjk"),
    *("trafilatura", "lxml", "pypdf", "python-docx", "striprtf", "feedparser"),
)


def run_record(
    *,
    status: str,
    notebook: Path,
    parameters: Mapping[str, object],
    annotations: Sequence[Annotation],
    started: str,
    seconds: Mapping[str, float],
    warnings: Sequence[str],
    folder: Path,
    **more: Any,
) -> str:
    """Return the record of a run as JSON, with the hash of every file in `folder`."""
    record = {
        "format": FORMAT,
        "status": status,
        "notebook": {"name": notebook.name, "sha256": sha256(notebook.read_bytes())},
        "parameters": dict(parameters),
        "articles": [_article(annotation) for annotation in annotations],
        **more,
        "warnings": list(warnings),
        "versions": versions(),
        "started": started,
        "seconds": {stage: round(value, 3) for stage, value in seconds.items()},
        "files": {
            path.relative_to(folder).as_posix(): sha256(path.read_bytes())
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        },
    }
    # Escaped to ASCII: an article's lone surrogates are no UTF-8.
    return json.dumps(record, indent=2) + "\n"


def sha256(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def versions() -> dict[str, str]:
    """Return the versions of Parley, Python, the system and the packages a report depends on."""
    found = {"parley": analysis.__version__, "python": platform.python_version()}
    found["system"] = platform.platform()
    for package in PACKAGES:
        try:
            found[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def _article(annotation: Annotation) -> dict[str, Any]:
    article = annotation.article
    return {
        "id": article.id,
        "title": article.title,
        "published": article.published,
        "published_basis": article.published_basis,
        "publisher": article.publisher,
        "url": article.url,
        "sha256": article.sha256,
        "file_format": article.file_format,
        "file_sha256": article.file_sha256,
        "words_found": {
            name: len(getattr(annotation, name))
            for name in ("actors", "attributions", "positions", "meetings", "time_expressions")
        },
        "notes": list(annotation.notes),
    }
