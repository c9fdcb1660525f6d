"""The numbers and sentences of a report, made from tables.

Everything starts from :func:`digest`, which numbers the evidence and works out names; the other
functions each answer one question of the reader.
"""

from analysis.summaries.digest import Digest, digest

__all__ = ["Digest", "digest"]
