add_layer_test(base Answer)
add_layer_test(base Paths)
add_layer_test(base Sha256)
add_layer_test(base WhenDone)
