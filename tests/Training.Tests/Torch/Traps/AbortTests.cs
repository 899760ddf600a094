using System.Diagnostics;
using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Torch.Traps;

/// <summary>
/// The mistakes in docs/torchsharp-traps.md that abort the process, and the alternatives, which throw. If a mistake does not abort the
/// process any more, remove it from the page and from aborting-members.txt.
/// </summary>
public class AbortTests
{
    private const int Aborted = 134;
    private const int SegmentationFault = 139;

    [Theory]
    [InlineData("matmul", "mat1 and mat2 shapes cannot be multiplied (2x3 and 5x7)")]
    [InlineData("grad", "of the differentiated Tensors appears to not have been used in the graph")]
    [InlineData("cummax", "Dimension out of range")]
    [InlineData("var", "std and var only support floating point and complex dtypes")]
    [InlineData("ToInt64", "value cannot be converted to type int64_t without overflow")]
    [InlineData("ToSingle", "value cannot be converted to type float without overflow")]
    [InlineData("set_rng_state", "but found the input RNG state size to be 3")]
    [InlineData("set_num_threads", "Expected positive number of threads")]
    [InlineData("Slice", "slice step cannot be zero")]
    public void Mistake_UncaughtNativeException_Aborts(string mistake, string message)
    {
        var (code, error) = Make(mistake);
        Assert.True(code == Aborted, $"{code}: {error}");
        Assert.Contains("terminate called after throwing an instance of", error);
        Assert.Contains(message, error);
    }

    /// <summary>The last one throws, and aborts the process when the image is finalized.</summary>
    [Theory]
    [InlineData("LBFGS", "System.InvalidOperationException: no such thing")]
    [InlineData("Function", "System.InvalidOperationException: no such thing")]
    [InlineData("add_img", "System.TypeInitializationException: The type initializer for 'SkiaSharp.SKObject'")]
    public void Mistake_UncatchableException_Aborts(string mistake, string message)
    {
        var (code, error) = Make(mistake);
        Assert.True(code == Aborted, $"{code}: {error}");
        Assert.Contains($"Unhandled exception. {message}", error);
    }

    [Fact]
    public void Rand_NegativeSize_EndsProcessWithoutMessage()
    {
        var (code, error) = Make("rand");
        Assert.True(code == SegmentationFault, $"{code}: {error}");
        Assert.Empty(error);
    }

    [Fact]
    public void Mistake_DocumentedAlternative_Throws()
    {
        using var scope = NewDisposeScope();
        Tensor left = zeros(2, 3), right = zeros(5, 7), whole = zeros(2, 3, dtype: int64);
        Tensor used = zeros(1, requires_grad: true), unused = zeros(1, requires_grad: true);
        Assert.ThrowsAny<ExternalException>(() => left.mm(right));
        Assert.ThrowsAny<ExternalException>(() => left.unsqueeze(0).bmm(right.unsqueeze(0)));
        Assert.ThrowsAny<ExternalException>(() => nn.functional.linear(left, right));
        Assert.ThrowsAny<ExternalException>(() => einsum("ij,jk->ik", left, right));
        Assert.ThrowsAny<ExternalException>(() => left.sum().backward());
        Assert.ThrowsAny<ExternalException>(() => left.cumsum(9));
        Assert.ThrowsAny<ExternalException>(() => whole.std(0L));
        Assert.ThrowsAny<ExternalException>(() => whole.var());
        Assert.ThrowsAny<ExternalException>(() => randn(-1));
#pragma warning disable GEN026 // Allowed to be unused.
        Assert.True(autograd.grad([used.sum()], [unused], allow_unused: true)[0].IsInvalid);
#pragma warning restore GEN026
        Assert.Equal(double.NaN, tensor(float.NaN).ToDouble());
        Assert.Equal(float.PositiveInfinity, (float)tensor(1e300).ToDouble());
        Assert.ThrowsAny<ArgumentException>(() => tensor(1e300).item<long>());
    }

    private static (int Code, string Error) Make(string mistake)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var host = Path.Combine(here.Parent!.Parent!.FullName, "TrainHost", here.Name, "TrainHost.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath!, [host, "abort", mistake]) { RedirectStandardError = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }
}
