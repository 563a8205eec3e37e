add_layer_test(app StorePassword layer_store)
add_layer_test(app StoreTransfer layer_store)
