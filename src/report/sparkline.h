#pragma once

#include <string>

#include "myotrend/report/worklist.h"

namespace myotrend::report {

/// The newest `columns` weeks, one character each, between the lowest and the highest of them; a blank for a week
/// without a reading. Nothing when there is nothing to draw.
std::string text_sparkline(const Sparkline& course, int columns, bool unicode);
/// The same as a small picture with its figures as text for those who do not see it.
std::string svg_sparkline(const Sparkline& course);
/// `right grip: 31.2 kg 26 weeks ago, 24.8 kg now`; empty when there is nothing.
std::string sparkline_words(const Sparkline& course);

}  // namespace myotrend::report
