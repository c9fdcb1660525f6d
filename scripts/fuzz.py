"""Fuzz what reads files and settings from anywhere: no crash, no hang, no file outside a folder.

Each target is given mutated files and texts. What may come of one: a result that keeps its
promises (paragraphs within the text, values of the declared types), or an error of Parley.
Everything else is a finding: its input is kept, and the exit status is 1.

    python scripts/fuzz.py --seconds 300 documents loading metadata corrections editions parameters

With ``--engine atheris`` the inputs are led by coverage (the package atheris must be installed; it
is no dependency of the project); otherwise they are mutations of seeds, the same ones for the same
``--seed``.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FILES = ROOT / "tests" / "articles" / "files"
LONGEST = 20.0
"""Seconds after which an input counts as a hang; the readers' own process has its own bound."""

TOKENS = [
    *(b"<html>", b"<body>", b"<div>", b"</p>", b"<![CDATA[", b"<!DOCTYPE html [<!ENTITY a 'b'>]>"),
    *(
        b"\\rtf1",
        b"{\\*\\",
        b"\\u-10187?",
        b"\\bin99999999 ",
        b"endobj",
        b"stream\n",
        b"/Kids [1 0 R]",
    ),
    *(
        b"xref",
        b"trailer",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"Content-Type: multipart/mixed; boundary=x",
    ),
    *(
        b"charset=utf-7",
        b"Date: Thu, 99 Zzz 99999",
        b"=?x?q?=FF?=",
        b"\n--x\n",
        b"\xff\xfe",
        b"\x00",
    ),
    *(
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xe2\x80\xa8",
        b"\xe2\x80\xae",
        b"1" * 5000,
        b"[" * 3000,
    ),
    *(
        b"{" * 3000,
        b'"',
        b"'''",
        b'"""',
        b"\\",
        b"\n",
        b"\r",
        b"\t",
        b"=",
        b"[[a]]\n",
        b"[a.b]\n",
        b"#",
    ),
    *(
        b"published = ",
        b"2031-02-30",
        b"0000-00-00",
        b"1e999",
        b"nan",
        b"inf",
        b"-0",
        b"true",
        b"null",
    ),
    *(
        b"__import__('os').system('touch pwned')",
        b"../../../etc/passwd",
        b"{{7*7}}",
        b"%(x)s",
        b"$(id)",
    ),
    *(
        b"End of Document\n",
        b"1 of 9 DOCUMENTS\n",
        b"Length: 9 words\n",
        b"Body\n",
        b"Load-Date: x\n",
    ),
]


class Hang(BaseException):
    """Raised when an input takes longer than it may."""


class BrokenPromiseError(Exception):
    """A result that breaks what is promised of it."""


def _late(_number: int, _frame: object) -> None:
    raise Hang


# --- mutations -----------------------------------------------------------------------------------


def mutated(seed: bytes, chance: random.Random) -> bytes:
    """Return a few random changes of a seed: bits, cuts, copies, tokens; inside archives too."""
    if seed[:4] == b"PK\x03\x04" and chance.random() < 0.7:
        with contextlib.suppress(Exception):
            return _mutated_archive(seed, chance)
    data = bytearray(seed)
    for _ in range(chance.choice((1, 1, 2, 4, 8, 32))):
        _change(data, chance)
    return bytes(data)


def _change(data: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(data) + 1)
    end = min(len(data), place + chance.choice((1, 2, 8, 64, 512)))
    match chance.randrange(7):
        case 0 if data:
            data[place - 1] ^= 1 << chance.randrange(8)
        case 1:
            data[place:end] = b""
        case 2:
            data[place:place] = chance.choice(TOKENS)
        case 3:
            data[place:place] = data[place:end] * chance.choice((1, 2, 50))
        case 4:
            data[place:end] = chance.randbytes(end - place)
        case 5:
            del data[place:]
        case _:
            data[place:end] = chance.choice(TOKENS)


def _mutated_archive(seed: bytes, chance: random.Random) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed)) as old, zipfile.ZipFile(target, "w") as new:
        entries = old.infolist()
        chosen = chance.choice(entries).filename
        for entry in entries:
            content = old.read(entry)
            if entry.filename == chosen:
                content = mutated(content, chance)
            name = entry.filename
            if chance.random() < 0.02:
                name = chance.choice(("../x.txt", "/x.txt", "a\\b.html", name + "#1", "x" * 300))
            new.writestr(name, content)
    return target.getvalue()


