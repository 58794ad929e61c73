#include "report/markup.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace myotrend::report {

namespace {

class Reader {
 public:
  explicit Reader(std::string_view html) : html_(html) {}

  Markup read() {
    if (html_.starts_with("<!DOCTYPE html>")) at_ = 15;
    while (at_ < html_.size()) {
      if (html_[at_] == '<') {
        read_tag();
      } else {
        read_text();
      }
    }
    for (const auto& name : open_) fault("never closed: " + name);
    return std::move(markup_);
  }

 private:
  void fault(const std::string& what) {
    markup_.faults.push_back(what + " near \"" + std::string(html_.substr(std::min(at_, html_.size()), 60)) + "\"");
  }

  void read_text() {
    const std::size_t end = std::min(html_.find('<', at_), html_.size());
    std::string_view text = html_.substr(at_, end - at_);
    for (std::size_t i = text.find('&'); i != std::string_view::npos; i = text.find('&', i + 1)) {
      static constexpr std::array<std::string_view, 5> known{"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
      const bool reference = std::any_of(known.begin(), known.end(),
                                         [&](std::string_view one) { return text.substr(i).starts_with(one); });
      if (!reference) fault("a bare &");
    }
    markup_.text += text;
    at_ = end;
  }

  void read_tag() {
    if (html_.substr(at_).starts_with("</")) return close_tag();
    ++at_;
    Element element;
    while (at_ < html_.size() && (std::isalnum(static_cast<unsigned char>(html_[at_])) || html_[at_] == '-')) {
      element.name += html_[at_++];
    }
    if (element.name.empty()) return fault("a bare <");
    read_attributes(element);
    const bool closed = at_ < html_.size() && html_[at_] == '/';
    if (closed) ++at_;
    if (at_ >= html_.size() || html_[at_] != '>') return fault("a tag that does not end: " + element.name);
    ++at_;
    static constexpr std::array<std::string_view, 3> empty{"meta", "br", "link"};
    const bool is_empty = std::find(empty.begin(), empty.end(), element.name) != empty.end();
    if (element.name == "style") {
      at_ = std::min(html_.find("</style>", at_), html_.size());
    }
    if (!closed && !is_empty) open_.push_back(element.name);
    markup_.elements.push_back(std::move(element));
  }

  void read_attributes(Element& element) {
    while (at_ < html_.size() && html_[at_] == ' ') {
      ++at_;
      std::string key, value;
      while (at_ < html_.size() && (std::isalnum(static_cast<unsigned char>(html_[at_])) || html_[at_] == '-')) {
        key += html_[at_++];
      }
      if (html_.substr(at_).starts_with("=\"")) {
        const std::size_t end = std::min(html_.find('"', at_ + 2), html_.size());
        value = html_.substr(at_ + 2, end - at_ - 2);
        if (value.find('<') != std::string::npos) fault("< in an attribute");
        at_ = end + 1;
      } else if (key != "open") {
        fault("an attribute without a quoted value: " + key);
      }
      for (const auto& [other, ignored] : element.attributes) {
        if (other == key) fault("an attribute twice: " + key);
      }
      element.attributes.emplace_back(key, value);
    }
  }

  void close_tag() {
    const std::size_t end = html_.find('>', at_);
    const std::string name(html_.substr(at_ + 2, end - at_ - 2));
    if (open_.empty() || open_.back() != name) {
      fault("closed out of turn: " + name);
    } else {
      open_.pop_back();
    }
    at_ = end == std::string_view::npos ? html_.size() : end + 1;
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::vector<std::string> open_;
  Markup markup_;
};

}  // namespace

std::string Element::attribute(std::string_view key) const {
  for (const auto& [name_of, value] : attributes) {
    if (name_of == key) return value;
  }
  return {};
}

Markup markup_of(std::string_view html) { return Reader(html).read(); }

}  // namespace myotrend::report
