"""Ours beside the peer: the same input, the same run. Each module with a `run()` is a benchmark."""
