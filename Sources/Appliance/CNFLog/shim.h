#include <stdint.h>
#include <sys/types.h>
#include <libnetfilter_log/libnetfilter_log.h>
