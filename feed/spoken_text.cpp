#include "feed/spoken_text.h"

#include <array>
#include <cctype>
#include <vector>

#include "content/body/body.h"

namespace treffpunkt {
namespace {

constexpr std::size_t kFewestDigits = 5;  // of a telephone number that begins with 0 or +

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

// Marks for the eye, as UTF-8: soft hyphen, middle dot of Easy German, directions and isolates, zero width.
constexpr std::array<std::string_view, 17> kSilent = {
    "\u00AD", "\u00B7", "\u200B", "\u200C", "\u200E", "\u200F", "\u202A", "\u202B", "\u202C",
    "\u202D", "\u202E", "\u2060", "\u2066", "\u2067", "\u2068", "\u2069", "\uFEFF"};

// The zero width non-joiner (U+200C) belongs to Persian spelling: between two letters it stays.
std::string without_silent(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t skip = 0;
    for (const auto mark : kSilent) {
      if (mark != "\u200C" && text.substr(at).starts_with(mark)) skip = mark.size();
    }
    if (skip == 0) out += text[at++];
    at += skip;
  }
  return out;
}

std::string without_addresses(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto rest = text.substr(at);
    const bool begins = at == 0 || !std::isalnum(static_cast<unsigned char>(text[at - 1]));
    if (begins && (rest.starts_with("https://") || rest.starts_with("http://") || rest.starts_with("www."))) {
      auto end = rest.find_first_of(" \n\t)>\"");
      if (end == std::string_view::npos) end = rest.size();
      while (end > 1 && std::string_view(".,;:!?").find(rest[end - 1]) != std::string_view::npos) --end;
      at += end;
    } else {
      out += text[at++];
    }
  }
  return out;
}

// Where the telephone number ends that begins at `at`; `at` itself when there is none.
std::size_t end_of_number(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 4> kShort = {"110", "112", "115", "116"};
  std::size_t end = at + (text[at] == '+' ? 1 : 0), digits = 0, last = at;
  while (end < text.size()) {
    if (is_digit(text[end])) {
      ++digits;
      last = ++end;
      continue;
    }
    // One separator, or a bracket with its space.
    std::size_t next = end;
    while (next < text.size() && next - end < 3 && std::string_view(" -/()").find(text[next]) != std::string_view::npos) ++next;
    if (next == end || next >= text.size() || !is_digit(text[next])) break;
    end = next;
  }
  const bool dialled = text[at] == '0' || text[at] == '+';
  if (dialled && digits >= kFewestDigits) return last;
  for (const auto number : kShort) {
    if (!text.substr(at).starts_with(number)) continue;
    std::size_t after = at + number.size();
    if (number == "116") {
      if (text.substr(after).size() < 4 || text[after] != ' ' || !is_digit(text[after + 1]) || !is_digit(text[after + 2]) || !is_digit(text[after + 3])) continue;
      after += 4;
    }
    const bool goes_on = after < text.size() && (is_digit(text[after]) || ((text[after] == '.' || text[after] == ',' || text[after] == ':') && after + 1 < text.size() && is_digit(text[after + 1])));
    if (!goes_on) return after;
  }
  return at;
}

std::string digit_by_digit(std::string_view number) {
  std::string out;
  bool group_ends = false;
  for (const char c : number) {
    if (!is_digit(c) && c != '+') {
      group_ends = !out.empty();
      continue;
    }
    if (!out.empty()) out += group_ends ? ", " : " ";
    group_ends = false;
    out += c;
  }
  return out;
}

std::string with_spoken_numbers(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool begins = (is_digit(text[at]) || text[at] == '+') && (at == 0 || !(is_digit(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == ':'));
    const auto end = begins ? end_of_number(text, at) : at;
    if (end > at) {
      out += digit_by_digit(text.substr(at, end - at));
      at = end;
      continue;
    }
    // A longer number is passed whole, so that its tail does not look like one.
    do out += text[at++];
    while (at < text.size() && is_digit(text[at - 1]) && is_digit(text[at]));
  }
  return out;
}

std::string trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return std::string(text);
}

bool ends_a_sentence(std::string_view text) {
  constexpr std::array<std::string_view, 9> kEnds = {".", "!", "?", ":", ";", ",", "…", "؟", "،"};
  for (const auto end : kEnds) {
    if (text.ends_with(end)) return true;
  }
  return false;
}

// Plain words as a paragraph of speech.
std::string spoken(std::string_view text) {
  auto words = trimmed(with_spoken_numbers(without_addresses(without_silent(text))));
  if (words.empty()) return words;
  if (!ends_a_sentence(words)) words += '.';
  return words + "\n\n";
}

class Words {
 public:
  explicit Words(std::string_view language) : language_(language) {}

  void plain(const Text& text) {
    if (const auto* words = find(text)) said_ += spoken(*words);
  }
  void body(const Text& text) {
    if (const auto* words = find(text)) said_ += spoken_body(*words);
  }
  std::string finish() { return trimmed(said_); }

 private:
  const std::string* find(const Text& text) const {
    const auto found = text.translations.find(language_);
    return found == text.translations.end() ? nullptr : &found->second.text;
  }

  std::string_view language_;
  std::string said_;
};

bool has(const Text& text, std::string_view language) { return text.translations.contains(language); }

}  // namespace

std::string spoken_body(std::string_view commonmark) {
  std::string said;
  for (const auto& block : parse_body(commonmark)) {
    std::string text = block.text;
    if (!block.marker.empty()) text = block.marker.substr(0, block.marker.find_first_of(".)")) + ": " + text;
    said += spoken(text);
  }
  return said;
}

std::string spoken_text(const AnyItem& item, std::string_view language) {
  Words speech(language);
  if (const auto* event = std::get_if<Event>(&item); event && has(event->description, language)) {
    speech.plain(event->name);
    speech.plain(event->summary);
    speech.body(event->description);
    speech.plain(event->cost.note);
    speech.plain(event->registration_note);
  } else if (const auto* service = std::get_if<Service>(&item); service && has(service->description, language)) {
    speech.plain(service->name);
    speech.plain(service->summary);
    speech.body(service->description);
    speech.plain(service->cost.note);
    speech.plain(service->application_process);
    speech.body(service->required_documents);
  } else if (const auto* page = std::get_if<Page>(&item); page && has(page->body, language)) {
    speech.plain(page->title);
    speech.plain(page->summary);
    speech.body(page->body);
  } else if (const auto* news = std::get_if<News>(&item); news && has(news->body, language)) {
    speech.plain(news->title);
    speech.body(news->body);
  }
  return speech.finish();
}

}  // namespace treffpunkt
