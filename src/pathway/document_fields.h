#pragma once

#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace myotrend::pathway {

/// A fault of the document, with its place; ends in Pathway::parse.
struct Fault : std::runtime_error {
  Fault(const std::string& place, const std::string& what) : std::runtime_error("pathway " + place + ": " + what) {}
};

// One field of an object each; a Fault names the place and what is missing or wrong.
double number_in(const nlohmann::json& object, const char* key, const std::string& place);
std::optional<double> maybe_number_in(const nlohmann::json& object, const char* key, const std::string& place);
double positive_in(const nlohmann::json& object, const char* key, const std::string& place);
int whole_in(const nlohmann::json& object, const char* key, const std::string& place);
std::string text_in(const nlohmann::json& object, const char* key, const std::string& place);
/// Refuses a key that is not among `known`, with the nearest one.
void only_keys(const nlohmann::json& object, std::initializer_list<std::string_view> known, const std::string& place);

}  // namespace myotrend::pathway
