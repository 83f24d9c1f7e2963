"""Pictures, drawn from a trace typed by hand."""
