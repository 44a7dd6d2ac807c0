#pragma once
// What is fuzzed: one function a parser that reads what the network, a stick or a maintainer brings. Each takes any
// bytes and ends; what must hold of the outcome it says with must(). Any thread, one at a time.

#include <array>
#include <stdexcept>
#include <string_view>

namespace treffpunkt::fuzz {

void body(std::string_view input);       // CommonMark, down to glyphs on a page
void canonical(std::string_view input);  // canonical JSON
void config(std::string_view input);     // kiosk.toml
void content(std::string_view input);    // content.ndjson
void film(std::string_view input);       // WebM
void metadata(std::string_view input);   // TUF; the first byte chooses the role
void patch(std::string_view input);      // the first four bytes divide the rest into old content and patch
void picture(std::string_view input);    // PNG, JPEG, WebP
void store(std::string_view input);      // content.ndjson, down to the answers of the store

struct Target {
  std::string_view name;  // also of its folder in corpus/
  void (*run)(std::string_view);
};

inline constexpr std::array<Target, 9> kTargets = {{
    {"body", body},
    {"canonical", canonical},
    {"config", config},
    {"content", content},
    {"film", film},
    {"metadata", metadata},
    {"patch", patch},
    {"picture", picture},
    {"store", store},
}};

// Nobody catches it: a fuzzer stops there, and a test fails.
inline void must(bool holds, const char* sentence) {
  if (!holds) throw std::logic_error(sentence);
}

}  // namespace treffpunkt::fuzz
