// Every file of corpus/ once as it is and some hundred times with small changes, always the same ones. The fuzzers
// (tools/fuzz) look further; what they find is kept there.

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "tests/fuzz/targets.h"

namespace treffpunkt::fuzz {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> corpus_of(const Target& target) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(SOURCE_DIR) / "tests/fuzz/corpus" / target.name)) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// One byte changed, a piece left out, a piece repeated, or the end cut off.
std::string changed(std::string bytes, std::mt19937& chance) {
  const std::size_t at = chance() % (bytes.size() + 1), length = chance() % 16 + 1;
  switch (chance() % 4) {
    case 0:
      if (at < bytes.size()) bytes[at] = static_cast<char>(chance());
      return bytes;
    case 1:
      return bytes.erase(at, length);
    case 2:
      return bytes.insert(at, bytes.substr(at, length));
    default:
      return bytes.substr(0, at);
  }
}

void run(const Target& target, const std::string& input, const std::string& name) {
  // Without the NUL that follows a string: who reads over the end is found by the sanitizers.
  const std::vector<char> alone(input.begin(), input.end());
  try {
    target.run({alone.data(), alone.size()});
  } catch (const std::exception& error) {
    FAIL_CHECK(target.name << ": " << name << ": " << error.what());
  }
}

// libpng and libjpeg talk to the standard error of what is wrong with each picture.
class Quiet {
 public:
  Quiet() : kept_(::dup(STDERR_FILENO)), nothing_(::open("/dev/null", O_WRONLY | O_CLOEXEC)) {
    ::dup2(nothing_, STDERR_FILENO);
  }
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;
  ~Quiet() {
    ::dup2(kept_, STDERR_FILENO);
    ::close(kept_);
    ::close(nothing_);
  }

 private:
  int kept_, nothing_;
};

TEST_CASE("whatever a parser is given it ends, and what must hold holds") {
  const Quiet quiet;
  for (const Target& target : kTargets) {
    const auto files = corpus_of(target);
    CHECK_MESSAGE(files.size() >= 3, target.name);
    // The store fsyncs each time.
    const int changes = target.name == "store" ? 2 : 100;
    for (const auto& file : files) {
      const std::string bytes = bytes_of(file);
      run(target, bytes, file.filename());
      std::mt19937 chance(1);
      for (int i = 0; i < changes; ++i) {
        run(target, changed(changed(bytes, chance), chance),
            file.filename().string() + " changed " + std::to_string(i));
      }
    }
  }
}

}  // namespace
}  // namespace treffpunkt::fuzz
