"""The review window: a whole session on one strip, what it can be read to say, and the way back into it."""
