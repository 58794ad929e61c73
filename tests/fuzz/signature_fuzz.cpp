#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "deliver/smtp/mime.h"
#include "deliver/webhook/signature.h"

using namespace myotrend::deliver;

namespace {

bool one_line(std::string_view text) { return text.find_first_of("\r\n") == std::string_view::npos; }

}  // namespace

// Any secret is a key of its length or refused; signatures and headers are single lines, whatever they are made of.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string_view secret = text.substr(0, text.find('\n')), body = text.substr(secret.size());
  if (const auto key = signing_key_told(secret); key.ok()) {
    if (key->size() < 24 || key->size() > 64) std::abort();
    const std::string header = signature_header({*key, *key}, "n1", "1700000000", body);
    if (!one_line(header) || header.size() != 2 * 47 + 1) std::abort();
  }
  std::string_view rest;
  const std::string value = header_value(text);
  for (rest = value; !rest.empty();) {  // every line after the first belongs to the same header
    const auto end = rest.find("\r\n");
    if (!one_line(rest.substr(0, end))) std::abort();
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 2);
    if (rest.empty() || rest.front() != ' ') std::abort();
  }
  for (const char c : quoted_printable(text))
    if (static_cast<unsigned char>(c) > '~') std::abort();
  return 0;
}
