#include "content/language/formats.h"

#include <unicode/coll.h>
#include <unicode/dtitvfmt.h>
#include <unicode/dtitvinf.h>
#include <unicode/dtptngen.h>
#include <unicode/listformatter.h>
#include <unicode/locdspnm.h>
#include <unicode/numfmt.h>
#include <unicode/smpdtfmt.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "content/language/unicode.h"
#include "content/language/zone.h"

namespace treffpunkt {
namespace {

// A dash that never ends a line: UAX #14 allows a break after U+2013, and U+2060 takes it away.
constexpr std::string_view kUnbreakableDash = "\u2013\u2060";
constexpr std::string_view kNoBreakSpace = "\u00a0";

// Wall clocks are given to ICU as if they were UTC, so no zone rule can move them.
UDate as_date(LocalTime local) { return static_cast<UDate>(local.time_since_epoch().count()) * 1000.0; }
LocalTime midnight_of(Date date) { return LocalTime{std::chrono::local_days{date}}; }

icu::Locale open_locale(std::string_view tag) {
  UErrorCode status = U_ZERO_ERROR;
  return icu::Locale::forLanguageTag(icu::StringPiece(tag.data(), static_cast<std::int32_t>(tag.size())), status);
}

// The scripts that fonts/CMakeLists.txt brings.
bool in_a_script_of_ours(const icu::UnicodeString& text) {
  static constexpr UScriptCode kScripts[] = {USCRIPT_COMMON, USCRIPT_INHERITED, USCRIPT_LATIN, USCRIPT_CYRILLIC, USCRIPT_GREEK,
                                             USCRIPT_ARABIC, USCRIPT_HEBREW, USCRIPT_ARMENIAN, USCRIPT_GEORGIAN, USCRIPT_ETHIOPIC,
                                             USCRIPT_DEVANAGARI, USCRIPT_BENGALI, USCRIPT_GURMUKHI, USCRIPT_TAMIL, USCRIPT_THAI};
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    UErrorCode status = U_ZERO_ERROR;
    const auto script = uscript_getScript(text.char32At(i), &status);
    if (std::find(std::begin(kScripts), std::end(kScripts), script) == std::end(kScripts)) return false;
  }
  return true;
}

using DateFormat = std::unique_ptr<icu::SimpleDateFormat>;

DateFormat with_pattern(const icu::UnicodeString& pattern, const icu::Locale& locale) {
  UErrorCode status = U_ZERO_ERROR;
  auto format = std::make_unique<icu::SimpleDateFormat>(pattern, locale, status);
  if (U_FAILURE(status)) return nullptr;
  format->setTimeZone(*icu::TimeZone::getGMT());
  return format;
}

std::string write(const DateFormat& format, LocalTime local) {
  if (!format) return format_local_time(local);
  icu::UnicodeString text;
  format->format(as_date(local), text);
  return to_utf8(text);
}

std::unique_ptr<icu::DateIntervalFormat> interval_format(const char16_t* skeleton, const icu::Locale& locale) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::DateIntervalFormat> format(icu::DateIntervalFormat::createInstance(skeleton, locale, status));
  if (U_FAILURE(status) || !format) return nullptr;
  format->setTimeZone(*icu::TimeZone::getGMT());
  return format;
}

// What this language writes between two times, if that is a word: "تا" in Persian, where a dash would leave open on which
// side the beginning stands. Empty where it is a dash.
std::string open_word_between(const icu::Locale& locale) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString between;
  icu::DateIntervalInfo(locale, status).getFallbackIntervalPattern(between);
  between.findAndReplace(u"{0}", u"").findAndReplace(u"{1}", u"").trim();
  if (U_FAILURE(status) || between.isEmpty() || !u_isalpha(between.char32At(0))) return "";
  return std::string(kNoBreakSpace).append(to_utf8(between)).append(kNoBreakSpace);
}

std::unique_ptr<icu::Collator> open_collator(const icu::Locale& locale) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Collator> collator(icu::Collator::createInstance(locale, status));
  if (U_FAILURE(status) || !collator) return nullptr;
  collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);  // "Raum 2" before "Raum 10"
  return collator;
}

// "marți" to "Marți": on a button or at the head of a list, also where a sentence would write it small.
std::string capitalised(const std::string& text, const icu::Locale& locale) {
  icu::UnicodeString title = from_utf8(text);
  title.toTitle(nullptr, locale, U_TITLECASE_WHOLE_STRING | U_TITLECASE_NO_LOWERCASE);
  return to_utf8(title);
}

