"""The allow-list: what of a notebook's HTML and SVG may stand in a report.

Everything not named here goes: elements that run, load, embed or submit go with their content, any
other unknown element leaves its text. Links lead only inside the report; pictures are only data
that the file itself holds; styles are only the few properties below, with values that cannot load.
"""

from __future__ import annotations

import re

from analysis.report.markup import Element, names, parse, serialise

_HTML = names(
    "a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del "
    "details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i "
    "img ins kbd li mark nav ol p pre q rp rt ruby s samp section small span strong sub "
    "summary sup table tbody td tfoot th thead time tr u ul var wbr"
)
_SVG = names(
    "svg g path rect circle ellipse line polyline polygon text tspan defs clipPath use a "
    "title desc linearGradient radialGradient stop marker pattern symbol"
)
# These vanish with all they hold; from any other unknown element the text stays.
_DROPPED = names(
    "script style template noscript noembed noframes iframe frame frameset object embed "
    "applet title textarea select option xmp plaintext listing math audio video canvas head "
    "base link meta form input button"
)
_ATTRIBUTES = names(
    "id class lang dir title role colspan rowspan scope headers start reversed value type "
    "datetime abbr alt width height open span"
)
_SVG_ATTRIBUTES = names(
    "id class role viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry d "
    "points transform fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke- "
    "dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit opacity "
    "clip-path clip-rule clipPathUnits font-family font-size font-weight font-style text- "
    "anchor dominant-baseline dx dy offset stop-color stop-opacity gradientUnits "
    "gradientTransform patternUnits patternTransform markerWidth markerHeight markerUnits "
    "refX refY orient marker-start marker-mid marker-end textLength lengthAdjust spreadMethod "
    "vector-effect lang dir"
)
_ROLES = names(
    "img group figure note region list listitem table row rowgroup cell columnheader "
    "rowheader presentation none doc-subtitle doc-noteref doc-endnotes doc-backlink doc-toc "
    "doc-abstract mark"
)
_PROPERTIES = names(
    "text-align vertical-align direction unicode-bidi white-space width max-width min-width "
    "font-weight font-style font-size font-family font-variant font-stretch font color fill "
    "fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke- "
    "dashoffset stroke-linecap stroke-linejoin stroke-miterlimit opacity stop-color stop- "
    "opacity clip-path text-anchor display dominant-baseline"
)
_SAFE_VALUE = re.compile(r"(?:[\w\s.,%#'\"+-]|rgba?\([\d\s.,%]*\)|url\(#[\w:.-]+\))*")
_LOCAL_URL = re.compile(r"url\(#([\w:.-]+)\)")
_TOKEN = re.compile(r"[\w:.-]+")
_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]+")
# Names that matplotlib gives to every part of every figure; nothing refers to them.
_GENERATED_ID = re.compile(r"(?:[A-Za-z]+(?:\.[a-z]+)?_\d+|[A-Za-z]*Collection_\d+)")


def clean(html: str) -> Element:
    """Read `html` and return what the allow-list leaves of it, as a tree without a name."""
    root = parse(html)
    return Element("", {}, _kept(root.children, inside_svg=False))


def clean_html(html: str) -> str:
    """Return what the allow-list leaves of `html`, as text."""
    return serialise(clean(html))


def clean_svg(svg: str) -> Element | None:
    """Return the first SVG picture in `svg` as the allow-list leaves it, or None."""
    return next(clean(svg).find("svg"), None)


def _kept(children: list[Element | str], *, inside_svg: bool) -> list[Element | str]:
    kept: list[Element | str] = []
    for child in children:
        if isinstance(child, str):
            kept.append(child)
        elif child.name == "svg" or (inside_svg and child.name in _SVG):
            kept.append(_svg_element(child))
        elif inside_svg:
            continue
        elif child.name in _HTML:
            element = _html_element(child)
            if child.name != "img" or element.get("src"):
                kept.append(element)
        elif child.name not in _DROPPED:
            kept.extend(_kept(child.children, inside_svg=False))
    return kept


