#pragma once

#include <optional>
#include <string>
#include <vector>

namespace myotrend::cli {

// What was typed, as it was typed: words are understood by the commands. Empty: not told.

struct GlobalArguments {
  std::string db, patient, as_of, now, format = "text", pathway, point;
  bool quiet = false;
};

struct NoArguments {};

struct PatientArguments {
  enum class Verb { add, list, show, edit, erase };
  Verb verb = Verb::list;
  std::string id;
  std::string sex, birth, height, weight, hand, covid, zone, enrolled, followup_end;
  std::string why, by;
};

struct LogArguments {
  std::string measure;
  std::vector<std::string> words;  // values, and a unit at the end
  std::string side, region, muscle, at, source, device, method, upper_limit, by, note;
};

struct SignArguments {
  std::string sign, finding, region, side, muscle, grade, source, at, by, note;
};

struct EventArguments {
  std::string kind, at, until, note, by;
};

struct CorrectArguments {
  std::string reading, value, unit, why, by;
};

struct RetractArguments {
  std::string fact, why, by;
};

struct HistoryArguments {
  std::string fact;
};

struct UndoArguments {
  std::string by;
};

struct ImportArguments {
  std::vector<std::string> files;
  std::string rejects;
  bool dry_run = false, strict = false, recorded_as_effective = false;
};

struct ExportArguments {
  std::string to, folder;
};

struct TrendArguments {
  std::string measure, side;
};

struct AssessArguments {
  bool all = false;
};

struct ReportArguments {
  std::string file, since;
};

struct ScanArguments {
  unsigned jobs = 0;
  bool exit_code = false, full = false;
};

struct AlertsArguments {
  enum class Verb { list, show, ack, resolve };
  Verb verb = Verb::list;
  std::string id, by, why, outcome;
  bool all = false;
};

struct PathwayArguments {
  enum class Verb { show, check, test };
  Verb verb = Verb::show;
  std::vector<std::string> files;
};

struct ReplayArguments {
  std::string decisions, report;
  unsigned every = 1, jobs = 0;
};

struct BackupArguments {
  std::string file;
};

struct RestoreArguments {
  std::string file;
};

}  // namespace myotrend::cli
