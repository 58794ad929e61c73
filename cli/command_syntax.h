#pragma once

#include <string_view>

namespace myotrend::cli {

/// What --help says of a command.
struct CommandText {
  std::string_view name, does, example;
};

namespace texts {

inline constexpr CommandText patient{"patient", "Whom the data are about", "myotrend patient list"};
inline constexpr CommandText patient_add{
    "add", "Adds a patient", "myotrend patient add P7 --sex female --birth 1971-04 --hand right --zone Europe/London"};
inline constexpr CommandText patient_list{"list", "All patients", "myotrend patient list --format json"};
inline constexpr CommandText patient_show{"show", "One patient", "myotrend patient show P7"};
inline constexpr CommandText patient_edit{"edit", "Changes what is told here", "myotrend patient edit P7 --height 168"};
inline constexpr CommandText patient_erase{"erase", "Erases the content; a tombstone with the reason stays",
                                           "myotrend patient erase P7 --why \"asked for it\""};
inline constexpr CommandText log{"log", "Records a reading and judges the patient",
                                 "myotrend log grip 30 32 31 kg --side left -p P7"};
inline constexpr CommandText sign{"sign", "Records a sign that was looked for",
                                  "myotrend sign babinski present --side left --source clinician -p P7"};
inline constexpr CommandText event{"event", "Records an event, or closes the open one of its kind",
                                   "myotrend event treatment-start --at 2025-03-01 -p P7"};
inline constexpr CommandText correct{"correct", "Gives a reading a later value; the old one stays readable",
                                     "myotrend correct r4k2m9x0123456789 31 kg --why \"read from the wrong line\""};
inline constexpr CommandText retract{"retract", "Takes back a reading, sign or event; it stays readable",
                                     "myotrend retract r4k2m9x0123456789 --why \"other hand\""};
inline constexpr CommandText history{"history", "All that happened to a reading, sign or event",
                                     "myotrend history r4k2m9x0123456789"};
inline constexpr CommandText undo{"undo", "Takes back your last entry, if it is younger than an hour",
                                  "myotrend undo -p P7"};
inline constexpr CommandText import{"import", "Stores the facts of CSV files; the next scan judges them",
                                    "myotrend import patients.csv measurements.csv --rejects bad.csv"};
inline constexpr CommandText export_{"export", "Writes patients.csv, measurements.csv and events.csv",
                                     "myotrend export --to csv -o backup-folder"};
inline constexpr CommandText trend{"trend", "The series and their rates", "myotrend trend grip --side right -p P7"};
inline constexpr CommandText assess{"assess", "What is to be done with a patient, and why",
                                    "myotrend assess -p P7 --as-of 2025-03-31"};
inline constexpr CommandText report{"report", "A page for a clinician", "myotrend report -p P7 -o P7.html"};
inline constexpr CommandText worklist{"worklist", "All patients, most urgent first", "myotrend worklist"};
inline constexpr CommandText scan{"scan", "Judges whoever has news, and moves the alerts; prints each change",
                                  "myotrend scan --exit-code"};
inline constexpr CommandText alerts{"alerts", "The alerts that stand, and what to do with one",
                                    "myotrend alerts --format json"};
inline constexpr CommandText alerts_list{"list", "The alerts that stand", "myotrend alerts list --all"};
inline constexpr CommandText alerts_show{"show", "One alert and its life", "myotrend alerts show a6xhtxbgamsszh9pd"};
inline constexpr CommandText alerts_ack{"ack", "Quiet until it worsens",
                                        "myotrend alerts ack a6xhtxbgamsszh9pd --by \"Dr Gray\""};
inline constexpr CommandText alerts_resolve{
    "resolve", "Closes the alert, never the disposition",
    "myotrend alerts resolve a6xhtxbgamsszh9pd --outcome referred --why \"letter sent\""};
inline constexpr CommandText pathway{"pathway", "The clinical rules as data", "myotrend pathway show"};
inline constexpr CommandText pathway_show{"show", "The rules with their sources", "myotrend pathway show"};
inline constexpr CommandText pathway_check{"check", "Whether a file holds a sound pathway",
                                           "myotrend pathway check mine.json"};
inline constexpr CommandText pathway_test{"test", "Whether the rules give what cases expect",
                                          "myotrend pathway test cases.json"};
inline constexpr CommandText replay{"replay", "What would have been decided on each day, with what was known then",
                                    "myotrend replay -o decisions.csv"};
inline constexpr CommandText backup{"backup", "A copy of the store while it is in use",
                                    "myotrend backup myotrend-2025-03-01.db"};
inline constexpr CommandText restore{"restore", "Puts a backup in the place of the store",
                                     "myotrend restore myotrend-2025-03-01.db"};
inline constexpr CommandText check{"check", "Whether the store is sound, and its judgements come out the same again",
                                   "myotrend check"};

inline constexpr std::string_view program_footer =
    "Example:\n"
    "  myotrend patient add P7 --sex female --birth 1971\n"
    "  myotrend log grip 30 32 31 kg --side left -p P7\n"
    "  myotrend assess -p P7\n"
    "Exit status: 0 done, 1 refused, 2 usage, 3 no such patient, reading or alert, 4 the store, 5 done in part,\n"
    "  10 new alerts (scan --exit-code), 70 a fault of the program.";

}  // namespace texts
}  // namespace myotrend::cli
