"""python -m memviz"""

from memviz.cli import main

main()
