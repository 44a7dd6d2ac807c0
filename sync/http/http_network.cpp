#include "sync/http/http_network.h"

#include <curl/curl.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include "content/language/zone.h"

namespace treffpunkt {
namespace {

// Of a time that is only known to have passed it cannot be said that a certificate begins later than now. Called by
// OpenSSL for each certificate of the chain.
int overlook_beginning(int good, X509_STORE_CTX* chain) {
  if (good != 0 || X509_STORE_CTX_get_error(chain) != X509_V_ERR_CERT_NOT_YET_VALID) return good;
  X509_STORE_CTX_set_error(chain, X509_V_OK);
  return 1;
}

// Called by libcurl for each new connection, before the handshake.
CURLcode set_certificate_time(CURL*, void* context, void* user) {
  const auto& network = *static_cast<const HttpNetwork*>(user);
  auto* tls = static_cast<SSL_CTX*>(context);
  X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(tls), network.certificates_at->time_since_epoch().count());
  SSL_CTX_set_verify(tls, SSL_VERIFY_PEER, overlook_beginning);
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
  return " (nobody vouches for the clock; certificates must not have expired at " +
         format_instant(*network.certificates_at) + ")";
}

}  // namespace treffpunkt
