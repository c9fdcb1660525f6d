"""Parley: turns news coverage of a negotiation into a sourced briefing."""

__version__ = "0.1.0"
