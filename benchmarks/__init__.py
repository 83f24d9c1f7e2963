"""What `make bench` measures: how fast memviz learns, answers and paints, and what it costs in memory and bytes."""
