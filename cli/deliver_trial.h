#pragma once

#include <iosfwd>
#include <string>

namespace myotrend::cli {

class Session;

/// `deliver --test CHANNEL`: sends a notice that says it is a test, past routes, quiet hours and the outbox, and tells
/// what came of it. Exit 0 when the receiver took it, 5 when it may work later, 1 when it will not.
int run_deliver_trial(const std::string& channel, const std::string& config_file, Session& session, std::ostream& out,
                      std::ostream& err);

}  // namespace myotrend::cli
