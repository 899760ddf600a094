namespace Gen.Generators.Metrics.Emit.Code;

/// <summary>Operators for which generated code calls the library's own way to the same values. Plans keep torch's.</summary>
internal static class OwnCalls
{
    /// <summary>What any code evaluates for a template: a function that throws, where torch's ends the process.</summary>
    public static string Of(string template) => template switch
    {
        "{0}.matmul({1})" or "global::TorchSharp.torch.matmul({0}, {1})" => "global::Gen.Training.Metrics.MatrixProduct.Of({0}, {1})",
        _ => template,
    };

    /// <summary>What an update evaluates for a template: also what is quicker there.</summary>
    public static string InUpdate(string template) => template switch
    {
        "{0}.argmax({1})" or "global::TorchSharp.torch.argmax({0}, {1})" => "global::Gen.Training.Metrics.RowArgmax.Of({0}, {1})",
        _ => Of(template),
    };
}
