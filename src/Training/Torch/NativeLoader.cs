using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.Win32.SafeHandles;

namespace Gen.Training;

/// <summary>
/// Loads TorchSharp's native library on systems with an older libstdc++ than the one that it was built with; see
/// <see cref="SymbolVersionPatch"/>.
/// </summary>
internal static class NativeLoader
{
    /// <summary>The name of the library in TorchSharp's imports.</summary>
    public const string Library = "LibTorchSharp";

    private const string FileName = "libLibTorchSharp.so";

    // The loader does not find them beside a file in memory.
    private static readonly string[] s_dependencies = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];

    private static readonly Lock s_lock = new();
    private static nint s_library;

    /// <summary>Registers a fallback for the library with the runtime, on Linux only.</summary>
    public static void Register()
    {
        var assembly = typeof(NativeLoader).Assembly;
        if (!OperatingSystem.IsLinux() || AssemblyLoadContext.GetLoadContext(assembly) is not { } context) return;
        context.ResolvingUnmanagedDll += Resolve;
        if (context == AssemblyLoadContext.Default) return;

        // A plug-in may share its host's TorchSharp. An event must not keep a collectible load context alive.
        if (!context.IsCollectible) AssemblyLoadContext.Default.ResolvingUnmanagedDll += Resolve;

        // A load context that finds the file throws if it does not load, before it raises the event.
        if (IsPatchNeeded(Folders(assembly))) Resolve(assembly, Library);
    }

    private static bool IsPatchNeeded(IReadOnlyList<string> folders)
    {
        try
        {
            return Find(folders, FileName) is { } path && Module("libstdc++.so") is { } system
                && SymbolVersionPatch.IsNeeded(File.ReadAllBytes(path), File.ReadAllBytes(system));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static nint Resolve(Assembly assembly, string name)
    {
        if (name != Library) return 0;
        lock (s_lock)
        {
            if (s_library == 0) s_library = Load(Folders(assembly));
            return s_library;
        }
    }

    /// <summary>Loads a patched copy of the library from the first folder that contains it.</summary>
    /// <returns>0 if no folder contains it, or the copy does not load.</returns>
    internal static nint Load(IReadOnlyList<string> folders)
    {
        if (Find(folders, FileName) is not { } path) return 0;

        // Another load context has loaded it.
        if (NativeLibrary.TryLoad(path, out var loaded)) return loaded;
        if (ReadPatched(path) is not { } library) return 0;

        // Never the system's libraries, which have other versions.
        foreach (var dependency in s_dependencies)
            if (Find(folders, dependency) is not { } file || !NativeLibrary.TryLoad(file, out _))
                return 0;
        return LoadFromMemory(library) is not 0 and var handle ? handle : LoadFromTemporaryFile(library);
    }

    private static byte[]? ReadPatched(string path)
    {
        try
        {
            var library = File.ReadAllBytes(path);
            return SymbolVersionPatch.Apply(library, path) ? library : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Loads a library from memory.</summary>
    /// <returns>0 if the system does not allow it (<c>vm.memfd_noexec</c>, SELinux, no <c>/proc</c>).</returns>
    internal static nint LoadFromMemory(byte[] library)
    {
        const uint CloseOnExec = 1;
        try
        {
            using var file = new SafeFileHandle((nint)CreateMemoryFile(FileName, CloseOnExec), ownsHandle: true);
            if (file.IsInvalid) return 0;
            RandomAccess.Write(file, library, 0);
            return NativeLibrary.TryLoad($"/proc/self/fd/{file.DangerousGetHandle()}", out var handle) ? handle : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or EntryPointNotFoundException or DllNotFoundException)
        {
            return 0;
        }
    }

    /// <summary>Loads a library from a temporary file that only this user can read and that is deleted before the call returns.</summary>
    /// <returns>0 if that is not possible.</returns>
    internal static nint LoadFromTemporaryFile(byte[] library)
    {
        try
        {
            var folder = Directory.CreateTempSubdirectory("gen-");
            try
            {
                var path = Path.Combine(folder.FullName, FileName);
                File.WriteAllBytes(path, library);
                return NativeLibrary.TryLoad(path, out var handle) ? handle : 0;
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    // The runtime's search paths, TorchSharp's folder, its package, and the folder where torch was loaded from, as in scripts.
    private static List<string> Folders(Assembly torchSharp)
    {
        var runtime = (string?)AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") ?? "";
        var folders = runtime.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).ToList();
#pragma warning disable IL3000 // In a single file the location is empty, and the folders above are the ones.
        if (Path.GetDirectoryName(torchSharp.Location) is { Length: > 0 } beside)
#pragma warning restore IL3000
        {
            var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
            var platform = Path.Combine("runtimes", $"linux-{architecture}", "native");
            folders.AddRange([beside, Path.Combine(beside, platform), Path.GetFullPath(Path.Combine(beside, "..", "..", platform))]);
        }

        if (Module("libtorch_cpu.so") is { } torch && !IsOfSystem(torch)) folders.Add(Path.GetDirectoryName(torch)!);
        return folders;
    }

    private static bool IsOfSystem(string path) =>
        path.StartsWith("/lib", StringComparison.Ordinal) || path.StartsWith("/usr/lib", StringComparison.Ordinal);

    private static string? Module(string name)
    {
        try
        {
            using var process = Process.GetCurrentProcess();
            var modules = process.Modules.Cast<ProcessModule>();
            return modules.FirstOrDefault(m => m.ModuleName.StartsWith(name, StringComparison.Ordinal))?.FileName;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Find(IEnumerable<string> folders, string file) =>
        folders.Select(f => Path.Combine(f, file)).FirstOrDefault(File.Exists);

    [DllImport("libc", EntryPoint = "memfd_create", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int CreateMemoryFile([MarshalAs(UnmanagedType.LPUTF8Str)] string name, uint flags);
}

/// <summary>The reason why the operating system does not load a library, which TorchSharp does not report.</summary>
internal static partial class LoadFailure
{
    /// <summary>Finds the reason in a message of the runtime, which has general advice and then a line for each path that was
    /// tried.</summary>
    /// <returns>Null if the library is in none of the paths, or the loader gives no reason.</returns>
    public static string? Reason(string message) => message
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Skip(1)
        .Where(line => !IsMissing(line))
        .Select(Describe)
        .FirstOrDefault();

    /// <summary>Returns what a program needs that cannot load the library.</summary>
    public static string Advice(string reason)
    {
        if (reason.Contains("failed to map segment", StringComparison.Ordinal)
            || reason.Contains("annot allocate memory", StringComparison.Ordinal))
            return "the process needs more memory, or a higher limit of its address space (ulimit -v)";
        if (reason.Contains("Too many open files", StringComparison.Ordinal))
            return "the process needs a higher limit of open files (ulimit -n)";
        return "a program needs one of the packages TorchSharp-cpu, TorchSharp-cuda-linux and TorchSharp-cuda-windows, and a system that "
            + "its libraries run on";
    }

    // Whether a line only states that a path does not contain the library. A missing dependency, in contrast, is a reason.
    private static bool IsMissing(string line) =>
        line.Contains("no such file", StringComparison.OrdinalIgnoreCase)
        && line.Split(": ")[0].Contains(NativeLoader.Library, StringComparison.Ordinal);

    private static string Describe(string line)
    {
        if (MissingVersion().Match(line) is not { Success: true } match) return line;
        var (library, wanted) = (match.Groups["library"].Value, match.Groups["version"].Value);
        var by = Path.GetFileName(match.Groups["by"].Value);
        var family = wanted[..(wanted.LastIndexOf('_') + 1)];
        var present = Versions(library)
            .Where(v => v.StartsWith(family, StringComparison.Ordinal) && Version.TryParse(v[family.Length..], out _))
            .MaxBy(v => Version.Parse(v[family.Length..]));
        return $"{by} needs {wanted}, but {library} " + (present is null ? "does not have it" : $"ends at {present}");
    }

    private static IEnumerable<string> Versions(string library)
    {
        try
        {
            return ElfFile.Parse(File.ReadAllBytes(library))?.DefinedVersions().ToList() ?? [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidDataException)
        {
            return [];
        }
    }

    // /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by /app/libLibTorchSharp.so)
    [GeneratedRegex(@"^(?<library>.+): version `(?<version>[^']+)' not found \(required by (?<by>.+)\)$")]
    private static partial Regex MissingVersion();
}
