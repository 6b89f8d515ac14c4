"""After the session: recomputing and summing up a recording with the same readings as live."""
