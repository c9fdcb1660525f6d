"""Charts: each takes the digest of a report and returns a figure with its caption and description.

Importing this package imports matplotlib.
"""

from analysis.charts.actors import who_speaks, who_speaks_about_whom
from analysis.charts.chronology import chronology
from analysis.charts.positions import position_map
from analysis.charts.style import Chart

__all__ = ["Chart", "chronology", "position_map", "who_speaks", "who_speaks_about_whom"]
