#pragma once
// The system calls of a program, as strace tells them. One thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace treffpunkt::faults {

struct Call {
  std::string name;
  int number = 0;                                   // among the calls of this name, 1 the first
  std::vector<std::string> arguments;               // texts decoded; a descriptor is the path it is open on
  std::string result;                               // "3", "-1 ENOENT (...)"; of openat the path
  bool touches_net = false, touches_files = false;  // changes one of them, or waits for it
};

// What to ask strace for, beside a file for its output: which calls there are, and which of them fault injection is
// about.
inline constexpr const char* kTraced =
    "trace=openat,creat,close,lseek,dup,write,writev,pwrite64,pwritev,fsync,fdatasync,sync_file_range,ftruncate,"
    "fallocate,rename,renameat,"
    "renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,link,linkat,symlinkat,fchmod,fchmodat,utimensat,flock,socket,"
    "connect,bind,sendto,sendmsg,"
    "recvfrom,recvmsg,shutdown";

// strace's output with -f -y -xx.
std::vector<Call> read_calls(std::string_view trace);

}  // namespace treffpunkt::faults
