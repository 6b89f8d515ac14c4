"""Where a heartbeat ends up: the session file, its journal and its reader."""
