#pragma once
// The layouts asked for last, by the paragraph's value. The engine's thread.

#include <list>
#include <memory>
#include <unordered_map>
#include <utility>

#include "kiosk/text/paragraph.h"

namespace treffpunkt::text {

class LayoutCache {
 public:
  explicit LayoutCache(std::size_t maximum) : maximum_(maximum) {}

  // nullptr: not here.
  std::shared_ptr<const Layout> find(const Paragraph& paragraph);
  // Must not be here yet; what was not asked for longest gives way.
  void insert(const Paragraph& paragraph, std::shared_ptr<const Layout> layout);
  std::size_t size() const { return entries_.size(); }

 private:
  using Entry = std::pair<Paragraph, std::shared_ptr<const Layout>>;
  struct Hash {
    std::size_t operator()(const Paragraph* paragraph) const;
  };
  struct Equal {
    bool operator()(const Paragraph* a, const Paragraph* b) const { return *a == *b; }
  };
  std::size_t maximum_;
  std::list<Entry> entries_;  // the one asked for last comes first
  std::unordered_map<const Paragraph*, std::list<Entry>::iterator, Hash, Equal> places_;  // keys point into entries_
};

}  // namespace treffpunkt::text
