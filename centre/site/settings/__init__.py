"""Settings: `base` is shared; `outer`, `inner` and `embedded` (both in one process) are what a process is started with.

Everything that differs between machines comes from the environment: CENTRE_DATA, CENTRE_DATABASE, CENTRE_HOSTS.
"""
