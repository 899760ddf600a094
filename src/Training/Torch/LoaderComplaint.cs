using System.Runtime.InteropServices;
using TorchSharp;

namespace Gen.Training;

/// <summary>What the operating system's loader says of TorchSharp's native library; TorchSharp itself does not pass it on.</summary>
internal static class LoaderComplaint
{
    private const string Library = "LibTorchSharp";

    /// <summary>Why the library does not load, in one line; null if it is not there, or the loader gives no reason.</summary>
    public static string? Ask()
    {
        try
        {
            NativeLibrary.Free(NativeLibrary.Load(Library, typeof(torch).Assembly, null));
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            return In(e.Message);
        }
    }

    /// <summary>The reason in a message of the runtime's: general advice, then a line for every place that was tried.</summary>
    public static string? In(string message) => message
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Skip(1)
        .FirstOrDefault(line => !IsAbsence(line));

    // That a dependency is absent is a reason; that the library itself is not in one of the places is none.
    private static bool IsAbsence(string line) =>
        line.Contains("no such file", StringComparison.OrdinalIgnoreCase) && line.Split(": ")[0].Contains(Library, StringComparison.Ordinal);
}
