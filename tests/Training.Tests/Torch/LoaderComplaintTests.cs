using Xunit;

namespace Gen.Training.Tests.Torch;

public class LoaderComplaintTests
{
    private const string Advice = "Unable to load shared library 'LibTorchSharp' or one of its dependencies. In order to help diagnose loading problems, consider using a tool like strace.";

    private static string Absent(string path) => $"{path}: cannot open shared object file: No such file or directory";

    [Fact]
    public void AnOlderSystemLibraryIsTheReasonHoweverManyPlacesWereTried()
    {
        const string Reason = "/lib/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /app/libLibTorchSharp.so)";

        Assert.Equal(Reason, LoaderComplaint.In(string.Join('\n', Advice, Absent("/app/LibTorchSharp.so"), Reason, Absent("LibTorchSharp"), "")));
    }

    [Fact]
    public void AnAbsentDependencyIsAReason() =>
        Assert.Equal(Absent("libgomp.so.1"), LoaderComplaint.In($"{Advice}\n{Absent("/app/LibTorchSharp.so")}\n{Absent("libgomp.so.1")}\n"));

    [Fact]
    public void WhereTheLibraryItselfIsAbsentNoReasonIsGiven()
    {
        Assert.Null(LoaderComplaint.In($"{Advice}\n{Absent("/app/LibTorchSharp.so")}\n{Absent("libLibTorchSharp")}\n"));
        Assert.Null(LoaderComplaint.In("Unable to load DLL 'LibTorchSharp' or one of its dependencies: The specified module could not be found. (0x8007007E)"));
    }
}
