#include "myotrend/deliver/metrics.h"

#include <fmt/format.h>

#include <array>

namespace myotrend::deliver {

namespace {

constexpr std::array<Disposition, 4> levels{Disposition::insufficient_data, Disposition::refer_routine,
                                            Disposition::refer_urgent, Disposition::emergency};

/// One metric: its head once, then its series.
class Metric {
 public:
  Metric(std::string_view name, std::string_view help)
      : name_(name), text_(fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n", name, help)) {}

  Metric& add(std::string_view labels, std::int64_t value) {
    text_ += fmt::format("{}{} {}\n", name_, labels, value);
    return *this;
  }
  Metric& add(Instant at) {
    text_ += fmt::format("{} {:.3f}\n", name_, std::chrono::duration<double>(at.time_since_epoch()).count());
    return *this;
  }
  Metric& add(std::chrono::microseconds time) {
    text_ += fmt::format("{} {:.6f}\n", name_, std::chrono::duration<double>(time).count());
    return *this;
  }
  const std::string& text() const { return text_; }

 private:
  std::string name_, text_;
};

std::string of_scan(const ScanFigures& figures) {
  std::string text = Metric("myotrend_build_info", "The version of the program.")
                         .add(fmt::format("{{version=\"{}\"}}", figures.version), 1)
                         .text();
  text += Metric("myotrend_scan_last_success_timestamp_seconds", "When the last scan ended well.")
              .add(figures.ended)
              .text();
  text += Metric("myotrend_scan_duration_seconds", "How long the last scan took.").add(figures.took).text();
  text += Metric("myotrend_scan_patients", "Patients that the last scan looked at.").add("", figures.patients).text();
  text += Metric("myotrend_scan_patients_judged", "Patients with news, whom it judged.").add("", figures.judged).text();
  Metric changes("myotrend_scan_alert_changes", "What the last scan changed in the alerts.");
  std::map<AlertChangeKind, std::int64_t> all = figures.changes;
  for (const auto kind : {AlertChangeKind::raised, AlertChangeKind::worsened, AlertChangeKind::eased,
                          AlertChangeKind::over, AlertChangeKind::withdrawn, AlertChangeKind::reopened})
    all.try_emplace(kind, 0);
  for (const auto& [kind, count] : all) changes.add(fmt::format("{{change=\"{}\"}}", word_of(kind)), count);
  return text + changes.text();
}

std::string of_alerts(const ScanFigures& figures) {
  Metric standing("myotrend_alerts_standing", "Alerts that somebody has to see to.");
  auto all = figures.standing_alerts;
  for (const auto level : levels)
    for (const auto state : {AlertState::raised, AlertState::acknowledged}) all.try_emplace({level, state}, 0);
  for (const auto& [kind, count] : all)
    standing.add(fmt::format("{{level=\"{}\",state=\"{}\"}}", word_of(kind.first), word_of(kind.second)), count);
  return standing.text();
}

std::string of_outbox(const ScanFigures& figures) {
  const OutboxState& box = figures.outbox;
  Metric notices("myotrend_deliveries", "Notices on their way to a channel.");
  notices.add("{state=\"unrouted\"}", box.unrouted).add("{state=\"waiting\"}", box.waiting + box.leased);
  notices.add("{state=\"repeating\"}", box.repeating).add("{state=\"dead\"}", box.dead);
  std::string text = notices.text();
  const auto waited = box.oldest_due ? std::max(figures.ended - *box.oldest_due, std::chrono::microseconds{0})
                                     : std::chrono::microseconds{0};
  text +=
      Metric("myotrend_delivery_overdue_seconds", "How long the oldest notice waits past its time.").add(waited).text();
  text += Metric("myotrend_channels_closed", "Channels that their receiver closed.")
              .add("", static_cast<std::int64_t>(box.closed.size()))
              .text();
  if (figures.delivered)
    text += Metric("myotrend_delivery_last_run_timestamp_seconds", "When the last delivery ended.")
                .add(*figures.delivered)
                .text();
  return text;
}

}  // namespace

std::string metrics_text(const ScanFigures& figures) {
  return of_scan(figures) + of_alerts(figures) + of_outbox(figures);
}

}  // namespace myotrend::deliver
