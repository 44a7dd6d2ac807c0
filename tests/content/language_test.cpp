#include "content/language/language.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace treffpunkt;

TEST_CASE("every language is found by its tag and has a name of its own") {
  std::set<std::string_view> tags;
  std::set<std::string_view> names;
  for (const Language& language : all_languages()) {
    CAPTURE(language.tag);
    CHECK(find_language(language.tag) == &language);
    CHECK_FALSE(language.icu_locale.empty());
    CHECK_FALSE(language.pango_tag.empty());
    tags.insert(language.tag);
    names.insert(language.own_name);
  }
  CHECK(tags.size() == all_languages().size());
  CHECK(names.size() == all_languages().size());
}

TEST_CASE("Arabic, Persian and Dari are written from right to left, nothing else is") {
  for (const Language& language : all_languages()) {
    CAPTURE(language.tag);
    const bool expected = language.tag == "ar" || language.tag == "fa" || language.tag == "prs";
    CHECK(language.right_to_left == expected);
  }
}

TEST_CASE("a tag that is not ours is not found, however near it is") {
  for (const std::string_view tag : {"", "DE", "de-DE", "de_simple", "so", "en ", "simple"}) {
    CAPTURE(tag);
    CHECK(find_language(tag) == nullptr);
  }
}
