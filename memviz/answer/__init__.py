"""A network is asked: text in, `Trace` out, as it stands or with something changed."""
