"""`python -m benchmarks [NAME …]`: run the named benchmarks, or all of them, one after another."""

import importlib
import pkgutil
import sys
from pathlib import Path

from benchmarks import table


def names() -> list[str]:
    """Return the benchmarks there are: every module of this folder that has a `run`."""
    found = [module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)])]
    return [name for name in found if "\ndef run(" in (Path(__file__).parent / f"{name}.py").read_text("utf-8")]


def main(asked: list[str]) -> int:
    """Run what was asked for; 2 where there is no benchmark of that name."""
    known = names()
    unknown = [name for name in asked if name not in known]
    if unknown:
        print(f"No benchmark is called {', '.join(unknown)}. There are: {', '.join(known)}.", file=sys.stderr)
        return 2
    print(table.machine())
    for name in asked or known:
        print(f"\n## {name}\n", flush=True)
        importlib.import_module(f"benchmarks.{name}").run()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
