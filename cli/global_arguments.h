#pragma once

#include <string>

namespace myotrend::cli {

/// What was typed for every command, as it was typed. Empty: not told.
struct GlobalArguments {
  std::string db, patient, as_of, now, format = "text", pathway, point;
  bool quiet = false;
};

}  // namespace myotrend::cli
