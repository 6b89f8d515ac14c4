"""The vault in the window: made, opened, looked through, and locked."""
