"""Measurements: ratios against peers and floors, taken in one run (docs/benchmarks.md).

What only they need lies in its own folder of .venv (bench/install.sh); here it becomes importable, also in the
processes that a measurement starts.
"""

import sys
from pathlib import Path

EXTRAS = Path(sys.prefix) / "bench"

if EXTRAS.is_dir() and str(EXTRAS) not in sys.path:
    sys.path.append(str(EXTRAS))  # last: the product's own versions win
