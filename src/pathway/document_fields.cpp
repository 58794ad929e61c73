#include "pathway/document_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "myotrend/record/catalogue.h"

namespace myotrend::pathway {

using Json = nlohmann::json;

namespace {

constexpr double number_max = 1e7;  // of days, units and ratios: nothing clinical is larger
constexpr double whole_max = 1e6;
}  // namespace

double number_in(const Json& object, const char* key, const std::string& place) {
  const auto it = object.find(key);
  if (it == object.end() || !it->is_number()) throw Fault(place, fmt::format("needs a number \"{}\"", key));
  const double value = it->get<double>();
  if (!(std::abs(value) <= number_max)) throw Fault(place, fmt::format("\"{}\" is too large", key));
  return value;
}

std::optional<double> maybe_number_in(const Json& object, const char* key, const std::string& place) {
  if (!object.contains(key)) return std::nullopt;
  return number_in(object, key, place);
}

int whole_in(const Json& object, const char* key, const std::string& place) {
  const double value = number_in(object, key, place);
  if (!(std::abs(value) <= whole_max) || value != std::floor(value))
    throw Fault(place, fmt::format("\"{}\" must be a whole number", key));
  return static_cast<int>(value);
}

double positive_in(const Json& object, const char* key, const std::string& place) {
  const double value = number_in(object, key, place);
  if (!(value > 0)) throw Fault(place, fmt::format("\"{}\" must be above 0", key));
  return value;
}

std::string text_in(const Json& object, const char* key, const std::string& place) {
  const auto it = object.find(key);
  if (it == object.end() || !it->is_string()) throw Fault(place, fmt::format("needs a text \"{}\"", key));
  return it->get<std::string>();
}

void only_keys(const Json& object, std::initializer_list<std::string_view> known, const std::string& place) {
  if (!object.is_object()) throw Fault(place, "must be an object");
  for (const auto& [key, value] : object.items()) {
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      const std::string near = nearest_word(key, std::vector<std::string_view>(known));
      throw Fault(place, fmt::format("\"{}\" is not known{}", key,
                                     near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near)));
    }
  }
}

}  // namespace myotrend::pathway
