#pragma once
// A screen: data that a worker loaded from the store, and how it is put on a page. Immutable once loaded, so it is
// built on the UI thread while the worker loads the next one.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/config/config.h"
#include "content/result/error.h"
#include "content/store/store.h"
#include "kiosk/screens/moment.h"
#include "kiosk/screens/route.h"

namespace treffpunkt::screens {

class Page;

// What of a screen can be listened to and watched. Points into the screen.
struct Recorded {
  const Item* item = nullptr;  // with its speech and its film
  const Text* text = nullptr;  // that the speech was made of: its languages say which speech is this reader's
};

// What a screen is loaded from. `store` may be null: there is no content at all.
struct Ask {
  Route route;
  Moment moment;
  std::string site;
  std::vector<std::string> languages;  // offered, in the order of the language screen
  std::string language;                // the visitor's
  VoiceConfig voice;
};

// Where a visitor can write. What they have written is the route's option "q".
struct Field {
  std::string_view done;         // word (a catalogue's key) and icon of the key that puts the keyboard away
  std::string_view icon;
  std::size_t longest = 60;      // characters
  bool loads = false;            // the screen is loaded anew with every letter
  bool at_once = true;           // the keyboard is there when the screen is entered
};

class Screen {
 public:
  virtual ~Screen() = default;
  // Puts everything on the page. Called again whenever language, size, contrast or the minute change.
  virtual void build(Page& page) const = 0;
  virtual bool has_bar() const { return true; }
  // Nothing around it: the whole canvas is its own.
  virtual bool bare() const { return false; }
  // What stands on it is nobody else's business: who leaves is asked sooner whether they are still there.
  virtual bool is_private() const { return false; }
  virtual std::optional<Field> field() const { return std::nullopt; }
  // What stays above the part that scrolls, if there is a field.
  virtual void build_head(Page&) const {}
  virtual Recorded recorded() const { return {}; }
  // Films that it has buttons for besides.
  virtual std::vector<const Video*> films() const { return {}; }
  // The header's colour reaches the top edge (no margin above the first block).
  virtual bool bleeds() const { return false; }
};

// Loads the screen that the route names; an unknown screen or item gives home. Runs on the worker.
Result<std::unique_ptr<Screen>> load_screen(const Store* store, const Ask& ask);

// One function a screen, each in its own file.
Result<std::unique_ptr<Screen>> load_attract(const Store& store, const Ask& ask);
Result<std::unique_ptr<Screen>> load_home(const Store& store, const Ask& ask);
Result<std::unique_ptr<Screen>> load_events(const Store& store, const Ask& ask);
Result<std::unique_ptr<Screen>> load_event(const Store& store, const Ask& ask);    // null: no such event
Result<std::unique_ptr<Screen>> load_offers(const Store& store, const Ask& ask);
Result<std::unique_ptr<Screen>> load_offer(const Store& store, const Ask& ask);    // null: no such offer
Result<std::unique_ptr<Screen>> load_page(const Store& store, const Ask& ask);     // null: no such page
Result<std::unique_ptr<Screen>> load_about(const Store& store, const Ask& ask);
Result<std::unique_ptr<Screen>> load_politics(const Store& store, const Ask& ask);
Result<std::unique_ptr<Screen>> load_search(const Store& store, const Ask& ask);
Result<std::unique_ptr<Screen>> load_voice(const Store& store, const Ask& ask);    // null: nobody is asked
Result<std::unique_ptr<Screen>> load_location(const Store& store, const Ask& ask);      // null: no such place
Result<std::unique_ptr<Screen>> load_organization(const Store& store, const Ask& ask);  // null: no such organization
Result<std::unique_ptr<Screen>> load_orientation(const Store& store, const Ask& ask);  // in easy words
Result<std::unique_ptr<Screen>> load_signs(const Store& store, const Ask& ask);        // the same in sign language
std::unique_ptr<Screen> make_language(const Ask& ask);
std::unique_ptr<Screen> make_waiting(const Ask& ask);

}  // namespace treffpunkt::screens
