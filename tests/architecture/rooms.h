#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "architecture/source_text.h"

namespace myotrend::architecture {

/// The room that a path of the project belongs to (`src/store/sqlite/x.cpp` -> `store`), or empty.
std::string room_of(std::string_view path);

/// The technology below a room (`src/store/sqlite/x.cpp`, `include/myotrend/store/sqlite.h` -> `sqlite`), or empty.
std::string technology_of(std::string_view path);

/// Why `path` may not include the project's file `included`; empty if it may.
std::string refusal_of(std::string_view path, std::string_view included);

/// What `file` includes or names although its room may not: one sentence each.
/// `known` are the paths of the project, against which quoted includes are found.
std::vector<std::string> trespasses_of(const SourceFile& file, const std::vector<std::string>& known);

}  // namespace myotrend::architecture
