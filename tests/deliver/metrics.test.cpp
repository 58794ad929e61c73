#include "myotrend/deliver/metrics.h"

#include <catch2/catch.hpp>

#include "deliver/sample_notice.h"

using namespace myotrend;
using namespace myotrend::deliver;

TEST_CASE("the figures of a scan name no person, and what has not happened is a zero") {
  ScanFigures figures;
  figures.version = "1.2.3";
  figures.ended = testing::at("2026-01-15T06:00:00Z");
  figures.took = std::chrono::milliseconds{1500};
  figures.patients = 12;
  figures.changes[AlertChangeKind::raised] = 2;
  figures.standing_alerts[{Disposition::refer_urgent, AlertState::raised}] = 3;
  figures.outbox.dead = 1;
  figures.outbox.waiting = 2;
  figures.outbox.leased = 1;
  figures.outbox.oldest_due = testing::at("2026-01-15T05:00:00Z");
  figures.outbox.closed = {{"pager", "410", {}}};
  const std::string text = metrics_text(figures);
  for (const auto* line :
       {"myotrend_build_info{version=\"1.2.3\"} 1\n", "myotrend_scan_last_success_timestamp_seconds 1768456800.000\n",
        "myotrend_scan_duration_seconds 1.500000\n", "myotrend_scan_patients 12\n",
        "myotrend_scan_alert_changes{change=\"raised\"} 2\n", "myotrend_scan_alert_changes{change=\"over\"} 0\n",
        "myotrend_alerts_standing{level=\"refer_urgent\",state=\"raised\"} 3\n",
        "myotrend_alerts_standing{level=\"emergency\",state=\"raised\"} 0\n",
        "myotrend_deliveries{state=\"waiting\"} 3\n", "myotrend_deliveries{state=\"dead\"} 1\n",
        "myotrend_delivery_overdue_seconds 3600.000000\n", "myotrend_channels_closed 1\n"})
    CHECK_THAT(text, Catch::Contains(line));
  CHECK(text.find("last_run") == std::string::npos);  // never yet
  CHECK(text.find("pager") == std::string::npos);
}
