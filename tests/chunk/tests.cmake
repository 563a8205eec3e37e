add_layer_test(chunk DefaultChunker checkout_path)
add_layer_test(chunk Grammar TreeSitter::Grammars layer_chunk checkout_path)
add_layer_test(chunk Language)
add_layer_test(chunk TextDecoding)
