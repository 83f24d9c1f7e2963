"""python -m memviz"""

import sys

if __name__ == "__main__":
    try:
        from memviz.cli import main
    except KeyboardInterrupt:  # while it is still being loaded
        sys.exit(130)
    main()
