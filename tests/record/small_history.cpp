#include "record/small_history.h"

#include "record/known_catalogue.h"

namespace myotrend::test {

History empty_history() {
  History history;
  history.patient.id = {"P001"};
  history.patient.sex = Sex::female;
  history.patient.birth_year = 1970;
  history.series = {{measure("grip"), Unit::kilogram_force, Side::left, {}, {}, Source::device, "dyn-A", {}},
                    {measure("grip"), Unit::kilogram_force, Side::right, {}, {}, Source::device, "dyn-A", {}},
                    {measure("mip"), Unit::cm_water, Side::none, {}, {}, Source::clinician, {}, {}}};
  history.sites = {{sign("weakness"), Side::left, Region::cervical, {}, Source::clinician},
                   {sign("babinski"), Side::right, Region::lumbosacral, {}, Source::clinician}};
  return history;
}

Reading reading(std::uint32_t series, std::string_view effective, std::string_view recorded, double value,
                std::uint32_t ordinal) {
  Reading made;
  made.series = series;
  made.ordinal = ordinal;
  made.effective = at(effective);
  made.recorded = at(recorded);
  made.day = Zone().day_of(made.effective);
  made.value = made.told_value = value;
  made.told_unit = series == inspiratory ? Unit::cm_water : Unit::kilogram_force;
  return made;
}

SignFinding finding(std::uint32_t site, std::string_view effective, std::string_view recorded, bool present,
                    std::uint32_t ordinal) {
  SignFinding made;
  made.site = site;
  made.ordinal = ordinal;
  made.effective = at(effective);
  made.recorded = at(recorded);
  made.day = Zone().day_of(made.effective);
  made.present = present;
  return made;
}

Event event(EventKind kind, std::string_view start, std::string_view recorded) {
  Event made;
  made.kind = kind;
  made.start = at(start);
  made.recorded = at(recorded);
  made.day = Zone().day_of(made.start);
  return made;
}

}  // namespace myotrend::test
