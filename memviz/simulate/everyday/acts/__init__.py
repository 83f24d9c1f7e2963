"""What people do in everyday worlds: each act changes the state, and returns the deed to be told."""
