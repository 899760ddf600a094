using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Finds libgentorch beside the assembly; where it or libtorch is missing, says in one line what to do.</summary>
internal static class NativeLoader
{
    // A module initializer rather than a static constructor: an exception in the latter reaches the user wrapped and only once.
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The resolver must be there before the first call.")]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeLoader).Assembly, Resolve);

    private static nint Resolve(string library, Assembly assembly, DllImportSearchPath? path)
    {
        if (library != Native.Library) return 0;
        var folder = assembly.Location is { Length: > 0 } location ? Path.GetDirectoryName(location)! : AppContext.BaseDirectory;
        // Beside the assembly; from a package, among the files for this kind of machine.
        var name = $"lib{library}.so";
        var machine = $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        var file = new[] { Path.Combine(folder, name), Path.Combine(folder, "runtimes", machine, "native", name) }.FirstOrDefault(File.Exists)
            ?? throw new DllNotFoundException(
                "libtorch is missing: this program was built without it. Run ./eng/torch.sh (or install libtorch-dev, libopenblas0-pthread, cmake and "
                + "g++ yourself) and build again.");
        try
        {
            return NativeLibrary.Load(file);
        }
        catch (DllNotFoundException e)
        {
            throw new DllNotFoundException(
                $"libtorch is missing or another one than at build time ({Reason(e)}). Run ./eng/torch.sh and build again.", e);
        }
    }

    // The first line is the runtime's general advice; what the loader said follows.
    private static string Reason(DllNotFoundException e)
    {
        var lines = e.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length > 1 ? lines[1] : lines[0];
    }
}
