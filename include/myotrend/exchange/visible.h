#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "myotrend/exchange/rows.h"

namespace myotrend {

/// What the trackers of the Visible app are called here, from `schema/visible.json`. Immutable after parse.
class VisibleMap {
 public:
  struct Tracker {
    std::string measure;
    std::string unit;
    std::string source;  // `patient`, or `device` for what the app measures
    std::string device;
  };

  /// Refuses a text that names measures which the catalogue does not have.
  static Result<VisibleMap> parse(std::string_view json, const Catalogue& catalogue);

  /// Blanks, case and punctuation of `name` do not matter; null: not known.
  const Tracker* tracker(std::string_view name) const;
  /// The nearest known name; empty if none is near.
  std::string nearest(std::string_view name) const;

 private:
  std::map<std::string, Tracker, std::less<>> trackers_;   // by the name's plain form
  std::map<std::string, std::string, std::less<>> names_;  // its plain form to the name as the app writes it
};

namespace csv {

/// Puts a row of the app's export into `told`; overlapping exports, old and new names tell the same.
std::optional<Refusal> tell_visible(const Columns& columns, Fields fields, const VisibleMap& map,
                                    bool recorded_as_effective, Told& told);

}  // namespace csv

}  // namespace myotrend
