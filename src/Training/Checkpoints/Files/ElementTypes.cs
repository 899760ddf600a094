using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>The names that safetensors gives to torch's element types.</summary>
internal static class ElementTypes
{
    private static readonly (ScalarType Type, string Name, int Bytes)[] s_all =
    [
        (ScalarType.Float64, "F64", 8), (ScalarType.Float32, "F32", 4), (ScalarType.Float16, "F16", 2), (ScalarType.BFloat16, "BF16", 2),
        (ScalarType.Int64, "I64", 8), (ScalarType.Int32, "I32", 4), (ScalarType.Int16, "I16", 2), (ScalarType.Int8, "I8", 1), (ScalarType.Byte, "U8", 1),
        (ScalarType.Bool, "BOOL", 1),
    ];

    /// <exception cref="NotSupportedException">The format has no name for it: complex numbers.</exception>
    public static string NameOf(ScalarType type, string tensor) =>
        Find(a => a.Type == type)?.Name ?? throw new NotSupportedException($"'{tensor}' is {type}, which a safetensors file cannot hold");

    /// <summary>Null for a name of no type that torch has.</summary>
    public static (ScalarType Type, int Bytes)? Named(string name) => Find(a => a.Name == name) is { } found ? (found.Type, found.Bytes) : null;

    public static int BytesOf(ScalarType type) => Find(a => a.Type == type)?.Bytes ?? 0;

    private static (ScalarType Type, string Name, int Bytes)? Find(Predicate<(ScalarType Type, string Name, int Bytes)> match)
    {
        var index = Array.FindIndex(s_all, match);
        return index < 0 ? null : s_all[index];
    }
}
