using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;

namespace Gen.Search;

/// <summary>What the last bits of numbers depend on beside the config: the instruction set, and the versions of what computes.</summary>
/// <param name="facts">The facts by name, in the order in which they are shown.</param>
internal sealed class SweepMachine(IReadOnlyList<KeyValuePair<string, string?>> facts)
{
    // What narrows the instruction set of torch and of MKL.
    private static readonly string[] s_variables = ["ATEN_CPU_CAPABILITY", "MKL_CBWR"];

    /// <summary>Reads those of this process.</summary>
    public static SweepMachine ReadCurrent() => new(
    [
        new("architecture", RuntimeInformation.ProcessArchitecture.ToString()),
        new("instructions", Instructions),
        .. s_variables.Select(v => KeyValuePair.Create(v, Environment.GetEnvironmentVariable(v))),
        new("gen", Version(typeof(SweepMachine).Assembly)),
        new("dotnet", Environment.Version.ToString()),
        new("torch", Torch()),
    ]);

    private static string Instructions =>
        Avx512F.IsSupported ? "AVX512" : Avx2.IsSupported ? "AVX2" : X86Base.IsSupported ? "SSE"
        : AdvSimd.IsSupported ? "NEON"
        : "none";

    /// <summary>Returns in what another machine differs, as the end of a sentence; null if in nothing.</summary>
    public string? Difference(SweepMachine now)
    {
        static string Text(string? value) => value ?? "not set";
        var current = now.Facts.ToDictionary();
        var differences = facts
            .Where(f => f.Value != current.GetValueOrDefault(f.Key))
            .Select(f => $"{f.Key} was {Text(f.Value)} and is {Text(current.GetValueOrDefault(f.Key))}")
            .ToList();
        return differences.Count == 0 ? null : string.Join(", ", differences);
    }

    private IReadOnlyList<KeyValuePair<string, string?>> Facts => facts;

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in facts)
            writer.WriteString(name, value);
        writer.WriteEndObject();
    }

    public static SweepMachine Read(JsonElement json) =>
        new([.. json.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.GetString()))]);

    private static string? Version(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    // The package, with the native library's: null in a program without torch.
    private static string? Torch()
    {
        var packages = PackageList.Read().Where(p => p.StartsWith("TorchSharp", StringComparison.Ordinal)
            || p.StartsWith("libtorch", StringComparison.Ordinal)).ToList();
        return packages.Count == 0 ? null : string.Join(' ', packages);
    }
}
