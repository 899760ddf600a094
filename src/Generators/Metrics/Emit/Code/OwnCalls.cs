namespace Gen.Generators.Metrics.Emit.Code;

/// <summary>Operators for which an update calls the library's own way to the same values, where that is quicker. Plans keep torch's.</summary>
internal static class UpdateCalls
{
    /// <summary>What an update evaluates for a template.</summary>
    public static string Of(string template) => template switch
    {
        "{0}.argmax({1})" or "global::TorchSharp.torch.argmax({0}, {1})" => "global::Gen.Training.Metrics.RowArgmax.Of({0}, {1})",
        _ => template,
    };
}