# --- targets -------------------------------------------------------------------------------------


def check_article(article: Any) -> None:
    """Raise if paragraphs are not in order, within the text, and free of blanks around them."""
    end = 0
    for paragraph in article.paragraphs:
        words = article.text[paragraph.start : paragraph.end]
        if (
            not end <= paragraph.start < paragraph.end <= len(article.text)
            or words != words.strip()
        ):
            raise BrokenPromiseError(f"paragraph {paragraph!r} of {article.id!r}")
        end = paragraph.end
    if article.published is not None and len(article.published) != 10:
        raise BrokenPromiseError(f"date {article.published!r}")
    article.model_dump_json()


def documents(data: bytes, _folder: Path) -> str:
    """Read a document in this process, whatever it is."""
    from analysis.articles.readers import _READERS, read_as
    from analysis.articles.records import read_records
    from analysis.articles.sniffing import sniff

    format = sniff(data, "", where="x")
    if format == "JSON lines":
        read_records(data, where="x")
    elif format in _READERS:
        read_as(format, data, where="x")
    return format


def loading(data: bytes, folder: Path) -> str:
    """Load a file as users do: from a folder, through the readers' own process."""
    from analysis.articles import load_articles

    suffixes = (
        ".txt",
        ".html",
        ".pdf",
        ".docx",
        ".rtf",
        ".eml",
        ".mhtml",
        ".jsonl",
        ".xml",
        ".zip",
    )
    path = folder / f"article{suffixes[len(data) % len(suffixes)]}"
    path.write_bytes(data)
    loaded = load_articles(path)
    for article in loaded.articles:
        check_article(article)
    return "articles"


def metadata(data: bytes, folder: Path) -> str:
    """Read the TOML beside an article."""
    from analysis.articles.metadata import read_metadata

    path = folder / "article.toml"
    path.write_bytes(data)
    read_metadata(path)
    return "metadata"


def corrections(data: bytes, _folder: Path) -> str:
    """Read a file of corrections, and apply it."""
    from analysis.corrections import apply
    from analysis.corrections.reading import corrections_from

    found = corrections_from(data, "corrections.toml")
    applied = apply(annotation(), found)
    statuses = {outcome.status for outcome in applied.annotation.corrections}
    return f"corrections ({', '.join(sorted(statuses))})"


@lru_cache(maxsize=1)
def annotation() -> Any:
    """Return what the machine reads in an article of the project."""
    from analysis import cache
    from analysis.articles import load_article

    article = load_article(sorted((ROOT / "data" / "articles").glob("*.txt"))[0])
    return cache.annotated([article])[0]


def correction_seeds() -> list[bytes]:
    """Return corrections of each kind, of what that annotation holds."""
    found = annotation()
    tables = []
    for layer, spans, more in (
        ("actor", [actor.mentions[0] for actor in found.actors], 'name = "Envoys"\nrole = "party"'),
        ("attribution", [one.content[0] for one in found.attributions], 'kind = "indirect"'),
        ("position", [one.evidence for one in found.positions], 'type = "demand"'),
        ("meeting", [one.evidence[0] for one in found.meetings], 'date = "2031-05?"'),
        ("date", [one.span for one in found.time_expressions], 'value = "2031-05-06"'),
    ):
        for number, span in enumerate(spans[:6]):
            action = ("accept", "reject", "edit")[number % 3]
            words = json.dumps(span.text, ensure_ascii=False)
            changes = more if action == "edit" else ""
            tables.append(f'[[{layer}]]\naction = "{action}"\nexact = {words}\n{changes}\n')
    return ["\n".join(tables[start : start + 6]).encode() for start in range(len(tables))]


def editions(data: bytes, folder: Path) -> str:
    """Read editions.toml, and find the files that its editions name."""
    from analysis.editions import find_sources, read_editions

    path = folder / "editions.toml"
    path.write_bytes(data)
    found = read_editions(path)
    for edition in found.editions:
        if not edition.output.resolve().is_relative_to(folder.resolve()):
            continue
        find_sources(edition)
    found.whole()
    return "editions"


