#include "bench/clinic_files.h"

#include <date/date.h>
#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <random>

namespace myotrend::bench {

namespace {

std::string at(int day, int minute) {
  const date::sys_days first{date::year{2024} / 1 / 1};
  return fmt::format("{}T{:02}:{:02}:00+00:00", date::format("%F", first + date::days{day}), 8 + minute / 60,
                     minute % 60);
}

}  // namespace

ClinicFiles::ClinicFiles(int patients_count, int days_count) {
  folder = std::filesystem::temp_directory_path() /
           fmt::format("myotrend-bench-{}-{}-{}", patients_count, days_count, std::random_device{}());
  std::filesystem::create_directory(folder);
  patients = folder / "patients.csv";
  measurements = folder / "measurements.csv";
  std::ofstream people(patients), rows_out(measurements);
  people << "patient_id,sex,birth_year,dominant_hand,covid_date,time_zone\n";
  rows_out << "patient_id,effective_time,recorded_time,measure,value,unit,body_site,source\n";
  std::mt19937_64 random(20260101);
  std::normal_distribution<double> noise(0, 0.05);
  for (int patient = 0; patient < patients_count; ++patient) {
    const std::string id = fmt::format("B{:07}", patient);
    people << id << (patient % 2 ? ",male,1965,right,2023-11-01,UTC\n" : ",female,1972,left,2023-11-01,UTC\n");
    const double level = 25 + patient % 20;
    const auto row = [&](int day, int minute, const char* measure, const std::string& value, const char* unit,
                         const char* side, const char* source) {
      const std::string time = at(day, minute);
      rows_out << id << ',' << time << ',' << time << ',' << measure << ',' << value << ',' << unit << ',' << side
               << ',' << source << '\n';
      ++rows;
    };
    for (int day = 0; day < days_count; ++day) {
      row(day, 600, "fatigue", fmt::format("{}", 3 + (day * 7 + patient) % 4), "score", "", "patient");
      if (day % 3 == 0) {
        row(day, 10, "grip", fmt::format("{:.1f}", level * std::exp(noise(random))), "kg", "right", "home:dyn-A");
        row(day, 12, "grip", fmt::format("{:.1f}", level * std::exp(noise(random))), "kg", "left", "home:dyn-A");
      }
      if (day % 12 == 0)
        row(day, 20, "mip", fmt::format("{:.0f}", 85 * std::exp(noise(random))), "cmH2O", "", "clinician");
      if (day % 70 == 0) {
        for (const char* sign : {"weakness", "atrophy", "hyperreflexia"})
          row(day, 60, sign, "absent", "", "", "clinician");
      }
    }
  }
}

ClinicFiles::~ClinicFiles() { std::filesystem::remove_all(folder); }

}  // namespace myotrend::bench
