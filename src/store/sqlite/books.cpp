#include "store/sqlite/books.h"

#include <stdexcept>

#include "store/sqlite/patients.h"

namespace myotrend::sqlite {

namespace {

// Some 40 MB at most.
constexpr std::size_t books_max = 5'000;

}  // namespace

Book::Book(Connection& connection, const Catalogue& catalogue, std::int64_t patient_no)
    : connection_(&connection), catalogue_(&catalogue), patient_no_(patient_no) {
  Query places = connection.query(
      "SELECT kind, code, unit, side, region, muscle, source, device, method FROM series WHERE patient_no = ? "
      "ORDER BY series_no");
  places.with(patient_no);
  while (places.next()) remember(place_at(places, 0, catalogue, connection));
  Query authors = connection.query("SELECT name, author_no FROM author WHERE patient_no = ?");
  authors.with(patient_no);
  while (authors.next()) authors_.emplace(authors.text(0), authors.integer(1));
}

void Book::remember(Place place) {
  const auto series_no = static_cast<std::uint32_t>(places_.size());
  auto& way_back = std::holds_alternative<Series>(place) ? series_ : sites_;
  indexes_.push_back(static_cast<std::uint32_t>(way_back.size()));
  way_back.push_back(series_no);
  numbers_.emplace(place, series_no);
  places_.push_back(std::move(place));
}

std::uint32_t Book::series_no(const Place& place) {
  if (last_ < places_.size() && places_[last_] == place) return last_;
  if (const auto found = numbers_.find(place); found != numbers_.end()) return last_ = found->second;
  last_ = static_cast<std::uint32_t>(places_.size());
  Query query = connection_->query("INSERT INTO series VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  query.with(patient_no_).with(std::int64_t{last_});
  bind_place(query, place, *catalogue_);
  query.run();
  remember(place);
  return last_;
}

std::optional<std::int64_t> Book::author_no(const std::string& name) {
  if (name.empty()) return std::nullopt;
  if (const auto found = authors_.find(name); found != authors_.end()) return found->second;
  const auto number = static_cast<std::int64_t>(authors_.size());
  connection_->query("INSERT INTO author VALUES (?, ?, ?)").with(patient_no_).with(number).with(name).run();
  authors_.emplace(name, number);
  return number;
}

Unit Book::unit(std::uint32_t series_no) const {
  const auto* series = std::get_if<Series>(&places_[series_no]);
  return series ? series->unit : Unit::none;
}

FactKey Book::key(std::uint32_t series_no, Instant effective, std::uint32_t ordinal) const {
  const FactKind kind = std::holds_alternative<Series>(places_[series_no]) ? FactKind::reading : FactKind::sign;
  return {kind, indexes_[series_no], effective, ordinal};
}

std::uint32_t Book::series_no(const FactKey& key) const {
  return key.kind == FactKind::reading ? series_.at(key.where) : sites_.at(key.where);
}

Book& Books::of(const PatientId& id) {
  if (const auto found = books_.find(id.text); found != books_.end()) return found->second;
  if (books_.size() >= books_max) forget();
  Book book(*connection_, *catalogue_, known_patient_no(*connection_, id));
  return books_.emplace(id.text, std::move(book)).first->second;
}

}  // namespace myotrend::sqlite
