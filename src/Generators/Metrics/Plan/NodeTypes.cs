namespace Gen.Generators.Metrics.Plan;

/// <summary>C# types of nodes as generated code writes them.</summary>
internal static class NodeTypes
{
    public const string Tensor = "global::TorchSharp.torch.Tensor";
    public const string Tensors = "global::System.Collections.Generic.List<global::TorchSharp.torch.Tensor>";
    public const string Scalar = "global::TorchSharp.Scalar";
    public const string Device = "global::TorchSharp.torch.Device";
    public const string ScalarType = "global::TorchSharp.torch.ScalarType";
    public const string Long = "long";
    public const string Double = "double";
    public const string Bool = "bool";
}
