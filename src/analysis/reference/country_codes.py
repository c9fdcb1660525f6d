"""ISO 3166-1 codes of states, from two letters to three."""

from __future__ import annotations

from functools import lru_cache

from analysis.reference.reading import rows


def alpha_3(alpha_2: str) -> str | None:
    """Return the three-letter code of a state ("IR" -> "IRN"); None where ISO 3166-1 has none."""
    return _codes().get(alpha_2)


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {row["alpha_2"]: row["alpha_3"] for row in rows("country_codes")}
