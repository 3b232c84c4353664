/* A disk that fails: the n-th call that changes a file below a folder, or from it on.

   Loaded before the C library (LD_PRELOAD). A test arms it, posts, and disarms it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static char folder[PATH_MAX];
static long remaining = -1; /* below zero: disarmed */
static int fault, for_ever;
static long seen;

void disk_arm(const char *path, long call, int error, int sticky) {
    strncpy(folder, path, sizeof folder - 1);
    seen = 0, remaining = call, fault = error, for_ever = sticky;
}

/* Give the number of calls since it was armed. */
long disk_disarm(void) {
    remaining = -1;
    folder[0] = 0;
    return seen;
}

static int fails(const char *path) {
    if (!folder[0] || strncmp(path, folder, strlen(folder)))
        return 0;
    seen++;
    if (remaining < 0 || remaining-- > 0)
        return 0;
    if (for_ever)
        remaining = 0;
    errno = fault;
    return 1;
}

static int fails_at(int file) {
    char link[64], path[PATH_MAX];
    if (!folder[0])
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return fails(path);
}

#define REAL(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

ssize_t write(int f, const void *b, size_t n) {
    return fails_at(f) ? -1 : REAL(ssize_t, "write", int, const void *, size_t)(f, b, n);
}
ssize_t pwrite(int f, const void *b, size_t n, off_t at) {
    return fails_at(f)
               ? -1
               : REAL(ssize_t, "pwrite", int, const void *, size_t, off_t)(f, b, n, at);
}
ssize_t pwrite64(int f, const void *b, size_t n, off64_t at) {
    return fails_at(f)
               ? -1
               : REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t)(f, b, n, at);
}
int fsync(int f) { return fails_at(f) ? -1 : REAL(int, "fsync", int)(f); }
int fdatasync(int f) { return fails_at(f) ? -1 : REAL(int, "fdatasync", int)(f); }
int ftruncate(int f, off_t n) {
    return fails_at(f) ? -1 : REAL(int, "ftruncate", int, off_t)(f, n);
}
int ftruncate64(int f, off64_t n) {
    return fails_at(f) ? -1 : REAL(int, "ftruncate64", int, off64_t)(f, n);
}
int unlink(const char *path) {
    return fails(path) ? -1 : REAL(int, "unlink", const char *)(path);
}
