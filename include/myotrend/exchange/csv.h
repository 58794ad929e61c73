#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace myotrend::csv {

inline constexpr std::size_t field_bytes_max = std::size_t{1} << 20;  // 1 MiB
inline constexpr std::size_t row_bytes_max = std::size_t{4} << 20;    // 4 MiB
inline constexpr std::size_t fields_max = 1000;

/// Puts up to `size` bytes at `to` and says how many; 0 at the end. Throws when the file cannot be read.
using Bytes = std::function<std::size_t(char* to, std::size_t size)>;

enum class Got : std::uint8_t {
  row,
  bad_row,  // reason() says why; reading goes on with the next row
  broken,   // the same, and nothing after it can be told apart: a quote never closed, a row without end
  end
};

/// Reads comma-separated rows (RFC 4180, UTF-8 with or without byte order mark, LF or CRLF) in constant memory.
/// Empty lines are passed over. What next() showed is valid until it is called again.
class Reader {
 public:
  explicit Reader(Bytes bytes);

  Got next();
  /// The fields of the row, unquoted; empty for a bad one.
  std::span<const std::string_view> fields() const { return fields_; }
  /// The line on which the row begins, from 1; when broken, the line on which the quote opened.
  std::uint64_t line() const { return line_; }
  /// The row as it stands in the file, without its line end.
  std::string_view text() const { return text_; }
  const std::string& reason() const { return reason_; }
  /// Bytes of the file passed so far.
  std::uint64_t bytes_passed() const { return passed_ + position_; }

 private:
  struct Extent;
  bool fill();
  bool begin();
  Got break_off(std::string reason);
  Got plain_row(std::size_t end);
  Got quoted_row();
  Extent extent_of_quoted_row(std::size_t from);
  void split_quoted(std::size_t begin, std::size_t end);
  Got check(std::size_t from, std::size_t end);
  std::size_t next_odd(std::size_t from) const;
  void close_row(std::size_t end, std::size_t after);

  Bytes bytes_;
  std::vector<char> buffer_;
  std::size_t position_ = 0, filled_ = 0;
  std::size_t odd_ = 0;  // the first byte from position_ on that is not plain ASCII (or NUL); filled_: none
  bool ended_ = false, begun_ = false, broken_ = false;
  std::uint64_t line_ = 0, next_line_ = 1, passed_ = 0;
  std::vector<std::string_view> fields_;
  std::string unquoted_;  // fields whose doubled quotes had to be undone
  std::string_view text_;
  std::string reason_;
};

/// The place of the first byte that is not UTF-8 (overlong forms, surrogates included); empty when all is well.
std::optional<std::size_t> not_utf8(std::string_view text);

/// `text` with U+FFFD for each byte that is not UTF-8 and each NUL, so that it can be shown and saved.
std::string readable(std::string_view text);

/// Writes rows into `out`: quotes where RFC 4180 needs them and nowhere else, LF, the bytes of a field as they are.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}
  Writer& field(std::string_view text);
  void end_row();

 private:
  std::string& out_;
  std::size_t fields_ = 0, row_begin_ = 0;
};

}  // namespace myotrend::csv