std::unique_ptr<icu::LocaleDisplayNames> open_names(const icu::Locale& locale) {
  return std::unique_ptr<icu::LocaleDisplayNames>(icu::LocaleDisplayNames::createInstance(locale));
}

}  // namespace

struct Formats::Impl {
  Impl(const Language& of, std::string_view zone);

  void set_day_formats();
  DateFormat skeleton(const char16_t* skeleton) const;
  std::string head(const DateFormat& format, Date date) const {
    return capitalised(write(format, midnight_of(date)), locale);
  }
  std::string isolated(std::string text) const;
  std::string range(std::string start, std::string end) const;
  std::string clock(LocalTime local) const { return write(time, local); }
  std::string clock(MinuteOfDay minute) const;

  Language language;
  std::string time_zone;
  icu::Locale locale;
  std::string word_between;
  std::unique_ptr<icu::DateTimePatternGenerator> patterns;
  DateFormat time, end_of_day, weekday, weekday_short, day, day_month, month_short, weekday_day_month, full_date;
  std::unique_ptr<icu::DateIntervalFormat> days, days_across_years;
  std::unique_ptr<icu::NumberFormat> number;
  std::unique_ptr<icu::ListFormatter> list;
  std::unique_ptr<icu::LocaleDisplayNames> names;
  std::unique_ptr<icu::Collator> collator;
};

Formats::Impl::Impl(const Language& of, std::string_view zone)
    : language(of), time_zone(zone), locale(open_locale(of.icu_locale)) {
  UErrorCode status = U_ZERO_ERROR;
  patterns.reset(icu::DateTimePatternGenerator::createInstance(locale, status));
  // Not from a skeleton: locales differ in the leading zero, some add a word, and times stand in columns here.
  time = with_pattern(u"HH:mm", locale);
  end_of_day = with_pattern(u"kk:mm", locale);
  weekday = with_pattern(u"cccc", locale);
  weekday_short = with_pattern(u"ccc", locale);
  month_short = with_pattern(u"MMM", locale);
  weekday_day_month = skeleton(u"EEEEMMMMd");
  full_date = skeleton(u"yMMMMEEEEd");
  set_day_formats();
  days = interval_format(u"MMMMd", locale);
  days_across_years = interval_format(u"yMMMMd", locale);
  word_between = open_word_between(locale);
  number.reset(icu::NumberFormat::createInstance(locale, status));
  list.reset(icu::ListFormatter::createInstance(locale, ULISTFMT_TYPE_AND, ULISTFMT_WIDTH_WIDE, status));
  names = open_names(locale);
  collator = open_collator(locale);
}

void Formats::Impl::set_day_formats() {
  icu::UnicodeString with_month;
  if (const auto format = skeleton(u"MMMMd")) format->toPattern(with_month);
  // ICU 72 has no pattern for Dari and puts the month first, though it knows better once a weekday is there.
  if (!with_month.startsWith(u"d")) with_month = u"d MMMM";
  day_month = with_pattern(with_month, locale);
  // German writes the day as an ordinal, "24.", in every date; ICU's bare skeleton does not.
  day = with_pattern(with_month.startsWith(u"d.") ? u"d." : u"d", locale);
}

DateFormat Formats::Impl::skeleton(const char16_t* skeleton) const {
  UErrorCode status = U_ZERO_ERROR;
  if (!patterns) return nullptr;
  const icu::UnicodeString pattern = patterns->getBestPattern(skeleton, status);
  return U_FAILURE(status) ? nullptr : with_pattern(pattern, locale);
}

std::string Formats::Impl::isolated(std::string text) const {
  if (!language.right_to_left) return text;
  return std::string(kLeftToRightIsolate) + text + std::string(kPopIsolate);
}

std::string Formats::Impl::range(std::string start, std::string end) const {
  if (word_between.empty()) return isolated(start.append(kUnbreakableDash).append(end));
  return isolated(std::move(start)) + word_between + isolated(std::move(end));
}

std::string Formats::Impl::clock(MinuteOfDay minute) const {
  // A day that ends at midnight ends at 24:00, not at 00:00.
  const bool ends_day = minute == std::chrono::hours{24};
  return write(ends_day ? end_of_day : time, LocalTime{minute});
}

Formats::Formats(const Language& language, std::string_view time_zone)
    : impl_(std::make_unique<Impl>(language, time_zone)) {}
