#pragma once

#include <string>
#include <utility>
#include <variant>

namespace myotrend {

/// What a user got wrong, as one sentence that names what was found and what is accepted.
/// The place (`file:line`) is put in front by whoever knows it.
struct Refusal {
  std::string text;
};

/// A value, or the reason why there is none. What a user can get wrong comes back this way; exceptions
/// are for a broken world (disk, store, program).
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : outcome_(std::in_place_index<0>, std::move(value)) {}            // NOLINT(*-explicit-*)
  Result(Refusal refusal) : outcome_(std::in_place_index<1>, std::move(refusal)) {}  // NOLINT(*-explicit-*)

  bool ok() const { return outcome_.index() == 0; }
  explicit operator bool() const { return ok(); }

  /// The value; throws std::bad_variant_access when refused.
  const T& value() const& { return std::get<0>(outcome_); }
  T&& value() && { return std::get<0>(std::move(outcome_)); }
  const T& operator*() const& { return value(); }
  const T* operator->() const { return &value(); }

  /// The reason; throws std::bad_variant_access when there is a value.
  const Refusal& refusal() const { return std::get<1>(outcome_); }

 private:
  std::variant<T, Refusal> outcome_;
};

}  // namespace myotrend
