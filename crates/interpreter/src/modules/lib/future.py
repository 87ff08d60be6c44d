class _Feature:
    compiler_flag = 0

    def getOptionalRelease(self):
        return 3, 0, 0, "final", 0

    getMandatoryRelease = getOptionalRelease


nested_scopes = generators = division = absolute_import = with_statement = print_function = unicode_literals = (
    barry_as_FLUFL) = generator_stop = annotations = _Feature()
all_feature_names = ["nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
                     "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations"]
