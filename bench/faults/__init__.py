"""Kill loops: hand-in, sync and centre die at random behind a line that fails; nothing may be missing or twice."""
