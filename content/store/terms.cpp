#include "content/store/terms.h"

#include <algorithm>

#include "content/store/bytes.h"
#include "content/store/schema.h"

namespace treffpunkt {
namespace {

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// Numbers ascend as words get rarer.
void keep_most_frequent(std::vector<std::uint32_t>& terms) {
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
}

void add_new(std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& from, std::size_t most) {
  for (const auto term : from) {
    if (to.size() >= most) return;
    if (std::find(to.begin(), to.end(), term) == to.end()) to.push_back(term);
  }
}

}  // namespace

Terms::Terms(Database& database)
    : exact_(database.prepare("SELECT number FROM term WHERE term=?")),
      wide_(database.prepare("SELECT terms FROM wide WHERE kind=? AND beginning=?")),
      beginning_(database.prepare("SELECT number FROM term WHERE term>=? AND term<?")),
      ending_(database.prepare("SELECT term FROM ending WHERE ending>=? AND ending<?")),
      text_(database.prepare("SELECT term FROM term WHERE number=?")) {}

void Terms::collect(Statement& range, std::string_view form, std::int64_t kind, std::vector<std::uint32_t>& out) {
  wide_.bind(1, kind).bind(2, form);
  if (wide_.next()) {
    const auto bytes = wide_.text(0);
    for (std::size_t i = 0; i < count_numbers(bytes); ++i)
      out.push_back(static_cast<std::uint32_t>(number_at(bytes, i)));
    wide_.reset();
    return;
  }
  range.bind(1, form).bind(2, after_all(form));
  while (range.next()) out.push_back(static_cast<std::uint32_t>(range.integer(0)));
}

std::vector<std::string> Terms::expand(const FoldedWord& typed) {
  std::vector<std::uint32_t> exact, beginnings, endings;
  for (const auto& form : typed.forms()) {
    exact_.bind(1, form);
    while (exact_.next()) exact.push_back(static_cast<std::uint32_t>(exact_.integer(0)));
    collect(beginning_, form, kBeginnings, beginnings);
    if (count_characters(form) >= kShortestEnding) collect(ending_, form, kEndings, endings);
  }
  keep_most_frequent(beginnings);
  keep_most_frequent(endings);
  std::vector<std::uint32_t> chosen;
  add_new(chosen, exact, kMostTerms);
  add_new(chosen, beginnings, kMostTerms - std::min(endings.size(), kMostEndings));
  add_new(chosen, endings, kMostTerms);
  add_new(chosen, beginnings, kMostTerms);

  std::vector<std::string> words;
  for (const auto term : chosen) {
    text_.bind(1, term);
    while (text_.next()) words.emplace_back(text_.text(0));
  }
  return words;
}

}  // namespace treffpunkt
