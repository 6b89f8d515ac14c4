"""Numbers in, numbers out: numpy and numba, no state, no clock. Through `coreg.dsp._jit.kernel` alone."""
