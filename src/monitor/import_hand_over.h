#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace myotrend {

/// A short row of things on their way from one thread to another. Whoever is ahead waits.
template <class T>
class HandOver {
 public:
  explicit HandOver(std::size_t things_max) : things_max_(things_max) {}

  /// False: nobody takes any more.
  bool give(T thing) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || things_.size() < things_max_; });
    if (closed_) return false;
    things_.push_back(std::move(thing));
    changed_.notify_all();
    return true;
  }

  /// Empty: closed, and everything has been taken.
  std::optional<T> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || !things_.empty(); });
    if (things_.empty()) return std::nullopt;
    std::optional<T> thing(std::move(things_.front()));
    things_.pop_front();
    changed_.notify_all();
    return thing;
  }

  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  const std::size_t things_max_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<T> things_;
  bool closed_ = false;
};

}  // namespace myotrend
