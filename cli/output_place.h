#pragma once

#include <initializer_list>
#include <optional>
#include <string>

#include "session.h"

namespace myotrend::cli {

/// True when both names lead to one file, by whatever way, or would if there were one.
bool same_file(const std::string& one, const std::string& other);

/// Refused before anything is written: a place that is the store, or a file that its database keeps beside it.
std::optional<Failure> refused_as_output(const Session& session, const std::string& file);
std::optional<Failure> refused_as_output(const Session& session, std::initializer_list<std::string> files);

}  // namespace myotrend::cli
