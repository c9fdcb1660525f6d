"""A page of all editions: the latest report of each, past ones, and failures with their reason."""

from analysis.gallery.page import EditionShown, RunShown, gallery_html

__all__ = ["EditionShown", "RunShown", "gallery_html"]
