"""A small tree of HTML and SVG: read from text, walked, written back with everything escaped.

Reading never fails and never runs anything; writing escapes every text and attribute and knows no
element whose content a browser would read as something other than markup. What may stay in the
tree is decided in :mod:`analysis.report.sanitise`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser


def names(text: str) -> frozenset[str]:
    """Return the names that `text` lists, one blank apart."""
    return frozenset(text.split())


VOID = names("area base br col embed hr img input link meta param source track wbr")
BLOCKS = names(
    "address article aside blockquote details div dl fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section table ul"
)
_ROWS = frozenset({"thead", "tbody", "tfoot"})
# A new element of the first kind ends an open one of the second, unless a third stands between.
_CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "table"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", "table"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", "table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr", "caption"}), frozenset({"table"})),
    "thead": (_ROWS | {"caption", "colgroup"}, frozenset({"table"})),
    "tbody": (_ROWS | {"caption", "colgroup"}, frozenset({"table"})),
    "tfoot": (_ROWS | {"caption", "colgroup"}, frozenset({"table"})),
}
_CLOSES |= {name: (frozenset({"p"}), BLOCKS | {"td", "th", "li"}) for name in BLOCKS}
_SVG_CAMEL = {
    name.lower(): name
    for name in names(
        "clipPath linearGradient radialGradient viewBox preserveAspectRatio gradientUnits "
        "gradientTransform clipPathUnits patternUnits patternTransform markerWidth markerHeight "
        "markerUnits refX refY textLength lengthAdjust spreadMethod textPath"
    )
}


@dataclass
class Element:
    """An element: its name, attributes and children, which are elements and texts."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def get(self, attribute: str) -> str:
        """Return the value of `attribute`, or empty text."""
        return self.attributes.get(attribute, "")

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes of the element."""
        return tuple(self.get("class").split())

    def elements(self) -> Iterator[Element]:
        """Yield the child elements, without the texts."""
        for child in self.children:
            if isinstance(child, Element):
                yield child

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in document order."""
        stack: list[Element] = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(list(element.elements())))

    def find(self, *names: str) -> Iterator[Element]:
        """Yield the elements below this one that bear one of `names`, in document order."""
        return (element for element in self.walk() if element.name in names and element is not self)

    def text(self) -> str:
        """Return all text in the element, as it stands."""
        return "".join(self._texts())

    def _texts(self) -> Iterator[str]:
        stack: list[Element | str] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                yield node
            else:
                stack.extend(reversed(node.children))


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._close_implied(tag)
        name = _SVG_CAMEL.get(tag, tag)
        attributes: dict[str, str] = {}
        for key, value in attrs:
            attributes.setdefault(_SVG_CAMEL.get(key, key), value or "")
        element = Element(name, attributes)
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        # "<div/>" is an open div in HTML; only inside SVG does the slash close.
        if tag not in VOID and any(element.name == "svg" for element in self.open):
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        name = _SVG_CAMEL.get(tag, tag)
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index].name == name:
                del self.open[index:]
                return
            if self.open[index].name in ("td", "th", "table") and tag not in (
                "tr",
                "table",
                *_ROWS,
            ):
                return

    def handle_data(self, data: str) -> None:
        children = self.open[-1].children
        if children and isinstance(children[-1], str):
            children[-1] += data
        else:
            children.append(data)

    def _close_implied(self, tag: str) -> None:
        if tag not in _CLOSES:
            return
        closed, barrier = _CLOSES[tag]
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index].name in closed:
                del self.open[index:]
                return
            if self.open[index].name in barrier:
                return


def parse(html: str) -> Element:
    """Read `html` into a tree; the root has no name. Broken markup is read as well as it can be."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def serialise(node: Element | str) -> str:
    """Write a tree as HTML, every text and attribute escaped."""
    if isinstance(node, str):
        return escape(node, quote=False)
    inside = "".join(serialise(child) for child in node.children)
    if not node.name:
        return inside
    attributes = "".join(
        f' {name}="{escape(value, quote=True)}"' for name, value in node.attributes.items()
    )
    if node.name in VOID:
        return f"<{node.name}{attributes}>"
    return f"<{node.name}{attributes}>{inside}</{node.name}>"
