"""An executed notebook -> one document that both HTML and PDF are written from.

Markdown and outputs become one tree of allowed elements; headings form one unbroken outline, ids
are unique, links lead to something, figures and tables are numbered. Code is not shown.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from analysis.report.markup import Element
from analysis.report.sanitise import clean, clean_svg, isolate_svg

TEMPLATE_IDS = frozenset({"report", "contents-title"})
"""Names that the HTML template itself gives."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

# The richest form that a report can show comes first; anything else of an output is not read.
MIME_TYPES = (
    "text/html",
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    "text/markdown",
    "text/plain",
)
_ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")


@dataclass(frozen=True)
class Info:
    """What a report says of itself: metadata of the file, running header, last line.

    ``language`` is a BCP 47 tag; ``published`` an ISO date; ``colophon`` the line at the end;
    ``description`` and ``keywords`` are for the properties of the file.
    """

    title: str = "Report"
    running: str = ""
    language: str = "en"
    published: str | None = None
    colophon: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class Failure:
    """The cell at which a run stopped, counted from 1, and why.

    ``kind`` is "error" (the cell raised ``exception``), "left" (it left the kernel), "timeout",
    "kernel" (the kernel died) or "open" (not run to its end for another reason).
    """

    cell: int
    reason: str
    kind: str = "error"
    exception: str = ""


@dataclass
class Document:
    """The content of a report, ready to be written."""

    info: Info
    blocks: list[Element] = field(default_factory=list)
    failure: Failure | None = None

    @property
    def root(self) -> Element:
        """All blocks under one nameless element."""
        return Element("", {}, list(self.blocks))

    def headings(self) -> list[tuple[int, str, str]]:
        """Return level, id and text of each heading, in order."""
        return [
            (int(element.name[1]), element.get("id"), " ".join(element.text().split()))
            for element in self.root.find(*HEADINGS)
        ]


def compose(
    notebook: Mapping[str, Any],
    info: Info | None = None,
    failure: Failure | None = None,
    additions: Sequence[Element] = (),
) -> Document:
    """Build the document of an executed notebook.

    Parameters
    ----------
    notebook
        A notebook in nbformat 4, with outputs.
    info
        The report's metadata; the first heading of level 1 names the report where it is absent.
    failure
        Where the run stopped, if it did.
    additions
        Blocks that do not come from the notebook; they follow the title.
    """
    blocks: list[Element] = []
    for number, cell in enumerate(notebook["cells"], start=1):
        if failure is not None and number == failure.cell:
            blocks.append(_failure_notice(failure, str(_joined(cell.get("source", "")))))
        blocks.extend(_blocks(_cell(cell)))
    after_title = 1 if blocks and blocks[0].name == "h1" else 0
    blocks[after_title:after_title] = additions
    document = Document(info or Info(_title(blocks)), blocks, failure)
    _finish(document)
    return document


def _cell(cell: Mapping[str, Any]) -> Iterable[Element | str]:
    if cell["cell_type"] == "markdown":
        yield from markdown(_joined(cell["source"])).children
    elif cell["cell_type"] == "code":
        for output in cell.get("outputs", []):
            yield from _output(output)


def _output(output: Mapping[str, Any]) -> list[Element | str]:
    kind = output["output_type"]
    if kind == "stream":
        return [_stream(_joined(output["text"]), output.get("name", "stdout"))]
    if kind == "error":
        lines = (
            _joined(output.get("traceback", []), "\n") or f"{output['ename']}: {output['evalue']}"
        )
        return [Element("pre", {"class": "error"}, [_ANSI.sub("", lines)])]
    data = output.get("data", {})
    metadata = output.get("metadata", {})
    for mime in MIME_TYPES:
        if mime in data:
            return _shown(mime, _joined(data[mime]), {**metadata, **metadata.get(mime, {})})
    return []


def _shown(mime: str, content: str, metadata: Mapping[str, Any]) -> list[Element | str]:
    if mime == "text/html":
        return clean(content).children
    if mime == "text/markdown":
        return markdown(content).children
    if mime == "text/plain":
        return [_stream(content, "stdout")]
    picture: Element | None
    if mime == "image/svg+xml":
        picture = clean_svg(content)
    else:
        packed = "".join(content.split())
        picture = clean(f'<img src="data:{mime};base64,{packed}">').children[0]  # type: ignore[assignment]
    return [] if picture is None else [_figure(picture, metadata)]


