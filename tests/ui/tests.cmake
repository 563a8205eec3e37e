add_library(ui_fake STATIC ui/FakeBackend.h ui/FakeBackend.cpp)
target_include_directories(ui_fake PUBLIC ui)
target_link_libraries(ui_fake PUBLIC layer_items PRIVATE project_options)

# Qt warns about a missing or public runtime directory, and a warning is a failure.
set(runtime ${CMAKE_CURRENT_BINARY_DIR}/runtime)
file(MAKE_DIRECTORY ${runtime})
file(CHMOD ${runtime} PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
foreach(class Accessibility AgentPanel ColourScheme DashboardPage EmbeddingSettings FileOpener FirstRun FolderForm FoldersPage Icons Notifier ProblemsPage SearchPage SettingsDialog StorageSettings Translations TrayMenu)
    add_layer_test(ui ${class} ui_fake)
    set_property(TEST ui.${class} APPEND PROPERTY ENVIRONMENT XDG_RUNTIME_DIR=${runtime})
endforeach()
target_link_libraries(tst_Translations PRIVATE checkout_path)

# They show message boxes, of which the platform without a screen warns; the tests say what else is a failure.
foreach(class FirstRun SettingsDialog)
    set_property(TEST ui.${class} PROPERTY ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;XDG_RUNTIME_DIR=${runtime}")
endforeach()

add_executable(ui_demo ui/ui_demo.cpp)
target_link_libraries(ui_demo PRIVATE project_options ui_fake layer_ui)

add_test(NAME ui.Catalogues
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/ui/translations_test.sh ${PROJECT_SOURCE_DIR}
            $<TARGET_PROPERTY:Qt6::lupdate,LOCATION>)
set_tests_properties(ui.Catalogues PROPERTIES LABELS ui)

# On a real panel, once for each way to have an icon there.
add_executable(screenprobe ui/screenprobe.cpp)
target_link_libraries(screenprobe PRIVATE project_options Qt6::Gui)
foreach(panel xfce4-panel tint2)
    add_test(NAME ui.Tray.${panel}
        COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/ui/tray_test.sh --probe $<TARGET_FILE:screenprobe> ${panel}
                ${CMAKE_CURRENT_BINARY_DIR}/tray-${panel} -- $<TARGET_FILE:ui_demo> --calm
                --settings ${CMAKE_CURRENT_BINARY_DIR}/tray-${panel}/settings.ini)
    set_tests_properties(ui.Tray.${panel} PROPERTIES LABELS "ui;display" TIMEOUT 120 SKIP_RETURN_CODE 77)
endforeach()
