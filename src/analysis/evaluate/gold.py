"""Reading gold data: JSON lines in one of the known formats, told apart by their fields."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from analysis.articles.paragraphs import find_paragraphs
from analysis.errors import ParameterError
from analysis.model import FORMAT, Article

BLIND_FOLDER = "blind"
GoldFormat = Literal["annotation", "polnear", "meantime", "gum", "plover", "several", "encounters"]

# The fields that a document of each format has; the first format whose fields are all there is it.
_FIELDS: dict[GoldFormat, set[str]] = {
    "annotation": {"format", "article", "actors", "positions"},
    "polnear": {"id", "text", "attributions"},
    "meantime": {"id", "text", "timex", "annotated_upto"},
    "gum": {"id", "text", "mentions", "dates"},
    "plover": {"id", "text", "event"},
    "encounters": {"id", "text", "encounters"},
    "several": {"id", "articles", "actors", "meetings", "positions"},
}
# The layers that can be scored on each format.
LAYERS: dict[GoldFormat, tuple[str, ...]] = {
    "annotation": ("attributions", "actors", "positions", "meetings", "time_expressions"),
    "polnear": ("attributions",),
    "meantime": ("time_expressions", "actors"),
    "gum": ("time_expressions", "actors"),
    "plover": ("positions",),
    "encounters": ("meetings",),
    "several": ("several",),
}


@dataclass(frozen=True)
class GoldFile:
    """One file of gold data: its name, its format and its documents."""

    path: Path
    format: GoldFormat
    documents: list[dict[str, Any]]

    @property
    def name(self) -> str:
        """The folder and the file's name without its ending ("polnear/dev")."""
        return f"{self.path.parent.name}/{self.path.stem}"

    @property
    def blind(self) -> bool:
        """Whether only scores may be seen of this set, never its errors: its folder is "blind"."""
        return self.path.resolve().parent.name == BLIND_FOLDER


def read_gold(path: Path) -> GoldFile:
    """Read one file of gold data.

    Raises
    ------
    ParameterError
        If the file cannot be read, a line is not a JSON object, or no known format has its fields.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ParameterError(
            f"gold data cannot be read: {error}", where=path, allowed="a UTF-8 file of JSON lines"
        ) from error
    documents = [
        _document(path, number, line) for number, line in enumerate(lines, 1) if line.strip()
    ]
    if not documents:
        raise ParameterError("no document in the file", where=path, allowed="JSON lines, one each")
    return GoldFile(path, _format_of(path, documents[0]), documents)


def _document(path: Path, number: int, line: str) -> dict[str, Any]:
    where = f"{path}, line {number}"
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise ParameterError(
            f"not JSON: {error.msg}", where=where, found=line[:60], allowed="a JSON object"
        ) from error
    if not isinstance(value, dict):
        raise ParameterError("not an object", where=where, found=line[:60], allowed="a JSON object")
    return value


def _format_of(path: Path, document: dict[str, Any]) -> GoldFormat:
    for name, fields in _FIELDS.items():
        if fields <= document.keys():
            return name
    raise ParameterError(
        "unknown format of gold data",
        where=f"{path}, line 1",
        found=", ".join(document),
        allowed=f"{FORMAT}, or the fields of {', '.join(list(_FIELDS)[1:])} (docs/accuracy.md)",
    )


def gold_files(paths: list[Path]) -> list[Path]:
    """Return the gold files among `paths`; of a folder, every .jsonl below it, sorted.

    Raises
    ------
    ParameterError
        If a path does not exist.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files.extend(sorted(path.rglob("*.jsonl")))
        elif path.is_file():
            files.append(path)
        else:
            raise ParameterError(
                "no such file or folder", where=path, allowed="a .jsonl file, or a folder of them"
            )
    return files


def article_of(row: Mapping[str, Any]) -> Article:
    """Return the article of a gold document of any of the formats.

    Its paragraphs are told as those of any loaded article; its day is the one that the format
    gives (``dct``, or the time expression of its creation).
    """
    given = row.get("article")
    if isinstance(given, Mapping):
        article = Article.model_validate(given)
    else:
        article = Article(
            id=str(row.get("id", "")),
            title=row.get("title") or None,
            published=_published(row),
            text=str(row["text"]),
        )
    if article.paragraphs:
        return article
    paragraphs = find_paragraphs(article.text, article.title)
    return article.model_copy(update={"paragraphs": paragraphs})


def _published(row: Mapping[str, Any]) -> str | None:
    if row.get("dct"):
        return str(row["dct"])
    for item in row.get("timex", ()):
        if item.get("fn") == "CREATION_TIME":
            return str(item["value"])
    return None


def annotated(
    rows: Iterable[Mapping[str, Any]], *, model: str | None = None, upto: str | None = None
) -> Iterator[Any]:
    """Yield the spaCy document of each gold document, with what the components found in it.

    Parameters
    ----------
    rows
        Gold documents of any of the formats.
    model
        Name or path of the spaCy pipeline; None means the default.
    upto
        The last of the annotating components to run (what follows does not change its results);
        None means all.

    Raises
    ------
    ModelError
        If the pipeline cannot be loaded.
    """
    from analysis.annotate.language import COMPONENTS, load_pipeline, make_doc

    nlp = load_pipeline(model)
    later = COMPONENTS[COMPONENTS.index(upto) + 1 :] if upto is not None else ()
    with nlp.select_pipes(disable=list(later)):
        yield from nlp.pipe((make_doc(nlp, article_of(row)) for row in rows), batch_size=16)
