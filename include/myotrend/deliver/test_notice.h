#pragma once

#include "myotrend/alert/notice.h"

namespace myotrend::deliver {

/// The flag of a notice that tries a channel and is about nobody.
inline constexpr std::string_view test_flag = "test";

/// A notice that says in every field a person reads that it is a test. Each instant has a key of its own.
Notice test_notice(Instant now, const Zone& zone);

}  // namespace myotrend::deliver
