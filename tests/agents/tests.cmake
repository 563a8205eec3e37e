add_layer_test(agents AgentFile checkout_path)
foreach(class JsonText TextDiff TomlText)
    add_layer_test(agents ${class})
endforeach()
