#pragma once

#include <map>
#include <string>

#include "deliver/toml_section.h"

namespace myotrend::deliver {

/// `[smtp_servers.NAME]`, by name.
std::map<std::string, SmtpServer> smtp_servers_in(Section& whole);

/// `[channels.NAME]`: one destination.
ChannelConfig channel_in(const std::string& name, Section& section, const std::map<std::string, SmtpServer>& servers);

/// `url`, or `url_file` or `url_env` where the URL is itself a password; nothing if neither is told.
std::optional<UrlPlace> url_in(Section& section, bool allow_http);

}  // namespace myotrend::deliver
