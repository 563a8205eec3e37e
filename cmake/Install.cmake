# What `cmake --install` and the Debian package put where. Paths below are relative to the prefix.
set(CMAKE_INSTALL_DOCDIR share/doc/vectray) # by the name of the package, not of the project
include(GNUInstallDirs)
set(id io.github.vectray.vectray)
set(desktop ${PROJECT_SOURCE_DIR}/packaging/desktop)
set(icons ${PROJECT_SOURCE_DIR}/resources/icons)

install(TARGETS vectray RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS vectray-mcp RUNTIME DESTINATION libexec/vectray) # main.cpp looks for it there
install(FILES ${PROJECT_SOURCE_DIR}/resources/model/model-256.tse DESTINATION ${CMAKE_INSTALL_DATADIR}/vectray/model)

# Desktop: the names are what Desktop.cpp and Icons.cpp look for.
install(FILES ${desktop}/${id}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${desktop}/${id}.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES ${icons}/vectray.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
file(GLOB status CONFIGURE_DEPENDS ${icons}/vectray-*.svg)
list(FILTER status EXCLUDE REGEX symbolic)
install(FILES ${status} DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/status)
file(GLOB symbolic CONFIGURE_DEPENDS ${icons}/vectray-*-symbolic.svg)
install(FILES ${symbolic} DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/symbolic/apps)

# systemd looks for users' units here, whatever the prefix' library directory is called.
install(FILES ${desktop}/vectray.service DESTINATION lib/systemd/user)

# Command line
install(FILES ${PROJECT_SOURCE_DIR}/docs/man/vectray.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${PROJECT_SOURCE_DIR}/docs/man/vectray-config.5 DESTINATION ${CMAKE_INSTALL_MANDIR}/man5)
install(FILES ${PROJECT_SOURCE_DIR}/docs/man/vectray-rest.7 DESTINATION ${CMAKE_INSTALL_MANDIR}/man7)
set(completions ${PROJECT_SOURCE_DIR}/packaging/completions)
install(FILES ${completions}/vectray.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME vectray)
install(FILES ${completions}/_vectray DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${completions}/vectray.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/CHANGELOG.md
        ${PROJECT_SOURCE_DIR}/resources/grammars/LICENSES.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${PROJECT_SOURCE_DIR}/packaging/desktop/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})

# cpack -G DEB; Debian's tools find the libraries that the program needs.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME vectray)
set(CPACK_PACKAGE_CONTACT "The Vectray contributors <vectray@users.noreply.github.com>")
set(CPACK_PACKAGE_HOMEPAGE_URL https://github.com/vectray/vectray)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libsecret-1-0, qt6-wayland")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "postgresql, postgresql-15-pgvector")
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/DebianFiles.cmake)
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON) # it packs what is built, and does not build the tests first
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "semantic search index of your folders, kept up to date")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Vectray sits in the system tray, watches folders, and keeps a semantic search
index of them up to date while you work. A file that was saved can be found a
moment later, by what it means and by the words in it: from the tray, from the
command line, or by a program over REST and WebSocket.

The index is one SQLite file and the embedding model is built in: nothing
leaves the machine.")
include(CPack)
