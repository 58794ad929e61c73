#pragma once

#include <curl/curl.h>

#include <array>
#include <chrono>
#include <memory>
#include <string>

namespace myotrend::deliver {

/// A transfer of libcurl with what holds for every one of ours: no signals, no proxy of the surroundings, certificates
/// checked, one time limit over all. Throws std::runtime_error if the library cannot be started.
class CurlHandle {
 public:
  CurlHandle(std::chrono::seconds timeout, const std::string& ca_file);

  template <class T>
  void set(CURLoption option, T value) {
    curl_easy_setopt(handle_.get(), option, value);
  }
  void set(CURLoption option, const std::string& value) { curl_easy_setopt(handle_.get(), option, value.c_str()); }

  CURLcode perform() { return curl_easy_perform(handle_.get()); }
  long number(CURLINFO info) const;
  curl_off_t large_number(CURLINFO info) const;
  /// What went wrong, in the library's words.
  std::string words_of(CURLcode code) const;

 private:
  std::unique_ptr<CURL, void (*)(CURL*)> handle_;
  std::unique_ptr<std::array<char, CURL_ERROR_SIZE>> words_;
};

/// A list of strings for libcurl.
class CurlList {
 public:
  void add(const std::string& text);
  curl_slist* get() const { return list_.get(); }

 private:
  std::unique_ptr<curl_slist, void (*)(curl_slist*)> list_{nullptr, curl_slist_free_all};
};

}  // namespace myotrend::deliver
