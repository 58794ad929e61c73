#pragma once

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

}  // namespace myotrend::cli
