#pragma once
// Whole files as texts. A failure is a failed test.

#include <filesystem>
#include <string>

namespace treffpunkt::test {

std::string text_of(const std::filesystem::path& file);
void write_text(const std::filesystem::path& file, const std::string& text);

}  // namespace treffpunkt::test
