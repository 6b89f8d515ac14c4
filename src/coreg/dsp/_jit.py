"""The one door to Numba: every number's loop is compiled by `kernel` and by nothing else."""

import importlib
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TypeVar, cast

F = TypeVar("F", bound=Callable[..., object])

# What numba asks for in case it is there, and no kernel uses: SciPy's BLAS (0.3 s), a parser of C (0.1 s), a file
# of settings, a tool for tests. A tenth of what each takes to import stops the window's thread too.
_NOT_NEEDED = frozenset({"cffi", "coverage", "scipy", "yaml"})
_ASK_FOR_THEM = ("numba", "numba.core.typing.cffi_utils", "numba.np.arraymath")


class _NotHere:
    """Tells the thread that made it that these aren't installed; other threads import them as ever."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Refuse what isn't needed; leave everything else to the finders after this one."""
        if name.partition(".")[0] in _NOT_NEEDED and threading.get_ident() == self._thread:
            msg = f"{name} is not imported for numba"
            raise ModuleNotFoundError(msg, name=name)
        return None


def _load_numba() -> None:
    """Import numba and those of its rooms that look for the rest of the world; what is loaded already is used."""
    not_here = _NotHere()
    sys.meta_path.insert(0, not_here)
    try:
        for name in _ASK_FOR_THEM:
            importlib.import_module(name)
    finally:
        with suppress(ValueError):
            sys.meta_path.remove(not_here)


_load_numba()

from numba import njit  # noqa: E402  only now: see above


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
