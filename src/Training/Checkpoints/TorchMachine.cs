using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>
/// What the last bits of torch's numbers depend on: the number of threads, the version of torch with its libraries, and the
/// processor's instructions.
/// </summary>
internal static class TorchMachine
{
    private const string Threads = "threads";
    private const string Libraries = "libraries";

    /// <summary>
    /// For example <c>torch 2.10.0.0 on linux-x64 with AVX2</c>: a version of torch brings one version of BLAS for each platform.
    /// </summary>
    internal static string Description { get; } = $"torch {__version__} on {RuntimeInformation.RuntimeIdentifier} with {Instructions()}";

    public static void Save(CheckpointState state)
    {
        state.Set(Threads, get_num_threads());
        state.Set(Libraries, Description);
    }

    /// <summary>Computes with as many threads as before, and warns about what else is different.</summary>
    public static void Load(CheckpointState state, Action<string> warn)
    {
        var threads = (int)state.GetInt64(Threads);
        if (threads > 0 && threads != get_num_threads())
            set_num_threads(threads);
        if (state.GetString(Libraries) is var before && before != Description)
            warn($"Training continues with {Description} and began with {before}: numbers may differ in their last digits.");
    }

    // The kinds that torch has kernels for; ATEN_CPU_CAPABILITY limits them.
    private static string Instructions() =>
        Environment.GetEnvironmentVariable("ATEN_CPU_CAPABILITY") is { Length: > 0 } limit ? limit.ToUpperInvariant()
        : Avx512F.IsSupported ? "AVX512"
        : Avx2.IsSupported ? "AVX2"
        : RuntimeInformation.ProcessArchitecture.ToString();
}
