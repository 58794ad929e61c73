#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "myotrend/record/catalogue.h"
#include "myotrend/record/time.h"

namespace myotrend::pathway {

/// How values become bytes and values again: each book names its members once, in pass(), for both directions. Small
/// whole numbers and steps of time take a byte or two; a real number comes back to its last bit.
class StateWriter {
 public:
  static constexpr bool reads = false;
  explicit StateWriter(const Catalogue& codes) : catalogue(&codes) {}

  const Catalogue* catalogue;
  std::string bytes;

  bool sound() const { return true; }
  void refuse() {}
  void small(std::uint8_t& value) { bytes += static_cast<char>(value); }
  /// LEB128, the sign in the lowest bit.
  void whole(std::int64_t& value) {
    auto rest = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
    for (; rest >= 0x80; rest >>= 7) bytes += static_cast<char>(0x80 | (rest & 0x7f));
    bytes += static_cast<char>(rest);
  }
  void raw(std::uint64_t& value) {
    for (int shift = 0; shift < 64; shift += 8) bytes += static_cast<char>((value >> shift) & 0xff);
  }
  void text(std::string& value) {
    auto size = static_cast<std::int64_t>(value.size());
    whole(size);
    bytes += value;
  }
};

/// Reads what StateWriter wrote. Once something cannot be so, sound() is false and every value is zero.
class StateReader {
 public:
  static constexpr bool reads = true;
  StateReader(const Catalogue& codes, std::string_view bytes) : catalogue(&codes), rest_(bytes) {}

  const Catalogue* catalogue;

  bool sound() const { return sound_; }
  void refuse() {
    sound_ = false;
    rest_ = {};
  }
  std::size_t left() const { return rest_.size(); }
  void small(std::uint8_t& value) {
    value = rest_.empty() ? 0 : static_cast<std::uint8_t>(rest_.front());
    rest_.empty() ? refuse() : rest_.remove_prefix(1);
  }
  void whole(std::int64_t& value) {
    std::uint64_t sum = 0;
    std::uint8_t byte = 0x80;
    for (int shift = 0; (byte & 0x80) != 0 && shift < 64; shift += 7) {
      small(byte);
      sum |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    }
    value = static_cast<std::int64_t>(sum >> 1) ^ -static_cast<std::int64_t>(sum & 1);
  }
  void raw(std::uint64_t& value) {
    value = 0;
    for (int shift = 0; shift < 64; shift += 8) {
      std::uint8_t byte = 0;
      small(byte);
      value |= static_cast<std::uint64_t>(byte) << shift;
    }
  }
  void text(std::string& value) {
    std::int64_t size = 0;
    whole(size);
    if (size < 0 || static_cast<std::size_t>(size) > rest_.size()) return refuse();
    value = rest_.substr(0, static_cast<std::size_t>(size));
    rest_.remove_prefix(static_cast<std::size_t>(size));
  }

