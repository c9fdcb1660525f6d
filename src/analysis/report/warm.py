"""What a kernel imports while it waits for its first cell; importing this imports them."""

from contextlib import suppress
from importlib import import_module

for _name in ("analysis.dossier", "analysis.tables", "analysis.summaries", "analysis.display"):
    with suppress(ImportError):
        import_module(_name)
with suppress(ImportError):
    import_module("analysis.charts")
