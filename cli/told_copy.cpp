#include "told_copy.h"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace myotrend::cli {

std::string told_copy(std::string_view schema, const std::string& store, const std::string& backup) {
  using Json = nlohmann::ordered_json;
  const Json document = {
      {"schema", schema}, {"store", store}, {"backup", backup}, {"bytes", std::filesystem::file_size(backup)}};
  return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace myotrend::cli
