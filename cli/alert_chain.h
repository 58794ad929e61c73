#pragma once

#include <span>
#include <string>

#include "myotrend/alert/alert.h"
#include "myotrend/report/terminal.h"

namespace myotrend::cli {

class Session;

/// From an alert back to what it rests on, and forth to who was told of it.
report::AlertChain alert_chain(const Alert& alert, Session& session);
/// The alert with its changes and the chain, one JSON document.
std::string alert_chain_json(const Alert& alert, std::span<const AlertChange> changes, Session& session);

}  // namespace myotrend::cli
