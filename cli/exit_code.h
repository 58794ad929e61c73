#pragma once

#include <string_view>

namespace myotrend::cli {

/// What the shell gets.
enum Exit : int {
  done = 0,
  refused = 1,      // a datum is wrong; nothing was written
  usage = 2,        // unknown command or option, missing or surplus argument
  not_there = 3,    // no such patient, reading, alert
  bad_store = 4,    // cannot be opened, damaged, foreign, newer
  partly = 5,       // done in part, the rest stands
  new_alerts = 10,  // only with --exit-code
  fault = 70        // of the program
};

inline constexpr std::string_view exit_status_text =
    "Exit status: 0 done, 1 refused, 2 usage, 3 no such patient, reading or alert, 4 the store, 5 done in part,\n"
    "  10 new alerts (scan --exit-code), 70 a fault of the program.";

}  // namespace myotrend::cli
