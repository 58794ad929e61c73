#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace myotrend::deliver::testing {

/// A folder of its own, removed afterwards.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "myotrend-deliver-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no folder could be made");
    path_ = pattern;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code fault;
    std::filesystem::remove_all(path_, fault);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace myotrend::deliver::testing
