"""`python -m mdt_desktop.hub`."""

import sys

from mdt_desktop.hub import main

if __name__ == "__main__":
    sys.exit(main())
