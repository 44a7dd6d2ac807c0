# cmake --install: what a package or an image takes. The units name /usr/bin, so the prefix is /usr there. Components:
#   kiosk   the two programs of a kiosk, their fonts, words and factory content, its manual
#   units   what systemd needs to run them
#   feed    the staff's program
install(TARGETS kiosk kiosk-sync RUNTIME DESTINATION bin COMPONENT kiosk)
install(DIRECTORY ${PROJECT_BINARY_DIR}/share/treffpunkt DESTINATION share COMPONENT kiosk)
install(FILES docs/kiosk.md docs/kiosk.toml docs/voice.md docs/architecture.md DESTINATION share/doc/treffpunkt COMPONENT kiosk)

file(GLOB units CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/systemd/*.service ${PROJECT_SOURCE_DIR}/systemd/*.timer)
install(FILES ${units} DESTINATION lib/systemd/system COMPONENT units)
install(PROGRAMS systemd/kiosk-usb-mount DESTINATION lib/treffpunkt COMPONENT units)
install(FILES systemd/90-treffpunkt-usb.rules DESTINATION lib/udev/rules.d COMPONENT units)
install(FILES systemd/treffpunkt.sysusers DESTINATION lib/sysusers.d RENAME treffpunkt.conf COMPONENT units)
install(FILES systemd/treffpunkt.tmpfiles DESTINATION lib/tmpfiles.d RENAME treffpunkt.conf COMPONENT units)
install(FILES systemd/treffpunkt.journald.conf DESTINATION lib/systemd/journald.conf.d RENAME treffpunkt.conf COMPONENT units)

install(TARGETS kiosk-feed RUNTIME DESTINATION bin COMPONENT feed)
