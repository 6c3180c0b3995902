"""The measurements behind `./station bench`: each figure beside a peer or a limit measured in the same run.

A module has NAME and `measure() -> list[Figure]`; a test checks that it runs, never how fast.
"""
