#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "myotrend/exchange/csv.h"

namespace myotrend::csv {

namespace {

constexpr std::size_t chunk_bytes = std::size_t{256} << 10;
constexpr const char* too_long_a_row =
    "a row is longer than 4 MiB; is a closing quote missing, or is this no CSV file?";

const char* find(const char* from, const char* end, char byte) {
  return static_cast<const char*>(std::memchr(from, byte, static_cast<std::size_t>(end - from)));
}

constexpr const char* lone_carriage_return =
    "a carriage return without a line feed; save the file with LF or CRLF line ends";

}  // namespace

// Where a row with quotes ends, or why it does not.
struct Reader::Extent {
  enum class Kind : std::uint8_t { whole, bad, unfinished };
  Kind kind = Kind::unfinished;
  std::size_t end = 0, after = 0;  // of the row, without and with its line end
  std::string reason;
  std::size_t quote = 0;  // the one that is still open
};

Reader::Reader(Bytes bytes) : bytes_(std::move(bytes)), buffer_(chunk_bytes) { fields_.reserve(64); }

std::size_t Reader::next_odd(std::size_t from) const {
  const char* at = buffer_.data() + from;
  const char* const end = buffer_.data() + filled_;
  constexpr std::uint64_t highs = 0x8080808080808080U, ones = 0x0101010101010101U;
  for (; end - at >= 8; at += 8) {
    std::uint64_t word;
    std::memcpy(&word, at, 8);
    if (((word | (word - ones)) & highs) != 0) break;  // a byte above 0x7f, or a NUL
  }
  for (; at != end; ++at)
    if (static_cast<unsigned char>(*at) >= 0x80 || *at == 0) break;
  return static_cast<std::size_t>(at - buffer_.data());
}

bool Reader::fill() {
  if (ended_) return false;
  if (position_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + position_, filled_ - position_);
    passed_ += position_;
    filled_ -= position_;
    odd_ -= position_;
    position_ = 0;
  }
  if (buffer_.size() - filled_ < chunk_bytes / 2) buffer_.resize(buffer_.size() * 2);
  const std::size_t got = bytes_(buffer_.data() + filled_, buffer_.size() - filled_);
  const bool was_plain = odd_ == filled_;
  const std::size_t before = filled_;
  filled_ += got;
  if (was_plain) odd_ = next_odd(before);
  if (got == 0) ended_ = true;
  return got > 0;
}

bool Reader::begin() {
  begun_ = true;
  while (filled_ < 3 && fill()) {
  }
  const std::string_view start(buffer_.data(), filled_);
  if (start.starts_with("\xEF\xBB\xBF")) {
    position_ = 3;
    odd_ = next_odd(position_);
  }
  return !start.starts_with("\xFF\xFE") && !start.starts_with("\xFE\xFF");
}

Got Reader::break_off(std::string reason) {
  broken_ = true;
  position_ = filled_;
  reason_ = std::move(reason);
  fields_.clear();
  return Got::broken;
}

void Reader::close_row(std::size_t end, std::size_t after) {
  text_ = std::string_view(buffer_.data() + position_, end - position_);
  position_ = after;
  if (odd_ < position_) odd_ = next_odd(position_);
}

Got Reader::next() {
  fields_.clear();
  text_ = {};
  if (broken_) return Got::end;
  if (!begun_ && !begin()) {
    line_ = 1;
    return break_off("the file is UTF-16; save it as UTF-8");
  }
  std::size_t searched = 0;
  while (true) {
    const char* const from = buffer_.data() + position_;
    const char* const end = buffer_.data() + filled_;
    const char* newline = find(from + searched, end, '\n');
    if (newline == nullptr) {
      searched = filled_ - position_;
      if (searched > row_bytes_max) {
        line_ = next_line_;
        text_ = std::string_view(from, searched);
        return find(from, end, '"') != nullptr ? quoted_row() : break_off(too_long_a_row);
      }
      if (fill()) continue;
      if (searched == 0) return Got::end;
      newline = buffer_.data() + filled_;
    }
    const std::size_t row_end = static_cast<std::size_t>(newline - buffer_.data());
    line_ = next_line_;
    const bool empty = row_end == position_ || (row_end == position_ + 1 && buffer_[position_] == '\r');
    if (empty) {
      ++next_line_;
      position_ = std::min(row_end + 1, filled_);
      if (odd_ < position_) odd_ = next_odd(position_);
      searched = 0;
      continue;
    }
    if (find(buffer_.data() + position_, newline, '"') != nullptr) return quoted_row();
    return plain_row(row_end);
  }
}

Got Reader::plain_row(std::size_t end) {
  const std::size_t begin = position_;
  const std::size_t after = std::min(end + 1, filled_);
  next_line_ = line_ + 1;
  if (end - begin > row_bytes_max) {
    text_ = std::string_view(buffer_.data() + begin, end - begin);
    return break_off(too_long_a_row);
  }
  if (end > begin && buffer_[end - 1] == '\r') --end;
  const char* at = buffer_.data() + begin;
  const char* const stop = buffer_.data() + end;
  while (true) {
    const char* comma = find(at, stop, ',');
    const char* field_end = comma == nullptr ? stop : comma;
    fields_.emplace_back(at, static_cast<std::size_t>(field_end - at));
    if (comma == nullptr) break;
    at = comma + 1;
  }
  const Got got = check(begin, end);
  close_row(end, after);
  return got;
}

