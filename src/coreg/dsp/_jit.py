"""The one door to Numba: every number's loop is compiled by `kernel` and by nothing else."""

import importlib
import sys
from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., object])

_BLAS_OWNER = "scipy.linalg"


def _look_for_blas_in_vain() -> None:
    """Have numba's array rooms loaded without SciPy's linear algebra, which they would import to ask for its BLAS.

    No kernel multiplies matrices, and that import takes 0.3 s, a tenth of which stops the window's thread as well
    (benchmarks/stall.py). Whoever imports SciPy later gets it whole.
    """
    if _BLAS_OWNER in sys.modules:
        return
    sys.modules[_BLAS_OWNER] = None  # type: ignore[assignment]  # the documented way to make an import fail
    try:
        importlib.import_module("numba.np.arraymath")
    finally:
        del sys.modules[_BLAS_OWNER]


_look_for_blas_in_vain()


def kernel(function: F) -> F:
    """Compile a plain loop over float64 arrays at its first call, and keep the result on disk.

    No fastmath: it would let the compiler assume that there is no NaN, and NaN means "not known". Signatures are
    lazy, because eager ones refuse read-only arrays and compile at import. Loops guard their own divisions, so
    that they give the same with NUMBA_DISABLE_JIT=1, where Python would raise. Nothing calls them from C, so what C
    would need isn't compiled.
    """
    # numba's stub doesn't know the last option.
    compiled = njit(cache=True, nogil=True, error_model="numpy", no_cfunc_wrapper=True)  # type: ignore[call-overload]
    return cast("F", compiled(function))
