#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "deliver/folder.h"
#include "myotrend/deliver/config.h"

using namespace myotrend;
using namespace myotrend::deliver;

namespace {

Result<std::string> secret_in(const std::string& text, mode_t mode) {
  const testing::Folder folder;
  const std::string file = folder.path() + "/secret";
  std::ofstream(file) << text;
  chmod(file.c_str(), mode);
  return secret_at({SecretPlace::Kind::file, file});
}

}  // namespace

TEST_CASE("a secret is read from a file of its owner, without its line end") {
  CHECK(secret_in("word\n", 0600).value() == "word");
  CHECK(secret_in("word", 0400).value() == "word");
  CHECK(secret_in("word\r\n", 0640).value() == "word");  // a group of the service's own
}

TEST_CASE("a secret that others can read or change is refused") {
  for (const mode_t mode : {0644U, 0604U, 0660U, 0602U, 0601U, 0777U}) {
    INFO(mode);
    const auto secret = secret_in("word\n", mode);
    REQUIRE_FALSE(secret.ok());
    CHECK_THAT(secret.refusal().text,
               Catch::Contains("can be read or changed by others") && Catch::Contains("chmod 600"));
  }
}

TEST_CASE("a secret that is none is refused") {
  CHECK_FALSE(secret_in("", 0600).ok());
  CHECK_FALSE(secret_in("\n\n", 0600).ok());
  CHECK_FALSE(secret_in("one\ntwo\n", 0600).ok());
  CHECK_FALSE(secret_in(std::string(5000, 'x'), 0600).ok());
  CHECK_FALSE(secret_at({SecretPlace::Kind::file, "/no/such/file"}).ok());
  CHECK_FALSE(secret_at({SecretPlace::Kind::file, "/"}).ok());
  CHECK_FALSE(secret_at({SecretPlace::Kind::variable, "MYOTREND_NO_SUCH_SECRET"}).ok());
}

TEST_CASE("a secret may come from the surroundings") {
  setenv("MYOTREND_TEST_SECRET", "word", 1);
  CHECK(secret_at({SecretPlace::Kind::variable, "MYOTREND_TEST_SECRET"}).value() == "word");
  unsetenv("MYOTREND_TEST_SECRET");
}
