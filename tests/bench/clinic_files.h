#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace myotrend::bench {

/// The files of a made-up clinic: patients who test both hands every third day, log fatigue daily and are examined
/// every tenth week. The same arguments give the same bytes.
struct ClinicFiles {
  std::filesystem::path folder;  // removed with this
  std::string patients, measurements;
  std::int64_t rows = 0;

  ClinicFiles(int patients_count, int days_count);
  ~ClinicFiles();
  ClinicFiles(const ClinicFiles&) = delete;
  ClinicFiles& operator=(const ClinicFiles&) = delete;
};

}  // namespace myotrend::bench
