using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Finds libgentorch beside the assembly; where it or libtorch is missing, says in one line what to do.</summary>
internal static class NativeLoader
{
    // A module initializer rather than a static constructor: an exception in the latter reaches the user wrapped and only once.
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "The resolver must be there before the first call.")]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeLoader).Assembly, Resolve);

    private static nint Resolve(string library, Assembly assembly, DllImportSearchPath? path)
    {
        if (library != Native.Library) return 0;
        var beside = Path.Combine(AppContext.BaseDirectory, $"lib{library}.so");
        if (File.Exists(beside)) return Load(beside);
        if (NativeLibrary.TryLoad(library, assembly, path, out var handle)) return handle;
        throw new DllNotFoundException(
            "libtorch is missing: this program was built without it. Run ./eng/torch.sh (or install libtorch-dev, libopenblas0-pthread, cmake "
            + "and g++ yourself) and build again.");
    }

    private static nint Load(string file)
    {
        try
        {
            return NativeLibrary.Load(file);
        }
        catch (DllNotFoundException e)
        {
            var reason = e.Message.Split('\n').FirstOrDefault(l => l.Contains("cannot open", StringComparison.Ordinal))?.Trim() ?? e.Message;
            throw new DllNotFoundException(
                $"libtorch is missing or another version than at build time ({reason}). Run ./eng/torch.sh and build again.", e);
        }
    }
}
