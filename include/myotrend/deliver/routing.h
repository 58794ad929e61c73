#pragma once

#include <string>
#include <vector>

#include "myotrend/alert/notice.h"
#include "myotrend/deliver/config.h"

namespace myotrend::deliver {

/// What the routes say to one notice: each in its order, until one takes it and does not look further.
struct RouteVerdict {
  std::string route;
  bool takes = false;
  std::string why;
};
std::vector<RouteVerdict> verdicts_on(const Notice& notice, const Config& config);

/// Where a notice goes, and when. Pure: the same arguments, the same answer; time only as `now`.
/// - What somebody has to see to (NoticeWeight::act) goes where the routes lead, and along their escalation, whose
///   hours are counted from the moment at which the first recipient may be told. That it got worse, or is back, also
///   goes to `told`, wherever the route leads now: nobody is left to believe what they were told before. A mirror that
///   was told is kept in step whatever happens.
/// - What is to be known goes to `told`: whoever was told of this alert, and where nobody was, where the routes lead.
/// - What only keeps a mirror in step goes to the channels that mirror alerts.
/// - Quiet hours delay all but what is urgent or an emergency and has to be seen to. They never drop.
std::vector<Destination> destinations_of(const Notice& notice, const Config& config,
                                         const std::vector<std::string>& told, Instant now);

/// The channel keeps a copy of the alert's state, and disturbs nobody by itself.
bool mirrors_alerts(const ChannelConfig& channel);

}  // namespace myotrend::deliver