def _html_element(element: Element) -> Element:
    attributes: dict[str, str] = {}
    for name, value in element.attributes.items():
        checked = _html_attribute(element.name, name, value)
        if checked is not None:
            attributes[name] = checked
    return Element(element.name, attributes, _kept(element.children, inside_svg=False))


def _html_attribute(element: str, name: str, value: str) -> str | None:
    if name == "href":
        return _fragment(value) if element == "a" else None
    if name == "src":
        return value if element == "img" and _IMAGE.fullmatch(value) else None
    if name == "style":
        return _style(value) or None
    if name in ("id", "class", "role"):
        return _tokens(name, value)
    if name.startswith("aria-") and name.replace("-", "").isalpha():
        return value
    if name == "tabindex":
        return "0" if value.strip() == "0" else None
    return value if name in _ATTRIBUTES else None


def _svg_element(element: Element) -> Element:
    attributes: dict[str, str] = {}
    for name, value in element.attributes.items():
        checked = _svg_attribute(element.name, name, value)
        if checked is not None:
            attributes["href" if name == "xlink:href" else name] = checked
    if element.name == "svg":
        attributes.setdefault("stroke-linejoin", "round")
        attributes.setdefault("stroke-linecap", "butt")
    children = _kept(element.children, inside_svg=True)
    if element.name not in ("text", "tspan", "title", "desc", "a"):
        children = [child for child in children if isinstance(child, Element)]
    if element.name in ("title", "desc"):
        children = ["".join(child for child in children if isinstance(child, str))]
    return Element(element.name, attributes, children)


def _svg_attribute(element: str, name: str, value: str) -> str | None:
    if name in ("href", "xlink:href"):
        return _fragment(value) if element in ("a", "use") else None
    if name == "style":
        return _style(value) or None
    if name in ("id", "class", "role"):
        return _tokens(name, value)
    if name in ("aria-label", "aria-labelledby", "aria-describedby", "aria-hidden"):
        return value
    if name not in _SVG_ATTRIBUTES:
        return None
    return value if "url" not in value.lower() or _LOCAL_URL.fullmatch(value.strip()) else None


def _fragment(href: str) -> str | None:
    return href if href.startswith("#") and _TOKEN.fullmatch(href[1:]) else None


def _tokens(name: str, value: str) -> str | None:
    tokens = [token for token in value.split() if _TOKEN.fullmatch(token)]
    if name == "role":
        tokens = [token for token in tokens if token in _ROLES]
    if name == "id":
        tokens = tokens[:1]
    return " ".join(tokens) or None


def _style(value: str) -> str:
    kept = []
    for declaration in value.split(";"):
        name, _, content = declaration.partition(":")
        name, content = name.strip().lower(), content.strip()
        if name in _PROPERTIES and content and _SAFE_VALUE.fullmatch(content):
            kept.append(f"{name}: {content}")
    return "; ".join(kept)


def isolate_svg(svg: Element, prefix: str) -> None:
    """Make the ids inside a picture its own, so that two pictures do not share a clip path.

    Ids to which the picture itself refers get `prefix`; ids that matplotlib gives to every part
    go; others (the marks that the report links to) stay.
    """
    used: set[str] = set()
    for element in svg.walk():
        for name, value in element.attributes.items():
            used.update(_LOCAL_URL.findall(value))
            if name == "href" and element.name == "use":
                used.add(value[1:])
            if name in ("aria-labelledby", "aria-describedby"):
                used.update(value.split())
    for element in svg.walk():
        _isolate(element, prefix, used)


def _isolate(element: Element, prefix: str, used: set[str]) -> None:
    identifier = element.get("id")
    if identifier in used:
        element.attributes["id"] = prefix + identifier
    elif identifier and _GENERATED_ID.fullmatch(identifier):
        del element.attributes["id"]
    for name, value in element.attributes.items():
        if name == "href" and element.name == "use":
            element.attributes[name] = f"#{prefix}{value[1:]}"
        elif name in ("aria-labelledby", "aria-describedby"):
            element.attributes[name] = " ".join(prefix + part for part in value.split())
        elif "url(#" in value:
            element.attributes[name] = _LOCAL_URL.sub(rf"url(#{prefix}\1)", value)
