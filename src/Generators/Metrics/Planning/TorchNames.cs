using System.Collections.Generic;

namespace Gen.Generators.Metrics.Planning;

/// <summary>Types of TorchSharp that the planner knows.</summary>
internal static class TorchNames
{
    public const string Torch = "TorchSharp.torch";
    public const string Nn = "TorchSharp.torch.nn";
    public const string Functional = "TorchSharp.torch.nn.functional";
    public const string ScalarType = "TorchSharp.torch.ScalarType";
    public const string Scalar = "TorchSharp.Scalar";
    public const string TensorIndex = "TorchSharp.torch.TensorIndex";
    public const string TensorExtensions = "TorchSharp.TensorExtensionMethods";
}

/// <summary>TorchSharp's short names of dtypes, which are static fields: <c>float32</c> for <c>ScalarType.Float32</c>.</summary>
internal static class ScalarTypes
{
    private static readonly Dictionary<string, string> s_names = new()
    {
        ["uint8"] = "Byte", ["int8"] = "Int8", ["int16"] = "Int16", ["short"] = "Int16", ["int32"] = "Int32", ["int"] = "Int32", ["int64"] = "Int64", ["long"] = "Int64",
        ["float16"] = "Float16", ["half"] = "Float16", ["bfloat16"] = "BFloat16", ["float32"] = "Float32", ["float"] = "Float32", ["float64"] = "Float64",
        ["double"] = "Float64", ["bool"] = "Bool",
    };

    public static string? Of(string name) => s_names.TryGetValue(name, out var type) ? type : null;
}
