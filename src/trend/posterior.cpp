#include "myotrend/trend/posterior.h"
namespace myotrend::trend {
Posterior posterior_of(const Design&, const StrengthFilter&, const SignEvidence&, int) { return {}; }
}  // namespace myotrend::trend
