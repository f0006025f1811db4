#include <linux/membarrier.h>
#include <nftables/libnftables.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Waits until everything that the kernel did without sleeping when this was called has ended, packets on their way
   through its filters among it (membarrier(2), MEMBARRIER_CMD_GLOBAL). 0 when it has waited. */
static inline int sekisho_await_packets(void) {
    return (int)syscall(SYS_membarrier, MEMBARRIER_CMD_GLOBAL, 0, 0);
}
