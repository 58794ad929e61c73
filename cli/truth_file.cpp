#include "truth_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "myotrend/exchange/csv.h"
#include "myotrend/replay/fingerprint.h"

namespace myotrend::cli {
namespace {

constexpr std::array<std::string_view, 6> columns{"patient_id", "truth_class",    "progressive",
                                                  "onset_date", "enrolment_date", "followup_end"};
using Places = std::array<std::size_t, columns.size()>;

Attempt<Places> places_of(const std::string& file, std::span<const std::string_view> header) {
  Places places{};
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto it = std::find(header.begin(), header.end(), columns[i]);
    if (it == header.end())
      return Failure{refused, fmt::format("{}:1: column \"{}\" is missing; a truth has {}", file, columns[i],
                                          fmt::join(columns, ", "))};
    places[i] = static_cast<std::size_t>(it - header.begin());
  }
  return places;
}

csv::Bytes bytes_of(std::string_view text) {
  return [text](char* to, std::size_t size) mutable {
    const std::size_t taken = std::min(size, text.size());
    std::copy_n(text.begin(), taken, to);
    text.remove_prefix(taken);
    return taken;
  };
}

}  // namespace

Attempt<TruthFile> truth_of_file(const std::string& file) {
  const auto text = text_of_file(file);
  if (!text) return text.failure();
  csv::Reader reader(bytes_of(*text));
  TruthFile out;
  out.sha256 = replay::fingerprint({*text});
  std::optional<Places> places;
  for (csv::Got got = reader.next(); got != csv::Got::end; got = reader.next()) {
    if (got != csv::Got::row) return Failure{refused, fmt::format("{}:{}: {}", file, reader.line(), reader.reason())};
    const auto fields = reader.fields();
    if (!places) {
      const auto found = places_of(file, fields);
      if (!found) return found.failure();
      places = *found;
      continue;
    }
    const auto field = [&](std::size_t column) {
      const std::size_t place = (*places)[column];
      return place < fields.size() ? fields[place] : std::string_view();
    };
    const auto truth = replay::truth_told({field(1), field(2), field(3), field(4), field(5)});
    if (!truth) return Failure{refused, fmt::format("{}:{}: {}", file, reader.line(), truth.refusal().text)};
    if (!out.truths.emplace(field(0), *truth).second)
      return Failure{refused, fmt::format("{}:{}: patient {} is told twice", file, reader.line(), field(0))};
  }
  if (out.truths.empty()) return Failure{refused, fmt::format("{} tells of no patient", file)};
  return out;
}

}  // namespace myotrend::cli
