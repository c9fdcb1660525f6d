"""``python -m benchmarks [NAME…]``: run the benchmarks, or those named; ``--list`` names them."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

NAMES = sorted(
    path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_")
)


def main(arguments: list[str]) -> None:
    """Run the benchmarks named in `arguments`, or all."""
    wanted = arguments or NAMES
    unknown = [name for name in wanted if name not in [*NAMES, "--list"]]
    if unknown:
        sys.exit(f"unknown benchmark: {unknown[0]}\n  allowed: {', '.join(NAMES)}")
    for name in wanted:
        if name == "--list":
            print("\n".join(NAMES))
            continue
        module = import_module(f"benchmarks.{name}")
        print(f"== {name}: {(module.__doc__ or '').strip().splitlines()[0]}")
        module.main()
        print()


if __name__ == "__main__":
    main(sys.argv[1:])
