/* No header that Glibc has a structure from: it would belong to this module then, and be missing elsewhere. */
#include <linux/openat2.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Opens what a folder calls by this path, and nothing that lies outside of it (openat2(2)); -1 and errno when there is
   none. */
static inline int sekisho_openat2(int folder, const char *path, uint64_t flags, uint64_t resolve) {
    struct open_how how = {.flags = flags, .resolve = resolve};
    return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}

/* A link leads where it leads for whom the folder is the root; no link of the kernel's own (/proc) leads anywhere. */
static const uint64_t sekisho_resolve_in_root = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS;
/* A link leads nowhere. */
static const uint64_t sekisho_resolve_plainly = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS;

/* Opens only the name of something, whatever it is: O_PATH, which Linux has at this place on every machine we build for. */
static const int32_t sekisho_name_alone = 010000000;
