"""The session: on a beat write, compute, publish, in that order."""
