"""`python -m mdt_desktop.cli`."""

import sys

from mdt_desktop.cli import main

sys.exit(main())
