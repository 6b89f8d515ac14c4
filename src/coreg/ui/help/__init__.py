"""What every number means and doesn't: one text, in a window of its own, in the session, and on paper."""
