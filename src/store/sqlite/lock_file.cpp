#include "store/sqlite/lock_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "myotrend/store/store.h"

namespace myotrend::sqlite {

namespace {

constexpr mode_t for_the_owner_alone = 0600;

struct flock byte_of(std::int64_t number, short kind) {
  struct flock lock {};
  lock.l_type = kind;
  lock.l_whence = SEEK_SET;
  lock.l_start = number;
  lock.l_len = 1;
  return lock;
}

}  // namespace

LockFile::LockFile(const std::string& store_path)
    : path_(store_path + "-deliver"),
      file_(::open(path_.c_str(), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, for_the_owner_alone)) {
  if (file_ < 0) fail("cannot be opened");
}

LockFile::~LockFile() { ::close(file_); }

// Locks of the open file, not of the process: several deliverers of one program see each other too.
void LockFile::hold(std::int64_t number) {
  struct flock lock = byte_of(number, F_WRLCK);
  if (::fcntl(file_, F_OFD_SETLK, &lock) != 0) fail("cannot be locked");
}

bool LockFile::held(std::int64_t number) const {
  struct flock lock = byte_of(number, F_WRLCK);
  if (::fcntl(file_, F_OFD_GETLK, &lock) != 0) fail("cannot be asked for locks");
  return lock.l_type != F_UNLCK;
}

void LockFile::fail(const std::string& what) const {
  throw StoreError(StoreError::Kind::cannot_open,
                   fmt::format("{}: {} ({}); check its folder and its permissions", path_, what, std::strerror(errno)));
}

}  // namespace myotrend::sqlite
