#include <array>

#include "myotrend/pathway/assessment.h"

namespace myotrend {

namespace {

constexpr std::array<std::string_view, 6> dispositions = {"continue",      "insufficient_data", "reassess",
                                                          "refer_routine", "refer_urgent",      "emergency"};
constexpr std::array<std::string_view, 5> evidence_kinds = {"trend", "level", "sign", "lab_change", "event"};
constexpr std::array<std::string_view, 3> flag_states = {"not_met", "met", "unknown"};
constexpr std::array<std::string_view, 17> quality_kinds = {"unit",
                                                            "held",
                                                            "abrupt_step",
                                                            "duplicate_slot",
                                                            "outside_soft_range",
                                                            "outside_hard_range",
                                                            "device_change",
                                                            "sign_of_pressure",
                                                            "unit_doubted",
                                                            "summed_trials",
                                                            "swapped_sides",
                                                            "device_offset",
                                                            "other_person",
                                                            "repeated",
                                                            "copied_template",
                                                            "odd_date",
                                                            "other"};

}  // namespace

std::string_view word_of(Disposition disposition) { return dispositions[static_cast<std::size_t>(disposition)]; }
std::string_view word_of(EvidenceKind kind) { return evidence_kinds[static_cast<std::size_t>(kind)]; }
std::string_view word_of(FlagState state) { return flag_states[static_cast<std::size_t>(state)]; }
std::string_view word_of(DataQualityKind kind) { return quality_kinds[static_cast<std::size_t>(kind)]; }

std::optional<Disposition> disposition_named(std::string_view word) {
  for (std::size_t i = 0; i < dispositions.size(); ++i) {
    if (dispositions[i] == word) return static_cast<Disposition>(i);
  }
  return std::nullopt;
}

}  // namespace myotrend