 private:
  std::string_view rest_;
  bool sound_ = true;
};

template <class Archive, class... Values>
void pass(Archive& archive, Values&... values);

template <class Archive>
void pass_one(Archive& archive, double& value) {
  auto bits = std::bit_cast<std::uint64_t>(value);
  std::uint8_t known = bits == 0 ? 0 : 1;
  archive.small(known);
  if (known != 0) archive.raw(bits);
  value = known != 0 ? std::bit_cast<double>(bits) : 0;
}

template <class Archive>
void pass_one(Archive& archive, std::string& value) {
  archive.text(value);
}

template <class Archive, class Whole>
requires(std::is_integral_v<Whole> || std::is_enum_v<Whole>) void pass_one(Archive& archive, Whole& value) {
  auto wide = static_cast<std::int64_t>(value);
  archive.whole(wide);
  value = static_cast<Whole>(wide);
}

template <class Archive>
void pass_one(Archive& archive, Instant& value) {
  std::int64_t count = value.time_since_epoch().count();
  archive.whole(count);
  value = Instant{std::chrono::microseconds{count}};
}

template <class Archive>
void pass_one(Archive& archive, Day& value) {
  auto count = static_cast<std::int64_t>(value.time_since_epoch().count());
  archive.whole(count);
  value = Day{days{static_cast<int>(count)}};
}

template <class Archive, std::size_t N>
void pass_one(Archive& archive, std::bitset<N>& value) {
  static_assert(N <= 128);
  constexpr unsigned half = 64;
  const std::bitset<N> low(~std::uint64_t{0});
  auto first = static_cast<std::int64_t>((value & low).to_ullong());
  auto second = static_cast<std::int64_t>((value >> half).to_ullong());
  pass(archive, first, second);
  value =
      std::bitset<N>(static_cast<std::uint64_t>(first)) | (std::bitset<N>(static_cast<std::uint64_t>(second)) << half);
}

/// The index of a code, which the stamp's catalogue makes a code again.
template <class Archive>
void pass_one(Archive& archive, MeasureCode& code) {
  auto index = static_cast<std::int64_t>(code.index());
  archive.whole(index);
  const auto& all = archive.catalogue->measures();
  if (index < 0 || static_cast<std::size_t>(index) >= all.size()) return archive.refuse();
  if constexpr (Archive::reads) code = *archive.catalogue->measure(all[static_cast<std::size_t>(index)].code);
}
template <class Archive>
void pass_one(Archive& archive, SignCode& code) {
  auto index = static_cast<std::int64_t>(code.index());
  archive.whole(index);
  const auto& all = archive.catalogue->signs();
  if (index < 0 || static_cast<std::size_t>(index) >= all.size()) return archive.refuse();
  if constexpr (Archive::reads) code = *archive.catalogue->sign(all[static_cast<std::size_t>(index)].code);
}

template <class Archive, class A, class B>
void pass_one(Archive& archive, std::pair<A, B>& value) {
  pass(archive, value.first, value.second);
}

template <class Archive, class T>
void pass_one(Archive& archive, std::optional<T>& value) {
  std::uint8_t there = value.has_value() ? 1 : 0;
  archive.small(there);
  if constexpr (Archive::reads) {
    if (there == 0) {
      value.reset();
    } else {
      value.emplace();
    }
  }
  if (there != 0) pass(archive, *value);
}

template <class Archive, class T, std::size_t N>
void pass_one(Archive& archive, std::array<T, N>& values) {
  for (T& value : values) pass(archive, value);
}

template <class Archive, class T>
void pass_one(Archive& archive, std::vector<T>& values) {
  auto size = static_cast<std::int64_t>(values.size());
  archive.whole(size);
  if constexpr (Archive::reads) {
    // Each takes a byte at least: a size beyond what is left was never written.
    if (size < 0 || static_cast<std::size_t>(size) > archive.left()) return archive.refuse();
    if constexpr (std::is_default_constructible_v<T>) {
      values.resize(static_cast<std::size_t>(size));
    } else {
      values.assign(static_cast<std::size_t>(size), T::any(*archive.catalogue));
    }
  }
  for (T& value : values) pass(archive, value);
}

template <class Archive, class T>
requires requires(T& value, Archive& archive) { value.pass(archive); }
void pass_one(Archive& archive, T& value) { value.pass(archive); }

template <class Archive, class... Values>
void pass(Archive& archive, Values&... values) {
  (pass_one(archive, values), ...);
}

/// The words of a plain value.
template <class T>
using Words = std::array<std::uint64_t, sizeof(T) / sizeof(std::uint64_t)>;

template <class T>
Words<T> words_of(const T& value) {
  static_assert(std::is_trivially_copyable_v<T> && sizeof(T) % sizeof(std::uint64_t) == 0);
  Words<T> words;
  std::memcpy(words.data(), &value, sizeof(T));
  return words;
}

/// Each word is nothing, the same as the last one that was told, or told.
template <class Archive, std::size_t N>
void pass_words(Archive& archive, std::array<std::uint64_t, N>& words) {
  enum Kind : unsigned { nothing, same, told };
  constexpr std::size_t per_byte = 4;
  std::uint64_t last = 0;
  for (std::size_t i = 0; i < N; i += per_byte) {
    const std::size_t end = std::min(N, i + per_byte);
    std::uint8_t kinds = 0;
    if constexpr (!Archive::reads) {
      std::uint64_t before = last;
      for (std::size_t k = i; k < end; ++k) {
        const unsigned kind = words[k] == 0 ? nothing : words[k] == before ? same : told;
        if (kind == told) before = words[k];
        kinds = static_cast<std::uint8_t>(kinds | (kind << (2 * (k - i))));
      }
    }
    archive.small(kinds);
    for (std::size_t k = i; k < end; ++k) {
      const unsigned kind = (static_cast<unsigned>(kinds) >> (2 * (k - i))) & 3U;
      if (kind == told) {
        archive.raw(words[k]);
        last = words[k];
      } else if constexpr (Archive::reads) {
        words[k] = kind == same ? last : 0;
      }
    }
  }
}

/// A plain value without bytes between its members. Its first `own` words stay this object's own: pointers.
template <class Archive, class T>
void pass_plain(Archive& archive, T& value, std::size_t own) {
  const Words<T> before = words_of(value);
  Words<T> words = before;
  std::fill_n(words.begin(), own, std::uint64_t{0});
  pass_words(archive, words);
  if constexpr (Archive::reads) {
    std::copy_n(before.begin(), own, words.begin());
    std::memcpy(static_cast<void*>(&value), words.data(), sizeof(T));
  }
}

}  // namespace myotrend::pathway
