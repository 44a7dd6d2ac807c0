#include "kiosk/app/absence.h"

#include <doctest/doctest.h>

using treffpunkt::app::Absence;

TEST_CASE("after 90 seconds the question counts 30 down, then the visitor is gone") {
  Absence absence;
  absence.touched(1000);
  CHECK_FALSE(absence.seconds_left(1089.9));
  CHECK(absence.seconds_left(1090) == 30);
  CHECK(absence.seconds_left(1100.5) == 20);
  CHECK(absence.seconds_left(1119.9) == 1);
  CHECK_FALSE(absence.gone(1119.9));
  CHECK(absence.gone(1120));
}

TEST_CASE("a touch answers the question, however late") {
  Absence absence;
  absence.touched(0);
  REQUIRE(absence.seconds_left(119));
  absence.touched(119);
  CHECK_FALSE(absence.seconds_left(119));
  CHECK_FALSE(absence.gone(208));
}

TEST_CASE("on a private screen the question comes after 45 seconds, and its countdown is as long") {
  Absence absence;
  absence.touched(0);
  absence.set_private(true);
  CHECK_FALSE(absence.seconds_left(44));
  CHECK(absence.seconds_left(45) == 30);
  CHECK(absence.gone(75));
  absence.set_private(false);
  CHECK_FALSE(absence.gone(75));
}

TEST_CASE("while something plays nobody is away, and counting begins when it ends") {
  Absence absence;
  absence.touched(0);
  absence.hold(true, 10);
  CHECK_FALSE(absence.seconds_left(500));
  CHECK_FALSE(absence.gone(500));
  absence.hold(false, 500);
  CHECK_FALSE(absence.seconds_left(589));
  CHECK(absence.seconds_left(590) == 30);
  absence.hold(false, 600);  // nothing played meanwhile: nothing begins anew
  CHECK(absence.gone(620));
}

TEST_CASE("it wants to be asked again when something changes, and not before") {
  Absence absence;
  absence.touched(100);
  CHECK(absence.deadline(100) == 190);
  CHECK(absence.deadline(150) == 190);
  CHECK(absence.deadline(190) == 191);
  CHECK(absence.deadline(195.25) == 196);
}
