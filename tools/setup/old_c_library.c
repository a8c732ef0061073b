// Linked into the database module on Linux: what a compiler on Debian 12 binds to a C library of 2.29 and later is bound
// to the first version of each function, which UOS 20 and Kylin V10 (2.28) have too. `-Wl,--wrap=NAME` leads here.
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__x86_64__)
#define FIRST "GLIBC_2.2.5"
#define GO(name) "jmp old_" #name "@PLT\n"
#define STAT_VERSION 1
#elif defined(__aarch64__)
#define FIRST "GLIBC_2.17"
#define GO(name) "b old_" #name "\n"
#define STAT_VERSION 0
#else
#error "no first version is known for this processor"
#endif

#define OLD(name) ".symver old_" #name ", " #name "@" FIRST "\n"

// A jump, not a call: dlsym and dlopen look at who called them.
#define BIND(name)                                                                       \
  __asm__(".text\n.globl __wrap_" #name "\n.hidden __wrap_" #name "\n.type __wrap_" #name \
          ", %function\n__wrap_" #name ":\n" GO(name) OLD(name));

BIND(exp)
BIND(log)
BIND(log2)
BIND(pow)
BIND(dlclose)
BIND(dlerror)
BIND(dlopen)
BIND(dlsym)
BIND(__pthread_key_create)
BIND(pthread_create)
BIND(pthread_join)
BIND(pthread_mutex_trylock)
BIND(pthread_mutexattr_destroy)
BIND(pthread_mutexattr_init)
BIND(pthread_mutexattr_settype)
BIND(pthread_once)

// Before 2.33 these were no functions of the library, but calls with a version of the structure.
#define BIND_STAT(name, old, file_type)                                    \
  int old_##old(int, file_type, struct stat64 *);                          \
  __asm__(".symver old_" #old ", " #old "@" FIRST "\n");                   \
  __attribute__((visibility("hidden"))) int __wrap_##name(file_type file, struct stat64 *out) { \
    return old_##old(STAT_VERSION, file, out);                             \
  }

BIND_STAT(stat64, __xstat64, const char *)
BIND_STAT(lstat64, __lxstat64, const char *)
BIND_STAT(fstat64, __fxstat64, int)

// Of 2.36; the C++ library asks for a random number that the module never uses.
__attribute__((visibility("hidden"))) uint32_t __wrap_arc4random(void) {
  uint32_t number;
  if (getentropy(&number, sizeof number) != 0) __builtin_trap();
  return number;
}

// Read by libstdc++ since 2.32: 0 is "there may be several threads", which is always right.
__attribute__((visibility("hidden"))) char __libc_single_threaded = 0;
