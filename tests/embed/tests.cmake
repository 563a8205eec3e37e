add_layer_test(embed ModelFile)
add_layer_test(embed PieceTable)
add_layer_test(embed RowSum)
add_layer_test(embed StaticEmbedder layer_base)
add_layer_test(embed Tokenizer)
add_layer_test(embed Batching)
add_layer_test(embed EndpointRules)
add_layer_test(embed HttpEmbedder)
add_layer_test(embed ProviderCodec)
add_layer_test(embed RateGovernor)
add_layer_test(embed SpendLedger)
# What goes wrong here is logged as warnings, and is what the tests are about.
set_tests_properties(embed.HttpEmbedder embed.RateGovernor PROPERTIES
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8")
