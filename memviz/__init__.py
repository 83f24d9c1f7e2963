"""Memory networks, and pictures of how they attend."""
