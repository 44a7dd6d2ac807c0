// tuf-client: the kiosk's trust in a feed, standing alone, for any TUF repository. Built with the tests, not for
// kiosks. Wiring only; sync/tuf/client.h is the workflow.
//
// Ends with 0: done. 1: anything else.

#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <limits>

#include "sync/http/http_transport.h"
#include "sync/tuf/artifact_folder.h"
#include "sync/tuf/client.h"
#include "sync/tuf/durable_file.h"
#include "sync/tuf/metadata_folder.h"

namespace {

using namespace treffpunkt;

constexpr std::uint64_t kLargestRoot = 512 << 10;
// Each file has its own bound; of how many there are, the caller decides.
constexpr HttpLimits kLimits{60, std::numeric_limits<std::uint64_t>::max()};

struct Flags {
  std::string metadata_folder, metadata_url;
  std::string target_folder, target_url;
  std::vector<std::string> target_names;
  std::string trusted_root;
};

// Whoever calls this vouches for the file; each refresh checks that it is a root that its own keys have signed.
Result<void> init(const Flags& flags) {
  const tuf::MetadataFolder folder(flags.metadata_folder);
  return read_bounded(flags.trusted_root, kLargestRoot).and_then([&](const std::string& bytes) {
    return folder.keep("root", bytes);
  });
}

Result<tuf::Client> refreshed_client(const Flags& flags, Transport& transport) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  auto client = tuf::Client::open_kept(flags.metadata_folder, {"", ""});
  if (!client) return client;
  if (auto refreshed = client->refresh(transport, now); !refreshed) return tl::make_unexpected(refreshed.error());
  return client;
}

Result<void> refresh(const Flags& flags) {
  auto transport = HttpTransport::open(flags.metadata_url, kLimits);
  if (!transport) return tl::make_unexpected(transport.error());
  return refreshed_client(flags, *transport).map([](const tuf::Client&) {});
}

Result<void> download(const Flags& flags) {
  auto metadata = HttpTransport::open(flags.metadata_url, kLimits);
  if (!metadata) return tl::make_unexpected(metadata.error());
  auto targets = metadata->open_beside(flags.target_url, kLimits);
  if (!targets) return tl::make_unexpected(targets.error());
  auto client = refreshed_client(flags, *metadata);
  if (!client) return tl::make_unexpected(client.error());
  const tuf::ArtifactFolder folder(flags.target_folder);
  for (const std::string& name : flags.target_names) {
    if (auto fetched = folder.fetch(*client, *metadata, *targets, name); !fetched) return fetched;
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  Flags flags;
  Result<void> (*perform)(const Flags&) = nullptr;
  CLI::App app{"Follows a TUF repository and fetches what it has signed."};
  app.fallthrough();
  app.require_subcommand(1);
  app.add_option("--metadata-dir", flags.metadata_folder, "the folder of trusted metadata")->required();
  CLI::Option* metadata_url =
      app.add_option("--metadata-url", flags.metadata_url, "where the repository has its metadata");
  CLI::Option* names =
      app.add_option("--target-name", flags.target_names, "a file of the repository; again for another");
  names->allow_extra_args(false);
  CLI::Option* target_url = app.add_option("--target-base-url", flags.target_url, "where the repository has its files");
  CLI::Option* target_folder = app.add_option("--target-dir", flags.target_folder, "the folder for downloaded files");

  CLI::App* begin = app.add_subcommand("init", "trust a root file");
  begin->add_option("root", flags.trusted_root, "the root file")->required();
  begin->callback([&] { perform = init; });
  app.add_subcommand("refresh", "bring the metadata up to date")->callback([&] { perform = refresh; });
  app.add_subcommand("download", "the same, then fetch files")->callback([&] { perform = download; });
  try {
    app.parse(argc, argv);
    const auto needs = [&](const CLI::Option* option) {
      if (option->empty()) throw CLI::RequiredError(option->get_name());
    };
    if (perform != init) needs(metadata_url);
    if (perform == download) {
      for (const CLI::Option* option : {names, target_url, target_folder}) needs(option);
    }
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 1;
  }
  if (const auto done = perform(flags); !done) {
    std::cerr << "tuf-client: " << done.error().message << "\n";
    return 1;
  }
  return 0;
}