def parameters(data: bytes, _folder: Path) -> str:
    """Read a parameters cell, and values for it; those accepted are values that JSON holds."""
    from analysis.cli.reports import join_pairs, parameters_of
    from analysis.report.parameters import parse_schema

    text = data.decode("utf-8", "replace")
    cell, _, given = text.partition("---\n")
    schema = parse_schema(cell, "fuzzed")
    pairs = [part for part in join_pairs(given.split("\n")) if part not in ("-p", "")]
    checked = schema.check(parameters_of(pairs))
    if json.loads(json.dumps(checked)) != checked:
        raise BrokenPromiseError(f"values {checked!r}")
    return "parameters"


TARGETS: dict[str, Callable[[bytes, Path], str]] = {
    "documents": documents,
    "loading": loading,
    "metadata": metadata,
    "corrections": corrections,
    "editions": editions,
    "parameters": parameters,
}

METADATA = (
    b'title = "Talks"\npublished = 2031-05-06\npublished_basis = "the page"\npublisher = "P"\n'
    b'url = "https://p.example/1"\nlanguage = "en"\ndefault = true\n'
)
PARAMETERS = (
    b'articles: list[str] = []  # paths\npublished: str = ""\nmost: int = 10\nmarks: bool = True\n'
    b'share: float | None = None\norder: Literal["a", "b"] = "a"\n---\n-p\narticles\n["a", "b"]\n'
    b"-p\nmost\n7\n-p\nshare\nnull\n-p\norder\nb\n-p\nmarks\nno\n"
    b'-p\npublished\nit\'s "quoted" \\ 2031-05-06\n'
)
EDITIONS = (
    b'[edition.morning]\nnotebook = "briefing"\narticles = ["*.txt", "in"]\noutput = "out"\n'
    b'schedule = "0 7 * * 1-5"\ntimezone = "Europe/Berlin"\nformats = ["html", "pdf"]\n'
    b'retries = 2\ntimeout = "10m"\n[edition.morning.parameters]\npublished = "2031-05-06"\n'
)


def seeds(target: str) -> list[bytes]:
    """Return what the mutations of a target begin with."""
    if target in ("documents", "loading"):
        files = sorted(path for path in FILES.iterdir() if path.is_file())
        extra = [
            b'{"text": "Talks go on.", "title": "T", "published": "2031-05-06"}\n{"text": "b"}\n',
            b"<?xml version='1.0'?><rss><channel><title>P</title><item><title>T</title>"
            b"<description>Envoys met.</description><pubDate>Tue, 06 May 2031 08:00:00 GMT"
            b"</pubDate></item></channel></rss>",
        ]
        return [path.read_bytes() for path in files] + extra
    known = sorted((ROOT / "data").rglob("*.toml"))
    if target == "metadata":
        return [METADATA] + [path.read_bytes() for path in known if "articles" in path.parts]
    if target == "corrections":
        return correction_seeds()
    if target == "editions":
        return [EDITIONS] + [path.read_bytes() for path in sorted(ROOT.glob("**/editions*.toml"))]
    return [PARAMETERS]


# --- running -------------------------------------------------------------------------------------


class Watch:
    """Counts what came of the inputs, and keeps those that are findings."""

    def __init__(self, target: str, findings: Path) -> None:
        self.target = target
        self.findings = findings
        self.results: Counter[str] = Counter()
        self.failures: list[str] = []
        self.slowest = 0.0
        self._folder = Path(tempfile.mkdtemp(prefix="parley-fuzz-"))
        signal.signal(signal.SIGALRM, _late)

    def one(self, data: bytes) -> None:
        """Run the target on one input."""
        from analysis.errors import ParleyError

        signal.setitimer(signal.ITIMER_REAL, LONGEST)
        started = time.monotonic()
        try:
            self.results[TARGETS[self.target](data, self._folder)] += 1
        except ParleyError as error:
            error.describe()
            self.results[f"refused ({type(error).__name__})"] += 1
        except Hang:
            self._found(data, "hang")
        except Exception:
            self._found(data, traceback.format_exc(limit=-4))
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            self.slowest = max(self.slowest, time.monotonic() - started)
        strangers = {path.name for path in self._folder.iterdir()} - _OWN
        if strangers:
            self._found(data, f"files appeared: {sorted(strangers)}")

    def _found(self, data: bytes, said: str) -> None:
        last = said.strip().splitlines()[-1]
        if last not in self.failures:
            self.failures.append(last)
            self.findings.mkdir(parents=True, exist_ok=True)
            name = f"{self.target}-{len(self.failures)}"
            (self.findings / name).write_bytes(data)
            (self.findings / f"{name}.log").write_text(said, "utf-8", "replace")
            print(f"FINDING {name}: {last}", flush=True)

    def report(self, seconds: float) -> None:
        """Print what was run and what came of it."""
        number = sum(self.results.values())
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in self.results.most_common())
        print(
            f"{self.target}: {number:,} inputs in {seconds:.0f} s, slowest {self.slowest:.1f} s, "
            f"{len(self.failures)} findings; {kinds}",
            flush=True,
        )


