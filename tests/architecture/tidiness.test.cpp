#include "architecture/tidiness.h"

#include <catch2/catch.hpp>

using namespace myotrend::architecture;

namespace {

std::string function_of(std::size_t lines) {
  std::string text = "int f(int a) {\n";
  for (std::size_t i = 2; i < lines; ++i) text += "  a += 1;\n";
  return text + "}\n";
}

}  // namespace

TEST_CASE("functions are found and measured") {
  const auto found = functions_of("namespace a {\nstruct B {\n  B() : x_{1}, y_{2} {\n    x_ = 3;\n  }\n};\n" +
                                  function_of(5) + "constexpr int table[] = {\n1,\n2};\n}\n");
  REQUIRE(found.size() >= 2);
  CHECK(found.back().lines() == 5);
  CHECK(functions_of("std::string s() { return \"}}}\"; }  // }\n").front().lines() == 1);
  CHECK(functions_of("std::string_view f() {\n  return R\"(a\nb\nc)\";\n}\n").front().lines() == 3);
  CHECK(functions_of("#define X {\nint f() {\n}\n").size() == 1);
}

TEST_CASE("what is untidy is named") {
  CHECK(untidiness_of({"src/trend/a.cpp", function_of(70)}).empty());
  CHECK(untidiness_of({"src/trend/a.cpp", function_of(71)}).front() ==
        "src/trend/a.cpp:1: a function of 71 lines; 70 at most");
  CHECK(untidiness_of({"src/trend/util.cpp", ""}).size() == 1);
  CHECK(untidiness_of({"src/trend/a.cpp", std::string(401, '\n')}).size() == 1);
  CHECK(untidiness_of({"src/trend/a.cpp", "// " + std::string(118, 'x') + "\n"}).size() == 1);
  CHECK(untidiness_of({"src/trend/a.cpp", "class StoreManager;\n"}).size() == 1);
  CHECK(untidiness_of({"src/trend/a.cpp", std::string("// TO") + "DO: later\n"}).size() == 1);
  CHECK(untidiness_of({"src/trend/a.h", "int a;\n"}).size() == 1);
}

TEST_CASE("a clinical number is told from arithmetic") {
  CHECK(clinical_numbers_of({"a.cpp", "double x = 0.5 * (1.0 + 2.0) / 100.0;\n"}).empty());
  CHECK(clinical_numbers_of({"a.cpp", "// 3.5 is from the reference\n"}).empty());
  CHECK(clinical_numbers_of({"a.cpp", "if (z > 3.5) return;\n"}).front() == "a.cpp:1: 3.5");
}

TEST_CASE("the project's sources are tidy") {
  std::string untidy;
  for (const auto& file : files_below({"include", "src", "cli"}, {".h", ".cpp"})) {
    for (const auto& one : untidiness_of(file)) untidy += one + "\n";
  }
  CHECK(untidy == "");
}

TEST_CASE("the numbers of the clinical core live in schema/, with their source") {
  std::string numbers;
  for (const auto& file : files_below({"src/trend", "src/pathway"}, {".cpp", ".h"})) {
    for (const auto& one : clinical_numbers_of(file)) numbers += one + "\n";
  }
  CHECK(numbers == "");
}