def _figure(picture: Element, metadata: Mapping[str, Any]) -> Element:
    description = str(metadata.get("alt", "") or metadata.get("description", ""))
    if picture.name == "img":
        picture.attributes["alt"] = description
    elif description:
        picture.attributes["aria-label"] = description
    figure = Element("figure", {}, [picture])
    caption = str(metadata.get("caption", ""))
    if caption:
        figure.children.append(Element("figcaption", {}, [caption]))
    return figure


def _stream(text: str, name: str) -> Element:
    return Element("pre", {"class": f"stream {name}"}, [_ANSI.sub("", text).rstrip("\n")])


def markdown(text: str) -> Element:
    """Render markdown in which raw HTML stays text and links lead only inside the report."""
    # Deferred: nbconvert is heavy, and only reports need it.
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    renderer = IPythonRenderer(escape=True, allow_harmful_protocols=False)
    renderer.exclude_anchor_links = True
    return clean(MarkdownWithMath(renderer=renderer).render(text))


def _failure_notice(failure: Failure, source: str) -> Element:
    return Element(
        "section",
        {"class": "failure", "role": "note"},
        [
            Element(
                "p", {}, [Element("strong", {}, ["This report is not whole. "]), failure.reason]
            ),
            Element("pre", {"class": "source"}, [source]),
        ],
    )


def _joined(text: str | list[str], separator: str = "") -> str:
    return text if isinstance(text, str) else separator.join(text)


def _blocks(nodes: Iterable[Element | str]) -> list[Element]:
    """Wrap text and inline elements that stand between blocks into paragraphs."""
    blocks: list[Element] = []
    loose: list[Element | str] = []
    for node in [*nodes, None]:
        if isinstance(node, str) or (node is not None and node.name in INLINE):
            loose.append(node)
            continue
        if any(not isinstance(piece, str) or piece.strip() for piece in loose):
            blocks.append(Element("p", {}, loose))
        loose = []
        if node is not None:
            blocks.append(node)
    return blocks


INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd"}
    | {"mark", "q", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u"}
    | {"var", "wbr"}
)


def _title(blocks: list[Element]) -> str:
    for element in Element("", {}, list(blocks)).find("h1"):
        return " ".join(element.text().split())
    return "Report"


def _keep_with_next(root: Element) -> None:
    """Mark the paragraphs between a heading and a figure or table: they stay on one page."""
    siblings = list(root.elements())
    for heading, following in pairwise(siblings):
        if heading.name in HEADINGS and following.name == "p" and "note" in following.classes:
            following.attributes["class"] = " ".join((*following.classes, "lead"))
    for index, element in enumerate(siblings):
        if element.name not in ("figure", "table"):
            continue
        before = index - 1
        while before >= 0 and siblings[before].name == "p":
            before -= 1
        if before >= 0 and siblings[before].name in HEADINGS and before < index - 1:
            for paragraph in siblings[before + 1 : index]:
                if "lead" in paragraph.classes:
                    continue
                paragraph.attributes["class"] = " ".join((*paragraph.classes, "lead"))


def _finish(document: Document) -> None:
    root = document.root
    _outline(document)
    _pictures(root)
    _unique_ids(document.root)
    _name_headings(document.root)
    _links(document.root)
    _tables(document.root)
    _numbers(document.root)
    _keep_with_next(document.root)


def _outline(document: Document) -> None:
    """Give the document one title, and headings that go down one level at a time."""
    headings = list(document.root.find(*HEADINGS))
    if not headings or headings[0].name != "h1":
        title = Element("h1", {}, [document.info.title])
        document.blocks.insert(0, title)
        headings.insert(0, title)
    # Levels as written -> levels without gaps, as a stack of those still open.
    stack: list[int] = []
    for index, heading in enumerate(headings):
        written = int(heading.name[1])
        if index and written == 1:
            written = 2
        while stack and stack[-1] >= written and len(stack) > 1:
            stack.pop()
        if not stack or stack[-1] < written:
            stack.append(written)
        heading.name = f"h{min(len(stack), 6)}"


