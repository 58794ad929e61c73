#pragma once

namespace myotrend::trend {

/// Not enough to answer: an answer of its own, never "stable".
struct TooLittleData {
  int have = 0, need = 0;                    // readings, or weeks with readings
  double span_days = 0, span_need_days = 0;  // from the first to the last

  friend bool operator==(const TooLittleData&, const TooLittleData&) = default;
};

/// What an answer needs. The numbers are clinical knowledge and come from schema/.
struct DataNeed {
  int count = 0;
  double span_days = 0;
};

/// One reading of any series on real time: days since any origin, with fraction.
struct TimedValue {
  double days = 0;
  double value = 0;
};

}  // namespace myotrend::trend
