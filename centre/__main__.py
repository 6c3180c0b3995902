"""`python -m centre …`: the centre's commands without the station's."""

import sys

from centre.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
