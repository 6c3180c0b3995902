"""A disk that takes longer to flush: every fsync and fdatasync of a process waits some milliseconds more.

A shop's SSD takes 1 to 10 ms, a virtual disk a tenth of one; what waits for the disk looks quite different on the two.
"""

from pathlib import Path

from bench.preloaded import preloaded

SOURCE = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
static int slow(const char *name, int fd) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    struct timespec wait = {0, FLUSH_MS * 1000000L};
    nanosleep(&wait, 0);
    return real(fd);
}
int fsync(int fd) { return slow("fsync", fd); }
int fdatasync(int fd) { return slow("fdatasync", fd); }
"""


def slow_flush(folder: Path, more_ms: int) -> dict[str, str] | None:
    """The environment of processes with such a disk; None: this machine has no C compiler."""
    return preloaded(folder, "slow_flush", SOURCE, f"-DFLUSH_MS={more_ms}")
