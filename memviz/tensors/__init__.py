"""Text -> tensors. Training and asking go through the same code, so both see the same numbers."""
