"""Bounds on what a file may cost to read. What is beyond them is refused, and the error says so."""

from __future__ import annotations

MAXIMUM_BYTES = 50_000_000
"""The largest file that is loaded at all, and the largest file inside a ZIP archive."""

MAXIMUM_MARKUP = 4_000_000
"""The longest HTML page, in characters, without its scripts, styles and embedded pictures."""

MAXIMUM_PAGES = 2_000
"""The most pages of a PDF document."""

MAXIMUM_ARTICLES = 5_000
"""The most articles in one file."""

MAXIMUM_CHARACTERS = 25_000_000
"""The most text, in code points, that one file may come to."""

ARCHIVE_ENTRIES = 5_000
"""The most entries of a ZIP archive."""

ARCHIVE_BYTES = 250_000_000
"""The most bytes that the files in a ZIP archive may come to, unpacked."""

ARCHIVE_RATIO = 250
"""How many times larger a file in a ZIP archive may be than its packed form."""

ARCHIVE_SECONDS = 600.0
"""How long reading the files of a ZIP archive may take in all."""

READING_SECONDS = 60.0
"""How long the reader of a document may work on one file."""

READING_MEMORY = 2_000_000_000
"""Memory of the process that reads documents, in bytes, where the system can bound it."""
