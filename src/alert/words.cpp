#include <array>
#include <utility>

#include "myotrend/alert/notice.h"
#include "myotrend/alert/outbox.h"

namespace myotrend {
namespace {

template <class T, std::size_t n>
using Words = std::array<std::pair<T, std::string_view>, n>;

constexpr Words<AlertState, 9> states{{{AlertState::raised, "raised"},
                                       {AlertState::notified, "notified"},
                                       {AlertState::acknowledged, "acknowledged"},
                                       {AlertState::snoozed, "snoozed"},
                                       {AlertState::in_review, "in-review"},
                                       {AlertState::resolved, "resolved"},
                                       {AlertState::over_unseen, "over-unseen"},
                                       {AlertState::over, "over"},
                                       {AlertState::withdrawn, "withdrawn"}}};

constexpr Words<AlertChangeKind, 15> changes{{{AlertChangeKind::raised, "raised"},
                                              {AlertChangeKind::worsened, "worsened"},
                                              {AlertChangeKind::eased, "eased"},
                                              {AlertChangeKind::over, "over"},
                                              {AlertChangeKind::left, "left"},
                                              {AlertChangeKind::withdrawn, "withdrawn"},
                                              {AlertChangeKind::reopened, "reopened"},
                                              {AlertChangeKind::returned, "returned"},
                                              {AlertChangeKind::lapsed, "lapsed"},
                                              {AlertChangeKind::notified, "notified"},
                                              {AlertChangeKind::acknowledged, "acknowledged"},
                                              {AlertChangeKind::unacknowledged, "unacknowledged"},
                                              {AlertChangeKind::snoozed, "snoozed"},
                                              {AlertChangeKind::reviewed, "reviewed"},
                                              {AlertChangeKind::resolved, "resolved"}}};

constexpr Words<AlertOutcome, 5> outcomes{{{AlertOutcome::none, "none"},
                                           {AlertOutcome::referred, "referred"},
                                           {AlertOutcome::cleared, "cleared"},
                                           {AlertOutcome::duplicate, "duplicate"},
                                           {AlertOutcome::other, "other"}}};

constexpr Words<NoticeWeight, 3> weights{
    {{NoticeWeight::act, "act"}, {NoticeWeight::know, "know"}, {NoticeWeight::mirror, "mirror"}}};

constexpr Words<DeliveryState, 6> deliveries{{{DeliveryState::waiting, "waiting"},
                                              {DeliveryState::leased, "leased"},
                                              {DeliveryState::sent, "sent"},
                                              {DeliveryState::repeating, "repeating"},
                                              {DeliveryState::dead, "dead"},
                                              {DeliveryState::spared, "spared"}}};

template <class T, std::size_t n>
std::string_view word_in(const Words<T, n>& words, T value) {
  for (const auto& [each, word] : words)
    if (each == value) return word;
  return {};
}

template <class T, std::size_t n>
std::optional<T> named_in(const Words<T, n>& words, std::string_view word) {
  for (const auto& [each, each_word] : words)
    if (each_word == word) return each;
  return std::nullopt;
}

}  // namespace

std::string_view word_of(AlertState state) { return word_in(states, state); }
std::string_view word_of(AlertChangeKind change) { return word_in(changes, change); }
std::string_view word_of(AlertOutcome outcome) { return word_in(outcomes, outcome); }
std::optional<AlertState> alert_state_named(std::string_view word) { return named_in(states, word); }
std::optional<AlertChangeKind> alert_change_named(std::string_view word) { return named_in(changes, word); }
std::optional<AlertOutcome> alert_outcome_named(std::string_view word) { return named_in(outcomes, word); }

std::string_view word_of(NoticeWeight weight) { return word_in(weights, weight); }
std::optional<NoticeWeight> notice_weight_named(std::string_view word) { return named_in(weights, word); }
std::string_view word_of(DeliveryState state) { return word_in(deliveries, state); }
std::optional<DeliveryState> delivery_state_named(std::string_view word) { return named_in(deliveries, word); }

}  // namespace myotrend
