#include "deliver/smtp/letter.h"

#include <date/date.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "deliver/notice_words.h"
#include "deliver/smtp/mime.h"
#include "myotrend/deliver/test_notice.h"

namespace myotrend::deliver {

namespace {

constexpr std::string_view closing =
    "This program calls nobody: somebody has to act on this mail. Research use. Supports and does not replace clinical "
    "judgement. This does not exclude neuromuscular disease.";

/// What the mail says, before it is put into plain text or HTML.
struct Letter {
  std::string headline;
  std::string what;                // whose, and of which alert
  std::vector<std::string> lines;  // each a paragraph
  std::vector<std::string> evidence;
  std::vector<std::string> commands;
  std::string origin;
};

std::string moment(Instant at, const Zone& zone) {
  const auto minute = date::floor<std::chrono::minutes>(at + zone.offset_at(at));
  const Day day = zone.day_of(at);
  return fmt::format("{}, {} ({})", plain_text(day), date::format("%H:%M", minute - day.time_since_epoch()),
                     zone.name());
}

std::string within(int days) {
  return days == 0 ? "To be acted on now." : fmt::format("To be acted on within {} day{}.", days, days == 1 ? "" : "s");
}

Letter letter_of(const Notice& notice, const Attempt& attempt) {
  const auto& excerpt = notice.excerpt;
  Letter letter;
  letter.headline = headline_of(notice) + ".";
  letter.what = fmt::format("{}, patient {}. Raised on {}.", notice.title, notice.patient.text,
                            moment(notice.raised, notice.zone));
  if (attempt.step > 0)
    letter.lines.push_back("You are told because nobody has said so far that they have seen this alert.");
  if (notice.firing && excerpt.act_within_days) letter.lines.push_back(within(*excerpt.act_within_days));
  if (!excerpt.summary.empty()) letter.lines.push_back(excerpt.summary);
  letter.lines.push_back(fmt::format("What happened: {} on {}{}; {}.", word_of(notice.change),
                                     moment(notice.at, notice.zone), notice.by.empty() ? "" : " by " + notice.by,
                                     notice.reason));
  letter.evidence = excerpt.evidence;
  if (notice.flag != test_flag) {
    letter.commands.push_back(fmt::format("myotrend alerts show {}", notice.alert));
    if (notice.firing)
      letter.commands.push_back(fmt::format("myotrend alerts ack {} --by \"your name\"", notice.alert));
  }
  if (!excerpt.pathway.empty())
    letter.origin = fmt::format("Rules {} of {}. Assessment {}.", fmt::join(excerpt.rules, ", "), excerpt.pathway,
                                excerpt.assessment_sha256);
  return letter;
}

std::string plain_of(const Letter& letter) {
  std::string text = letter.headline + "\n" + letter.what + "\n";
  for (const auto& line : letter.lines) text += "\n" + line + "\n";
  if (!letter.evidence.empty()) text += "\nWhat it rests on:\n";
  for (const auto& line : letter.evidence) text += "- " + line + "\n";
  if (!letter.commands.empty()) text += "\nTo look at it, and to say that you have seen it:\n";
  for (const auto& command : letter.commands) text += "  " + command + "\n";
  if (!letter.origin.empty()) text += "\n" + letter.origin + "\n";
  return text + "\n" + std::string(closing) + "\n";
}

std::string html_of(const Letter& letter) {
  std::string text = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{0}</title></head>\n"
      "<body style=\"font-family:sans-serif;line-height:1.4;max-width:40em\">\n<h1 "
      "style=\"font-size:1.3em\">{0}</h1>\n<p>{1}</p>\n",
      html_text(letter.headline), html_text(letter.what));
  for (const auto& line : letter.lines) text += fmt::format("<p>{}</p>\n", html_text(line));
  if (!letter.evidence.empty()) {
    text += "<h2 style=\"font-size:1.1em\">What it rests on</h2>\n<ul>\n";
    for (const auto& line : letter.evidence) text += fmt::format("<li>{}</li>\n", html_text(line));
    text += "</ul>\n";
  }
  if (!letter.commands.empty()) text += "<p>To look at it, and to say that you have seen it:</p>\n<pre>";
  for (const auto& command : letter.commands) text += html_text(command) + "\n";
  if (!letter.commands.empty()) text += "</pre>\n";
  if (!letter.origin.empty()) text += fmt::format("<p><small>{}</small></p>\n", html_text(letter.origin));
  return text + fmt::format("<p><small>{}</small></p>\n</body></html>\n", html_text(closing));
}

std::string part(const std::string& boundary, std::string_view type, std::string_view text) {
  return fmt::format(
      "--{}\r\nContent-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n", boundary,
      type, quoted_printable(text));
}

}  // namespace

std::string subject_of(const Notice& notice, const Attempt& attempt, SubjectTells tells) {
  std::string subject = notice.flag == test_flag ? "myotrend TEST" : "myotrend";
  if (attempt.step > 0) subject += ", not yet acknowledged";
  if (tells == SubjectTells::notice) return subject + ": a notice";
  subject += ": " + headline_of(notice);
  return tells == SubjectTells::patient ? fmt::format("{} (patient {})", subject, notice.patient.text) : subject;
}

std::string mail_of(const Notice& notice, const Attempt& attempt, const SmtpSettings& settings) {
  const std::string& from = settings.server.from;
  const std::string domain = from.substr(from.find('@') + 1), key = plain_key(attempt.key);
  const std::string boundary = "=_" + key;  // "=_" comes in no quoted-printable text
  const std::string thread = fmt::format("<{}@{}>", plain_key(notice.alert), domain);
  const Letter letter = letter_of(notice, attempt);
  std::string mail;
  const auto header = [&](std::string_view name, std::string_view value) {
    mail += fmt::format("{}: {}\r\n", name, value);
  };
  header("Date", date::format("%a, %d %b %Y %T +0000", date::floor<std::chrono::seconds>(attempt.now)));
  header("From", fmt::format("myotrend <{}>", from));
  header("To", fmt::format("<{}>", settings.to));
  header("Subject", header_value(subject_of(notice, attempt, settings.subject)));
  header("Message-ID", fmt::format("<{}@{}>", key, domain));
  header("In-Reply-To", thread);  // the mails of one alert lie together
  header("References", thread);
  header("Auto-Submitted", "auto-generated");
  if (notice.firing && notice.level >= Disposition::refer_urgent) header("Importance", "high");
  header("MIME-Version", "1.0");
  header("Content-Type", fmt::format("multipart/alternative; boundary=\"{}\"", boundary));
  mail += "\r\n";
  mail += part(boundary, "text/plain", plain_of(letter)) + part(boundary, "text/html", html_of(letter));
  return mail + fmt::format("--{}--\r\n", boundary);
}

}  // namespace myotrend::deliver
