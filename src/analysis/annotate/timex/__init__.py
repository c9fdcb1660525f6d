"""Time expressions: recognition and normalisation to TIMEX3, in pure Python."""

from analysis.annotate.timex.engine import recognise

__all__ = ["recognise"]
