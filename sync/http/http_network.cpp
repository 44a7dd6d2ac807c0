#include "sync/http/http_network.h"

#include <curl/curl.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include "content/language/zone.h"

namespace treffpunkt {
namespace {

// Called by libcurl for each new connection, before the handshake.
CURLcode set_certificate_time(CURL*, void* context, void* user) {
  const auto& network = *static_cast<const HttpNetwork*>(user);
  X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(static_cast<SSL_CTX*>(context)),
                             network.certificates_at->time_since_epoch().count());
  return CURLE_OK;
}

}  // namespace

void use_network(void* curl, const HttpNetwork& network) {
  if (!network.proxy.empty()) curl_easy_setopt(curl, CURLOPT_PROXY, network.proxy.c_str());
  if (!network.ca_file.empty()) {
    curl_easy_setopt(curl, CURLOPT_CAINFO, network.ca_file.c_str());
    curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
    curl_easy_setopt(curl, CURLOPT_PROXY_CAINFO, network.ca_file.c_str());
    curl_easy_setopt(curl, CURLOPT_PROXY_CAPATH, nullptr);
  }
  if (network.certificates_at) {
    curl_easy_setopt(curl, CURLOPT_SSL_CTX_FUNCTION, set_certificate_time);
    curl_easy_setopt(curl, CURLOPT_SSL_CTX_DATA, const_cast<HttpNetwork*>(&network));
  }
}

std::string certificate_note(const HttpNetwork& network) {
  if (!network.certificates_at) return "";
  return " (nobody vouches for the clock; certificates are held against " + format_instant(*network.certificates_at) +
         ")";
}

}  // namespace treffpunkt
