using Xunit;

namespace Gen.Training.Tests.Torch;

public sealed class LoadFailureTests : IDisposable
{
    private const string Advice = "Unable to load shared library 'LibTorchSharp' or one of its dependencies. In order to help diagnose "
        + "loading problems, consider using a tool like strace.";

    private readonly TempFolder _folder = new();

    private static string Absent(string path) => $"{path}: cannot open shared object file: No such file or directory";

    private static string Lacking(string library) =>
        $"{library}: version `GLIBCXX_3.4.99' not found (required by /app/libLibTorchSharp.so)";

    [Fact]
    public void Reason_OldSystemLibrary_NamesRequiredAndPresentVersion()
    {
        var library = _folder["libstdc++.so.6"];
        File.WriteAllBytes(library, ElfImage.LibStdCpp());

        string[] lines = [Advice, Absent("/app/LibTorchSharp.so"), Lacking(library), Absent("LibTorchSharp"), ""];
        var reason = LoadFailure.Reason(string.Join('\n', lines));

        Assert.Matches(@"^libLibTorchSharp\.so needs GLIBCXX_3\.4\.99, but .*/libstdc\+\+\.so\.6 ends at GLIBCXX_3\.4\.[0-9]+$", reason);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not a library")]
    [InlineData("\u007fELF\u0002\u0001 cut off")]
    public void Reason_UnreadableSystemLibrary_NamesRequiredVersion(string? content)
    {
        var library = _folder["libstdc++.so.6"];
        if (content is not null) File.WriteAllText(library, content);

        var reason = LoadFailure.Reason($"{Advice}\n{Lacking(library)}\n");

        Assert.Equal($"libLibTorchSharp.so needs GLIBCXX_3.4.99, but {library} does not have it", reason);
    }

    [Fact]
    public void Reason_AbsentDependency_IsTheLoadersLine() =>
        Assert.Equal(
            Absent("libgomp.so.1"),
            LoadFailure.Reason($"{Advice}\n{Absent("/app/LibTorchSharp.so")}\n{Absent("libgomp.so.1")}\n"));

    [Fact]
    public void Reason_AbsentLibrary_IsNull()
    {
        Assert.Null(LoadFailure.Reason($"{Advice}\n{Absent("/app/LibTorchSharp.so")}\n{Absent("libLibTorchSharp")}\n"));
        Assert.Null(LoadFailure.Reason(
            "Unable to load DLL 'LibTorchSharp' or one of its dependencies: The specified module could not be found. (0x8007007E)"));
    }

    public void Dispose() => _folder.Dispose();
}
