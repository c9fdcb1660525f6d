"""Imports made lighter than their packages make them, without a change to what they do here."""

from __future__ import annotations

import sys


def without_slow_validators() -> None:
    """Keep jsonschema from building a grammar of internationalised addresses: about a second.

    jsonschema's optional check of the formats "uri" and "iri" imports ``rfc3987_syntax``, which
    builds its parser when imported. It does without where the package is absent, and notebooks
    hold no such formats.
    """
    if "jsonschema" not in sys.modules:
        sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
