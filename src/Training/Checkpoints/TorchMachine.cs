using System.Diagnostics;
using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>What the last bits of torch's numbers depend on: how many threads share an operator's work, and whose libraries do it.</summary>
internal static class TorchMachine
{
    private const string Threads = "threads";
    private const string Libraries = "libraries";

    private static readonly string[] s_parts = ["torch_cpu", "blas", "mkl", "blis", "lapack"];
    private static readonly Lazy<string> s_libraries = new(FindLibraries);

    public static void Save(CheckpointState state)
    {
        state.Set(Threads, get_num_threads());
        state.Set(Libraries, s_libraries.Value);
    }

    /// <summary>Computes with as many threads as before, and says what else is not as it was.</summary>
    public static void Load(CheckpointState state, Action<string> warn)
    {
        var threads = (int)state.GetInt64(Threads);
        if (threads != get_num_threads())
            set_num_threads(threads);
        if (state.GetString(Libraries) is var before && before != s_libraries.Value)
            warn($"torch computes with {s_libraries.Value} now and computed with {before} before: numbers may differ in their last digits");
    }

    // The files' own names tell their versions: libopenblasp-r0.3.21.so.
    private static string FindLibraries()
    {
        using var process = Process.GetCurrentProcess();
        return string.Join(", ", process.Modules.Cast<ProcessModule>().Select(m => m.ModuleName)
            .Where(n => Array.Exists(s_parts, p => n.Contains(p, StringComparison.OrdinalIgnoreCase))).Distinct().Order(StringComparer.Ordinal));
    }
}
