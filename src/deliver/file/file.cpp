#include "myotrend/deliver/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>

#include "deliver/notice_words.h"

namespace myotrend::deliver {

namespace {

/// A descriptor that is closed on every way out.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  bool open() const { return number_ >= 0; }
  int number() const { return number_; }

 private:
  int number_;
};

PassingFault fault_of(std::string_view what) {
  return {fmt::format("{}: {}", what, std::strerror(errno)), std::nullopt};
}

/// Nothing when all of it has been written and lies on the disk.
std::optional<PassingFault> written(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(file, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fault_of("the file could not be written");
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  if (::fsync(file) != 0) return fault_of("the file could not be made safe on the disk");
  return std::nullopt;
}

class DropFolder final : public Channel {
 public:
  explicit DropFolder(FileSettings settings) : settings_(std::move(settings)) {}

  SendResult send(const Notice& notice, const Attempt& attempt) override {
    const Descriptor folder(::open(settings_.folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.open()) return fault_of(fmt::format("the folder {}", settings_.folder));
    const std::string name = plain_key(attempt.key) + ".json";
    // Sent before, and the program ended before that was recorded.
    if (::faccessat(folder.number(), name.c_str(), F_OK, 0) == 0) return safe_in(folder.number());
    const std::string beside = fmt::format(".{}.{}.part", name, ::getpid());
    if (auto fault = write_beside(folder.number(), beside, told_line(notice, attempt) + "\n")) {
      ::unlinkat(folder.number(), beside.c_str(), 0);
      return *fault;
    }
    if (::renameat(folder.number(), beside.c_str(), folder.number(), name.c_str()) != 0) {
      const PassingFault fault = fault_of("the file could not be given its name");
      ::unlinkat(folder.number(), beside.c_str(), 0);
      return fault;
    }
    return safe_in(folder.number());
  }

  std::string description() const override { return fmt::format("file (folder {})", settings_.folder); }

 private:
  static std::optional<PassingFault> write_beside(int folder, const std::string& beside, std::string_view text) {
    ::unlinkat(folder, beside.c_str(), 0);  // left by a process of the same number that was killed
    const Descriptor file(::openat(folder, beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0640));
    if (!file.open()) return fault_of("the file could not be made");
    return written(file.number(), text);
  }

  static SendResult safe_in(int folder) {
    if (::fsync(folder) != 0) return fault_of("the folder could not be made safe on the disk");
    return Sent{};
  }

  FileSettings settings_;
};

}  // namespace

std::unique_ptr<Channel> open_file(const FileSettings& settings) { return std::make_unique<DropFolder>(settings); }

}  // namespace myotrend::deliver
