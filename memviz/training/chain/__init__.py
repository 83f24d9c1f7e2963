"""Training of kv-chain: questions of one to three steps made of facts, what is measured, and the checkpoint."""
