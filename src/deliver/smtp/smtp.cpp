#include "myotrend/deliver/smtp.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "deliver/curl_handle.h"
#include "deliver/smtp/letter.h"

namespace myotrend::deliver {

namespace {

std::string url_of(const SmtpServer& server) {
  const bool six = server.host.find(':') != std::string::npos && !server.host.starts_with('[');
  return fmt::format("{}://{}:{}/", server.tls == Tls::implicit ? "smtps" : "smtp",
                     six ? "[" + server.host + "]" : server.host, server.port);
}

std::size_t give_mail(char* into, std::size_t size, std::size_t count, void* told) {
  auto& rest = *static_cast<std::string_view*>(told);
  const std::size_t taken = std::min(size * count, rest.size());
  std::memcpy(into, rest.data(), taken);
  rest.remove_prefix(taken);
  return taken;
}

/// Only what the server says of this very mail is final: a wrong password, a missing STARTTLS or a full box can be put
/// right, and the mail then still has to arrive.
bool is_final(CURLcode code, long reply, bool text_begun) {
  // The library gives one code for a greeting and for the answer to the mail's text.
  const bool about_the_mail = code == CURLE_SEND_ERROR || (code == CURLE_WEIRD_SERVER_REPLY && text_begun);
  return about_the_mail && reply >= 550 && reply <= 559 && reply != 552;
}

class Smtp final : public Channel {
 public:
  Smtp(SmtpSettings settings, std::string password) : settings_(std::move(settings)), password_(std::move(password)) {}

  SendResult send(const Notice& notice, const Attempt& attempt) override {
    const SmtpServer& server = settings_.server;
    const std::string mail = mail_of(notice, attempt, settings_);
    std::string_view rest = mail;
    CurlHandle curl(server.timeout, server.ca_file);
    CurlList to;
    to.add(fmt::format("<{}>", settings_.to));
    curl.set(CURLOPT_URL, url_of(server));
    curl.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl.set(CURLOPT_USE_SSL, static_cast<long>(server.tls == Tls::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    if (!server.user.empty()) {
      curl.set(CURLOPT_USERNAME, server.user);
      curl.set(CURLOPT_PASSWORD, password_);
    }
    curl.set(CURLOPT_MAIL_FROM, fmt::format("<{}>", server.from));
    curl.set(CURLOPT_MAIL_RCPT, to.get());
    curl.set(CURLOPT_UPLOAD, 1L);
    curl.set(CURLOPT_READFUNCTION, give_mail);
    curl.set(CURLOPT_READDATA, &rest);
    const CURLcode code = curl.perform();
    if (code == CURLE_OK) return Sent{};
    const long reply = curl.number(CURLINFO_RESPONSE_CODE);
    const std::string text = fault_text(curl, code, reply);
    if (is_final(code, reply, rest.size() < mail.size())) return PermanentFault{text, false};
    return PassingFault{text, std::nullopt};
  }

  std::string description() const override {
    return fmt::format("smtp ({} by {}:{})", settings_.to, settings_.server.host, settings_.server.port);
  }

 private:
  std::string fault_text(const CurlHandle& curl, CURLcode code, long reply) const {
    const std::string& host = settings_.server.host;
    if (code == CURLE_LOGIN_DENIED) return fmt::format("{} refused the login ({})", host, reply);
    if (code == CURLE_USE_SSL_FAILED) return fmt::format("{} offers no STARTTLS; nothing was sent unencrypted", host);
    if (code == CURLE_OPERATION_TIMEDOUT)
      return fmt::format("{} did not answer within {} s", host, settings_.server.timeout.count());
    return fmt::format("{}: {}", host, curl.words_of(code));
  }

  SmtpSettings settings_;
  std::string password_;
};

}  // namespace

Result<std::unique_ptr<Channel>> open_smtp(const SmtpSettings& settings) {
  std::string password;
  if (settings.server.password) {
    auto told = secret_at(*settings.server.password);
    if (!told.ok()) return told.refusal();
    password = std::move(told).value();
  }
  return std::unique_ptr<Channel>(std::make_unique<Smtp>(settings, std::move(password)));
}

}  // namespace myotrend::deliver
