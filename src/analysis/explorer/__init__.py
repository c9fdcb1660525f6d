"""Exploring an annotation in JupyterLab: the text on one side, what was found in it on the other.

``analysis.explore("talks.txt")`` shows it. See :class:`analysis.explorer.widget.Explorer`.
"""

from analysis.explorer.widget import Explorer, explore

__all__ = ["Explorer", "explore"]
