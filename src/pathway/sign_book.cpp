#include "pathway/sign_book.h"

#include <algorithm>

namespace myotrend::pathway {

StandingSign StandingSign::any(const Catalogue& catalogue) {
  return {*catalogue.sign(catalogue.signs().front().code), Side::none, Region::none, {}};
}

namespace {

Region region_of(const Catalogue& catalogue, const SignSite& site) {
  const Region fixed = catalogue[site.sign].fixed_region;
  return fixed != Region::none ? fixed : site.region;
}

/// An absent that names fewer places clears all that it covers.
bool covers(const SignSite& absent, Region region, const StandingSign& sign) {
  return (absent.side == Side::none || absent.side == sign.side) && (region == Region::none || region == sign.region) &&
         (absent.muscle.empty() || absent.muscle == sign.muscle);
}

/// Two places that may be the same one.
bool compatible(Side side, Region region, const std::string& muscle, const StandingSign& sign) {
  return (side == Side::none || sign.side == Side::none || side == sign.side) &&
         (region == Region::none || sign.region == Region::none || region == sign.region) &&
         (muscle.empty() || sign.muscle.empty() || muscle == sign.muscle);
}

}  // namespace

Instant SignBook::found(const StandingSign& sign, By by) {
  if (by == By::clinician) return sign.clinician_found;
  if (by == By::patient) return sign.patient_found;
  if (!sign.by_clinician) return sign.patient_found;
  return sign.by_patient ? std::max(sign.clinician_found, sign.patient_found) : sign.clinician_found;
}

std::uint32_t SignBook::fact(const StandingSign& sign, By by) {
  if (by == By::clinician) return sign.clinician_fact;
  if (by == By::patient) return sign.patient_fact;
  if (!sign.by_clinician) return sign.patient_fact;
  return sign.by_patient && sign.patient_found > sign.clinician_found ? sign.patient_fact : sign.clinician_fact;
}

Instant SignBook::known(const StandingSign& sign, By by) {
  if (by == By::clinician) return sign.clinician_known;
  if (by == By::patient) return sign.patient_known;
  if (!sign.by_clinician) return sign.patient_known;
  return sign.by_patient && sign.patient_found > sign.clinician_found ? sign.patient_known : sign.clinician_known;
}

std::optional<Instant> SignBook::last_examined(const SignSet& signs) const {
  std::optional<Instant> newest;
  for (const auto& [sign, at] : examined_) {
    if (signs.test(sign) && (!newest || at > *newest)) newest = at;
  }
  return newest;
}

StandingSign& SignBook::at_site(const SignSite& site) {
  const Region region = region_of(*catalogue_, site);
  for (StandingSign& sign : standing_) {
    if (sign.sign == site.sign && sign.side == site.side && sign.region == region && sign.muscle == site.muscle)
      return sign;
  }
  StandingSign fresh{site.sign, site.side, region, site.muscle};
  standing_.push_back(std::move(fresh));
  return standing_.back();
}

void SignBook::clinician_present(StandingSign& sign, const SignFinding& finding, std::uint32_t fact) {
  const Instant at = finding.effective;
  Instant began = at;
  if (sign.by_clinician || sign.by_patient) began = sign.began;
  for (StandingSign& other : standing_) {
    if (other.sign != sign.sign || !other.by_patient || !compatible(sign.side, sign.region, sign.muscle, other))
      continue;
    began = std::min(began, other.began);
    other.by_patient = false;  // what the patient reported is now found
  }
  if (!sign.by_clinician) sign.clinician_began = at;
  if (!sign.ever_by_clinician) sign.clinician_first = at;
  sign.by_clinician = sign.ever_by_clinician = true;
  sign.began = began;
  sign.clinician_found = at;
  sign.clinician_known = finding.recorded;
  sign.clinician_fact = fact;
}

void SignBook::clinician_absent(const SignSite& site, Region region, Instant) {
  for (StandingSign& sign : standing_) {
    if (sign.sign != site.sign) continue;
    if (covers(site, region, sign)) sign.by_clinician = false;
    if (compatible(site.side, region, site.muscle, sign)) sign.by_patient = false;
  }
}

void SignBook::patient_present(StandingSign& sign, const SignFinding& finding, std::uint32_t fact) {
  const Instant at = finding.effective;
  Instant began = at;
  for (const StandingSign& other : standing_) {
    if (other.sign == sign.sign && (other.by_clinician || other.by_patient) &&
        compatible(sign.side, sign.region, sign.muscle, other)) {
      began = std::min(began, other.began);
    }
  }
  if (!sign.by_patient) sign.patient_began = at;
  if (!sign.by_clinician) sign.began = began;
  sign.by_patient = true;
  sign.patient_found = at;
  sign.patient_known = finding.recorded;
  sign.patient_fact = fact;
}

void SignBook::add(const History& history, const SignFinding& finding, std::uint32_t fact) {
  const SignSite& site = history.sites[finding.site];
  asked_.set(site.sign.index());
  if (site.source == Source::clinician) {
    looked_for_.set(site.sign.index());
    last_examined_ = finding.effective;
    const auto it = std::find_if(examined_.begin(), examined_.end(),
                                 [&](const auto& entry) { return entry.first == site.sign.index(); });
    if (it == examined_.end()) {
      examined_.emplace_back(site.sign.index(), finding.effective);
    } else {
      it->second = finding.effective;
    }
    if (finding.present) {
      clinician_present(at_site(site), finding, fact);
    } else {
      clinician_absent(site, region_of(*catalogue_, site), finding.effective);
    }
  } else if (finding.present) {
    patient_present(at_site(site), finding, fact);
  }
  recount();
}

bool SignBook::expire(Instant now) {
  if (now < none_expires_before_) return false;
  bool ended = false;
  for (StandingSign& sign : standing_) {
    if (sign.by_patient && days_between(sign.patient_found, now) > terms_->report_stands_days) {
      sign.by_patient = false;
      ended = true;
    }
  }
  recount();
  return ended;
}

void SignBook::recount() {
  present_.reset();
  none_expires_before_ = Instant::max();
  for (const StandingSign& sign : standing_) {
    if (sign.by_clinician || sign.by_patient) present_.set(sign.sign.index());
    if (sign.by_patient)
      none_expires_before_ =
          std::min(none_expires_before_, lasts_until(sign.patient_found, terms_->report_stands_days));
  }
}

}  // namespace myotrend::pathway
