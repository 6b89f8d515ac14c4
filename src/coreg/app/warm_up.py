"""Makes the kernels ready; blocks for seconds the first time, so it is called on a worker thread."""


def warm_up_live() -> None:
    """Load or compile what a running session computes with; for a worker thread, as `warm_up`."""
    from coreg.dsp.warm_up import warm_up_live as warm_up_kernels

    warm_up_kernels()


def warm_up() -> None:
    """Load or compile every kernel; takes half a minute the first time, so call it from a worker thread."""
    from coreg.dsp.warm_up import warm_up as warm_up_kernels

    warm_up_kernels()
