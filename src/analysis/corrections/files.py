"""Where the corrections of an article are: ``data/corrections/NAME.toml`` of its project."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from analysis.corrections.model import Corrections
from analysis.corrections.reading import corrections_from, read_bytes
from analysis.errors import CorrectionError, ParameterError
from analysis.project import project_folder

FOLDER = Path("data") / "corrections"
NONE = "none"
"""What stands for no corrections at all, where a file or folder may be named."""
_ALLOWED = "the name of an article, without folder and ending"
_CONTROL = re.compile(r"[\x00-\x1f\x7f/\\:]")


@dataclass(frozen=True)
class CorrectionFile:
    """A file of corrections as read: the article, the path, and the hash of its bytes."""

    article: str
    path: Path
    sha256: str
    corrections: Corrections


def corrections_path(
    article: str, *, folder: str | PathLike[str] | None = None, beside: Path | None = None
) -> Path:
    """Return the path of the corrections of an article; the file need not exist.

    Parameters
    ----------
    article
        The id of an article.
    folder
        The folder of the corrections; None means that of the project.
    beside
        The file of the article: the project is looked for from its folder, then from the working
        folder.

    Raises
    ------
    ParameterError
        If the id is no name of a file: it must not lead into another folder.
    CorrectionError
        If no folder is given and there is no project.
    """
    if not article.strip() or article.startswith(".") or _CONTROL.search(article):
        raise ParameterError(
            "not the name of an article", where="corrections", found=article, allowed=_ALLOWED
        )
    if len(article.encode("utf-8", "backslashreplace")) > 200:
        raise ParameterError(
            "the name of an article is too long", where="corrections", found=article
        )
    base = Path(folder) if folder is not None else _folder(beside)
    return base / f"{article}.toml"


def load(
    article: str, given: str | PathLike[str] = "", *, beside: Path | None = None
) -> CorrectionFile | None:
    """Read the corrections of an article; None where there are none.

    Parameters
    ----------
    article
        The id of the article.
    given
        "" for the project's, where they exist; "none" for no corrections; else a file, or a folder
        with a file for each article that was corrected.
    beside
        The file of the article.

    Raises
    ------
    CorrectionError
        If a file or folder that was named does not exist, or a file has mistakes.
    """
    named = str(given)
    if named.strip().lower() == NONE:
        return None
    path = _named(article, named) if named.strip() else _own(article, beside)
    if path is None:
        return None
    content = read_bytes(path)
    return CorrectionFile(
        article, path, hashlib.sha256(content).hexdigest(), corrections_from(content, path)
    )


def load_all(
    articles: Iterable[tuple[str, Path]], given: str | PathLike[str] = ""
) -> dict[str, CorrectionFile]:
    """Read the corrections of several articles, by the id of the article.

    Parameters
    ----------
    articles
        The id and the file of each.
    given
        As for :func:`load`. A file is that of the only article, or of the one whose name it bears.

    Raises
    ------
    CorrectionError
        As :func:`load` does, and if a file bears the name of none of several articles.
    """
    known = list(articles)
    named = str(given).strip()
    if named and named.lower() != NONE and len(known) > 1 and Path(named).is_file():
        fitting = [one for one in known if one[0] == Path(named).stem]
        if not fitting:
            raise CorrectionError(
                "it is not clear which article these corrections are of",
                where=named,
                allowed=f"one of {', '.join(f'{name}.toml' for name, _ in known[:12])}",
            )
        known = fitting
    found = {name: load(name, given, beside=file) for name, file in known}
    return {name: file for name, file in found.items() if file is not None}


def _named(article: str, given: str) -> Path | None:
    path = Path(given)
    try:
        if path.is_dir():
            inside = corrections_path(article, folder=path)
            return inside if inside.is_file() else None
        if path.is_file():
            return path
    except (OSError, ValueError):  # a name too long, or with a NUL in it
        pass
    raise CorrectionError(
        "there are no such corrections",
        where="corrections",
        found=given,
        allowed='the path of a TOML file, or of a folder with such files; "none" for none',
    )


def _own(article: str, beside: Path | None) -> Path | None:
    try:
        path = corrections_path(article, beside=beside)
        return path if path.is_file() else None
    except (CorrectionError, ParameterError, OSError):
        return None


def _folder(beside: Path | None) -> Path:
    project = project_folder(beside.parent) if beside is not None else None
    project = project or project_folder()
    if project is None:
        raise CorrectionError(
            "no project folder was found",
            where=Path.cwd(),
            allowed="a folder, here or above, with data/articles; or the path of a TOML file",
        )
    return project / FOLDER
