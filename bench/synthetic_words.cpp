#include "bench/synthetic_words.h"

#include <array>
#include <cmath>
#include <iterator>
#include <span>

namespace treffpunkt::bench {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view kFirst[] = {
    "Sprach",   "Deutsch",      "Eltern",  "Familien",    "Jugend",      "Nachbarschafts", "Stadtteil",   "Senioren",
    "Frauen",   "Mädchen",      "Kinder",  "Flüchtlings", "Migrations",  "Integrations",   "Bildungs",    "Sozial",
    "Wohnungs", "Miet",         "Arbeits", "Berufs",      "Ausbildungs", "Bewerbungs",     "Gesundheits", "Schwangeren",
    "Sucht",    "Schuldner",    "Rechts",  "Aufenthalts", "Asyl",        "Einbürgerungs",  "Begegnungs",  "Frühstücks",
    "Mittags",  "Nachmittags",  "Abend",   "Wochenend",   "Ferien",      "Sommer",         "Winter",      "Garten",
    "Näh",      "Koch",         "Back",    "Fahrrad",     "Schwimm",     "Fußball",        "Tanz",        "Chor",
    "Musik",    "Theater",      "Kunst",   "Museums",     "Lese",        "Vorlese",        "Schreib",     "Computer",
    "Handy",    "Hausaufgaben", "Schul",   "Kita",        "Gedächtnis",  "Spazier",        "Gymnastik",   "Yoga",
    "Blumen",   "Bücher",       "Spiele",  "Reparatur",   "Tausch",      "Umwelt",         "Hafen",       "Rathaus"};

constexpr std::string_view kSecond[] = {
    "kurs",         "treff",   "beratung",   "gruppe",  "café",       "abend",     "fest",        "stunde",
    "sprechstunde", "hilfe",   "begleitung", "angebot", "projekt",    "zentrum",   "verein",      "haus",
    "werkstatt",    "schule",  "training",   "seminar", "nachmittag", "frühstück", "runde",       "börse",
    "führung",      "ausflug", "konferenz",  "sitzung", "ausschuss",  "rat",       "förderung",   "vermittlung",
    "patenschaft",  "tandem",  "labor",      "markt",   "konzert",    "lesung",    "spaziergang", "turnier"};

constexpr std::string_view kGerman[] = {
    "und",         "die",          "der",         "für",         "mit",          "in",         "Sie",
    "wir",         "ist",          "alle",        "auf",         "im",           "zu",         "den",
    "das",         "ein",          "eine",        "nicht",       "auch",         "kommen",     "kostenlos",
    "ohne",        "Anmeldung",    "jeden",       "Dienstag",    "Uhr",          "bei",        "von",
    "oder",        "Menschen",     "gemeinsam",   "Kinder",      "Eltern",       "helfen",     "Fragen",
    "Sprache",     "lernen",       "sprechen",    "neu",         "Harburg",      "willkommen", "bringen",
    "Unterlagen",  "Termin",       "vereinbaren", "Übersetzung", "möglich",      "Straße",     "Raum",
    "Erdgeschoss", "barrierefrei", "Ältere",      "Jugendliche", "Nachbarn",     "zusammen",   "kochen",
    "singen",      "spielen",      "üben",        "Grüße",       "offen",        "Gespräch",   "unterstützen",
    "Wohnung",     "Arbeit",       "Ausbildung",  "Amt",         "Antrag",       "ausfüllen",  "Brief",
    "verstehen",   "Gesundheit",   "Arzt",        "Impfung",     "Betreuung",    "während",    "draußen",
    "Wetter",      "Schuhe",       "Kleidung",    "Essen",       "Getränke",     "Anfänger",   "Fortgeschrittene",
    "Prüfung",     "Zertifikat",   "Niveau",      "Bücherhalle", "Bahnhof",      "Bus",        "Haltestelle",
    "Eingang",     "ehrenamtlich", "mitmachen",   "Vorstand",    "Tagesordnung", "öffentlich", "Beschluss",
    "diskutieren", "Vielfalt",     "Respekt"};

constexpr std::string_view kEnglish[] = {
    "and",          "the",      "for",       "with",        "in",          "you",        "we",       "is",
    "all",          "to",       "a",         "not",         "also",        "come",       "free",     "no",
    "registration", "every",    "Tuesday",   "at",          "or",          "people",     "together", "children",
    "parents",      "help",     "questions", "language",    "learn",       "speak",      "new",      "Harburg",
    "welcome",      "bring",    "papers",    "appointment", "interpreter", "possible",   "street",   "room",
    "ground",       "floor",    "step-free", "older",       "young",       "neighbours", "cook",     "sing",
    "play",         "practise", "open",      "talk",        "support",     "flat",       "work",     "training",
    "office",       "form",     "fill",      "letter",      "understand",  "health",     "doctor",   "course",
    "advice",       "meeting",  "group",     "beginners",   "advanced",    "exam",       "library",  "station",
    "bus",          "entrance", "volunteers"};

constexpr std::string_view kTurkish[] = {
    "ve",       "bir",      "için",     "ile",      "bu",       "herkes",   "ücretsiz", "kayıt",  "her",
    "salı",     "saat",     "veya",     "insanlar", "birlikte", "çocuklar", "anneler",  "yardım", "sorular",
    "dil",      "öğrenmek", "konuşmak", "yeni",     "Harburg",  "hoş",      "geldiniz", "evrak",  "randevu",
    "tercüman", "mümkün",   "sokak",    "oda",      "yaşlılar", "gençler",  "komşular", "yemek",  "şarkı",
    "oyun",     "açık",     "destek",   "ev",       "iş",       "eğitim",   "daire",    "form",   "mektup",
    "sağlık",   "doktor",   "kurs",     "danışma",  "toplantı", "grup"};

constexpr std::string_view kArabic[] = {
    "و",     "في",       "من",     "على",     "إلى",   "مع",    "هذا",     "كل",      "مجانا",  "بدون",  "تسجيل",
    "يوم",   "الثلاثاء", "الساعة", "أو",      "الناس", "معا",   "الأطفال", "الآباء",  "مساعدة", "أسئلة", "اللغة",
    "تعلم",  "نتحدث",    "جديد",   "هاربورغ", "أهلا",  "أوراق", "موعد",    "ترجمة",   "ممكن",   "شارع",  "غرفة",
    "كبار",  "السن",     "الشباب", "الجيران", "طبخ",   "غناء",  "لعب",     "مفتوح",   "دعم",    "سكن",   "عمل",
    "تدريب", "دائرة",    "طلب",    "رسالة",   "صحة",   "طبيب",  "دورة",    "استشارة", "لقاء",   "مجموعة"};

constexpr std::string_view kUkrainian[] = {
    "і",           "в",       "на",           "для",        "з",        "ми",       "ви",       "всі",
    "безкоштовно", "без",     "запису",       "щовівторка", "година",   "або",      "люди",     "разом",
    "діти",        "батьки",  "допомога",     "запитання",  "мова",     "вчити",    "говорити", "новий",
    "Гарбург",     "ласкаво", "просимо",      "документи",  "зустріч",  "переклад", "можливо",  "вулиця",
    "кімната",     "літні",   "молодь",       "сусіди",     "готувати", "співати",  "грати",    "відкрито",
    "підтримка",   "житло",   "робота",       "навчання",   "установа", "заява",    "лист",     "здоров'я",
    "лікар",       "курс",    "консультація", "група"};

constexpr std::string_view kSyllables[] = {"ka",  "lo",   "ri",   "man",   "ek",  "sta", "bor", "wi",  "tan", "del",
                                           "gru", "fin",  "ho",   "se",    "ju",  "pal", "nor", "mi",  "zer", "ulf",
                                           "ga",  "ber",  "tol",  "kin",   "ra",  "sch", "wen", "do",  "lam", "pe",
                                           "hof", "burg", "eich", "linde", "see", "tal", "au",  "feld"};

Words words_of(std::string_view language) {
  if (language == "en") return kEnglish;
  if (language == "tr") return kTurkish;
  if (language == "ar") return kArabic;
  if (language == "uk") return kUkrainian;
  return kGerman;
}

std::string capital(std::string word) {
  if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

// One in twenty words of a translation is a German term or a name, as in life.
std::string word(Dice& dice, std::string_view language) {
  const bool german = language.starts_with("de");
  if (dice.chance(german ? 14 : 5)) return compound(dice);
  if (dice.chance(3)) return name(dice);
  const auto words = words_of(language);
  return std::string(words[dice.skewed(words.size())]);
}

template <typename Make>
Text in_languages(Dice& dice, Make&& make) {
  Text text;
  text.translations["de"] = {make("de"), Origin::human};
  text.translations["en"] = {make("en"), Origin::human};
  for (const auto* tag : {"tr", "ar", "uk", "de-simple"}) {
    if (dice.chance(50)) text.translations[tag] = {make(tag), dice.chance(50) ? Origin::machine : Origin::human};
  }
  return text;
}

void append_typed(std::vector<std::string>& queries, std::string_view whole) {
  for (std::size_t at = 1; at <= whole.size(); ++at) {
    // Never half a character.
    if (at < whole.size() && (static_cast<unsigned char>(whole[at]) & 0xC0) == 0x80) continue;
    if (whole[at - 1] != ' ') queries.emplace_back(whole.substr(0, at));
  }
}

}  // namespace

std::uint64_t Dice::roll() {
  std::uint64_t value = state_ += 0x9E3779B97F4A7C15;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
  return value ^ (value >> 31);
}

std::size_t Dice::skewed(std::size_t count) {
  const double share = static_cast<double>(roll() >> 11) / static_cast<double>(1ull << 53);
  return static_cast<std::size_t>(static_cast<double>(count) * std::pow(share, 2.5));
}

std::string compound(Dice& dice) {
  std::string whole(kFirst[dice.skewed(std::size(kFirst))]);
  if (dice.chance(15)) {
    auto middle = std::string(kFirst[dice.skewed(std::size(kFirst))]);
    if (middle[0] >= 'A' && middle[0] <= 'Z') middle[0] = static_cast<char>(middle[0] - 'A' + 'a');
    whole += middle;
  }
  return whole + std::string(kSecond[dice.skewed(std::size(kSecond))]);
}

std::string name(Dice& dice) {
  std::string whole;
  const std::size_t syllables = 2 + dice.below(3);
  for (std::size_t i = 0; i < syllables; ++i) whole += kSyllables[dice.below(std::size(kSyllables))];
  return capital(whole);
}

std::string sentence(Dice& dice, std::string_view language, std::size_t words) {
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    const bool begins = i % 9 == 0;
    if (i > 0) text += begins ? ". " : " ";
    text += begins ? capital(word(dice, language)) : word(dice, language);
  }
  return text + ".";
}

