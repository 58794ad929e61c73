#pragma once

#include <span>

#include "myotrend/alert/notice.h"

namespace myotrend {

/// Gives each of `steps`, in the order in which they happen, the notice that is to be told of it, with what
/// `assessment` says of its flag. Nothing is told of what a person did to quieten an alert, nor of its being told.
void tell_of(std::span<AlertStep> steps, const Assessment& assessment);

}  // namespace myotrend
