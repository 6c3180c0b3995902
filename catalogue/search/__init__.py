"""A resident's words → items with reasons: meaning, hanzi, pinyin with Sichuan confusions, initials, English."""

import os

# before numpy is imported below: its threads wait for each other by spinning, and the second core is the screen's
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
