add_layer_test(engine AutoWatchManager)
add_layer_test(engine ConfigFile)
add_layer_test(engine FolderPipeline)
add_layer_test(engine FreshnessWait)
add_layer_test(engine MountOrigin)
add_layer_test(engine PauseFile)
add_layer_test(engine RootRules)
# One of its cases is about a failure, which is logged as a warning.
set_tests_properties(engine.AutoWatchManager PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8")
