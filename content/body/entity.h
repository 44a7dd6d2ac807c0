#pragma once
// What an HTML entity in CommonMark stands for. Pure, any thread.

#include <string>
#include <string_view>

namespace treffpunkt {

// "&amp;" gives "&", "&#228;" gives "ä"; a name that is not known stays as it is written.
std::string decode_entity(std::string_view entity);

}  // namespace treffpunkt
