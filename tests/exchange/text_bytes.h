#pragma once

#include <algorithm>
#include <cstring>
#include <string>

#include "myotrend/exchange/csv.h"

namespace myotrend::test {

/// A text as a file that gives at most `piece` bytes at a time.
inline csv::Bytes bytes_of(std::string text, std::size_t piece = 1 << 16) {
  return [text = std::move(text), piece, at = std::size_t{0}](char* to, std::size_t size) mutable {
    const std::size_t count = std::min({size, piece, text.size() - at});
    std::memcpy(to, text.data() + at, count);
    at += count;
    return count;
  };
}

}  // namespace myotrend::test
