// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>

#include "corpus/error.h"

namespace acervo {
namespace {

[[noreturn]] void refuse(const std::string& what, int code) {
    throw Error{Problem::broken, "the sandbox cannot be set up: " + what + ": " + std::strerror(code)}
        .with_code("sandbox")
        .with_hint("files are never read outside the sandbox; the kernel must offer seccomp filters");
}

/// Sizes in pages from /proc: {virtual, resident, of files}.
std::array<std::uint64_t, 3> memory_pages(int pid) {
    const std::string path = pid == 0 ? "/proc/self/statm" : "/proc/" + std::to_string(pid) + "/statm";
    std::array<std::uint64_t, 3> pages{};
    if (const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC); file >= 0) {
        std::array<char, 128> line{};
        if (::read(file, line.data(), line.size() - 1) > 0) {
            unsigned long long all = 0, resident = 0, shared = 0;
            if (std::sscanf(line.data(), "%llu %llu %llu", &all, &resident, &shared) == 3)
                pages = {all, resident, shared};
        }
        ::close(file);
    }
    return pages;
}

std::uint64_t page_size() {
    return static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

void limit(__rlimit_resource resource, std::uint64_t soft, std::uint64_t hard, const char* name) {
    rlimit now{};
    if (::getrlimit(resource, &now) == 0 && now.rlim_max < hard) hard = now.rlim_max;  // only root may raise it
    const rlimit wanted{.rlim_cur = soft < hard ? soft : hard, .rlim_max = hard};
    if (::setrlimit(resource, &wanted) != 0) refuse(name, errno);
}

void limit_resources(std::uint64_t memory, std::chrono::seconds cpu) {
    if (!address_space_is_huge()) {
        const auto space = memory_pages(0)[0] * page_size() + memory;
        limit(RLIMIT_AS, space, space, "RLIMIT_AS");
    }
    const auto seconds = static_cast<std::uint64_t>(cpu.count());
    limit(RLIMIT_CPU, seconds, seconds + 1, "RLIMIT_CPU");
    limit(RLIMIT_FSIZE, 0, 0, "RLIMIT_FSIZE");
    limit(RLIMIT_CORE, 0, 0, "RLIMIT_CORE");
    limit(RLIMIT_NOFILE, 16, 16, "RLIMIT_NOFILE");
    limit(RLIMIT_NPROC, 0, 0, "RLIMIT_NPROC");  // seccomp forbids it as well: root is exempt from this one
}

/// Leaves only fonts, character maps and tesseract's data to be opened, for reading. False where the kernel has no
/// Landlock.
bool restrict_files() {
    const auto version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1) return false;
    // The rights of the first version: everything there was; what later versions added (truncation, devices) needs a
    // descriptor open for writing, which no path gives.
    landlock_ruleset_attr all{};
    all.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
    const int rules = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0));
    if (rules < 0) return false;
    for (const char* folder : {"/usr/share/fonts", "/usr/share/poppler", "/usr/share/tesseract-ocr"}) {
        const int descriptor = ::open(folder, O_PATH | O_CLOEXEC | O_DIRECTORY);
        if (descriptor < 0) continue;
        landlock_path_beneath_attr beneath{};
        beneath.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
        beneath.parent_fd = descriptor;
        ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
        ::close(descriptor);
    }
    const bool done = ::syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    ::close(rules);
    return done;
}

void release_filter(void* filter) {
    seccomp_release(filter);
}

/// A call that no architecture misses; libseccomp skips what this one has not.
void rule(scmp_filter_ctx filter, std::uint32_t action, int call) {
    const int code = seccomp_rule_add(filter, action, call, 0);
    if (code != 0 && code != -EDOM && code != -EACCES) refuse("seccomp rule", -code);
}

template <typename... Tests>
void rule_if(scmp_filter_ctx filter, int call, Tests... tests) {
    const std::array<scmp_arg_cmp, sizeof...(tests)> list{tests...};
    const int code = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, list.size(), list.data());
    if (code != 0 && code != -EDOM) refuse("seccomp rule", -code);
}

// What a reader needs: the memory, the clock, the descriptors it has, the end.
constexpr std::array allowed = {
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(lseek),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(getdents64),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(futex),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getrandom),
    SCMP_SYS(sched_yield),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(getrusage),
    SCMP_SYS(sched_getaffinity),
};

// What only an attack asks for: the end at once, and a signal (SIGSYS) that says so. Everything else is merely refused.
constexpr std::array fatal = {
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(sendto),
    SCMP_SYS(sendmsg),
    SCMP_SYS(sendmmsg),
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(clone),
    SCMP_SYS(clone3),
    SCMP_SYS(ptrace),
    SCMP_SYS(kill),
    SCMP_SYS(tkill),
    SCMP_SYS(rt_sigqueueinfo),
    SCMP_SYS(rt_tgsigqueueinfo),
    SCMP_SYS(pidfd_open),
    SCMP_SYS(pidfd_send_signal),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(bpf),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(reboot),
    SCMP_SYS(unlink),
    SCMP_SYS(unlinkat),
    SCMP_SYS(rename),
    SCMP_SYS(renameat2),
};

void filter_calls(bool may_open) {
    const std::unique_ptr<void, decltype(&release_filter)> filter{seccomp_init(SCMP_ACT_ERRNO(EACCES)),
                                                                  &release_filter};
    if (!filter) refuse("seccomp", ENOMEM);
    const auto raw = filter.get();
    // The threads of a sanitizer's runtime are bound as well.
    if (const int code = seccomp_attr_set(raw, SCMP_FLTATR_CTL_TSYNC, 1); code != 0) refuse("seccomp", -code);
    if (const int code = seccomp_attr_set(raw, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS); code != 0) {
        refuse("seccomp", -code);
    }
    for (const int call : allowed) rule(raw, SCMP_ACT_ALLOW, call);
    for (const int call : fatal) rule(raw, SCMP_ACT_KILL_PROCESS, call);
    rule_if(raw, SCMP_SYS(mmap), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    rule_if(raw, SCMP_SYS(mprotect), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    rule_if(raw, SCMP_SYS(fcntl), SCMP_A1(SCMP_CMP_EQ, F_GETFL));
    rule_if(raw, SCMP_SYS(newfstatat), SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH));
    rule_if(raw, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid())));  // abort()
#ifdef __SANITIZE_ADDRESS__
    // Its runtime finds out through a pipe whether an address can be read.
    rule(raw, SCMP_ACT_ALLOW, SCMP_SYS(pipe));
    rule(raw, SCMP_ACT_ALLOW, SCMP_SYS(pipe2));
#endif
    if (may_open) {
        constexpr int changing = O_ACCMODE | O_CREAT | O_TRUNC;
        rule_if(raw, SCMP_SYS(open), SCMP_A1(SCMP_CMP_MASKED_EQ, changing, O_RDONLY));
        rule_if(raw, SCMP_SYS(openat), SCMP_A2(SCMP_CMP_MASKED_EQ, changing, O_RDONLY));
    }
    if (const int code = seccomp_load(raw); code != 0) refuse("seccomp", -code);
}

}  // namespace

std::uint64_t private_memory(int pid) {
    const auto pages = memory_pages(pid);
    return pages[1] > pages[2] ? (pages[1] - pages[2]) * page_size() : 0;
}

void enter_sandbox(std::uint64_t memory, std::chrono::seconds cpu) {
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) refuse("no_new_privs", errno);
    if (::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) refuse("dumpable", errno);
    const bool may_open = restrict_files();
    limit_resources(memory, cpu);
    filter_calls(may_open);
}

}  // namespace acervo
