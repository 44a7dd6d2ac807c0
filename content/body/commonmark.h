#pragma once
// Which dialect of CommonMark bodies are written in: one for all who parse them, or the publisher would miss a picture
// that the screen then shows.

#include <md4c.h>

namespace treffpunkt {

inline constexpr unsigned kCommonMarkFlags =
    MD_FLAG_NOHTML | MD_FLAG_PERMISSIVEAUTOLINKS | MD_FLAG_NOINDENTEDCODEBLOCKS;

}  // namespace treffpunkt
