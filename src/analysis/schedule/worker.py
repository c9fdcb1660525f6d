"""The process that makes one report: reads a job on standard input, answers on standard output.

``python -m analysis.schedule.worker PARENT`` is for :mod:`analysis.schedule.processes` alone.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from analysis.errors import ArticleError, ParleyError
from analysis.reference.months import MONTHS
from analysis.schedule.processes import ending_with_parent

CHANGES = "changes.json"
LARGEST_CHANGES = 5_000_000
LeftOut = dict[str, str]
"""An article that is not in the report: its ``article`` (path) and the ``reason``."""


def main() -> None:
    """Do the job and answer."""
    with ending_with_parent(int(sys.argv[1])):
        # Only this process answers; what a notebook's cells print goes to standard error.
        answer = os.dup(1)
        os.dup2(2, 1)
        job = json.load(sys.stdin)
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        result = _result(job)
        with os.fdopen(answer, "wb") as stream:
            stream.write(json.dumps(result).encode("ascii"))


def _result(job: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return {"status": "made", **_made(job)}
    except (ParleyError, OSError, MemoryError) as error:
        return describe(error)
    except Exception as error:
        traceback.print_exc()
        return describe(error)


def describe(error: BaseException) -> dict[str, Any]:
    """Describe an error; a system error below it tells whether trying again may help."""
    below = error
    while below.__cause__ is not None:
        below = below.__cause__
    system = below.errno if isinstance(below, OSError) else None
    return {
        "status": "failed",
        "error": type(error).__name__,
        "message": str(error) or type(error).__name__,
        "exit_status": error.exit_status if isinstance(error, ParleyError) else 1,
        "errno": errno.errorcode.get(system) if system else None,
        "below": type(below).__name__,
    }


def _made(job: Mapping[str, Any]) -> dict[str, Any]:
    from analysis.report.run import report

    readable, left_out = _readable(job)
    said = [*job["left_out"], *left_out]
    made = report(
        readable,
        notebook=job["notebook"],
        parameters=job["parameters"],
        formats=job["formats"],
        output=job["part"],
        timeout=job["timeout"],
        progress=lambda stage: print(stage, file=sys.stderr, flush=True),
        additions=lambda annotations, folder: _additions(job, said, annotations, folder),
    )
    return {
        "folder": str(made.folder),
        "files": {name: str(path) for name, path in made.files.items()},
        "warnings": list(made.warnings),
        "seconds": made.seconds,
        "left_out": left_out,
    }


def _readable(job: Mapping[str, Any]) -> tuple[list[str], list[LeftOut]]:
    """Return the articles that can be annotated together, and the others with their reasons."""
    articles = [str(article) for article in job["articles"]]
    published = job["parameters"].get("published") or None
    model = job["parameters"].get("model") or None
    if not articles or _fault(articles, published, model) is None:
        return articles, []
    good: list[str] = []
    left_out: list[LeftOut] = []
    names: set[str] = set()
    last: ParleyError | None = None
    for article in articles:
        error = _fault([article], published, model)
        if error is None and Path(article).stem in names:
            error = ArticleError("another article of this edition has the same name")
        if error is None:
            good.append(article)
            names.add(Path(article).stem)
        else:
            left_out.append({"article": article, "reason": error.message})
            last = error
    if last is not None and not good:
        raise last
    return good, left_out


def _fault(articles: Sequence[str], published: str | None, model: str | None) -> ParleyError | None:
    """Annotate articles (into the cache) and return the error of the articles, if any.

    Raises
    ------
    analysis.errors.ParleyError
        What is no fault of an article: a model that cannot be loaded, a wrong parameter.
    """
    from analysis.dossier import open as open_articles
    from analysis.errors import AnnotationError

    try:
        open_articles(articles, published=published, model=model)
    except (ArticleError, AnnotationError) as error:
        return error
    except (ParleyError, OSError, MemoryError):
        raise
    except Exception as error:
        traceback.print_exc()
        return AnnotationError(f"it cannot be annotated: {type(error).__name__}: {error}")
    return None


def _additions(
    job: Mapping[str, Any], left_out: Sequence[LeftOut], annotations: Sequence[Any], folder: Path
) -> list[Any]:
    """Return what the head of the report says: what was left out, and what changed."""
    said = [_left_out(left_out)] if left_out else []
    return said + (_changed(job, annotations, folder) if job.get("previous") else [])


def _changed(job: Mapping[str, Any], annotations: Sequence[Any], folder: Path) -> list[Any]:
    """Compare with the last good report, keep that as changes.json, and return the section.

    An earlier report that cannot be read any more costs the comparison, not the report.
    """
    from analysis.changes import compare, headline, read_annotations, section_html, sentences
    from analysis.errors import AnnotationError
    from analysis.report.sanitise import clean

    previous = Path(job["previous"])
    try:
        earlier = read_annotations(previous)
    except AnnotationError as error:
        print(f"what changed is not known: {error.message}", file=sys.stderr, flush=True)
        return []
    changes = compare(earlier, annotations)
    since = _day_of(previous)
    kept = {
        "since": job.get("previous_run"),
        "headline": headline(changes),
        "sentences": [sentence for sentence, _ in sentences(changes)],
        "changes": changes.model_dump(mode="json"),
    }
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    (folder / CHANGES).write_text(text + "\n", "utf-8", errors="replace")
    return list(clean(section_html(changes, annotations, since)).children)


def changes_of(report: Path) -> dict[str, Any]:
    """Return what the report's changes.json says, or nothing where there is none to read."""
    try:
        file = report / CHANGES
        if file.stat().st_size > LARGEST_CHANGES:
            return {}
        read = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _day_of(report: Path) -> str:
    """Return when a report was made, by the name of its folder ("2031-04-17T070000Z-12")."""
    try:
        made = datetime.strptime(report.name.rpartition("-")[0], "%Y-%m-%dT%H%M%SZ")
    except ValueError:
        return "the run before"
    return f"{made.day} {MONTHS[made.month - 1]} {made.year}, {made:%H:%M} UTC"


def _left_out(left_out: Sequence[LeftOut]) -> Any:
    from analysis.report.markup import Element

    number = len(left_out)
    said = "One article is" if number == 1 else f"{number} articles are"
    items: list[Any] = [
        Element(
            "li", {}, [Element("strong", {}, [Path(one["article"]).name]), f": {one['reason']}"]
        )
        for one in left_out
    ]
    head: Any = Element("p", {}, [Element("strong", {}, [f"{said} left out of this report."])])
    return Element(
        "section", {"class": "failure", "role": "note"}, [head, Element("ul", {}, items)]
    )


if __name__ == "__main__":
    main()
