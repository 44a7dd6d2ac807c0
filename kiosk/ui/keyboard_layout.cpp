#include "kiosk/ui/keyboard_layout.h"

#include <algorithm>

namespace treffpunkt::ui {
namespace {

constexpr std::string_view kArabicMarks = ".،-؟!:/@&+()؛\"";

// Bulgarian is the phonetic layout and not the typewriter's (BDS): it is what phones offer first, and who lives here
// types on Latin keys every day and finds each letter where it sounds. Polish letters have a row of their own, because
// nobody could hold down AltGr here; Romanian ones lie where the standard layout has them. In Arabic and Persian the
// second level has the letters with hamza, where the hardware has them or under the letter they are written like.
// clang-format off
constexpr std::array<KeyboardLayout, 10> kLayouts = {{
    {"de", "DE", "ABC", {"qwertzuiopü", "asdfghjklöä", "yxcvbnmß"}, {"QWERTZUIOPÜ", "ASDFGHJKLÖÄ", "YXCVBNMẞ"}, "", "", ""},
    {"en", "EN", "ABC", {"qwertyuiop", "asdfghjkl", "zxcvbnm"}, {"QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"}, "", "", ""},
    {"tr", "TR", "ABC", {"qwertyuıopğü", "asdfghjklşi", "zxcvbnmöç"}, {"QWERTYUIOPĞÜ", "ASDFGHJKLŞİ", "ZXCVBNMÖÇ"}, "", "", "qwx"},
    {"pl", "PL", "ABC", {"qwertyuiop", "asdfghjkl", "zxcvbnm"}, {"QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"},
     "ąćęłńóśźż", "ĄĆĘŁŃÓŚŹŻ", "qvx"},
    {"ro", "RO", "ABC", {"qwertyuiopăî", "asdfghjklșț", "zxcvbnmâ"}, {"QWERTYUIOPĂÎ", "ASDFGHJKLȘȚ", "ZXCVBNMÂ"}, "", "", "qwy"},
    {"ru", "РУ", "АБВ", {"йцукенгшщзхъ", "фывапролджэ", "ячсмитьбюё"}, {"ЙЦУКЕНГШЩЗХЪ", "ФЫВАПРОЛДЖЭ", "ЯЧСМИТЬБЮЁ"}, "", "", "ё"},
    {"uk", "УК", "АБВ", {"йцукенгшщзхї", "фівапролджє", "ячсмитьбюґ"}, {"ЙЦУКЕНГШЩЗХЇ", "ФІВАПРОЛДЖЄ", "ЯЧСМИТЬБЮҐ"}, "", "", "ґ",
     "1234567890", ".,-?!:/@&+()ʼ\""},
    {"bg", "БГ", "АБВ", {"явертъуиопшщ", "асдфгхйкл", "зьцжбнмчю"}, {"ЯВЕРТЪУИОПШЩ", "АСДФГХЙКЛ", "ЗЬЦЖБНМЧЮ"}, "", "", ""},
    {"ar", "عر", "أبج", {"ضصثقفغعهخحجد", "شسيبلاتنمكط", "ذئءؤرىةوزظ"}, {"ضصثقفإعهخحجد", "شسيبلأتنمكط", "ذئءؤرآةوزظ"}, "", "", "",
     "1234567890", kArabicMarks},
    {"fa", "فا", "ابپ", {"ضصثقفغعهخحجچ", "شسیبلاتنمکگ", "ظطژزرذدپوآ"}, {"ضصثقفغءةخحجچ", "شسئبلأتنمکگ", "ظطژزرذدپؤآ"}, "", "", "",
     "۱۲۳۴۵۶۷۸۹۰", kArabicMarks},
}};
// clang-format on

}  // namespace

const KeyboardLayout& keyboard_layout(std::string_view language) {
  if (language == "prs") language = "fa";
  const auto found = std::find_if(kLayouts.begin(), kLayouts.end(),
                                  [&](const KeyboardLayout& layout) { return layout.language == language; });
  return found == kLayouts.end() ? kLayouts.front() : *found;
}

}  // namespace treffpunkt::ui
