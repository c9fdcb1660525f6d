"""The process in which documents are read: bounded, without network, and unable to write.

It reads requests from its standard input and writes answers to what was its standard output: the
length of a JSON header in four bytes, the header, and for a request the bytes of the document. What
a document could make a library do beyond reading is refused by an audit hook (PEP 578).
"""

from __future__ import annotations

import json
import os
import struct
import sys
from typing import IO, Any, NoReturn

from analysis.articles.limits import READING_MEMORY
from analysis.articles.readers import read_as
from analysis.errors import ArticleError, ParleyError

_REFUSED = (
    *("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork"),
    *("urllib.", "http.", "ftplib.", "smtplib.", "os.remove", "os.rename", "os.rmdir", "os.mkdir"),
    *("os.link", "os.symlink", "os.chmod", "os.chown", "os.truncate", "shutil.", "os.putenv"),
    *("webbrowser.", "ctypes.", "os.startfile", "tempfile."),
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Raise for what no reader of documents has to do: an audit hook."""
    if event == "open":
        _, mode, flags = arguments
        if (isinstance(mode, str) and set(mode) & set("wax+")) or (
            isinstance(flags, int) and flags & _WRITING
        ):
            raise PermissionError("a reader of documents writes no file")
    elif event.startswith(_REFUSED):
        raise PermissionError(f"a reader of documents does not do this: {event}")


def main() -> NoReturn:
    """Answer requests until the standard input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not get among the answers.
    os.dup2(2, 1)
    requests = sys.stdin.buffer
    _import_libraries()
    _bound()
    sys.addaudithook(refuse)
    while True:
        head = requests.read(4)
        if len(head) < 4:
            os._exit(0)
        header = json.loads(requests.read(struct.unpack(">I", head)[0]))
        data = requests.read(header["length"])
        if len(data) < header["length"]:
            os._exit(0)
        _bound_time(header["seconds"])
        _answer(answers, _answered(header, data))


def _answered(header: dict[str, Any], data: bytes) -> dict[str, Any]:
    try:
        found = read_as(header["format"], data, where=header["where"])
        return {"articles": [article.as_json() for article in found]}
    except ParleyError as error:
        found_value = error.found if isinstance(error.found, str | None) else repr(error.found)
        return {
            "error": {
                "message": error.message,
                "where": error.where,
                "found": found_value,
                "allowed": error.allowed,
            }
        }


def _answer(file: IO[bytes], answer: dict[str, Any]) -> None:
    # ASCII: a lone surrogate travels as its escape.
    body = json.dumps(answer).encode("ascii")
    file.write(struct.pack(">Q", len(body)))
    file.write(body)
    file.flush()


def _import_libraries() -> None:
    """Import what the readers import lazily, before importing becomes impossible to tell apart."""
    import docx
    import feedparser
    import lxml.html
    import pypdf
    import striprtf.striprtf
    import trafilatura

    del docx, feedparser, lxml, pypdf, striprtf, trafilatura


def _bound() -> None:
    """Bound memory, and files written to nothing, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for limit, value in (
        (resource.RLIMIT_AS, READING_MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            _, most = resource.getrlimit(limit)
            allowed = value if most == resource.RLIM_INFINITY else min(value, most)
            resource.setrlimit(limit, (allowed, most))
        except (OSError, ValueError):
            continue


def _bound_time(seconds: float) -> None:
    """Let the system end this process when a document costs more: also if its parent is gone."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = used.ru_utime + used.ru_stime
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (int(spent + seconds) + 2, most))
    except (OSError, ValueError):
        return


if __name__ == "__main__":
    try:
        main()
    except (BrokenPipeError, KeyboardInterrupt, ArticleError):
        os._exit(1)
