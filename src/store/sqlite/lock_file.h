#pragma once

#include <cstdint>
#include <string>

namespace myotrend::sqlite {

/// Says of each deliverer whether it lives: it holds a lock on the byte of its number for as long as it does, and the
/// system lets go of it however the program ends. The file holds nothing and may stay.
class LockFile {
 public:
  /// Beside the store, mode 0600. Throws StoreError.
  explicit LockFile(const std::string& store_path);
  ~LockFile();
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;

  /// Takes the lock of `number`; throws StoreError when somebody has it.
  void hold(std::int64_t number);
  /// Whether somebody else holds the lock of `number`.
  bool held(std::int64_t number) const;

 private:
  [[noreturn]] void fail(const std::string& what) const;

  std::string path_;
  int file_ = -1;
};

}  // namespace myotrend::sqlite
