#pragma once

#include <string>
#include <vector>

#include "myotrend/trend/parameters.h"
#include "myotrend/trend/progression.h"

/// Cases that another program (reference implementation in numpy) computed.
struct GoldenCase {
  struct Strength {
    int day;
    double time;
    myotrend::trend::Stream stream;
    double y;
    int device;
  };
  struct Sign {
    int day;
    double time;
    myotrend::trend::SignGroup group;
    bool positive, by_clinician;
  };
  struct Look {
    int day;
    double log_strength, log_fused;
  };
  std::string name;
  double norm_grip = 0, norm_mip = 0;
  myotrend::trend::DominantHand dominant = myotrend::trend::DominantHand::unknown;
  std::vector<Strength> strength;
  std::vector<std::size_t> left_out;  // out of order, or suspected of a wrong unit
  std::vector<std::size_t> unit_gated;
  std::vector<Sign> signs;
  std::vector<Look> looks;
  std::vector<std::pair<int, int>> steps;  // day, stream
};

struct GoldenFile {
  myotrend::trend::Parameters parameters;
  std::vector<GoldenCase> cases;
};

/// Text of a file under the project's root; empty when it is not there.
std::string text_of(const std::string& path_from_root);
/// The numbers the program ships with.
myotrend::trend::Parameters shipped_parameters();
/// schema/detector.json with some numbers replaced by those of a flat JSON object.
std::string detector_file_with(const std::string& flat_numbers);
GoldenFile golden_file(const std::string& path_from_root);