Text title(Dice& dice) {
  const auto first = compound(dice);
  const auto who = dice.chance(30) ? " " + name(dice) : std::string();
  return in_languages(dice, [&](std::string_view language) {
    if (language == "de") return first + who;
    const auto words = words_of(language);
    std::string text = capital(std::string(words[dice.skewed(words.size())]));
    text += " " + std::string(words[dice.skewed(words.size())]);
    return text + (dice.chance(40) ? " " + first : "") + who;
  });
}

Text prose(Dice& dice, std::size_t words) {
  return in_languages(dice, [&](std::string_view language) { return sentence(dice, language, words); });
}

std::vector<std::string> typed_queries() {
  std::vector<std::string> queries;
  constexpr std::array<std::string_view, 24> kTyped = {
      "kurs",         "deutschkurs", "beratung",  "sprachcafé",  "frühstück",     "fruehstueck",
      "strasse",      "kinder",      "hilfe",     "wohnung",     "treff harburg", "kurs für frauen",
      "sprechstunde", "rat",         "ausschuss", "schwimmkurs", "ücretsiz",      "yardım",
      "مساعدة",       "دورة",        "допомога",  "безкоштовно", "doctor",        "language course"};
  for (const auto whole : kTyped) append_typed(queries, whole);
  Dice dice(7);
  for (int i = 0; i < 12; ++i) append_typed(queries, compound(dice));
  for (int i = 0; i < 6; ++i) append_typed(queries, name(dice));
  for (const auto* wrong : {"xyzzy", "qqq", "12345", "deutschkrus", "ß", "!!"}) queries.emplace_back(wrong);
  return queries;
}

}  // namespace treffpunkt::bench
