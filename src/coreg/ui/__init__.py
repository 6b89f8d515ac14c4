"""Qt lives here alone: the windows, and the one door between Qt's thread and the session's."""
