"""Raw streams to replay: the files beside this one, and `python -m hardware.captures`, which makes them."""
