#include "myotrend/deliver/file.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "deliver/folder.h"
#include "deliver/notice_words.h"
#include "deliver/sample_notice.h"
#include "myotrend/deliver/console.h"

using namespace myotrend;
using namespace myotrend::deliver;
using testing::at;

namespace {

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  return names;
}

std::string text_of(const std::string& file) {
  std::ifstream in(file);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// No file may grow beyond some bytes, as on a full disk, while this exists.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) {
    getrlimit(RLIMIT_FSIZE, &before_);
    signal_before_ = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, signal_before_);
  }

 private:
  rlimit before_{};
  void (*signal_before_)(int) = SIG_DFL;
};

}  // namespace

TEST_CASE("a notice becomes one whole file, however often it is sent") {
  const testing::Folder folder;
  const auto channel = open_file({folder.path()});
  const Notice notice = testing::sample_notice(at("2026-01-15T12:00:00Z"));
  Attempt attempt = testing::first_attempt(notice);
  CHECK(std::holds_alternative<Sent>(channel->send(notice, attempt)));
  attempt.number = 2;
  CHECK(std::holds_alternative<Sent>(channel->send(notice, attempt)));
  REQUIRE(names_in(folder.path()) == std::vector<std::string>{"n0123456789abcdef.json"});
  const std::string text = text_of(folder.path() + "/n0123456789abcdef.json");
  CHECK(text == told_line(notice, attempt) + "\n");
  CHECK_THAT(text, Catch::Contains(R"("delivery":{"key":"n0123456789abcdef","step":0}})"));
  struct stat found {};
  REQUIRE(stat((folder.path() + "/n0123456789abcdef.json").c_str(), &found) == 0);
  CHECK((found.st_mode & S_IRWXO) == 0);
}

TEST_CASE("a full disk leaves nothing behind, and it works when there is room again") {
  const testing::Folder folder;
  const auto channel = open_file({folder.path()});
  const Notice notice = testing::sample_notice(at("2026-01-15T12:00:00Z"));
  {
    const SmallDisk disk(100);
    CHECK(std::holds_alternative<PassingFault>(channel->send(notice, testing::first_attempt(notice))));
  }
  CHECK(names_in(folder.path()).empty());
  CHECK(std::holds_alternative<Sent>(channel->send(notice, testing::first_attempt(notice))));
}

TEST_CASE("a folder that is not there may come back") {
  const auto channel = open_file({"/no/such/folder"});
  const Notice notice = testing::sample_notice(at("2026-01-15T12:00:00Z"));
  const auto result = channel->send(notice, testing::first_attempt(notice));
  REQUIRE(std::holds_alternative<PassingFault>(result));
  CHECK_THAT(std::get<PassingFault>(result).text, Catch::Contains("/no/such/folder"));
}

TEST_CASE("a key is never a way out of the folder") {
  CHECK(plain_key("../../etc/passwd") == "n.._.._etc_passwd");
  CHECK(plain_key("") == "n");
  CHECK(plain_key("n0-2") == "n0-2");
}

TEST_CASE("the console has a line for each notice, and says when it cannot be written") {
  std::ostringstream out;
  const auto channel = open_console(out);
  const Notice notice = testing::sample_notice(at("2026-01-15T12:00:00Z"));
  CHECK(std::holds_alternative<Sent>(channel->send(notice, testing::first_attempt(notice))));
  CHECK(out.str() == told_line(notice, testing::first_attempt(notice)) + "\n");
  out.setstate(std::ios::badbit);
  CHECK(std::holds_alternative<PassingFault>(channel->send(notice, testing::first_attempt(notice))));
}
