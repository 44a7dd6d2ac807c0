#include "kiosk/text/fonts.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include <string>

namespace treffpunkt::text {

const char* const kTextFamilies =
    "Noto Sans,Noto Sans Arabic,Noto Sans Ethiopic,Noto Sans Hebrew,Noto Sans Armenian,Noto Sans Georgian,"
    "Noto Sans Devanagari,Noto Sans Bengali,Noto Sans Gurmukhi,Noto Sans Tamil,Noto Sans Thai,Noto Sans Symbols,"
    "Noto Sans Symbols2,Noto Sans Math,Noto Color Emoji";
const char* const kIconFamily = "Material Icons";

namespace {

std::string xml_escaped(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

// Pango asks for the family "emoji" where a character wants its colour form. Emoji come as bitmaps of one size:
// fontconfig must say by how much they are to be scaled.
std::string configuration(const std::filesystem::path& fonts, const std::filesystem::path& cache) {
  std::string xml = "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"urn:fontconfig:fonts.dtd\"><fontconfig>";
  // fontconfig complains aloud about a <dir> without a <cachedir>: then the files are added one by one.
  if (!cache.empty()) {
    xml += "<dir>" + xml_escaped(fonts.string()) + "</dir>";
    xml += "<cachedir>" + xml_escaped(cache.string()) + "</cachedir>";
  }
  xml += R"(
<match target="pattern">
  <test name="family"><string>emoji</string></test>
  <edit name="family" mode="prepend" binding="strong"><string>Noto Color Emoji</string></edit>
</match>
<match target="font">
  <test name="outline"><bool>false</bool></test>
  <edit name="pixelsizefixupfactor" mode="assign">
    <divide><name target="pattern">pixelsize</name><name target="font">pixelsize</name></divide>
  </edit>
  <edit name="matrix" mode="assign">
    <times>
      <name>matrix</name>
      <matrix><name>pixelsizefixupfactor</name><double>0</double><double>0</double><name>pixelsizefixupfactor</name></matrix>
    </times>
  </edit>
  <edit name="size" mode="assign"><divide><name>size</name><name>pixelsizefixupfactor</name></divide></edit>
</match>
</fontconfig>)";
  return xml;
}

void add_files(FcConfig* config, const std::filesystem::path& fonts) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(fonts, error)) {
    FcConfigAppFontAddFile(config, reinterpret_cast<const FcChar8*>(entry.path().c_str()));
  }
}

}  // namespace

void release_font_map(PangoFontMap* map) {
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), nullptr);
  g_object_unref(map);
}

Result<FontMapPointer> open_font_map(const std::filesystem::path& fonts, const std::filesystem::path& cache) {
  const FontConfigPointer config(FcConfigCreate());
  std::error_code error;  // fontconfig wants absolute paths; without a working folder it says that it finds nothing
  const std::filesystem::path folder = std::filesystem::absolute(fonts, error);
  const std::string xml = configuration(folder, cache.empty() ? cache : std::filesystem::absolute(cache, error));
  if (!config || !FcConfigParseAndLoadFromMemory(config.get(), reinterpret_cast<const FcChar8*>(xml.c_str()), FcTrue) ||
      !FcConfigBuildFonts(config.get())) {
    return fail(fonts.string() + ": fontconfig cannot read the fonts");
  }
  if (cache.empty()) add_files(config.get(), folder);
  // Pango's first font map makes a thread that loads the system's configuration unless there is a current one: none.
  const FontConfigPointer nothing(FcConfigCreate());
  FcConfigSetCurrent(nothing.get());
  FontMapPointer map(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
  if (!map) return fail("Pango was built without FreeType");
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map.get()), config.get());
  for (const char* family : {"Noto Sans", kIconFamily}) {
    if (pango_font_map_get_family(map.get(), family) == nullptr)
      return fail(fonts.string() + ": the font '" + family + "' is missing");
  }
  return map;
}

}  // namespace treffpunkt::text
