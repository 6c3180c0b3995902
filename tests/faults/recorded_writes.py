"""What a process wrote to its database files and when it flushed them, and what a power cut could leave of that.

A library below SQLite notes each write, cut and flush of the files whose path starts as wanted, in their order. From
that any moment's disk can be made: what was flushed stays; of what came since any part is there, torn at sectors.
"""

import random
import struct
from dataclasses import dataclass
from pathlib import Path

from bench.preloaded import preloaded

SECTOR = 512
SOURCE = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>
static pthread_mutex_t line = PTHREAD_MUTEX_INITIALIZER;
static int wanted(int fd, char *path, size_t room) {
    char link[64];
    const char *start = getenv("RECORD_START");
    if (!start) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, room - 1);
    if (size < 0) return 0;
    path[size] = 0;
    return strncmp(path, start, strlen(start)) == 0 && !strstr(path, "-shm");
}
static void note(char kind, const char *path, uint64_t at, const void *data, uint64_t size) {
    static int log = -1;
    if (log < 0) log = open(getenv("RECORD_LOG"), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    struct { uint64_t kind, path, at, size; } head = {kind, strlen(path), at, size};
    uint64_t held = kind == 'W' ? size : 0;
    struct iovec parts[3] = {{&head, sizeof head}, {(void *)path, head.path}, {(void *)data, held}};
    if (writev(log, parts, 3) != (ssize_t)(sizeof head + head.path + held)) abort();
}
#define REAL(name, type) static type (*real)(); if (!real) real = (type (*)())dlsym(RTLD_NEXT, name)
#define UNDER(path, act, said) \
    char path[4096]; if (!wanted(fd, path, sizeof path)) return act; \
    pthread_mutex_lock(&line); __typeof__(act) done = act; if (done >= 0) { said; } \
    pthread_mutex_unlock(&line); return done
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    REAL("pwrite", ssize_t); UNDER(path, real(fd, data, size, at), note('W', path, at, data, done)); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    REAL("pwrite64", ssize_t); UNDER(path, real(fd, data, size, at), note('W', path, at, data, done)); }
ssize_t write(int fd, const void *data, size_t size) {
    REAL("write", ssize_t);
    UNDER(path, real(fd, data, size), note('W', path, lseek(fd, 0, SEEK_CUR) - done, data, done)); }
int ftruncate(int fd, off_t size) {
    REAL("ftruncate", int); UNDER(path, real(fd, size), note('T', path, 0, 0, size)); }
int ftruncate64(int fd, off64_t size) {
    REAL("ftruncate64", int); UNDER(path, real(fd, size), note('T', path, 0, 0, size)); }
int fsync(int fd) { REAL("fsync", int); UNDER(path, real(fd), note('S', path, 0, 0, 0)); }
int fdatasync(int fd) { REAL("fdatasync", int); UNDER(path, real(fd), note('S', path, 0, 0, 0)); }
"""
_HEAD = struct.Struct("<4Q")


@dataclass(frozen=True)
class Act:
    """kind: W (content at a place), T (cut to a size), S (flushed). end: where its note ends in the log."""

    kind: str
    name: str
    at: int
    size: int
    content: bytes
    end: int


def recording(folder: Path, start: Path, log: Path) -> dict[str, str] | None:
    """The environment of a process whose files that start like `start` are noted in `log`; None: no C compiler."""
    made = preloaded(folder, "recorded_writes", SOURCE)
    return None if made is None else made | {"RECORD_START": str(start), "RECORD_LOG": str(log)}


def acts_in(log: Path) -> list[Act]:
    content, place, acts = log.read_bytes(), 0, []
    while place + _HEAD.size <= len(content):
        kind, path_size, at, size = _HEAD.unpack_from(content, place)
        place += _HEAD.size
        name = Path(content[place : place + path_size].decode()).name
        place += path_size
        held = size if chr(kind) == "W" else 0
        acts.append(Act(chr(kind), name, at, size, content[place : place + held], place + held))
        place += held
    return acts


def after_a_cut(before: dict[str, bytes], acts: list[Act], draw: random.Random) -> dict[str, bytes]:
    """Files by name as a power cut right after the last of the acts may leave them."""
    files = {name: bytearray(content) for name, content in before.items()}
    last_flush = {act.name: place for place, act in enumerate(acts) if act.kind == "S"}
    share = draw.choice([0.0, 0.3, 0.7, 1.0])
    for place, act in enumerate(acts):
        is_flushed = place < last_flush.get(act.name, -1)
        file = files.setdefault(act.name, bytearray())
        if act.kind == "T" and (is_flushed or draw.random() < share):
            del file[act.size :]
            file.extend(bytes(act.size - len(file)))
        elif act.kind == "W":
            for at in range(0, act.size, SECTOR):
                if is_flushed or draw.random() < share:
                    part = act.content[at : at + SECTOR]
                    file.extend(bytes(max(0, act.at + at - len(file))))
                    file[act.at + at : act.at + at + len(part)] = part
    return {name: bytes(content) for name, content in files.items()}