_OWN = frozenset(
    {"article.toml", "editions.toml"}
    | {f"article{end}" for end in (".txt", ".html", ".pdf", ".docx", ".rtf", ".eml", ".mhtml")}
    | {f"article{end}" for end in (".jsonl", ".xml", ".zip")}
)


@contextlib.contextmanager
def nothing_written_outside(folder: Path) -> Iterator[list[str]]:
    """Note every file that is opened for writing outside of a folder."""
    written: list[str] = []
    watching = True
    allowed = (str(folder), tempfile.gettempdir(), "/dev/", "/proc/")

    def seen(event: str, arguments: tuple[Any, ...]) -> None:
        if not watching or event != "open" or not isinstance(arguments[0], str):
            return
        mode, flags = arguments[1], arguments[2]
        writes = (isinstance(mode, str) and set(mode) & set("wax+")) or (
            isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        )
        if writes and not os.path.abspath(arguments[0]).startswith(allowed):
            written.append(arguments[0])

    sys.addaudithook(seen)
    try:
        yield written
    finally:
        watching = False


def fuzz(target: str, seconds: float, seed: int, findings: Path) -> int:
    """Mutate seeds for some seconds; return how many findings there are."""
    watch = Watch(target, findings)
    chance = random.Random(f"{target} {seed}")
    known = seeds(target)
    pool = list(known)
    started = time.monotonic()
    with nothing_written_outside(findings) as written:
        while time.monotonic() - started < seconds:
            data = mutated(chance.choice(pool), chance)
            before = len(watch.results)
            watch.one(data[:2_000_000])
            # What came to something new is worth mutating further; the pool stays small.
            if len(watch.results) > before or (chance.random() < 0.01 and len(data) < 200_000):
                pool = [*known, *pool[len(known) :][-200:], data]
    watch.report(time.monotonic() - started)
    for path in sorted(set(written)):
        print(f"FINDING written outside: {path}", flush=True)
    return len(watch.failures) + len(set(written))


def fuzz_by_coverage(target: str, seconds: float, findings: Path) -> None:
    """Let atheris lead the inputs; it ends the process itself, after the first finding."""
    import atheris

    with atheris.instrument_imports(
        include=[
            "analysis",
            "pypdf",
            "striprtf",
            "feedparser",
            "docx",
            "email",
            "tomllib",
            "tomlkit",
        ]
    ):
        import analysis.articles
        import analysis.articles.readers
        import analysis.corrections
        import analysis.editions
        import analysis.report.parameters  # noqa: F401
    corpus = Path(tempfile.mkdtemp(prefix="parley-corpus-"))
    for number, seed in enumerate(seeds(target)):
        (corpus / str(number)).write_bytes(seed)
    watch = Watch(target, findings)
    started = time.monotonic()

    def one(data: bytes) -> None:
        before = len(watch.failures)
        watch.one(data)
        if len(watch.failures) > before:
            raise RuntimeError(watch.failures[-1])
        if time.monotonic() - started > seconds:
            watch.report(time.monotonic() - started)
            os._exit(1 if watch.failures else 0)

    atheris.Setup(
        [sys.argv[0], f"-artifact_prefix={findings}/", "-max_len=60000", str(corpus)], one
    )
    atheris.Fuzz()


def main() -> int:
    """Fuzz the targets that are named, or all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], default=[])
    parser.add_argument("--seconds", type=float, default=60.0, help="for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=("own", "atheris"), default="own")
    parser.add_argument(
        "--findings", type=Path, default=Path(tempfile.gettempdir()) / "parley-findings"
    )
    chosen = parser.parse_args()
    sys.path.insert(0, str(ROOT / "src"))
    targets = chosen.targets or list(TARGETS)
    if chosen.engine == "atheris":
        fuzz_by_coverage(targets[0], chosen.seconds, chosen.findings)
    found = sum(fuzz(target, chosen.seconds, chosen.seed, chosen.findings) for target in targets)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
