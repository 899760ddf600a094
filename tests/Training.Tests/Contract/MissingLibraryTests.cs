using System.Reflection;
using System.Runtime.Loader;
using Xunit;

namespace Gen.Training.Tests.Contract;

public sealed class MissingLibraryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gen-no-libtorch-").FullName;

    [Fact]
    public void WithoutTheNativeLibraryTheFirstCallSaysInOneLineWhatToInstall()
    {
        var error = Assert.Throws<DllNotFoundException>(() => Call("Gen.LibTorch", "TorchSharp.torch", "get_num_threads"));
        Assert.StartsWith("libtorch is missing", error.Message);
        Assert.Contains("./eng/torch.sh", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void ALibraryThatDoesNotLoadSaysWhatToInstallToo()
    {
        File.WriteAllText(Path.Combine(_folder, "libgentorch.so"), "not a library");
        var error = Assert.Throws<DllNotFoundException>(() => Call("Gen.LibTorch", "TorchSharp.torch", "get_num_threads"));
        Assert.Contains("./eng/torch.sh", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void AskingAtTheStartGivesAnErrorForTheUser()
    {
        var error = Assert.ThrowsAny<Exception>(() => Call("Gen.Training", "Gen.Training.TorchRuntime", "EnsureAvailable"));
        Assert.Equal("Gen.Training.TorchMissingException", error.GetType().FullName);
        Assert.Equal("Gen.UserErrorException", error.GetType().BaseType!.FullName);
        Assert.StartsWith("libtorch is missing", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The assemblies once more, from a folder without the native library.
    private void Call(string assembly, string type, string method)
    {
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "Gen.*.dll"))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)), overwrite: true);
        var context = new Folder(_folder);
        var loaded = context.LoadFromAssemblyPath(Path.Combine(_folder, $"{assembly}.dll"));
        loaded.GetType(type)!.GetMethod(method)!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);
    }

    private sealed class Folder(string folder) : AssemblyLoadContext(nameof(MissingLibraryTests))
    {
        protected override Assembly? Load(AssemblyName name) =>
            Path.Combine(folder, $"{name.Name}.dll") is var file && File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }
}
