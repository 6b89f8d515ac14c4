"""The client's own screen: a picture to look at or to breathe with, and the therapist's hand on it."""
