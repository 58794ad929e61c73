#include "deliver/curl_handle.h"

#include <stdexcept>

namespace myotrend::deliver {

CurlHandle::CurlHandle(std::chrono::seconds timeout, const std::string& ca_file)
    : handle_(nullptr, curl_easy_cleanup), words_(std::make_unique<std::array<char, CURL_ERROR_SIZE>>()) {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started == CURLE_OK) handle_.reset(curl_easy_init());
  if (!handle_) throw std::runtime_error("libcurl cannot be started");
  words_->fill('\0');
  set(CURLOPT_ERRORBUFFER, words_->data());
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_PROXY, "");
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(CURLOPT_TIMEOUT, static_cast<long>(timeout.count()));
  set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(timeout.count()));
  if (!ca_file.empty()) set(CURLOPT_CAINFO, ca_file);
}

long CurlHandle::number(CURLINFO info) const {
  long value = 0;
  return curl_easy_getinfo(handle_.get(), info, &value) == CURLE_OK ? value : 0;
}

curl_off_t CurlHandle::large_number(CURLINFO info) const {
  curl_off_t value = 0;
  return curl_easy_getinfo(handle_.get(), info, &value) == CURLE_OK ? value : 0;
}

std::string CurlHandle::words_of(CURLcode code) const {
  return words_->front() != '\0' ? words_->data() : curl_easy_strerror(code);
}

void CurlList::add(const std::string& text) {
  curl_slist* longer = curl_slist_append(list_.get(), text.c_str());
  if (!longer) throw std::bad_alloc();
  list_.release();
  list_.reset(longer);
}

}  // namespace myotrend::deliver
