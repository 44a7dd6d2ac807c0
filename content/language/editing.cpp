#include "content/language/editing.h"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>

#include <memory>

#include "content/language/unicode.h"

namespace treffpunkt {
namespace {

constexpr std::size_t kMostBytes = 4096;  // of what comes at once

icu::UnicodeString composed(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return text;
  auto done = normalizer->normalize(text, status);
  return U_SUCCESS(status) ? done : text;
}

std::unique_ptr<icu::BreakIterator> characters_of(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> characters(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) return nullptr;
  characters->setText(text);
  return characters;
}

// Joiners belong to Persian spelling and to emoji; of what else is invisible nothing is kept.
bool is_kept(UChar32 c) {
  if (c == 0x200C || c == 0x200D) return true;
  if (c == 0xFFFD || U_IS_UNICODE_NONCHAR(c)) return false;
  constexpr auto kHidden = U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CS_MASK | U_GC_CO_MASK | U_GC_CN_MASK;
  return (U_GET_GC_MASK(c) & kHidden) == 0;
}

void append_kept(icu::UnicodeString& text, const icu::UnicodeString& typed) {
  for (std::int32_t i = 0; i < typed.length(); i = typed.moveIndex32(i, 1)) {
    const auto c = typed.char32At(i);
    if (u_isUWhiteSpace(c)) {
      if (!text.isEmpty() && text[text.length() - 1] != u' ') text += u' ';
    } else if (is_kept(c)) {
      text += c;
    }
  }
}

}  // namespace

std::string with_typed(std::string_view text, std::string_view typed, std::size_t most) {
  auto all = from_utf8(text);
  append_kept(all, from_utf8(typed.substr(0, kMostBytes)));
  all = composed(all);
  if (const auto characters = characters_of(all)) {
    characters->first();
    for (std::size_t i = 0; i < most; ++i) {
      if (characters->next() == icu::BreakIterator::DONE) return to_utf8(all);
    }
    all.truncate(characters->current());
  }
  return to_utf8(all);
}

std::string without_last(std::string_view text) {
  auto all = from_utf8(text);
  if (const auto characters = characters_of(all)) {
    characters->last();
    const auto begin = characters->previous();
    all.truncate(begin == icu::BreakIterator::DONE ? 0 : begin);
  }
  return to_utf8(all);
}

std::size_t count_typed(std::string_view text) {
  std::size_t count = 0;
  const auto all = from_utf8(text);
  if (const auto characters = characters_of(all)) {
    for (characters->first(); characters->next() != icu::BreakIterator::DONE;) ++count;
  }
  return count;
}

}  // namespace treffpunkt
