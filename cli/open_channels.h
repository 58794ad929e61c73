#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "myotrend/deliver/channel.h"
#include "myotrend/deliver/config.h"
#include "session.h"

namespace myotrend::cli {

/// How people are told, as the configuration has it.
struct Delivering {
  deliver::Config config;
  std::string place;      // of the configuration; empty: there is none, and notices go to standard output alone
  std::string looked_at;  // where one would be looked for
  deliver::Channels channels;
  std::vector<std::string> unopened;  // why a channel could not be opened; what goes there waits
  Router router;
};

/// The configuration of delivery: --config, MYOTREND_CONFIG, or deliver.toml in the user's or the system's folder of
/// configuration. None: one channel `console`, which writes to `out`, takes everything. `out` outlives the channels.
Attempt<std::unique_ptr<Delivering>> open_channels(const std::string& config, Session& session, std::ostream& out);

}  // namespace myotrend::cli
