// Which measure a number stands for is the catalogue's to say.
#include "myotrend/record/catalogue.h"

myotrend::MeasureCode read(const myotrend::Catalogue& catalogue) {
#ifdef WRITTEN_RIGHT
  return catalogue.measure_at(3);
#else
  return myotrend::MeasureCode(3);
#endif
}
