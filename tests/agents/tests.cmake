foreach(class AgentFile JsonText TextDiff TomlText)
    add_layer_test(agents ${class})
endforeach()
target_link_libraries(tst_AgentFile PRIVATE checkout_path)
