#include "myotrend/deliver/console.h"

#include <ostream>

#include "deliver/notice_words.h"

namespace myotrend::deliver {

namespace {

class Console final : public Channel {
 public:
  explicit Console(std::ostream& out) : out_(out) {}

  SendResult send(const Notice& notice, const Attempt& attempt) override {
    out_ << told_line(notice, attempt) << '\n';
    out_.flush();
    if (out_) return Sent{};
    out_.clear();
    return PassingFault{"the output could not be written", std::nullopt};
  }

  std::string description() const override { return "console"; }

 private:
  std::ostream& out_;
};

}  // namespace

std::unique_ptr<Channel> open_console(std::ostream& out) { return std::make_unique<Console>(out); }

}  // namespace myotrend::deliver
