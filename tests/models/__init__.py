"""The networks, against the papers that describe them."""
