foreach(class AgentFile JsonText TextDiff TomlText)
    add_layer_test(agents ${class})
endforeach()
