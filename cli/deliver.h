#pragma once

#include <iosfwd>
#include <string>

#include "exit_code.h"
#include "myotrend/deliver/deliver.h"
#include "open_channels.h"

namespace myotrend::cli {

/// How long to go on with what will be tried again; 0: one round.
struct DeliverOptions {
  std::chrono::seconds wait{0};
};

/// Sends what is due, puts the run on record, and tells on `err` what did not work. `done`, or `partly` when something
/// has to be tried again or never will work.
Exit deliver_now(const Delivering& delivering, const DeliverOptions& options, Session& session, std::ostream& out,
                 std::ostream& err);

}  // namespace myotrend::cli