// Faults that a row can have whatever its quotes.
Got Reader::check(std::size_t from, std::size_t end) {
  const auto bad = [this](std::string reason) {
    reason_ = std::move(reason);
    fields_.clear();
    return Got::bad_row;
  };
  const std::string_view row(buffer_.data() + from, end - from);
  if (odd_ < end) {
    if (row.find('\0') != std::string_view::npos) return bad("a NUL byte; is this a text file?");
    if (const auto place = not_utf8(row))
      return bad(
          fmt::format("byte 0x{:02X} is not UTF-8; save the file as UTF-8", static_cast<unsigned char>(row[*place])));
  }
  if (fields_.size() > fields_max) return bad(fmt::format("more than {} fields", fields_max));
  if (row.size() > field_bytes_max)
    for (const std::string_view field : fields_)
      if (field.size() > field_bytes_max) return bad("a field is longer than 1 MiB");
  // Inside quotes a carriage return is text; elsewhere it is half a line end.
  if (row.find('\r') != std::string_view::npos && row.find('"') == std::string_view::npos)
    return bad(lone_carriage_return);
  return Got::row;
}

Reader::Extent Reader::extent_of_quoted_row(std::size_t from) {
  const char* const base = buffer_.data();
  const char* const end = base + filled_;
  const char* at = base + from;
  Extent extent;
  const auto finish = [&](Extent::Kind kind, const char* newline) {
    extent.kind = kind;
    extent.end = static_cast<std::size_t>(newline - base);
    extent.after = std::min(extent.end + 1, filled_);
    if (extent.end > from && extent.after > extent.end && base[extent.end - 1] == '\r') --extent.end;
    return extent;
  };
  const auto bad = [&](std::string reason, const char* place) {
    const char* newline = find(place, end, '\n');
    if (newline == nullptr && !ended_) return extent;
    extent.reason = std::move(reason);
    return finish(Extent::Kind::bad, newline == nullptr ? end : newline);
  };
  while (true) {
    const bool quoted = at < end && *at == '"';
    if (quoted) {
      extent.quote = static_cast<std::size_t>(at - base);
      ++at;
      while (true) {
        at = find(at, end, '"');
        if (at == nullptr || (at + 1 == end && !ended_)) return extent;
        if (at + 1 == end || at[1] != '"') break;
        at += 2;
      }
      ++at;
    } else {
      const char* const start = at;
      while (at < end && *at != ',' && *at != '\n') ++at;
      if (find(start, at, '"') != nullptr)
        return bad("a quote inside an unquoted field; quote the whole field and double the quotes in it", at);
      const char* const lone = find(start, at, '\r');
      if (at == end && !ended_) return extent;
      if (lone != nullptr && !(lone + 1 == at && at < end && *at == '\n')) return bad(lone_carriage_return, at);
    }
    if (at == end) return ended_ ? finish(Extent::Kind::whole, at) : extent;
    if (*at == ',') {
      ++at;
      continue;
    }
    if (*at == '\n') return finish(Extent::Kind::whole, at);
    if (*at == '\r') {
      if (at + 1 == end && !ended_) return extent;
      if (at + 1 < end && at[1] == '\n') return finish(Extent::Kind::whole, at + 1);
    }
    return bad("text after a closing quote; double the quotes inside a quoted field", at);
  }
}

Got Reader::quoted_row() {
  Extent extent = extent_of_quoted_row(position_);
  while (extent.kind == Extent::Kind::unfinished && filled_ - position_ <= row_bytes_max) {
    const bool more = fill();
    extent = extent_of_quoted_row(position_);
    if (!more) break;
  }
  const char* const base = buffer_.data();
  if (extent.kind == Extent::Kind::unfinished || extent.end - position_ > row_bytes_max) {
    const bool too_long = filled_ - position_ > row_bytes_max;
    text_ = std::string_view(base + position_, filled_ - position_);
    if (!too_long) line_ += static_cast<std::uint64_t>(std::count(base + position_, base + extent.quote, '\n'));
    return break_off(too_long ? too_long_a_row : "a quote opened here is never closed; nothing after it was read");
  }
  next_line_ = line_ + 1 + static_cast<std::uint64_t>(std::count(base + position_, base + extent.end, '\n'));
  Got got = Got::bad_row;
  if (extent.kind == Extent::Kind::whole) {
    split_quoted(position_, extent.end);
    got = check(position_, extent.end);
  } else {
    reason_ = std::move(extent.reason);
  }
  close_row(extent.end, extent.after);
  return got;
}

// The row is whole: extent_of_quoted_row said so.
void Reader::split_quoted(std::size_t begin, std::size_t end) {
  unquoted_.clear();
  unquoted_.reserve(end - begin);  // so that views into it stay valid
  const char* at = buffer_.data() + begin;
  const char* const stop = buffer_.data() + end;
  while (true) {
    if (at == stop || *at != '"') {
      const char* comma = find(at, stop, ',');
      const char* const field_end = comma == nullptr ? stop : comma;
      fields_.emplace_back(at, static_cast<std::size_t>(field_end - at));
      at = field_end;
    } else {
      const std::size_t start = unquoted_.size();
      for (++at;; ++at) {
        const char* const quote = find(at, stop, '"');
        unquoted_.append(at, quote);
        at = quote + 1;
        if (at == stop || *at != '"') break;
        unquoted_ += '"';
      }
      fields_.emplace_back(unquoted_.data() + start, unquoted_.size() - start);
    }
    if (at == stop) return;
    ++at;
  }
}

}  // namespace myotrend::csv