def _pictures(root: Element) -> None:
    """Give each picture ids of its own and a role that fits what is in it."""
    for number, svg in enumerate(root.find("svg"), start=1):
        isolate_svg(svg, f"g{number}-")
        label = svg.get("aria-label") or _own_title(svg) or "Figure without a description"
        svg.attributes["aria-label"] = label
        # A picture with links in it is a group: what is inside an "img" cannot be reached.
        has_links = any("href" in link.attributes for link in svg.find("a"))
        svg.attributes["role"] = "group" if has_links else "img"
        svg.attributes.pop("aria-labelledby", None)
    for image in root.find("img"):
        image.attributes.setdefault("alt", "Figure without a description")


def _own_title(svg: Element) -> str:
    """Return the title and description that the picture itself holds."""
    texts = [
        " ".join(child.text().split())
        for child in svg.elements()
        if child.name in ("title", "desc")
    ]
    return ". ".join(text.rstrip(".") for text in texts if text)


def _unique_ids(root: Element) -> None:
    seen = set(TEMPLATE_IDS)
    for element in root.walk():
        identifier = element.get("id")
        if identifier in seen:
            del element.attributes["id"]
        elif identifier:
            seen.add(identifier)


def _name_headings(root: Element) -> None:
    taken = {element.get("id") for element in root.walk()} | TEMPLATE_IDS
    for number, heading in enumerate(root.find(*HEADINGS), start=1):
        words = re.findall(r"[a-z0-9]+", heading.text().lower())
        base = "-".join(words[:8]) or f"section-{number}"
        if not heading.get("id"):
            name, again = base, 2
            while name in taken:
                name, again = f"{base}-{again}", again + 1
            heading.attributes["id"] = name
            taken.add(name)


def _links(root: Element) -> None:
    """Take away links that lead nowhere; their words stay."""
    targets = {element.get("id"): element for element in root.walk() if element.get("id")}
    for link in root.find("a"):
        target = targets.get(link.get("href")[1:])
        if target is None:
            link.attributes.pop("href", None)
        elif not link.text().strip() and not link.get("aria-label"):
            # The mark of a chart: named after what it leads to.
            name = target.get("title") or f"to {target.get('id')}"
            link.attributes["aria-label"] = name


def _tables(root: Element) -> None:
    """Say of each header cell whether it heads a column or a row."""
    for table in root.find("table"):
        table.attributes.pop("border", None)
        for part in table.find("thead"):
            for cell in part.find("th"):
                cell.attributes.setdefault("scope", "col")
            # The corner of a table of tables: nothing to head.
            for cell in part.find("th"):
                if not cell.text().strip():
                    cell.name = "td"
                    cell.attributes.pop("scope", None)
        for part in table.find("tbody"):
            for cell in part.find("th"):
                cell.attributes.setdefault("scope", "row")


def _numbers(root: Element) -> None:
    """Put "Figure 1" and "Table 1" before the captions that are not numbered yet."""
    counts = {"Figure": 0, "Table": 0}
    for element in root.find("figure", "table"):
        caption = next(
            (child for child in element.elements() if child.name in ("figcaption", "caption")), None
        )
        if caption is None:
            continue
        label = "Table" if caption.name == "caption" or _holds_table(element) else "Figure"
        if re.match(rf"\s*{label} \d", caption.text()):
            continue
        counts[label] += 1
        caption.children.insert(
            0, Element("span", {"class": "label"}, [f"{label} {counts[label]}"])
        )
        caption.children.insert(1, " ")


def _holds_table(figure: Element) -> bool:
    return any(True for _ in figure.find("table")) and not any(
        True for _ in figure.find("svg", "img")
    )


def picture_bytes(picture: Element) -> tuple[str, bytes] | None:
    """Return the file ending and the bytes of an ``img``, or None if it holds no data."""
    match = re.fullmatch(r"data:image/([a-z+]+);base64,(.*)", picture.get("src"), re.DOTALL)
    if match is None:
        return None
    ending = {"svg+xml": "svg", "jpeg": "jpg"}.get(match[1], match[1])
    return ending, base64.b64decode(match[2])
