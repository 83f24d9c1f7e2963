"""What pages share: head, address, choices, sources, messages."""
