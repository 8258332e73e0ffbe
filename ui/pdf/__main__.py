"""Entry of the child process; not meant to be started by hand."""

import sys

from ui.pdf.kind import werk

sys.exit(werk(int(sys.argv[1])))