Formats::Formats(Formats&&) noexcept = default;
Formats::~Formats() = default;

const Language& Formats::language() const { return impl_->language; }
std::string_view Formats::time_zone() const { return impl_->time_zone; }

std::string Formats::time(LocalTime local) const { return impl_->isolated(impl_->clock(local)); }
std::string Formats::time(MinuteOfDay minute) const { return impl_->isolated(impl_->clock(minute)); }

std::string Formats::time_range(LocalTime start, LocalTime end) const {
  return impl_->range(impl_->clock(start), impl_->clock(end));
}

std::string Formats::time_range(MinuteOfDay start, MinuteOfDay end) const {
  return impl_->range(impl_->clock(start), impl_->clock(end));
}

std::string Formats::weekday(Date date) const { return impl_->head(impl_->weekday, date); }
std::string Formats::weekday_in_sentence(Date date) const { return write(impl_->weekday, midnight_of(date)); }
std::string Formats::weekday_short(Date date) const { return impl_->head(impl_->weekday_short, date); }
std::string Formats::day(Date date) const { return write(impl_->day, midnight_of(date)); }
std::string Formats::day_month(Date date) const { return write(impl_->day_month, midnight_of(date)); }
std::string Formats::month_short(Date date) const { return write(impl_->month_short, midnight_of(date)); }
std::string Formats::weekday_day_month(Date date) const { return impl_->head(impl_->weekday_day_month, date); }
std::string Formats::full_date(Date date) const { return impl_->head(impl_->full_date, date); }

std::string Formats::date_range(Date first, Date last) const {
  if (first == last) return day_month(first);
  const auto& format = first.year() == last.year() ? impl_->days : impl_->days_across_years;
  const icu::DateInterval interval(as_date(midnight_of(first)), as_date(midnight_of(last)));
  icu::UnicodeString text;
  icu::FieldPosition ignored(icu::FieldPosition::DONT_CARE);
  UErrorCode status = U_ZERO_ERROR;
  if (format) format->format(&interval, text, ignored, status);
  if (!format || U_FAILURE(status)) return day_month(first).append(kUnbreakableDash).append(day_month(last));
  return to_utf8(text);
}

std::string Formats::number(long long value) const {
  if (!impl_->number) return impl_->isolated(std::to_string(value));
  icu::UnicodeString text;
  impl_->number->format(static_cast<std::int64_t>(value), text);
  return impl_->isolated(to_utf8(text));
}

std::string Formats::join(const std::vector<std::string>& parts) const {
  std::vector<icu::UnicodeString> items;
  items.reserve(parts.size());
  for (const auto& part : parts) {
    const bool isolate = impl_->language.right_to_left && parts.size() > 1;
    items.push_back(isolate ? from_utf8(std::string(kFirstStrongIsolate) + part + std::string(kPopIsolate))
                            : from_utf8(part));
  }
  icu::UnicodeString text;
  UErrorCode status = U_ZERO_ERROR;
  if (impl_->list) impl_->list->format(items.data(), static_cast<std::int32_t>(items.size()), text, status);
  return to_utf8(text);
}

std::string Formats::language_name(std::string_view tag) const {
  if (const auto* known = find_language(tag)) return std::string(known->own_name);
  UErrorCode status = U_ZERO_ERROR;
  const auto asked =
      icu::Locale::forLanguageTag(icu::StringPiece(tag.data(), static_cast<std::int32_t>(tag.size())), status);
  if (U_FAILURE(status) || asked.getLanguage()[0] == '\0' || !impl_->names) return std::string(tag);
  // Who speaks it looks for its own name; where we have no font for that, or ICU no name, this language's word serves.
  const std::unique_ptr<icu::LocaleDisplayNames> own(icu::LocaleDisplayNames::createInstance(asked));
  icu::UnicodeString name;
  if (own) own->localeDisplayName(asked, name);
  if (name.isEmpty() || name == from_utf8(tag) || !in_a_script_of_ours(name)) {
    name.remove();
    impl_->names->localeDisplayName(asked, name);
    return capitalised(to_utf8(name), impl_->locale);
  }
  return capitalised(to_utf8(name), asked);
}

int Formats::compare(std::string_view a, std::string_view b) const {
  if (!impl_->collator) return a.compare(b);
  UErrorCode status = U_ZERO_ERROR;
  return impl_->collator->compare(from_utf8(a), from_utf8(b), status);
}

}  // namespace treffpunkt
