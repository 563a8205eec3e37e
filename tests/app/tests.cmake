add_layer_test(app StorePassword layer_store)
