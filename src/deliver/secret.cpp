#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "myotrend/deliver/config.h"

namespace myotrend::deliver {

namespace {

constexpr std::size_t secret_bytes_max = 4096;

/// A file descriptor that is closed on every way out.
struct Opened {
  int descriptor;
  ~Opened() {
    if (descriptor >= 0) close(descriptor);
  }
};

Result<std::string> text_of_secret_file(const std::string& file) {
  const Opened opened{open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (opened.descriptor < 0)
    return Refusal{fmt::format("the secret file {} cannot be read: {}", file, std::strerror(errno))};
  // Looked at after opening, so that it is the file that is read.
  struct stat found {};
  if (fstat(opened.descriptor, &found) != 0 || !S_ISREG(found.st_mode))
    return Refusal{fmt::format("the secret file {} is no file", file)};
  if ((found.st_mode & (S_IRWXO | S_IWGRP)) != 0)
    return Refusal{fmt::format("the secret file {} can be read or changed by others (mode {:04o}); chmod 600 {}", file,
                               found.st_mode & 07777, file)};
  if (found.st_uid != geteuid() && found.st_uid != 0)
    return Refusal{fmt::format("the secret file {} belongs to somebody else; it has to be yours or root's", file)};
  std::string text(secret_bytes_max + 1, '\0');
  const ssize_t got = read(opened.descriptor, text.data(), text.size());
  if (got < 0) return Refusal{fmt::format("the secret file {} cannot be read: {}", file, std::strerror(errno))};
  if (static_cast<std::size_t>(got) > secret_bytes_max)
    return Refusal{fmt::format("the secret file {} is longer than {} bytes", file, secret_bytes_max)};
  text.resize(static_cast<std::size_t>(got));
  return text;
}

}  // namespace

Result<std::string> secret_at(const SecretPlace& place) {
  std::string secret;
  if (place.kind == SecretPlace::Kind::variable) {
    const char* value = std::getenv(place.name.c_str());
    if (!value) return Refusal{fmt::format("the variable {} that should hold a secret is not set", place.name)};
    secret = value;
  } else {
    auto text = text_of_secret_file(place.name);
    if (!text.ok()) return text;
    secret = std::move(text).value();
  }
  while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r')) secret.pop_back();
  if (secret.empty() || secret.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
    return Refusal{fmt::format("the secret in {} is empty or has more than one line", place.name)};
  return secret;
}

}  // namespace myotrend::deliver
