add_layer_test(detect ChangeDetector)
add_layer_test(detect FolderReader)
add_layer_test(detect MoveMatcher)
add_layer_test(detect SecretFinding checkout_path)
