#include "deliver/address.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace myotrend::deliver {

namespace {

constexpr std::size_t mail_address_length_max = 254;  // RFC 5321 4.5.3.1.3, without the brackets

bool printable_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

/// A URL taken apart by the library that will send to it.
class Url {
 public:
  explicit Url(std::string_view text) : handle_(curl_url(), curl_url_cleanup) {
    known_ = curl_url_set(handle_.get(), CURLUPART_URL, std::string(text).c_str(), 0) == CURLUE_OK;
  }
  bool known() const { return known_; }
  std::string part(CURLUPart part) const {
    char* found = nullptr;
    if (!known_ || curl_url_get(handle_.get(), part, &found, 0) != CURLUE_OK) return "";
    std::string text = found;
    curl_free(found);
    return text;
  }

 private:
  std::unique_ptr<CURLU, void (*)(CURLU*)> handle_;
  bool known_ = false;
};

}  // namespace

std::optional<Refusal> url_refusal(std::string_view url, bool allow_http) {
  if (!printable_ascii(url)) return Refusal{"the URL holds a blank or a character that has to be written as %XX"};
  const Url parts(url);
  const std::string scheme = parts.part(CURLUPART_SCHEME);
  if (!parts.known() || parts.part(CURLUPART_HOST).empty() || (scheme != "http" && scheme != "https"))
    return Refusal{"this is no URL; write https://host/path"};
  if (!parts.part(CURLUPART_USER).empty() || !parts.part(CURLUPART_PASSWORD).empty())
    return Refusal{"the URL holds a name or password in plain; leave it out, or keep the whole URL in a secret file"};
  if (scheme == "http" && !allow_http)
    return Refusal{"http:// is not encrypted; use https://, or set allow_http = true for a network you trust"};
  return std::nullopt;
}

std::optional<Refusal> mail_address_refusal(std::string_view address) {
  const auto at = address.find('@');
  const bool sound = printable_ascii(address) && address.size() <= mail_address_length_max && at != 0 &&
                     at != std::string_view::npos && at + 1 < address.size() &&
                     address.find('@', at + 1) == std::string_view::npos &&
                     address.find_first_of("<>()[]\\,;:\"") == std::string_view::npos;
  if (sound) return std::nullopt;
  return Refusal{fmt::format("\"{}\" is no mail address; write one such as ward@example.org", address)};
}

bool names_this_machine(std::string_view host) {
  return host == "localhost" || host.starts_with("127.") || host == "::1" || host == "[::1]";
}

std::string shown_url(std::string_view url) {
  const Url parts(url);
  return fmt::format("{}://{}", parts.part(CURLUPART_SCHEME), parts.part(CURLUPART_HOST));
}

}  // namespace myotrend::deliver
