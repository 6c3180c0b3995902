"""Looks at the running window through a small QML object: targets, texts and grounds with their geometry."""
