#pragma once
// How near two folded words are to one another: typing mistakes, and words that only share a part. Letters are
// characters, not bytes. Any thread.

#include <cstddef>
#include <string>
#include <string_view>

namespace treffpunkt {

std::u32string letters_of(std::string_view text);  // UTF-8; stops at what is none

// Letters to add, drop, change or exchange with their neighbour until `typed` is `word`, or `most` + 1 if more.
// `unfinished`: until it is a beginning of `word`.
std::size_t mistakes_between(std::u32string_view typed, std::u32string_view word, std::size_t most, bool unfinished);

// 0: nothing in common, 1: the same. "Wohnungsamt" is near "Wohnen" (a beginning in common), "Zahnarzt" near
// "Arztbesuch" (the end of one begins the other), "Kindergeldkasse" near "Geld" (the one in the other), "Gesuntheid"
// near "Gesundheit" (mistakes).
double nearness(std::u32string_view typed, std::u32string_view word);

}  // namespace treffpunkt
