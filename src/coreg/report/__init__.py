"""One page about one session: what it says as data, and its two faces, HTML and PDF."""
