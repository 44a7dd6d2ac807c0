// "Your voice": the feed's survey. One tap answers; then, where the config and the survey allow it, some words; then
// thanks, which say whether the answer could be kept.

#include "kiosk/screens/card.h"
#include "kiosk/screens/choices.h"
#include "kiosk/screens/screen.h"
#include "kiosk/screens/writing.h"

namespace treffpunkt::screens {
namespace {

constexpr std::size_t kLongestText = 300;

class Voice : public Screen {
 public:
  Survey survey;
  bool writes = false;
  const SurveyChoice* chosen = nullptr;  // of the survey: there may be words to add

  std::optional<Field> field() const override {
    if (chosen == nullptr) return std::nullopt;
    return Field{.done = "key.done", .icon = "check", .longest = kLongestText, .at_once = false};
  }
  void build_head(Page& page) const override;
  void build(Page& page) const override;

 private:
  bool is_answered(const Page& page) const { return page.visitor.answered == survey.id; }
  void question(Page& page) const;
  void words(Page& page) const;
  void thanks(Page& page) const;
};

void Voice::build_head(Page& page) const {
  if (is_answered(page)) return;
  const bool low = page.visitor.writing && page.metrics().small_panel();
  if (!low) page.heading(page.words("voice.text_title"));
  text_field(page, "edit", page.words("voice.text_hint"), low ? 1 : 3);
}

void Voice::question(Page& page) const {
  begin_within_reach(page);
  const auto asked = page.choose(survey.question);
  page.text(survey.question, ui::Type::title);
  page.space(3);
  page.translation_note(asked);
  page.paragraph(page.words("voice.how"));
  page.space(5);
  for (const auto& choice : survey.choices) {
    const std::string answer = survey.id + "/" + choice.id;
    const ui::Action action = writes ? ui::Action{"go", "voice?choice=" + choice.id} : ui::Action{"answer", answer};
    page.button(choice.pictogram.empty() ? "check_circle" : choice.pictogram, page.plain(choice.name), action,
                outlined(page.theme()), page.mm(26));
    page.y += page.gap();
  }
  page.space(2);
  page.note("shield", page.words("voice.anonymous"), page.theme().good);
  page.space(5);
}

void Voice::words(Page& page) const {
  page.note("shield", page.words("voice.privacy"), page.theme().calm);
  page.space(5);
  page.fact("check_circle", page.plain(chosen->name), {page.plain(survey.question)});
  const bool empty = page.visitor.typed.empty();
  page.button("send", page.words(empty ? "voice.without_text" : "voice.send"), {"answer", survey.id + "/" + chosen->id},
              page.theme().filled);
  page.space(5);
}

void Voice::thanks(Page& page) const {
  page.title(page.words("voice.thanks"));
  page.space(2);
  if (page.visitor.kept) {
    const bool kept = *page.visitor.kept;
    page.note(kept ? "check_circle" : "info", page.words(kept ? "voice.kept" : "voice.failed"),
              kept ? page.theme().good : page.theme().urgent);
    page.space(5);
  }
  page.button("home", page.words("bar.home"), {"home", ""}, page.theme().filled);
  page.space(5);
}

void Voice::build(Page& page) const {
  if (is_answered(page)) return thanks(page);
  chosen != nullptr ? words(page) : question(page);
}

}  // namespace

Result<std::unique_ptr<Screen>> load_voice(const Store& store, const Ask& ask) {
  if (!ask.voice.asks()) return nullptr;
  auto survey = store.open_survey(ask.moment.today(), ask.site);
  if (!survey) return tl::make_unexpected(survey.error());
  if (!*survey) return nullptr;
  auto screen = std::make_unique<Voice>();
  screen->survey = std::move(**survey);
  screen->writes = ask.voice.free_text && screen->survey.allow_free_text;
  for (const auto& choice : screen->survey.choices) {
    if (screen->writes && choice.id == ask.route.option("choice")) screen->chosen = &choice;
  }
  return screen;
}

}  // namespace treffpunkt::screens
