"""Pictures: functions from a Trace to a Plotly figure. They know no model and no page."""
