"""``python -m analysis`` is ``parley``."""

from analysis.cli import main

main()
