add_layer_test(power PowerSource)
