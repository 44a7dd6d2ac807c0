#pragma once
// A display of its own (Xvfb), as long as the object lives: what is on it, and a finger on it. Takes the first free
// display number, listens to nobody on the network.

#include <filesystem>
#include <string>

#include "tests/support/temporary_folder.h"
#include "tests/system/support/pictures.h"
#include "tests/system/support/program.h"

namespace treffpunkt::test {

class Display {
 public:
  Display(int width, int height);

  // For a program that is to draw here, with SDL's software renderer: the only one that draws the same everywhere.
  Surroundings surroundings() const;
  Pixels picture() const;
  // The button of a mouse, pressed and released.
  void click(int x, int y) const;

 private:
  TemporaryFolder folder_;
  std::optional<Running> server_;
  std::string name_;
};

}  // namespace treffpunkt::test
