"""Pinyin, number pad and signature: candidates are forgotten with the session."""
